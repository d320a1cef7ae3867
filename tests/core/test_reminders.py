"""When somebody is reminded: working days before a date, on its last working day, and every working day after it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsar.core.calendars import is_working_day
from dsar.core.errors import InvalidInput
from dsar.core.reminders import check_before, mark_of_date, mark_of_waiting, working_days

DAYS = st.dates(date(2026, 1, 1), date(2028, 12, 31))
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("today", "due", "mark"),
    [
        (date(2026, 11, 17), FRIDAY, None),  # eight working days
        (date(2026, 11, 18), FRIDAY, 7),
        (date(2026, 11, 20), FRIDAY, 7),  # told already on the 18th: five are left
        (date(2026, 11, 24), FRIDAY, 3),
        (date(2026, 11, 26), FRIDAY, 1),
        (FRIDAY, FRIDAY, 0),
        (FRIDAY, date(2026, 11, 29), 0),  # a date in the weekend: Friday is the last working day
        (date(2026, 11, 28), FRIDAY, None),  # Saturday
        (date(2026, 11, 30), FRIDAY, -1),
        (date(2026, 12, 2), FRIDAY, -3),
        (date(2027, 4, 26), date(2027, 4, 28), 1),  # Koningsdag between them
        (date(2027, 4, 27), date(2027, 4, 28), None),
        (date(2026, 12, 24), date(2026, 12, 26), 0),  # Christmas
    ],
)
def test_a_date_is_told_by_the_working_days_that_are_left(today: date, due: date, mark: int | None) -> None:
    assert mark_of_date(today, due) == mark


@given(due=DAYS, before=st.sets(st.integers(1, 30), max_size=5))
def test_whoever_looks_every_day_meets_every_mark_once_and_in_order(due: date, before: set[int]) -> None:
    days = [due + timedelta(days=offset) for offset in range(-60, 30)]
    marks = [mark for day in days if (mark := mark_of_date(day, due, before)) is not None]
    told = list(dict.fromkeys(marks))
    late = sum(is_working_day(day) for day in days if day > due)
    assert told == [*sorted(before, reverse=True), 0, *(-number for number in range(1, late + 1))]


@given(today=DAYS, due=DAYS)
def test_nobody_is_reminded_on_a_day_that_is_no_working_day(today: date, due: date) -> None:
    assert (mark_of_date(today, due, range(1, 31)) is None) <= (not is_working_day(today) or due > today)
    if not is_working_day(today):
        assert mark_of_date(today, due) is None
        assert mark_of_waiting(today, due) is None


@given(until=DAYS)
def test_what_waits_is_told_on_the_next_working_day_and_every_five_after_it(until: date) -> None:
    days = [until + timedelta(days=offset) for offset in range(-10, 40)]
    after = [day for day in days if day > until and is_working_day(day)]
    first: dict[int, date] = {}
    for day in days:
        mark = mark_of_waiting(day, until)
        if mark is not None:
            first.setdefault(mark, day)
    assert list(first.values()) == after[::5]


@given(start=DAYS, length=st.integers(0, 60))
def test_working_days_are_counted_without_the_first_and_with_the_last(start: date, length: int) -> None:
    days = [start + timedelta(days=offset) for offset in range(1, length + 1)]
    assert working_days(start, start + timedelta(days=length)) == sum(map(is_working_day, days))


@pytest.mark.parametrize("before", [(0,), (3, 3), (31,), (-1,), (1, 2, 3, 4, 5, 6)])
def test_an_organisation_cannot_choose_what_nobody_would_want(before: tuple[int, ...]) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_before(before)
    assert refused.value.field == "reminder_days"


def test_an_organisation_may_choose_no_reminder_before_the_date() -> None:
    check_before(())
    assert mark_of_date(date(2026, 11, 26), FRIDAY, ()) is None
    assert mark_of_date(FRIDAY, FRIDAY, ()) == 0
