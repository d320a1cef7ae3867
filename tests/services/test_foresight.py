"""What the pages to check say of a letter that leaves, or of what was done, is what recording it does."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.carrying_out import CarryOutInput
from dsar.core.errors import DomainError, InvalidInput, NotAllowed
from dsar.core.foresight import Foreseen
from dsar.core.vocabulary import DispatchWay, LetterKind, Right
from dsar.core.workflow import Status
from dsar.models import Case, Duty, Letter
from dsar.queries.case_view import case_view
from dsar.queries.foresight import PostingForeseen, foresee_carrying_out, foresee_posting, foresee_voiding
from dsar.services.carry_out import carry_out
from dsar.services.issue_letter import void_letter
from tests.factories.done import done_facts, without_time
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, granting

pytestmark = pytest.mark.usefixtures("canned")
WITHDRAWAL = LetterKind.WITHDRAWAL_CONFIRMATION


def foreseen(desk: Desk, letter_id: int) -> PostingForeseen:
    today = desk.world.today
    with Session(desk.world.engine) as session:
        view = case_view(session, desk.work().actor, desk.case_id)
        letter = next(one for one in view.letters if one.id == letter_id)
        return foresee_posting(view, letter, DispatchWay.POST, today, "", today)


def closed(desk: Desk) -> bool:
    with Session(desk.world.engine) as session:
        return session.get_one(Case, desk.case_id).closed_on is not None


def all_done(desk: Desk, right: Right) -> CarryOutInput:
    with Session(desk.world.engine) as session:
        query = select(Duty.code).where(Duty.request_id == desk.request_id(right))
        duties = frozenset(session.scalars(query))
        return CarryOutInput(desk.world.today, done_facts(right), duties, without_time=without_time(right))


def foreseen_done(desk: Desk, right: Right, done: CarryOutInput) -> Foreseen:
    with Session(desk.world.engine) as session:
        view = case_view(session, desk.work().actor, desk.case_id)
        return foresee_carrying_out(view, view.request(desk.request_id(right)), done, desk.world.today)


def record(desk: Desk, request_id: int, done: CarryOutInput) -> None:
    carry_out(desk.work(), request_id, desk.version, done)


def done_as_foreseen(desk: Desk, right: Right) -> None:
    """Carry out a request, after holding it to what was foreseen."""
    done, request_id = all_done(desk, right), desk.request_id(right)
    seen = foreseen_done(desk, right, done)
    record(desk, request_id, done)
    assert dict(seen.moves) == {request_id: desk.status(right)}
    assert seen.closes is closed(desk)


def posted_as_foreseen(desk: Desk, letter_id: int) -> dict[Right, Status]:
    """Post a letter and give which requests moved, after holding it to what was foreseen."""
    rights = {desk.request_id(right): right for right in (Right.INSPECTION, Right.ERASURE)}
    before = {right: desk.status(right) for right in rights.values()}
    seen = foreseen(desk, letter_id)
    desk.post(letter_id)
    moved = {right: desk.status(right) for right in before if desk.status(right) is not before[right]}
    assert {rights[one]: status for one, status in seen.requests.moves.items()} == moved
    assert seen.requests.closes is closed(desk)
    return moved


def test_a_grant_and_a_refusal_move_what_was_foreseen(world: World) -> None:
    desk = Desk(world, Right.INSPECTION, Right.ERASURE)
    desk.decide(Right.INSPECTION, granting(Right.INSPECTION))
    moved = posted_as_foreseen(desk, desk.issue(Right.INSPECTION))
    assert moved == {Right.INSPECTION: Status.ANSWERED}
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    moved = posted_as_foreseen(desk, desk.issue(Right.ERASURE))
    assert moved == {Right.ERASURE: Status.CLOSED}


def test_the_last_request_that_is_withdrawn_closes_the_case(world: World) -> None:
    desk = Desk(world, Right.INSPECTION, Right.ERASURE)
    for right in (Right.INSPECTION, Right.ERASURE):
        moved = posted_as_foreseen(desk, desk.issue(draft_id=desk.draft(WITHDRAWAL, right)))
        assert moved == {right: Status.CLOSED}
    assert closed(desk)


def test_a_letter_that_can_end_nothing_any_more_is_foreseen_to_move_nothing(world: World) -> None:
    desk = Desk(world, Right.INSPECTION, Right.ERASURE)
    desk.proof_not_shown(Right.INSPECTION)
    draft_id = desk.draft(LetterKind.NOT_HANDLED, Right.INSPECTION)
    desk.advised(draft_id)
    letter_id = desk.issue(draft_id=draft_id)
    world.identify(desk.slug, desk.case_id)
    assert foreseen(desk, letter_id).term_until is not None
    assert posted_as_foreseen(desk, letter_id) == {}


def test_what_was_done_ends_and_closes_what_was_foreseen(world: World) -> None:
    desk = Desk(world, Right.INSPECTION, Right.ERASURE)
    with pytest.raises(NotAllowed) as refused:
        done_as_foreseen(desk, Right.INSPECTION)
    assert refused.value.code == "status"
    for right in (Right.INSPECTION, Right.ERASURE):
        desk.decide(right, granting(right))
        desk.post(desk.issue(right))
    for right in (Right.INSPECTION, Right.ERASURE):
        done_as_foreseen(desk, right)
    assert closed(desk)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"carried_out_on": date(2027, 1, 1)}, "day_in_future"),
        ({"carried_out_on": date(2026, 1, 1)}, "day_before_receipt"),
        ({"facts": done_facts(Right.ERASURE, gone=())}, "detail_missing"),
        ({"duties": frozenset()}, "duty_open"),
    ],
)
def test_what_was_done_is_refused_beforehand_as_it_is_when_recording(world: World, wrong: dict, code: str) -> None:
    desk = Desk(world, Right.ERASURE)
    desk.decide(Right.ERASURE, granting(Right.ERASURE))
    desk.post(desk.issue(Right.ERASURE))
    done = replace(all_done(desk, Right.ERASURE), **wrong)
    request_id = desk.request_id(Right.ERASURE)
    for again in (lambda: foreseen_done(desk, Right.ERASURE, done), lambda: record(desk, request_id, done)):
        with pytest.raises(InvalidInput) as refused:
            again()
        assert refused.value.code == code


def test_a_letter_that_left_is_refused_beforehand_as_it_is_when_recording(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    letter_id = desk.issue()
    desk.post(letter_id)
    codes = []
    for again in (foreseen, Desk.post):
        with pytest.raises(DomainError) as refused:
            again(desk, letter_id)
        codes.append(refused.value.code)
    assert codes == ["letter_posted", "letter_posted"]


def voided(desk: Desk, letter_id: int) -> bool:
    """Give up a letter, after asking whether its draft comes back; give what was answered."""
    with Session(desk.world.engine) as session:
        draft = foresee_voiding(session, session.get_one(Letter, letter_id))
    void_letter(desk.work(), letter_id, desk.version, "Verkeerd adres.")
    return draft


def test_a_draft_comes_back_from_a_letter_that_is_given_up_as_was_foreseen(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    draft_id = desk.draft(WITHDRAWAL, Right.INSPECTION)
    assert voided(desk, desk.issue(draft_id=draft_id)) is True
    assert desk.stored_draft(draft_id).letter_id is None
    assert voided(desk, desk.issue()) is False, "the acknowledgement has no draft"


def test_a_letter_that_left_or_was_given_up_cannot_be_given_up_again(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    left, given_up = desk.issue(), desk.issue(draft_id=desk.draft(WITHDRAWAL, Right.INSPECTION))
    desk.post(left)
    voided(desk, given_up)
    for letter_id in (left, given_up):
        with Session(world.engine) as session, pytest.raises(NotAllowed, match="letter_moved"):
            foresee_voiding(session, session.get_one(Letter, letter_id))
        with pytest.raises(NotAllowed, match="letter_moved"):
            void_letter(desk.work(), letter_id, desk.version, "Verkeerd adres.")
