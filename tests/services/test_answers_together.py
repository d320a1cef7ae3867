"""One letter that answers several rights of a case, each with its own outcome."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, NotAllowed, NotFound
from dsar.core.vocabulary import LetterKind, Outcome, Right, Role
from dsar.core.workflow import Status
from dsar.queries.lookups import answer_letter
from tests.factories.details import DETAILS
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, granting, refusing

RIGHTS = (Right.INSPECTION, Right.CORRECTION, Right.ERASURE)


def decided(world: World) -> Desk:
    desk = Desk(world, *RIGHTS)
    desk.decide(Right.INSPECTION, granting(Right.INSPECTION))
    desk.decide(Right.CORRECTION, refusing("opinion"))
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    return desk


def test_one_letter_answers_three_rights_and_moves_each_its_own_way(world: World) -> None:
    desk = decided(world)
    letter_id = desk.issue(*RIGHTS)
    letter, context = desk.letter(letter_id), desk.context(letter_id)
    assert (letter.kind, context.kind) == (LetterKind.PARTIAL, LetterKind.PARTIAL)
    assert [(item.right, item.outcome) for item in context.requests] == [
        (Right.INSPECTION, Outcome.GRANT),
        (Right.CORRECTION, Outcome.REFUSE),
        (Right.ERASURE, Outcome.REFUSE),
    ]
    assert context.requests[0].fields == DETAILS[Right.INSPECTION]
    assert context.requests[1].parts[0].offers_statement
    assert context.requests[2].parts[0].keep_until == date(2033, 12, 31)
    assert context.remedies is not None
    desk.post(letter_id)
    assert [desk.status(right) for right in RIGHTS] == [Status.ANSWERED, Status.CLOSED, Status.CLOSED]
    with Session(world.engine) as session:
        found = {answer_letter(session, desk.request_id(right)).id for right in RIGHTS}
    assert found == {letter_id}


@pytest.mark.usefixtures("canned")
def test_rights_can_be_answered_apart(world: World) -> None:
    desk = decided(world)
    together = desk.issue(Right.CORRECTION, Right.ERASURE)
    assert desk.letter(together).kind is LetterKind.REFUSAL
    alone = desk.issue(Right.INSPECTION)
    assert desk.letter(alone).kind is LetterKind.GRANT_INSPECTION
    assert desk.context(alone).remedies is None


@pytest.mark.usefixtures("canned")
def test_a_letter_about_one_right_says_that_the_others_get_their_own_while_they_have_none(world: World) -> None:
    desk = decided(world)
    first = desk.issue(Right.CORRECTION)
    assert [one.right for one in desk.context(first).others] == [Right.INSPECTION, Right.ERASURE]
    desk.post(first)
    second = desk.issue(Right.INSPECTION)
    assert [one.right for one in desk.context(second).others] == [Right.ERASURE]
    desk.post(second)
    assert desk.context(desk.issue(Right.ERASURE)).others == ()


@pytest.mark.usefixtures("canned")
def test_grants_only_are_named_after_the_first(world: World) -> None:
    desk = Desk(world, Right.COPY, Right.RESTRICTION)
    for right in (Right.COPY, Right.RESTRICTION):
        desk.decide(right, granting(right))
    assert desk.letter(desk.issue(Right.RESTRICTION, Right.COPY)).kind is LetterKind.GRANT_COPY


@pytest.mark.usefixtures("canned")
def test_what_is_answered_already_is_not_answered_again(world: World) -> None:
    desk = decided(world)
    desk.issue(Right.ERASURE)
    with pytest.raises(Conflict, match="letter_exists"):
        desk.issue(Right.INSPECTION, Right.ERASURE)


@pytest.mark.usefixtures("canned")
def test_every_request_must_be_decided(world: World) -> None:
    desk = Desk(world, Right.INSPECTION, Right.COPY)
    desk.decide(Right.INSPECTION, granting(Right.INSPECTION))
    with pytest.raises(NotAllowed, match="status"):
        desk.issue(Right.INSPECTION, Right.COPY)


@pytest.mark.usefixtures("canned")
def test_a_request_of_another_case_is_not_found(world: World) -> None:
    desk, other = Desk(world, Right.INSPECTION), Desk(world, Right.COPY)
    desk.decide(Right.INSPECTION, granting(Right.INSPECTION))
    with pytest.raises(NotFound):
        desk.issue(request_ids=(desk.request_id(Right.INSPECTION), other.request_id(Right.COPY)))


@pytest.mark.usefixtures("canned")
def test_two_who_decided_are_both_named(world: World) -> None:
    desk = Desk(world, Right.COPY, Right.RESTRICTION)
    desk.decide(Right.COPY, granting(Right.COPY))
    first = world.users[desk.slug, Role.DECIDER]
    world.users[desk.slug, Role.DECIDER] = world.add_user("tweede.beslisser@example.com", desk.slug, Role.DECIDER)
    desk.decide(Right.RESTRICTION, granting(Right.RESTRICTION))
    assert first != world.users[desk.slug, Role.DECIDER]
    context = desk.context(desk.issue(Right.COPY, Right.RESTRICTION))
    assert context.signatory_name == "Decider Westendorp-Pr, Tweede Beslisser"
    assert context.signatory_capacity == "namens WestendorpPR, de verantwoordelijke"
