"""Calendars: which days are no working days, by the Algemene termijnenwet and Regulation 1182/71."""

from datetime import date, timedelta

import holidays as published
import pytest

from dsar.core.calendars import (
    EQUATED_DAYS,
    DayName,
    add_working_days,
    day_names,
    days_moved,
    equated_days_reviewed,
    holidays,
    is_working_day,
    previous_working_day,
    roll,
)
from dsar.core.regulation import Calendar
from tests.factories.days import working_days_between

EU, ATW, NONE = Calendar.EU1182_NL, Calendar.ATW, Calendar.NONE
YEARS = range(1990, 2101)
PUBLISHED_NAMES = {
    "Nieuwjaarsdag": DayName.NEW_YEAR,
    "Goede Vrijdag": DayName.GOOD_FRIDAY,
    "Tweede paasdag": DayName.EASTER_MONDAY,
    "Hemelvaartsdag": DayName.ASCENSION_DAY,
    "Tweede Pinksterdag": DayName.WHIT_MONDAY,
    "Eerste Kerstdag": DayName.CHRISTMAS_DAY,
    "Tweede Kerstdag": DayName.BOXING_DAY,
    "Koningsdag": DayName.KINGS_DAY,
    "Koninginnedag": DayName.QUEENS_DAY,
}


def day_of(name: DayName, year: int, calendar: Calendar = EU) -> date:
    return next(day for day, names in holidays(calendar, year).items() if name in names)


@pytest.mark.parametrize("year", YEARS)
def test_feasts_agree_with_the_published_list(year: int) -> None:
    theirs = published.country_holidays("NL", years=year, language="nl", categories=("public", "optional"))
    wanted = {name.casefold(): code for name, code in PUBLISHED_NAMES.items()}
    found = {
        (wanted[name.casefold()], day)
        for day, names in theirs.items()
        for name in names.split("; ")
        if name.casefold() in wanted
    }
    ours = {
        (name, day) for day, names in holidays(EU, year).items() for name in names if name is not DayName.LIBERATION_DAY
    }
    assert ours == found


@pytest.mark.parametrize("year", YEARS)
def test_liberation_day_is_a_holiday_every_year_not_only_in_lustrum_years(year: int) -> None:
    assert day_of(DayName.LIBERATION_DAY, year) == date(year, 5, 5)


@pytest.mark.parametrize(
    ("year", "name", "day"),
    [
        (2026, DayName.KINGS_DAY, date(2026, 4, 27)),
        (2025, DayName.KINGS_DAY, date(2025, 4, 26)),  # the 27th is a Sunday
        (2014, DayName.KINGS_DAY, date(2014, 4, 26)),  # the first King's day, the 27th was a Sunday
        (2013, DayName.QUEENS_DAY, date(2013, 4, 30)),
        (2006, DayName.QUEENS_DAY, date(2006, 4, 29)),  # the 30th was a Sunday
    ],
)
def test_royal_birthday_moves_to_saturday_when_it_is_a_sunday(year: int, name: DayName, day: date) -> None:
    assert day_of(name, year) == day


def test_equated_days_count_in_atw_only() -> None:
    for day in EQUATED_DAYS:
        assert day_names(day, ATW) == (DayName.EQUATED,)
        assert day_names(day, EU) == ()


def test_every_equated_day_lies_in_a_reviewed_year() -> None:
    assert all(equated_days_reviewed(day.year) for day in EQUATED_DAYS)
    assert not equated_days_reviewed(2023)
    assert not equated_days_reviewed(2029)


def test_easter_sunday_is_named_as_a_sunday() -> None:
    assert day_names(date(2026, 4, 5)) == (DayName.SUNDAY,)


def test_a_day_with_two_reasons_names_both_the_holiday_first() -> None:
    assert day_names(date(2026, 12, 26)) == (DayName.BOXING_DAY, DayName.SATURDAY)
    assert day_names(date(2016, 5, 5)) == (DayName.LIBERATION_DAY, DayName.ASCENSION_DAY)


def test_calendar_none_has_no_days_off() -> None:
    assert holidays(NONE, 2026) == {}
    assert is_working_day(date(2026, 12, 25), NONE)
    assert day_names(date(2026, 12, 26), NONE) == ()
    assert roll(date(2026, 12, 26), NONE) == date(2026, 12, 26)


def test_rolling_passes_every_day_off_in_a_row() -> None:
    # Friday 3 April 2026 is Good Friday, Monday 6 April is Easter Monday
    assert roll(date(2026, 4, 3), EU) == date(2026, 4, 7)
    assert [day.day for day, _ in days_moved(date(2026, 4, 3), date(2026, 4, 7), EU)] == [3, 4, 5, 6]


def test_previous_working_day_is_the_day_itself_when_it_is_one() -> None:
    assert previous_working_day(date(2026, 4, 7)) == date(2026, 4, 7)
    assert previous_working_day(date(2026, 4, 6)) == date(2026, 4, 2)


def test_adding_working_days_skips_days_off_and_goes_back_when_negative() -> None:
    assert add_working_days(date(2026, 4, 2), 1) == date(2026, 4, 7)
    assert add_working_days(date(2026, 4, 7), -1) == date(2026, 4, 2)
    assert add_working_days(date(2026, 4, 4), 0) == date(2026, 4, 4)  # a Saturday stays


def test_adding_working_days_and_counting_them_are_each_others_inverse() -> None:
    start = date(2026, 1, 1)
    for offset in range(366):
        day = start + timedelta(days=offset)
        assert working_days_between(day, add_working_days(day, 7)) == 7
