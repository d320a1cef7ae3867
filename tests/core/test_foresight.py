"""What an action will do to a case, told before it is recorded."""

from dataclasses import replace

import pytest

from dsar.core.errors import NotAllowed
from dsar.core.foresight import action_of_letter, foresee
from dsar.core.vocabulary import LetterKind, Outcome, Role
from dsar.core.workflow import Action, Facts, Status

ROLES = frozenset({Role.CONTACT_PERSON})
DECIDED = Facts(status=Status.DECIDED, actor_id=1, outcome=Outcome.GRANT, letter_final=True)
ANSWERED = replace(DECIDED, status=Status.ANSWERED)
CLOSED = replace(DECIDED, status=Status.CLOSED)


def test_an_answer_that_grants_leaves_its_request_to_be_carried_out() -> None:
    seen = foresee(Action.POST_LETTER, {1: DECIDED, 2: CLOSED}, {1}, ROLES)
    assert seen.moves == {1: Status.ANSWERED}
    assert not seen.closes


def test_a_full_refusal_ends_with_its_letter_and_the_case_with_its_last_request() -> None:
    refused = replace(DECIDED, outcome=Outcome.REFUSE)
    assert foresee(Action.POST_LETTER, {1: refused, 2: CLOSED}, {1}, ROLES).closes
    seen = foresee(Action.POST_LETTER, {1: refused, 2: ANSWERED}, {1}, ROLES)
    assert seen.moves == {1: Status.CLOSED}
    assert not seen.closes


def test_one_letter_can_end_several_requests() -> None:
    refused = replace(DECIDED, outcome=Outcome.REFUSE)
    seen = foresee(Action.POST_LETTER, {1: refused, 2: refused}, {1, 2}, ROLES)
    assert seen.moves == {1: Status.CLOSED, 2: Status.CLOSED}
    assert seen.closes


def test_carrying_out_the_last_request_closes_the_case() -> None:
    assert foresee(Action.CARRY_OUT, {1: ANSWERED, 2: CLOSED}, {1}, ROLES).closes
    assert not foresee(Action.CARRY_OUT, {1: ANSWERED, 2: DECIDED}, {1}, ROLES).closes


def test_a_letter_about_no_request_moves_and_closes_nothing() -> None:
    seen = foresee(Action.POST_LETTER, {1: CLOSED}, set(), ROLES)
    assert not seen.moves
    assert not seen.closes


@pytest.mark.parametrize(
    ("kind", "action"),
    [
        (LetterKind.PARTIAL, Action.POST_LETTER),
        (LetterKind.WITHDRAWAL_CONFIRMATION, Action.WITHDRAW),
        (LetterKind.NOT_HANDLED, Action.LEAVE_UNHANDLED),
        (LetterKind.EXTENSION_NOTICE, None),
    ],
)
def test_what_a_letter_does_on_leaving_follows_from_its_kind(kind: LetterKind, action: Action | None) -> None:
    assert action_of_letter(kind, corrects=False) is action
    assert action_of_letter(kind, corrects=True) is None, "the first letter did it"


def test_what_the_table_refuses_is_refused_beforehand() -> None:
    with pytest.raises(NotAllowed) as refused:
        foresee(Action.CARRY_OUT, {1: DECIDED}, {1}, ROLES)
    assert refused.value.code == "status"
