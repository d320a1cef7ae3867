"""Erasure cannot be undone: the client is offered time to reconsider, inside the term (domain section 11)."""

from dataclasses import dataclass
from datetime import date, timedelta

from dsar.core.errors import InvalidInput

OFFERED_DAYS = 14  # calendar days, our choice


@dataclass(frozen=True, slots=True)
class ReconsiderInput:
    """Until which day the client can reconsider, or the day on which the client said that this is not needed."""

    until: date | None = None
    waived_on: date | None = None


def offered_until(today: date, last: date) -> date:
    """Give the day that is offered: fourteen days from today, never past the last day of the term."""
    return min(today + timedelta(days=OFFERED_DAYS), last)


def check_reconsider(given: ReconsiderInput, received_on: date, last: date, today: date) -> None:
    """Check what is recorded; `last` is the day by which the erasure must have been carried out.

    Raises InvalidInput for a day that cannot be, or past the term: time to reconsider does not make a term longer.
    """
    if (given.until is None) == (given.waived_on is None):
        raise InvalidInput("until", "reconsider_one_of_both")
    if given.until is not None and given.until < today:
        raise InvalidInput("until", "reconsider_past")
    if given.until is not None and given.until > last:
        raise InvalidInput("until", "reconsider_past_term", last=last)
    if given.waived_on is not None and given.waived_on > today:
        raise InvalidInput("waived_on", "day_in_future", today=today)
    if given.waived_on is not None and given.waived_on < received_on:
        raise InvalidInput("waived_on", "day_before_receipt", received_on=received_on)
