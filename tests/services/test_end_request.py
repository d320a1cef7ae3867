"""A request that ends without a decision: the letter that says so ends it, on the day it leaves, and nothing else."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.carrying_out import CarryOutInput
from dsar.core.errors import InvalidInput
from dsar.core.vocabulary import Ending, LetterKind, Right
from dsar.core.workflow import Status
from dsar.models import Case, RequestEnding
from dsar.models.case import NO_OPEN_DATE
from dsar.services.carry_out import carry_out
from dsar.wording.event_words import day_of
from dsar.wording.events import sentence_of
from tests.factories.done import done_facts
from tests.factories.world import World
from tests.services.desk import Desk, entries, granting, payload_of

WITHDRAWAL, UNHANDLED = LetterKind.WITHDRAWAL_CONFIRMATION, LetterKind.NOT_HANDLED
pytestmark = pytest.mark.usefixtures("canned")


def ended(desk: Desk, right: Right) -> RequestEnding | None:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return session.get(RequestEnding, desk.request_id(right))


def case_of(desk: Desk) -> Case:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return session.get_one(Case, desk.case_id)


def test_a_confirmed_withdrawal_ends_that_request_and_not_its_neighbour(world: World) -> None:
    desk = Desk(world, Right.COPY, Right.ERASURE)
    letter_id = desk.issue(draft_id=desk.draft(WITHDRAWAL, Right.COPY))
    assert desk.status(Right.COPY) is Status.REGISTERED, "only the letter that left ends it"
    desk.post(letter_id)
    assert (desk.status(Right.COPY), desk.status(Right.ERASURE)) == (Status.CLOSED, Status.REGISTERED)
    ending = ended(desk, Right.COPY)
    assert ending is not None
    assert (ending.kind, ending.letter_id, ending.ended_on) == (Ending.WITHDRAWN, letter_id, world.today)
    assert case_of(desk).closed_on is None
    assert case_of(desk).next_due_on < NO_OPEN_DATE


def test_the_case_closes_when_its_last_request_was_withdrawn(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.post(desk.issue(draft_id=desk.draft(WITHDRAWAL, Right.COPY)))
    assert (case_of(desk).closed_on, case_of(desk).next_due_on) == (world.today, NO_OPEN_DATE)
    (entry,) = entries(world, "request.ended")
    assert '"ending":"withdrawn"' in entry.canonical
    assert '"from":"registered"' in entry.canonical


def test_the_trail_tells_a_withdrawal_on_its_own_day_and_the_closing_on_that_of_its_letter(world: World) -> None:
    desk = Desk(world, Right.COPY)
    withdrawn_on = world.today - timedelta(days=2)
    desk.post(desk.issue(draft_id=desk.draft(WITHDRAWAL, Right.COPY, withdrawn_on=withdrawn_on)))
    (entry,) = entries(world, "request.ended")
    told = payload_of(entry)
    assert (told["withdrawn_on"], told["ended_on"]) == (withdrawn_on.isoformat(), world.today.isoformat())
    days = f"{day_of(withdrawn_on.isoformat())}; afgesloten op {day_of(world.today.isoformat())}"
    assert sentence_of(Tag.REQUEST_ENDED, told) == f"Ingetrokken op {days}"
    before = {key: value for key, value in told.items() if key != "withdrawn_on"}
    assert sentence_of(Tag.REQUEST_ENDED, before) == f"Ingetrokken; {days.partition('; ')[2]}"


def test_what_was_decided_but_not_answered_can_still_be_withdrawn(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.decide(Right.COPY, granting(Right.COPY))
    desk.post(desk.issue(draft_id=desk.draft(WITHDRAWAL, Right.COPY)))
    assert desk.status(Right.COPY) is Status.CLOSED


@pytest.mark.parametrize("right", [Right.INSPECTION, Right.ERASURE])
def test_what_was_answered_and_is_not_done_yet_can_still_be_withdrawn(world: World, right: Right) -> None:
    desk = Desk(world, right)
    desk.decide(right, granting(right))
    desk.post(desk.issue(right))
    answered_on, letter_id = world.today, desk.issue(draft_id=desk.draft(WITHDRAWAL, right))
    world.moment += timedelta(days=3)
    desk.post(letter_id)
    ending = ended(desk, right)
    assert ending is not None
    assert (ending.kind, ending.ended_on) == (Ending.WITHDRAWN, world.today)
    request = world.request(desk.case_id, right)
    assert (request.status, request.answered_on) == (Status.CLOSED, answered_on), "the answer stays in time"
    assert case_of(desk).closed_on == world.today


def test_what_was_done_is_not_withdrawn_any_more(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.decide(Right.COPY, granting(Right.COPY))
    desk.post(desk.issue(Right.COPY))
    letter_id = desk.issue(draft_id=desk.draft(WITHDRAWAL, Right.COPY))
    done = CarryOutInput(world.today, done_facts(Right.COPY))
    carry_out(desk.work(), desk.request_id(Right.COPY), desk.version, done)
    desk.post(letter_id)
    assert ended(desk, Right.COPY) is None


def test_a_request_not_handled_goes_past_the_officer_and_ends_as_its_letter_leaves(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    desk.proof_not_shown(Right.INSPECTION)
    draft_id = desk.draft(UNHANDLED, Right.INSPECTION)
    desk.advised(draft_id)
    desk.post(desk.issue(draft_id=draft_id))
    ending = ended(desk, Right.INSPECTION)
    assert ending is not None
    assert (ending.kind, desk.status(Right.INSPECTION)) == (Ending.NOT_HANDLED, Status.CLOSED)


def test_a_request_is_not_left_unhandled_before_proof_was_asked_and_its_time_is_over(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    draft_id = desk.draft(UNHANDLED, Right.INSPECTION)
    with pytest.raises(InvalidInput, match="proof_not_asked"):
        desk.advised(draft_id)
    desk.post(desk.issue(draft_id=desk.draft(LetterKind.IDENTITY_REQUEST, Right.INSPECTION)))
    with pytest.raises(InvalidInput, match="proof_awaited") as refused:
        desk.advised(draft_id)
    world.moment += refused.value.details["first"] - world.today
    desk.advised(draft_id)
    letter_id = desk.issue(draft_id=draft_id)
    desk.post(letter_id)
    assert desk.status(Right.INSPECTION) is Status.CLOSED


def test_a_request_goes_on_when_it_became_clear_who_asks_before_the_letter_left(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    desk.proof_not_shown(Right.INSPECTION)
    draft_id = desk.draft(UNHANDLED, Right.INSPECTION)
    desk.advised(draft_id)
    letter_id = desk.issue(draft_id=draft_id)
    world.identify(desk.slug, desk.case_id)
    desk.post(letter_id)
    assert (ended(desk, Right.INSPECTION), desk.status(Right.INSPECTION)) == (None, Status.REGISTERED)


def test_a_forwarded_request_goes_on_because_our_own_data_are_still_answered_for(world: World) -> None:
    desk = Desk(world, Right.COPY)
    due = case_of(desk).next_due_on
    desk.forwarded(Right.COPY)
    desk.post(desk.issue(draft_id=desk.draft(LetterKind.FORWARDED, Right.COPY)))
    assert (desk.status(Right.COPY), ended(desk, Right.COPY), case_of(desk).next_due_on) == (
        Status.REGISTERED,
        None,
        due,
    )


def test_a_letter_says_that_a_request_was_sent_on_only_as_that_was_recorded_with_its_consent(world: World) -> None:
    desk = Desk(world, Right.COPY)
    draft_id = desk.draft(LetterKind.FORWARDED, Right.COPY)
    with pytest.raises(InvalidInput, match="forwarding_not_recorded"):
        desk.issue(draft_id=draft_id)
    desk.forwarded(Right.COPY, consent_on=None, without_consent="De wet verplicht ons dit door te sturen.")
    with pytest.raises(InvalidInput, match="forwarding_other_basis"):
        desk.issue(draft_id=draft_id)
    desk.forwarded(Right.COPY, forwarded_on=world.today)
    with pytest.raises(InvalidInput, match="forwarding_other_day"):
        desk.issue(draft_id=draft_id)
    desk.forwarded(Right.COPY)
    assert desk.issue(draft_id=draft_id)
