"""A letter that came back stays sent on the day it left; a request that was sent on stays open on the same clock."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.progress import Step
from dsar.core.sent_on import ForwardInput, ResendInput, ReturnInput
from dsar.core.vocabulary import DispatchWay, ReturnReason, Right, Role
from dsar.core.workflow import Status
from dsar.database import unit_of_work
from dsar.models import Case
from dsar.queries.audit import verify
from dsar.queries.standing import standing_of
from dsar.services.forward import forward
from dsar.services.letter_return import record_return, send_again
from dsar.services.rebuild_worklist import differences
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, entries

pytestmark = pytest.mark.usefixtures("canned")


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Right.ERASURE)


@pytest.fixture
def letter_id(desk: Desk) -> int:
    """Give a refusal that left today, which closed the case."""
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    letter_id = desk.issue(Right.ERASURE)
    desk.post(letter_id)
    return letter_id


def case_of(desk: Desk) -> Case:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        case = session.get_one(Case, desk.case_id)
        _ = [one.resend for one in case.letter_returns], [one.links for one in case.forwardings]
        return case


def came_back(desk: Desk, letter_id: int) -> None:
    given = ReturnInput(ReturnReason.MOVED, desk.world.today, "Stond op de envelop.")
    record_return(desk.work(), letter_id, desk.version, given)


def sent(desk: Desk, way: DispatchWay | None = DispatchWay.POST, note: str = "") -> ResendInput:
    return ResendInput(way, desk.world.today, note)


def test_a_letter_that_comes_back_opens_the_case_and_stays_sent_on_the_day_it_left(desk: Desk, letter_id: int) -> None:
    before = desk.world.request(desk.case_id, Right.ERASURE)
    came_back(desk, letter_id)
    case, after = case_of(desk), desk.world.request(desk.case_id, Right.ERASURE)
    assert (case.closed_on, case.next_due_on) == (None, desk.world.today)
    assert (after.status, after.answered_on) == (Status.CLOSED, before.answered_on)
    with Session(desk.world.engine) as session:
        assert standing_of(session, session.get_one(Case, desk.case_id)).steps == (Step.SEND_AGAIN,)
        assert list(differences(session)) == []


def test_the_same_letter_leaves_again_and_both_days_are_kept(desk: Desk, letter_id: int) -> None:
    came_back(desk, letter_id)
    send_again(desk.work(), letter_id, desk.version, sent(desk, DispatchWay.REGISTERED))
    case = case_of(desk)
    assert case.closed_on == desk.world.today
    (back,) = case.letter_returns
    assert back.resend is not None
    assert (back.resend.way, back.resend.sent_on) == (DispatchWay.REGISTERED, desk.world.today)
    found = entries(desk.world, "letter.posted", "letter.returned", "letter.sent_again")
    assert [entry.tag for entry in found] == ["letter.posted", "letter.returned", "letter.sent_again"]
    assert "envelop" not in "".join(entry.canonical for entry in found)
    with Session(desk.world.engine) as session:
        assert verify(session, found[0].stream) is None
    came_back(desk, letter_id)
    assert len(case_of(desk).letter_returns) == 2, "it can come back again"


def test_a_corrected_letter_that_leaves_ends_the_waiting(desk: Desk) -> None:
    letter_id = desk.issue()
    desk.post(letter_id)
    came_back(desk, letter_id)
    corrected = desk.issue(replaces_id=letter_id, correction_reason="Het adres klopte niet.")
    desk.post(corrected)
    (back,) = case_of(desk).letter_returns
    assert back.resend is not None
    assert back.resend.correction_id == corrected


def test_not_sending_again_needs_its_reason(desk: Desk, letter_id: int) -> None:
    came_back(desk, letter_id)
    with pytest.raises(InvalidInput, match="required") as refused:
        send_again(desk.work(), letter_id, desk.version, sent(desk, None))
    assert refused.value.field == "note"
    send_again(desk.work(), letter_id, desk.version, sent(desk, None, "De cliënt haalde hem op."))
    assert case_of(desk).closed_on == desk.world.today


def test_only_a_letter_that_left_comes_back_and_only_one_that_is_back_leaves_again(desk: Desk) -> None:
    today, letter_id = desk.world.today, desk.issue()
    with pytest.raises(NotAllowed, match="letter_not_sent"):
        came_back(desk, letter_id)
    desk.post(letter_id)
    with pytest.raises(NotAllowed, match="letter_not_back"):
        send_again(desk.work(), letter_id, desk.version, sent(desk))
    for day, code in (
        (today + timedelta(days=1), "day_in_future"),
        (today - timedelta(days=1), "returned_before_left"),
    ):
        with pytest.raises(InvalidInput, match=code):
            record_return(desk.work(), letter_id, desk.version, ReturnInput(ReturnReason.REFUSED, day))
    came_back(desk, letter_id)
    with pytest.raises(NotAllowed, match="letter_is_back"):
        came_back(desk, letter_id)
    wrong = replace(sent(desk), sent_on=today - timedelta(days=1))
    with pytest.raises(InvalidInput, match="sent_before_returned"):
        send_again(desk.work(), letter_id, desk.version, wrong)
    with pytest.raises(NotAllowed, match="role"):
        send_again(desk.work(Role.FG), letter_id, desk.version, sent(desk))


def given(desk: Desk) -> ForwardInput:
    today = desk.world.today
    return ForwardInput((desk.request_id(Right.ERASURE),), "Gemeente Enschede", today, today)


def test_a_request_that_is_sent_on_stays_open_on_the_same_clock(desk: Desk) -> None:
    before = case_of(desk)
    forward(desk.work(), desk.case_id, desk.version, given(desk))
    after = case_of(desk)
    assert (after.next_due_on, after.closed_on, desk.status(Right.ERASURE)) == (
        before.next_due_on,
        None,
        Status.REGISTERED,
    )
    (row,) = after.forwardings
    assert (row.to_name, row.forwarded_on, row.consent_on) == ("Gemeente Enschede", desk.world.today, desk.world.today)
    (entry,) = entries(desk.world, "request.forwarded")
    assert "Gemeente" not in entry.canonical
    with pytest.raises(DBAPIError, match="written once"), unit_of_work(desk.world.engine) as session:
        session.execute(text("UPDATE forwarding SET to_name = 'UWV'"))


def test_sending_on_needs_consent_first_or_why_it_was_not_needed(desk: Desk) -> None:
    today = desk.world.today
    for changed, field in (
        (replace(given(desk), consent_on=None), "without_consent"),
        (replace(given(desk), without_consent="De wet schrijft het voor."), "without_consent"),
        (replace(given(desk), forwarded_on=today + timedelta(days=1)), "forwarded_on"),
        (replace(given(desk), to_name=" "), "to_name"),
        (replace(given(desk), request_ids=()), "request_ids"),
    ):
        with pytest.raises(InvalidInput) as refused:
            forward(desk.work(), desk.case_id, desk.version, changed)
        assert refused.value.field == field
    by_law = replace(given(desk), consent_on=None, without_consent="De wet schrijft het voor.")
    forward(desk.work(), desk.case_id, desk.version, by_law)
    assert case_of(desk).forwardings[0].consent_on is None


def test_what_was_answered_is_not_sent_on_any_more(desk: Desk, letter_id: int) -> None:
    assert letter_id
    with pytest.raises(InvalidInput, match="request_answered"):
        forward(desk.work(), desk.case_id, desk.version, given(desk))
