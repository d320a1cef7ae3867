"""Who does the work of a contact person who is away, from one day until another; the organisation's own choice.

A deputy has the same role already: this gives no rights. It says whose cases are theirs to look after on a day.
"""

from dataclasses import dataclass
from datetime import date

from dsar.core.errors import InvalidInput

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Period:
    """Days, both ends included."""

    first: date
    last: date

    def holds_on(self, day: date) -> bool:
        """Tell whether a day is in the period."""
        return self.first <= day <= self.last

    def overlaps(self, other: "Period") -> bool:
        """Tell whether any day is in both."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Who is away when, and who deputises."""

    user_id: int
    deputy_id: int
    period: Period


def check_period(period: Period, today: date) -> None:
    """Raise InvalidInput for a period that lies behind, runs backwards or is longer than a year."""
    if period.first < today:
        raise InvalidInput("first", "role_day_past", today=today)
    if period.last < period.first:
        raise InvalidInput("last", "deputy_days_backwards")
    if (period.last - period.first).days >= MOST_DAYS:
        raise InvalidInput("last", "deputy_too_long")


def check_free(wanted: Arrangement, others: tuple[Arrangement, ...]) -> None:
    """Raise InvalidInput when somebody would have two deputies, or be away and a deputy at the same time."""
    for other in others:
        if not wanted.period.overlaps(other.period):
            continue
        if other.user_id == wanted.user_id:
            raise InvalidInput("first", "deputy_already")
        if other.user_id == wanted.deputy_id:
            raise InvalidInput("deputy_id", "deputy_away")
        if other.deputy_id == wanted.user_id:
            raise InvalidInput("first", "deputy_for_another")
