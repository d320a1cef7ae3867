"""What was granted is closed without being done only for what the client takes or leaves, and never in silence."""

from datetime import date

import pytest

from dsar.core.errors import InvalidInput
from dsar.core.undone import TAKEN_BY_SUBJECT, UndoneInput, check_undone, undone_mistakes
from dsar.core.vocabulary import Right, UndoneReason

TODAY = date(2026, 11, 23)
ANSWERED = date(2026, 11, 2)
WHY = "Twee keer gebeld, en een brief gestuurd."


def given(reason: UndoneReason = UndoneReason.DECLINED, last_on: date = TODAY, text: str = WHY, **more) -> UndoneInput:
    return UndoneInput(reason, last_on, text, **more)


def found(one: UndoneInput, *, duties: bool = False) -> list[tuple[str | None, str]]:
    return [(mistake.field, mistake.code) for mistake in undone_mistakes(one, ANSWERED, TODAY, duties=duties)]


def test_only_what_the_client_must_take_can_be_left() -> None:
    assert {Right.INSPECTION, Right.COPY, Right.PORTABILITY} == TAKEN_BY_SUBJECT


@pytest.mark.parametrize(
    ("invited", "mistakes"),
    [
        (None, [("invited", "required")]),
        (0, [("invited", "invited_too_few")]),
        (1, [("invited", "invited_too_few")]),
        (2, []),
        (100, [("invited", "invited_too_few")]),
    ],
)
def test_who_did_not_come_was_invited_again(invited: int | None, mistakes: list[tuple[str, str]]) -> None:
    assert found(given(UndoneReason.NOT_COME, invited=invited)) == mistakes


@pytest.mark.parametrize("reason", [UndoneReason.DECLINED, UndoneReason.UNREACHABLE])
def test_invitations_belong_to_who_did_not_come(reason: UndoneReason) -> None:
    assert found(given(reason)) == []
    assert found(given(reason, invited=2)) == [("invited", "invited_nothing")]


@pytest.mark.parametrize(
    ("day", "code"), [(date(2026, 11, 24), "day_in_future"), (date(2026, 11, 1), "undone_before_answer")]
)
def test_it_showed_between_the_answer_and_today(day: date, code: str) -> None:
    assert found(given(last_on=day)) == [("last_on", code)]
    assert found(given(last_on=ANSWERED)) == []


@pytest.mark.parametrize("text", ["", "  ", "-----------", "Kwam niet"])
def test_what_happened_is_told_in_words(text: str) -> None:
    assert found(given(text=text)) == [("explanation", "undone_short")]
    assert found(given(text="x" * 1001)) == [("explanation", "detail_too_long")]


def test_a_duty_beside_it_is_not_left_in_silence() -> None:
    assert found(given(), duties=True) == [("not_done", "undone_short")]
    assert found(given(not_done="De mail stond al nergens meer."), duties=True) == []
    assert found(given(not_done="Nergens voor nodig.")) == [("not_done", "not_done_nothing")]
    with pytest.raises(InvalidInput, match="undone_short"):
        check_undone(given(), ANSWERED, TODAY, duties=True)
