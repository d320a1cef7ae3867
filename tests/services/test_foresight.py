"""What the page to check says of a letter that leaves is what recording it does, in every kind of case."""

import pytest
from sqlalchemy.orm import Session

from dsar.core.errors import DomainError
from dsar.core.vocabulary import DispatchWay, LetterKind, Right
from dsar.core.workflow import Status
from dsar.models import Case
from dsar.queries.case_view import case_view
from dsar.queries.foresight import PostingForeseen, foresee_posting
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
    draft_id = desk.draft(LetterKind.NOT_HANDLED, Right.INSPECTION)
    desk.advised(draft_id)
    letter_id = desk.issue(draft_id=draft_id)
    world.identify(desk.slug, desk.case_id)
    assert foreseen(desk, letter_id).term_until is not None
    assert posted_as_foreseen(desk, letter_id) == {}


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
