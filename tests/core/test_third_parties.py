"""A third party's view: its own term, what must be written down, and that silence waits for the end of the term."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.errors import InvalidInput
from dsar.core.third_parties import ThirdPartyInput, ViewInput, check_third_party, check_view, default_due, last_due
from dsar.core.vocabulary import ThirdPartyOutcome

RECEIVED, TODAY, GOVERNING = date(2026, 11, 2), date(2026, 11, 9), date(2026, 12, 2)
ASKED = ThirdPartyInput("Zus", (1,), "Mag dit verslag worden gedeeld?", TODAY, date(2026, 11, 23), TODAY)


def refusal(**changed: object) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as refused:
        check_third_party(replace(ASKED, **changed), RECEIVED, TODAY, GOVERNING)
    return refused.value.field, refused.value.code


def test_ten_working_days_are_offered_but_never_past_the_day_that_governs_the_case() -> None:
    assert default_due(TODAY, GOVERNING) == date(2026, 11, 23)
    assert default_due(TODAY, date(2026, 11, 17)) == date(2026, 11, 17)


def test_a_case_that_is_late_still_leaves_a_third_party_its_ten_working_days() -> None:
    assert last_due(TODAY, date(2026, 11, 3)) == date(2026, 11, 23)


def test_a_question_in_order_is_taken() -> None:
    check_third_party(ASKED, RECEIVED, TODAY, GOVERNING)


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"who": " "}, "who", "required"),
        ({"who": "z" * 201}, "who", "detail_too_long"),
        ({"question": ""}, "question", "required"),
        ({"question": "z" * 5001}, "question", "detail_too_long"),
        ({"asked_on": date(2026, 11, 10)}, "asked_on", "day_in_future"),
        ({"asked_on": date(2026, 11, 1)}, "asked_on", "day_before_receipt"),
        ({"due_on": TODAY}, "due_on", "third_party_no_time"),
        ({"consent_on": None}, "without_consent", "required"),
        ({"consent_on": None, "without_consent": "z" * 1001}, "without_consent", "detail_too_long"),
        ({"without_consent": "De vraag noemt de cliënt niet."}, "without_consent", "consent_or_reason"),
        ({"consent_on": date(2026, 11, 10)}, "consent_on", "day_in_future"),
        ({"asked_on": date(2026, 11, 6)}, "consent_on", "consent_after_asking"),
        ({"due_on": date(2026, 12, 3)}, "due_on", "task_due_late"),
    ],
)
def test_what_cannot_be_asked_says_which_field(changed: dict[str, object], field: str, code: str) -> None:
    assert refusal(**changed) == (field, code)


@pytest.mark.parametrize(
    ("outcome", "body", "answered_on", "code"),
    [
        (ThirdPartyOutcome.OBJECTS, "", TODAY, "required"),
        (ThirdPartyOutcome.NOT_NEEDED, " ", TODAY, "required"),
        (ThirdPartyOutcome.NO_OBJECTION, "z" * 5001, TODAY, "detail_too_long"),
        (ThirdPartyOutcome.NO_OBJECTION, "", date(2026, 11, 4), "answer_before_question"),
        (ThirdPartyOutcome.NO_OBJECTION, "", date(2026, 11, 13), "day_in_future"),
        (ThirdPartyOutcome.SILENT, "", date(2026, 11, 10), "third_party_term_runs"),
    ],
)
def test_what_a_view_lacks_is_told(outcome: ThirdPartyOutcome, body: str, answered_on: date, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        check_view(ViewInput(outcome, body, answered_on), date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 12))


@pytest.mark.parametrize("outcome", [ThirdPartyOutcome.SILENT, ThirdPartyOutcome.NO_OBJECTION])
def test_silence_after_the_term_and_no_objection_need_no_words(outcome: ThirdPartyOutcome) -> None:
    check_view(ViewInput(outcome, "", date(2026, 11, 11)), date(2026, 11, 5), date(2026, 11, 10), date(2026, 11, 12))
