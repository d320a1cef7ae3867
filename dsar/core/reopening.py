"""When a request that was answered is judged anew, and from which day the clocks of that round run (decision 32)."""

from dataclasses import dataclass
from datetime import date

from dsar.core.errors import InvalidInput
from dsar.core.follow_ups import check_text
from dsar.core.vocabulary import ReopenReason


@dataclass(frozen=True, slots=True)
class ReopenInput:
    """Which requests are judged anew and why; `counts_from` is the day on which the cause came in."""

    request_ids: tuple[int, ...]
    reason: ReopenReason
    counts_from: date
    explanation: str


def check_reopening(given: ReopenInput, answered_on: date, today: date) -> None:
    """Check why a request that was answered on a day is judged anew; raises InvalidInput."""
    if given.counts_from > today:
        raise InvalidInput("counts_from", "day_in_future", today=today)
    if given.counts_from < answered_on:
        raise InvalidInput("counts_from", "counts_before_answer", answered_on=answered_on)
    check_text("explanation", given.explanation)
