"""The time line of a request: receipt, both clocks, pauses, extension, the post and today, out of its derivation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from dsar.core.deadlines import Clock, Deadlines, Step
from dsar.core.progress import answer_clock, due_on
from dsar.language import gettext as _
from dsar.web.cases.time_line import Lane, Mark, Stretch, TimeLine, draw
from dsar.web.filters import day
from dsar.wording.deadlines import short_date


@dataclass(frozen=True, slots=True)
class Happened:
    """What has happened to a request, on which days, so that its date cannot be missed any more."""

    answered_on: date | None = None
    closed_on: date | None = None
    stopped_on: date | None = None
    again: bool = False  # a later round: its clocks run from what caused it, not from receipt


NOTHING_YET = Happened()


@dataclass(frozen=True, slots=True)
class Wait:
    """A stretch of days in which a clock stood still."""

    start: date
    end: date
    clocks: tuple[str, ...]


def line_of(deadlines: Deadlines, now: date, happened: Happened = NOTHING_YET) -> TimeLine:
    """Draw the time line; once a request is closed, today is no part of it any more."""
    marks = list(_marks(deadlines, happened))
    today = Mark(now, _("Vandaag %(day)s", day=short_date(now)), "today") if happened.closed_on is None else None
    return draw(list(_lanes(deadlines)), marks, today)


def words_of(line: TimeLine, title: str) -> str:
    """Give in one sentence what the drawing shows, for whoever cannot see it."""
    shown = [bar.label.text for bar in line.bars] + [point.label.text for point in line.points]
    return str(_("Tijdlijn. %(title)s. %(shown)s.", title=title, shown="; ".join(shown)))


def received_on(deadlines: Deadlines) -> date:
    """Give the day from which both clocks run."""
    return _step(deadlines, "receipt", "received").date


def waits(deadlines: Deadlines) -> tuple[Wait, ...]:
    """Give every pause that counts, once, with the clocks that it stops."""
    found: dict[tuple[date, date], list[str]] = {}
    for step in deadlines.steps:
        if step.code == "paused" and step.clock in {"regulation", "statutory"}:
            found.setdefault(_pause(step), []).append(step.clock)
    return tuple(Wait(*span, tuple(clocks)) for span, clocks in sorted(found.items()))


def promised_on(deadlines: Deadlines) -> date | None:
    """Give the date on which the regulation's own clock ends, whatever it binds."""
    own: tuple[Clock, ...] = (deadlines.respond, deadlines.fulfil)
    return next((clock.regulation for clock in own if clock.regulation is not None), None)


def _lanes(deadlines: Deadlines) -> Iterator[Lane]:
    start, promised, statutory = received_on(deadlines), promised_on(deadlines), deadlines.respond.statutory
    first = min(due_on(clock, deadlines) for clock in (deadlines.respond, deadlines.fulfil))
    paused = {clock: [one for one in waits(deadlines) if clock in one.clocks] for clock in ("regulation", "statutory")}
    if promised is None:
        yield Lane(_("Reglement: geen eigen termijn"), ())
    else:
        text = _("Reglement: %(day)s", day=day(promised))
        pieces = tuple(_stretches(start, promised, paused["regulation"]))
        yield Lane(text, pieces, promised == first)
    text = _("AVG: %(day)s", day=day(statutory))
    pieces = tuple(_stretches(start, statutory, paused["statutory"], deadlines.refuse_by))
    yield Lane(text, pieces, statutory == first)


def _stretches(start: date, end: date, paused: Sequence[Wait], first_end: date | None = None) -> Iterator[Stretch]:
    """Cut a clock where it stood still, and where its first month ended when it was extended."""
    at = start
    for wait in paused:
        stop = min(wait.end, end)
        yield from _run(at, wait.start, first_end)
        yield Stretch(wait.start, stop, "paused")
        at = stop
    yield from _run(at, end, first_end)


def _run(start: date, end: date, first_end: date | None) -> Iterator[Stretch]:
    """Give the days in which a clock runs, in the first month and after it."""
    first = min(end, first_end) if first_end is not None else end
    if start < first:
        yield Stretch(start, first, "running")
    if first < end:
        yield Stretch(max(start, first), end, "extended")


def _marks(deadlines: Deadlines, happened: Happened) -> Iterator[Mark]:
    received = received_on(deadlines)
    if deadlines.stop is not None:
        yield Mark(received, _("Stoppen %(day)s", day=short_date(received)), "stop")
    else:
        began = _("Heropend %(day)s") if happened.again else _("Ontvangen %(day)s")
        yield Mark(received, began % {"day": short_date(received)}, "received")
    if deadlines.refuse_by is not None:
        yield Mark(deadlines.refuse_by, _("Afwijzen %(day)s", day=short_date(deadlines.refuse_by)), "refuse_by")
    if happened.answered_on is None:
        sent = answer_clock(deadlines).send_by
        yield Mark(sent, _("Op de post %(day)s", day=short_date(sent)), "send_by")
    else:
        answered = happened.answered_on
        yield Mark(answered, _("Antwoord %(day)s", day=short_date(answered)), "done")
    if happened.closed_on is not None and happened.closed_on != happened.answered_on:
        yield Mark(happened.closed_on, _("Klaar %(day)s", day=short_date(happened.closed_on)), "done")


def _step(deadlines: Deadlines, clock: str, code: str) -> Step:
    return next(step for step in deadlines.steps if (step.clock, step.code) == (clock, code))


def _pause(step: Step) -> tuple[date, date]:
    return cast(date, step.params["start"]), cast(date, step.params["end"])
