"""How long the officer and the deputy have for an advice, on days that everybody can look up."""

from datetime import UTC, date, datetime

import pytest

from dsar.core.advice_terms import Askable, Stage, advice_term, day_of, start_of

BOTH, OFFICER, DEPUTY, NOBODY = Askable(True, True), Askable(True, False), Askable(False, True), Askable(False, False)


@pytest.mark.parametrize(
    ("asked_on", "until"),
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday: Thursday
        (date(2026, 11, 25), date(2026, 11, 30)),  # Wednesday: Monday, over a weekend
        (date(2026, 11, 28), date(2026, 12, 2)),  # Saturday: Wednesday, as if asked on Friday or Sunday
        (date(2026, 4, 24), date(2026, 4, 30)),  # Friday; Koningsdag on Monday does not count
        (date(2027, 4, 23), date(2027, 4, 29)),  # Friday; Koningsdag on Tuesday does not count
        (date(2026, 4, 1), date(2026, 4, 8)),  # Wednesday; Good Friday and Easter Monday do not count
        (date(2026, 5, 4), date(2026, 5, 8)),  # Monday; 5 May does not count, also outside a lustrum year
        (date(2026, 5, 13), date(2026, 5, 19)),  # Wednesday; Ascension Day does not count, the Friday after it does
        (date(2026, 12, 23), date(2026, 12, 29)),  # Wednesday; Christmas on Friday, Boxing Day on Saturday
        (date(2026, 12, 30), date(2027, 1, 5)),  # Wednesday, over New Year
    ],
)
def test_three_working_days_after_the_day_it_was_asked(asked_on: date, until: date) -> None:
    assert advice_term(asked_on, 3, OFFICER).officer_until == until


def test_the_deputy_has_as_long_as_the_officer_and_begins_when_that_ends() -> None:
    term = advice_term(date(2026, 11, 23), 3, BOTH)
    assert (term.officer_until, term.deputy_until) == (date(2026, 11, 26), date(2026, 12, 1))
    assert term.last_day == date(2026, 12, 1)


def test_the_last_day_of_a_term_still_belongs_to_it() -> None:
    term = advice_term(date(2026, 11, 23), 3, BOTH)
    stages = [term.stage(date(2026, 11, day)) for day in (23, 26, 27)] + [
        term.stage(date(2026, 12, day)) for day in (1, 2)
    ]
    assert stages == [Stage.OFFICER, Stage.OFFICER, Stage.DEPUTY, Stage.DEPUTY, Stage.OVER]
    assert term.until(date(2026, 11, 26)) == date(2026, 11, 26)
    assert term.until(date(2026, 11, 27)) == term.until(date(2026, 12, 20)) == date(2026, 12, 1)


def test_without_a_deputy_the_term_is_over_when_the_officers_is() -> None:
    term = advice_term(date(2026, 11, 23), 3, OFFICER)
    assert term.deputy_until is None
    assert term.stage(date(2026, 11, 26)) is Stage.OFFICER
    assert term.stage(date(2026, 11, 27)) is Stage.OVER
    assert term.until(date(2026, 11, 30)) == date(2026, 11, 26)


def test_the_deputy_is_asked_at_once_where_the_only_officer_wrote_the_text() -> None:
    term = advice_term(date(2026, 11, 23), 3, DEPUTY)
    assert (term.officer_until, term.deputy_until) == (None, date(2026, 11, 26))
    assert term.stage(date(2026, 11, 23)) is Stage.DEPUTY
    assert term.stage(date(2026, 11, 27)) is Stage.OVER


def test_where_nobody_can_be_asked_the_term_runs_all_the_same() -> None:
    term = advice_term(date(2026, 11, 23), 3, NOBODY)
    assert term.stage(date(2026, 11, 26)) is Stage.OFFICER
    assert term.stage(date(2026, 11, 27)) is Stage.OVER


@pytest.mark.parametrize(("days", "until"), [(1, date(2026, 11, 24)), (10, date(2026, 12, 7))])
def test_an_organisation_chooses_the_number_of_days(days: int, until: date) -> None:
    assert advice_term(date(2026, 11, 23), days, OFFICER).officer_until == until


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 23, 22, 59, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 11, 23, 23, 0, tzinfo=UTC), date(2026, 11, 24)),  # midnight in winter
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),  # midnight in summer
    ],
)
def test_a_day_ends_at_midnight_in_amsterdam(moment: datetime, day: date) -> None:
    assert day_of(moment) == day
    assert start_of(day) <= moment
