"""Pauses of a term: checked, merged so that an overlap counts once, and measured in days.

A pause is no text of the AVG but of EDPB Guidelines 01/2022; its lawful reasons are a closed list. Domain 7.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dsar.core.calendars import add_working_days
from dsar.core.errors import InvalidInput
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import Right

ACCESS = frozenset({Right.INSPECTION, Right.COPY})
ASK_WITHIN_WORKING_DAYS = 5  # a question sent later than this is flagged
REMIND_AFTER_WORKING_DAYS = 10  # our choice: nothing in the law says when a client is reminded

PAUSE_SOURCE = "EDPB-richtsnoeren 01/2022"

_IDENTITY, _CLARIFICATION = "AVG 12(6)", "AVG overweging 63"
_SOURCES = {
    (PauseReason.IDENTITY,): f"{_IDENTITY}; {PAUSE_SOURCE}",
    (PauseReason.CLARIFICATION,): f"{_CLARIFICATION}; {PAUSE_SOURCE}",
    (PauseReason.IDENTITY, PauseReason.CLARIFICATION): f"{_IDENTITY}; {_CLARIFICATION}; {PAUSE_SOURCE}",
    (PauseReason.CLARIFICATION, PauseReason.IDENTITY): f"{_IDENTITY}; {_CLARIFICATION}; {PAUSE_SOURCE}",
}
PAUSE_SOURCES = frozenset({PAUSE_SOURCE, *_SOURCES.values()})


@dataclass(frozen=True, slots=True)
class Pause:
    """From the day a question was sent to the day its answer came; `end` is None while there is no answer yet."""

    start: date
    end: date | None
    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which a clock stands still: one pause, or several that overlap or touch."""

    start: date
    end: date
    reasons: tuple[PauseReason, ...]
    pauses: int  # how many were merged into it

    @property
    def days(self) -> int:
        """Give the days paused: to minus from, so a question answered the same day costs none."""
        return (self.end - self.start).days

    @property
    def source(self) -> str:
        """Give the articles on which the reasons rest."""
        return _SOURCES[self.reasons]


def close_pauses(
    received: date, pauses: Sequence[Pause], *, right: Right | None = None, today: date | None = None
) -> tuple[Span, ...]:
    """Check each pause and count an open one up to `today`; in order of their first day.

    Raises InvalidInput (field `pauses`) for a pause before receipt, one that ends before it starts, an open one without
    `today` or from after it, and a clarification where `right` is not inspection or copy (recital 63). Without a right
    every reason will do.
    """
    spans = [_close(received, pause, right, today) for pause in pauses]
    return tuple(sorted(spans, key=lambda span: (span.start, span.end)))


def _close(received: date, pause: Pause, right: Right | None, today: date | None) -> Span:
    if pause.reason is PauseReason.CLARIFICATION and right is not None and right not in ACCESS:
        raise InvalidInput("pauses", "clarification_only_for_access", right=right)
    if pause.start < received:
        raise InvalidInput("pauses", "pause_before_receipt", start=pause.start, received=received)
    end = pause.end
    if end is None:
        if today is None:
            raise InvalidInput("pauses", "open_pause_needs_today", start=pause.start)
        if today < pause.start:
            raise InvalidInput("pauses", "pause_starts_after_today", start=pause.start, today=today)
        end = today
    if end < pause.start:
        raise InvalidInput("pauses", "pause_ends_before_start", start=pause.start, end=end)
    return Span(pause.start, end, (pause.reason,), 1)


def merge(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Merge spans, sorted by their first day, that overlap or touch: a day on which two run counts once."""
    merged: list[Span] = []
    for span in spans:
        if merged and span.start <= merged[-1].end:
            last = merged[-1]
            reasons = last.reasons + tuple(reason for reason in span.reasons if reason not in last.reasons)
            merged[-1] = Span(last.start, max(last.end, span.end), reasons, last.pauses + span.pauses)
        else:
            merged.append(span)
    return tuple(merged)


def is_late_question(received: date, asked: date) -> bool:
    """Tell whether a question on this day comes more than five working days after receipt (domain 7.5)."""
    return asked >= add_working_days(received, ASK_WITHIN_WORKING_DAYS + 1)


def remind_on(asked: date, reminded: Sequence[date] = ()) -> date:
    """Give the working day on which whoever did not answer is reminded (again); a choice, never a legal date."""
    return add_working_days(max((asked, *reminded)), REMIND_AFTER_WORKING_DAYS)


def not_shown_from(asked: date, failed: Sequence[date]) -> date:
    """Give the day from which whoever was asked who they are can be taken not to show it (GDPR 11(2), 12(2), 12(6)).

    That is the day on which a check failed since, or else that for a reminder: our choice, the law sets no day.
    """
    return min((remind_on(asked), *(day for day in failed if day >= asked)))


def asked_late(received: date, spans: Sequence[Span]) -> list[Span]:
    """Give the spans whose question was sent more than five working days after receipt."""
    if all((span.start - received).days <= ASK_WITHIN_WORKING_DAYS for span in spans):
        return []
    return [span for span in spans if is_late_question(received, span.start)]
