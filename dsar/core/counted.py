"""The derivation of a request as its dates count on the screen: after a lawful extension by the statutory date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from dsar.core.calendars import ONE_DAY, days_moved
from dsar.core.deadlines import Deadlines
from dsar.core.governing import STATUTORY_SOURCE, send_by
from dsar.core.progress import due_on
from dsar.core.regulation import Calendar
from dsar.core.terms import Step


def counted_steps(deadlines: Deadlines) -> tuple[Step, ...]:
    """Give the steps with the date that counts, see `due_on`; the regulation's own term keeps its step (AVG 12(3))."""
    return tuple(_counted(deadlines)) if deadlines.refuse_by is not None else deadlines.steps


def _counted(deadlines: Deadlines) -> Iterator[Step]:
    for step in deadlines.steps:
        clock = deadlines.fulfil if step.params.get("of") == "fulfil" else deadlines.respond
        counts = due_on(clock, deadlines)
        if step.clock == "governing" and step.date != counts:
            yield Step("governing", "governing_extended", counts, STATUTORY_SOURCE, {**step.params, "first": step.date})
        elif step.clock == "send_by" and clock.governing != counts:
            yield _sent_by(step, counts, deadlines.posting_days)
        else:
            yield step


def _sent_by(step: Step, counts: date, posting_days: int) -> Step:
    day = send_by(counts, posting_days)
    skipped = days_moved(day, counts + ONE_DAY, Calendar.EU1182_NL)
    early = bool(skipped) and skipped[-1][0] == counts
    return replace(
        step, date=day, params={**step.params, "governing": counts, "skipped": skipped, "arrives_early": early}
    )
