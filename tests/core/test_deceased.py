"""About somebody who died: who asks, a promise and no term, and the grounds of BW 7:458a."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.deadlines import derive
from dsar.core.deceased import NewDeceased, NewGround, deceased_mistakes, offered_day
from dsar.core.drafts import death_mistakes
from dsar.core.figures import Handled, figures
from dsar.core.intake import NewSubject
from dsar.core.progress import Position, Step, next_step, open_date
from dsar.core.vocabulary import CareGround, Ending, LetterKind, RelativeKind, Right
from dsar.core.workflow import Status
from dsar.regulations import load_catalogue

TODAY = date(2026, 11, 30)
ASKER = NewSubject("mrs", "B.", "", "Voorbeeld", "Kade 1", "1000 AB", "Dorp")
NEW = NewDeceased(ASKER, RelativeKind.HEIR, "dochter", date(2026, 12, 20))


def wrong(new: NewDeceased, **rights: Right) -> list[tuple[str, str]]:
    asked = dict(enumerate(rights.values(), start=1))
    return [(one.field, one.code) for one in deceased_mistakes(new, asked, TODAY)]


def test_a_promise_lies_ahead_and_whoever_asks_says_what_they_are_of_the_dead() -> None:
    assert wrong(NEW) == []
    assert wrong(replace(NEW, relation=" ", answer_by=date(2026, 11, 29))) == [
        ("relation", "required"),
        ("answer_by", "promise_past"),
    ]


def test_four_weeks_after_receipt_are_offered_and_never_a_day_that_is_past() -> None:
    assert offered_day(date(2026, 11, 23), TODAY) == date(2026, 12, 21)
    assert offered_day(date(2026, 1, 5), TODAY) == date(2026, 12, 7)


@pytest.mark.parametrize("right", [Right.INSPECTION, Right.COPY])
def test_an_inspection_or_a_copy_has_its_ground_with_what_was_seen_of_it(right: Right) -> None:
    assert wrong(NEW, asked=right) == [("ground-1", "care_ground_missing")]
    for ground in (CareGround.CONSENT, CareGround.INCIDENT, CareGround.INTEREST, CareGround.CHILD, CareGround.NONE):
        assert wrong(replace(NEW, grounds={1: NewGround(ground)}), asked=right) == [("facts-1", "care_facts_missing")]
        said = NewGround(ground, "De verklaring van 3 mei 2024 is gezien.")
        assert wrong(replace(NEW, grounds={1: said}), asked=right) == []
    assert wrong(replace(NEW, grounds={1: NewGround(CareGround.NO_CARE)}), asked=right) == []


def test_what_no_law_on_records_of_care_gives_needs_no_ground() -> None:
    assert wrong(NEW, one=Right.ERASURE, other=Right.CORRECTION) == []


def test_no_term_runs_and_the_promise_takes_its_place_until_the_request_ends() -> None:
    deadlines = derive(load_catalogue().newest("westendorp-pr"), Right.COPY, date(2026, 11, 2))
    assert open_date(deadlines, Status.REGISTERED, None) == date(2026, 12, 2)
    promised = date(2027, 2, 1)
    assert open_date(deadlines, Status.REGISTERED, None, promised=promised) == promised
    assert open_date(deadlines, Status.CLOSED, None, promised=promised) is None


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.CLOSED])
def test_the_next_step_is_to_explain_wherever_the_request_was(status: Status) -> None:
    assert next_step(Position(status, False, True, False, deceased=True)) is Step.EXPLAIN


def test_no_letter_with_rights_of_the_avg_is_about_the_dead_and_their_answer_not_about_the_living() -> None:
    refused = {kind for kind in LetterKind if any(death_mistakes(kind, deceased=True))}
    assert set(LetterKind) - refused == {
        LetterKind.ACKNOWLEDGEMENT,
        LetterKind.COMPLAINT_OUTCOME,
        LetterKind.DECEASED_ANSWER,
        LetterKind.WITHDRAWAL_CONFIRMATION,
        LetterKind.RECIPIENT_NOTICE,
    }
    assert [one.code for one in death_mistakes(LetterKind.DECEASED_ANSWER, deceased=False)] == ["subject_not_deceased"]


def test_the_figures_call_no_answer_about_the_dead_in_time_or_late() -> None:
    due = date(2026, 3, 10)
    rows = [
        Handled(Right.COPY, date(2026, 2, 10), due, date(2026, 5, 1), None, (), Ending.EXPLAINED, True),
        Handled(Right.COPY, date(2026, 2, 10), due, None, None, (), None, True),
    ]
    found = figures(rows, TODAY)
    assert (found.received, found.in_time, found.late, found.open_in_time, found.open_late) == (2, 0, 0, 0, 0)
    assert found.by_ending == ((Ending.EXPLAINED, 1),)
