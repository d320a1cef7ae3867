"""A plain count of working days, for tests to compare with."""

from datetime import date, timedelta

from dsar.core.calendars import is_working_day


def working_days_between(start: date, end: date) -> int:
    """Count the working days after one day up to and including another."""
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(is_working_day(day) for day in days)
