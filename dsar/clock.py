"""The one place that reads the time; only web, cli and jobs use it, everything else is told what day it is."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Give this moment, aware, in UTC."""
    return datetime.now(UTC)


def day_in_amsterdam(moment: datetime) -> date:
    """Give the calendar day in the Netherlands at an aware moment; a day ends at 24:00 there."""
    return moment.astimezone(AMSTERDAM).date()


def start_of_day(day: date) -> datetime:
    """Give the aware moment at which a calendar day begins in the Netherlands."""
    return datetime.combine(day, time.min, AMSTERDAM)
