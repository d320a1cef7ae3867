"""What comes after a request: what must be said of it, and when the client has a term of their own."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.errors import InvalidInput
from dsar.core.follow_ups import (
    FollowUpInput,
    OutcomeInput,
    TermInput,
    check_follow_up,
    check_outcome,
    check_term,
    earliest,
    own_term,
    term_after_mediation,
)
from dsar.core.vocabulary import FollowUpKind, FollowUpResult, LegalNature, LetterKind, TermSetter

RECEIVED, TODAY = date(2026, 11, 2), date(2026, 11, 30)
COMPLAINT = FollowUpInput(FollowUpKind.COMPLAINT, (1,), date(2026, 11, 20), "Te laat.", act_by=date(2026, 12, 14))
TERM = TermInput(1, TermSetter.COURT, "Rechtbank", date(2026, 11, 20), date(2026, 12, 4), "Opnieuw besluiten.")


def check(given: FollowUpInput, nature: LegalNature | None = LegalNature.PRIVATE) -> None:
    check_follow_up(given, RECEIVED, TODAY, nature)


def test_a_reminder_needs_no_day_to_look_at_it_again_and_a_complaint_does() -> None:
    check(replace(COMPLAINT, kind=FollowUpKind.REMINDER, act_by=None))
    check(COMPLAINT)
    with pytest.raises(InvalidInput, match="required") as refused:
        check(replace(COMPLAINT, act_by=None))
    assert refused.value.field == "act_by"


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"received_on": date(2026, 12, 1)}, "received_on", "day_in_future"),
        ({"received_on": date(2026, 11, 1)}, "received_on", "day_before_receipt"),
        ({"summary": " "}, "summary", "required"),
        ({"summary": "x" * 1001}, "summary", "detail_too_long"),
        ({"kind": FollowUpKind.COURT}, "place", "required"),
        ({"act_by": date(2026, 11, 29)}, "act_by", "act_by_past"),
        ({"kind": FollowUpKind.OBJECTION}, "kind", "objection_private"),
    ],
)
def test_what_cannot_have_come_in_is_refused_beside_its_field(
    changed: dict[str, object], field: str, code: str
) -> None:
    with pytest.raises(InvalidInput, match=code) as refused:
        check(replace(COMPLAINT, **changed))  # type: ignore[arg-type]  # one field at a time
    assert refused.value.field == field


def test_an_objection_is_made_with_an_administrative_body() -> None:
    objection = replace(COMPLAINT, kind=FollowUpKind.OBJECTION)
    check(objection, LegalNature.ADMINISTRATIVE)
    with pytest.raises(InvalidInput, match="objection_private"):
        check(objection, None)


def test_a_reminder_has_no_outcome_and_no_outcome_comes_before_the_complaint() -> None:
    ended = OutcomeInput(FollowUpResult.UPHELD, date(2026, 11, 25), "Wij zoeken nog een keer.")
    check_outcome(FollowUpKind.COMPLAINT, COMPLAINT.received_on, ended, TODAY)
    with pytest.raises(InvalidInput, match="reminder_ends_not"):
        check_outcome(FollowUpKind.REMINDER, COMPLAINT.received_on, ended, TODAY)
    with pytest.raises(InvalidInput, match="ended_before_received"):
        check_outcome(FollowUpKind.COMPLAINT, date(2026, 11, 26), ended, TODAY)


def test_a_term_ends_after_it_was_set_and_says_by_whom_and_why() -> None:
    check_term(TERM, RECEIVED, TODAY)
    for changed, field in (
        ({"due_on": date(2026, 11, 19)}, "due_on"),
        ({"name": ""}, "name"),
        ({"reason": ""}, "reason"),
    ):
        with pytest.raises(InvalidInput) as refused:
            check_term(replace(TERM, **changed), RECEIVED, TODAY)  # type: ignore[arg-type]  # one field at a time
        assert refused.value.field == field


def test_the_six_weeks_run_from_the_day_after_the_letters_own_date() -> None:
    found = own_term(LetterKind.REFUSAL, date(2026, 11, 30), date(2026, 11, 30), [date(2026, 12, 2)])
    assert found is not None
    assert found.due == date(2027, 1, 11)


def test_no_term_runs_after_an_answer_that_came_too_late_or_a_letter_that_prints_none() -> None:
    day = date(2026, 11, 30)
    assert own_term(LetterKind.REFUSAL, day, day, [date(2026, 11, 27)]) is None, "UAVG 35(2)"
    assert own_term(LetterKind.GRANT_COPY, day, day, [date(2026, 12, 2)]) is None


def test_the_court_waits_for_a_mediation_until_six_weeks_after_it_was_closed() -> None:
    until = date(2027, 1, 11)
    found = term_after_mediation(until, [date(2027, 1, 15), date(2026, 12, 1)])
    assert found is not None
    assert found.due == date(2027, 2, 26)
    assert {step.source for step in found.steps} == {"UAVG 36"}
    assert term_after_mediation(until, [date(2026, 11, 30)]) is None, "the own term ends later"
    assert term_after_mediation(until, []) is None


def test_the_earliest_of_no_days_is_none() -> None:
    assert earliest(None, date(2026, 12, 2), date(2026, 12, 1)) == date(2026, 12, 1)
    assert earliest(None, None) is None
