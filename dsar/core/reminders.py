"""When somebody is reminded: a rule of working days (calendar `eu1182-nl`), the same for every kind of reminder.

A reminder has a mark: how many working days were left when it became due, 0 on the last working day, and below zero
how many working days late. Each mark of one date is told once, so that a job that runs twice, late, or after the clock
was set back tells nothing twice and forgets nothing. How early is a choice of the organisation; no law sets it.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from functools import lru_cache

from dsar.core.calendars import ONE_DAY, is_working_day
from dsar.core.errors import InvalidInput

BEFORE = (7, 3, 1)  # working days before a date, unless the organisation chooses others
MOST_BEFORE, LARGEST_BEFORE = 5, 30
AGAIN_AFTER = 5  # working days between two reminders of what waits for somebody


class Reminder(StrEnum):
    """What somebody is reminded of."""

    DUE = "due"  # the governing date of a case
    ADVICE_WAITS = "advice_waits"  # longer than the term for an advice
    DECISION_WAITS = "decision_waits"
    COLLEAGUE_WAITS = "colleague_waits"  # a question without an answer on its own date
    PROOF_WAITS = "proof_waits"  # who asks was not answered
    NOT_POSTED = "not_posted"  # a letter that was made and did not leave
    NOT_CARRIED_OUT = "not_carried_out"  # a duty after its target date
    DEPUTISING = "deputising"  # somebody is away from today on
    RETENTION = "retention"  # cases whose own keeping time is over


def mark_of(kind: Reminder, today: date, due: date, before: Collection[int] = BEFORE) -> int | None:
    """Give the mark that something of a kind has reached today, or None when nobody is told of it (yet)."""
    if kind is Reminder.DUE:
        return mark_of_date(today, due, before)
    if kind is Reminder.DEPUTISING:
        return 0 if today >= due and is_working_day(today) else None
    return mark_of_waiting(today, due)


def mark_of_date(today: date, due: date, before: Collection[int] = BEFORE) -> int | None:
    """Give the mark that a date has reached today, or None when it is too early or no working day.

    Before the date it is the smallest of `before` that is not smaller than what is left: what was missed is told late.
    """
    if not is_working_day(today):
        return None
    if today > due:
        return -working_days(due, today)
    left = working_days(today, due)
    return 0 if left == 0 else min((mark for mark in before if mark >= left), default=None)


def mark_of_waiting(today: date, until: date) -> int | None:
    """Give the mark of what was due on a day: -1 on the next working day, and again every five working days after."""
    if not is_working_day(today) or today <= until:
        return None
    late = working_days(until, today)
    return -((late - 1) // AGAIN_AFTER * AGAIN_AFTER + 1)


@lru_cache(maxsize=16384)
def working_days(after: date, until: date) -> int:
    """Count the working days after a day, up to and including another."""
    count, day = 0, after
    while day < until:
        day += ONE_DAY
        count += is_working_day(day)
    return count


def check_before(before: Collection[int]) -> None:
    """Raise InvalidInput for marks that nobody would want: none below one, each once, and a handful at most."""
    if len(set(before)) < len(before) or not all(1 <= mark <= LARGEST_BEFORE for mark in before):
        raise InvalidInput("reminder_days", "reminder_days_unclear", most=LARGEST_BEFORE)
    if len(before) > MOST_BEFORE:
        raise InvalidInput("reminder_days", "reminder_days_many", most=MOST_BEFORE)
