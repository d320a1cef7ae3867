"""The times of jobs, as they are called in Amsterdam: the hour that comes twice in October is one slot.

A slot's name sorts in the order of time: `2026-12-01T08` is the hour from eight, `2026-12-01` the day.
"""

from datetime import datetime

from dsar.clock import AMSTERDAM

FIRST_HOUR, LAST_HOUR = 6, 20  # nobody is told anything at night


def hour_by_day(moment: datetime) -> str | None:
    """Give the slot of this hour, or None at night."""
    local = moment.astimezone(AMSTERDAM)
    return f"{local:%Y-%m-%dT%H}" if FIRST_HOUR <= local.hour <= LAST_HOUR else None


def day(moment: datetime) -> str:
    """Give the slot of this day."""
    return f"{moment.astimezone(AMSTERDAM):%Y-%m-%d}"


def hour_of(moment: datetime) -> int:
    """Give the hour in Amsterdam, 0 to 23."""
    return moment.astimezone(AMSTERDAM).hour
