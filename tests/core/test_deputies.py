"""When somebody can deputise: days in order, not longer than a year, one deputy at a time, and never while away."""

from datetime import date

import pytest

from dsar.core.deputies import Arrangement, Period, check_free, check_period
from dsar.core.errors import InvalidInput

TODAY = date(2026, 11, 23)  # a Monday
ANN, BEN, CAS = 1, 2, 3


def period(first: int, last: int) -> Period:
    """Give days of December 2026."""
    return Period(date(2026, 12, first), date(2026, 12, last))


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (TODAY, TODAY, None),
        (TODAY, date(2027, 11, 23), None),
        (date(2026, 11, 22), TODAY, ("first", "role_day_past")),
        (date(2026, 12, 2), date(2026, 12, 1), ("last", "deputy_days_backwards")),
        (TODAY, date(2027, 11, 24), ("last", "deputy_too_long")),
    ],
)
def test_days_begin_today_at_the_earliest_and_last_a_year_at_most(
    first: date, last: date, wrong: tuple[str, str] | None
) -> None:
    if wrong is None:
        check_period(Period(first, last), TODAY)
        return
    with pytest.raises(InvalidInput) as refused:
        check_period(Period(first, last), TODAY)
    assert (refused.value.field, refused.value.code) == wrong


@pytest.mark.parametrize(
    ("day", "holds"), [(30, False), (1, True), (5, True), (6, False)], ids=["before", "first", "last", "after"]
)
def test_both_days_belong_to_the_period(day: int, holds: bool) -> None:
    assert period(1, 5).holds_on(date(2026, 11 if day == 30 else 12, day)) is holds


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        (Arrangement(ANN, CAS, period(5, 9)), ("first", "deputy_already")),
        (Arrangement(ANN, CAS, period(6, 9)), None),
        (Arrangement(BEN, CAS, period(3, 3)), ("deputy_id", "deputy_away")),
        (Arrangement(CAS, ANN, period(1, 1)), ("first", "deputy_for_another")),
        (Arrangement(CAS, BEN, period(1, 5)), None),
    ],
)
def test_nobody_has_two_deputies_or_is_away_and_a_deputy_at_once(
    other: Arrangement, wrong: tuple[str, str] | None
) -> None:
    wanted = Arrangement(ANN, BEN, period(1, 5))
    if wrong is None:
        check_free(wanted, (other,))
        return
    with pytest.raises(InvalidInput) as refused:
        check_free(wanted, (other,))
    assert (refused.value.field, refused.value.code) == wrong
