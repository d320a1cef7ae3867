"""Which days are no working days, and why: the calendars `none`, `eu1182-nl` and `atw`.

All dates are calendar dates in Europe/Amsterdam; nothing here knows the time of day. Domain section 7, rules 2 and 3.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from dateutil.easter import easter

from dsar.core.regulation import Calendar

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
FIRST_KINGS_DAY = 2014


class DayName(StrEnum):
    """Why a term does not end on a day; `dsar.wording` knows the Dutch names."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    NEW_YEAR = "new_year"
    GOOD_FRIDAY = "good_friday"
    EASTER_MONDAY = "easter_monday"
    QUEENS_DAY = "queens_day"  # until 2013
    KINGS_DAY = "kings_day"  # from 2014
    LIBERATION_DAY = "liberation_day"  # 5 May, every year
    ASCENSION_DAY = "ascension_day"
    WHIT_MONDAY = "whit_monday"
    CHRISTMAS_DAY = "christmas_day"
    BOXING_DAY = "boxing_day"
    EQUATED = "equated"  # by royal decree, calendar atw only


# Days equated with a public holiday by royal decree (Algemene termijnenwet art. 3(3), published in the Staatscourant):
# - "Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en 30 mei 2025 met een
#   algemeen erkende feestdag": its days from 2024 on; 2023 and earlier were not researched
# - "Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei 2028 met een algemeen
#   erkende feestdag"
EQUATED_DAYS = frozenset(
    {
        date(2024, 5, 10),
        date(2024, 12, 27),
        date(2025, 5, 30),
        date(2026, 1, 2),
        date(2026, 5, 15),
        date(2027, 5, 7),
        date(2028, 4, 28),
        date(2028, 5, 26),
    }
)
EQUATED_REVIEWED_FROM = 2024  # first year whose decrees were looked up
EQUATED_REVIEWED_UNTIL = 2028  # last year whose decrees were looked up

Moved = tuple[date, tuple[DayName, ...]]  # a day a term may not end on, and why


def equated_days_reviewed(year: int) -> bool:
    """Tell whether the royal decrees for this year were looked up."""
    return EQUATED_REVIEWED_FROM <= year <= EQUATED_REVIEWED_UNTIL


def _royal_birthday(year: int) -> tuple[date, DayName]:
    """Give the day on which the monarch's birthday is celebrated; on a Sunday it moves to the Saturday before it.

    The rule for the Queen's day holds for 1980 to 2013; no request by the GDPR is that old.
    """
    king = year >= FIRST_KINGS_DAY
    day, name = (date(year, 4, 27), DayName.KINGS_DAY) if king else (date(year, 4, 30), DayName.QUEENS_DAY)
    return (day - ONE_DAY if day.weekday() == SUNDAY else day), name


@lru_cache(maxsize=4096)
def holidays(calendar: Calendar, year: int) -> Mapping[date, tuple[DayName, ...]]:
    """Give the holidays of one year with their names (ATW art. 3(1), 3(2); with `atw` also 3(3)); none for `none`."""
    if calendar is Calendar.NONE:
        return MappingProxyType({})
    easter_sunday = easter(year)
    found = [
        (date(year, 1, 1), DayName.NEW_YEAR),
        (easter_sunday - timedelta(days=2), DayName.GOOD_FRIDAY),
        (easter_sunday + ONE_DAY, DayName.EASTER_MONDAY),
        _royal_birthday(year),
        (date(year, 5, 5), DayName.LIBERATION_DAY),
        (easter_sunday + timedelta(days=39), DayName.ASCENSION_DAY),
        (easter_sunday + timedelta(days=50), DayName.WHIT_MONDAY),
        (date(year, 12, 25), DayName.CHRISTMAS_DAY),
        (date(year, 12, 26), DayName.BOXING_DAY),
    ]
    if calendar is Calendar.ATW:
        found += [(day, DayName.EQUATED) for day in sorted(EQUATED_DAYS) if day.year == year]
    names: dict[date, tuple[DayName, ...]] = {}
    for day, name in found:
        names[day] = (*names.get(day, ()), name)
    return MappingProxyType(names)


def day_names(day: date, calendar: Calendar = Calendar.EU1182_NL) -> tuple[DayName, ...]:
    """Say why a day is no working day, holidays before the weekend; empty for a working day."""
    if calendar is Calendar.NONE:
        return ()
    names = holidays(calendar, day.year).get(day, ())
    weekday = day.weekday()
    if weekday < SATURDAY:
        return names
    return (*names, DayName.SATURDAY if weekday == SATURDAY else DayName.SUNDAY)


def is_working_day(day: date, calendar: Calendar = Calendar.EU1182_NL) -> bool:
    """Tell whether a term may end on this day; with calendar `none` every day will do."""
    return calendar is Calendar.NONE or (day.weekday() < SATURDAY and day not in holidays(calendar, day.year))


def roll(day: date, calendar: Calendar) -> date:
    """Give the day itself, or the first working day after it (Reg. 1182/71 art. 3(4), ATW art. 1).

    Raises OverflowError past the year 9999.
    """
    while not is_working_day(day, calendar):
        day += ONE_DAY
    return day


def days_moved(start: date, end: date, calendar: Calendar) -> tuple[Moved, ...]:
    """Name each day from `start` up to, but not including, `end` that is no working day."""
    found: list[Moved] = []
    while start < end:
        if not is_working_day(start, calendar):
            found.append((start, day_names(start, calendar)))
        start += ONE_DAY
    return tuple(found)


def previous_working_day(day: date) -> date:
    """Give the day itself when it is a working day (calendar `eu1182-nl`), otherwise the last one before it."""
    while not is_working_day(day):
        day -= ONE_DAY
    return day


@lru_cache(maxsize=16384)
def add_working_days(day: date, count: int) -> date:
    """Give the working day that lies `count` working days after `day`, or before it when `count` is negative.

    `day` itself is not counted and need not be a working day; a count of 0 gives it back as it is.
    """
    step = ONE_DAY if count > 0 else -ONE_DAY
    left = abs(count)
    while left:
        day += step
        if is_working_day(day):
            left -= 1
    return day
