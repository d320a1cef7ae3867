"""Both clocks of a request as the panel in `components/case.html` shows them: a time line, and its dates in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dsar.core.counted import counted_steps
from dsar.core.deadlines import FLAG_PROMISE_BROKEN, STATUTORY_SOURCE, STOP_SOURCE, Clock, Deadlines
from dsar.core.progress import answer_clock, due_on
from dsar.language import gettext as _
from dsar.language import ngettext
from dsar.queries.case_view import RequestView
from dsar.queries.follow_ups import SetTerm
from dsar.web.cases.line_of import NOTHING_YET, Happened, Wait, line_of, promised_on, received_on, waits, words_of
from dsar.web.cases.time_line import TimeLine
from dsar.web.context import today
from dsar.web.filters import DaysLeft, capital, day, days_left, stop_now, weekday_day
from dsar.wording.deadlines import source_text, step_text
from dsar.wording.words import word

REFUSE_SOURCE = "AVG 12(4)"


@dataclass(frozen=True, slots=True)
class ShownDate:
    """One date on the time line in words; `day` gives its place in the list, the last one for what has no day."""

    label: str
    when: str
    day: date
    source: str = ""
    governing: bool = False
    late: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of a derivation."""

    date: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Everything the panel shows; without days it says nothing of how long there is."""

    title: str
    dates: tuple[ShownDate, ...]
    steps: tuple[ShownStep, ...]
    line: TimeLine
    line_words: str
    days: str = ""
    level: str = ""


def panel(
    title: str,
    deadlines: Deadlines,
    due: date | None,
    happened: Happened = NOTHING_YET,
    set_terms: Sequence[SetTerm] = (),
) -> Panel:
    """Make the panel of a request; `due` is the date that is still to be met, if any."""
    left = _left(deadlines, due, happened) if due is not None else None
    line = line_of(deadlines, today(), happened)
    return Panel(
        title=capital(title),
        dates=tuple(sorted(_all_dates(deadlines, due, happened, set_terms), key=lambda shown: shown.day)),
        steps=(*_steps(deadlines, happened), *map(_set_step, set_terms)),
        line=line,
        line_words=words_of(line, capital(title)),
        days=left.words if left else _("Afgerond"),
        level=left.level if left else "done",
    )


def request_panel(title: str, row: RequestView) -> Panel:
    """Make the panel of a request with what happened to it and with the terms that others set on it."""
    stop = row.use_stop if row.deadlines.stop is not None else None
    happened = Happened(
        row.request.answered_on,
        row.request.closed_on,
        stop.stopped_on if stop is not None else None,
        again=row.request.reopening is not None,
    )
    return panel(title, row.deadlines, row.due, happened, row.set_terms)


def _left(deadlines: Deadlines, due: date, happened: Happened) -> DaysLeft:
    if deadlines.stop is not None and happened.stopped_on is None and happened.closed_on is None:
        return stop_now()
    return days_left(due)


def steps_of(deadlines: Deadlines) -> tuple[ShownStep, ...]:
    """Give the derivation in words."""
    return tuple(
        ShownStep(day(step.date), step_text(step), source_text(step.source)) for step in counted_steps(deadlines)
    )


def _steps(deadlines: Deadlines, happened: Happened) -> tuple[ShownStep, ...]:
    """Give the derivation; that of a later round begins with what caused it, not with receipt."""
    first, *rest = steps_of(deadlines)
    if happened.again:
        text = _("Toen kwam de aanleiding binnen om het verzoek te heropenen. Die dag zelf telt niet mee.")
        first = replace(first, text=text)
    return (first, *rest)


def _all_dates(
    deadlines: Deadlines, due: date | None, happened: Happened, set_terms: Sequence[SetTerm]
) -> Iterator[ShownDate]:
    """Give the dates of both clocks and of the terms that others set; an open one that comes first governs."""
    governs = any(term.end is None and term.due_on == due for term in set_terms)
    yield from (replace(one, governing=one.governing and not governs) for one in _dates(deadlines, happened))
    for term in set_terms:
        is_open = term.end is None
        yield ShownDate(
            _("Opgelegd: %(who)s", who=term.name),
            weekday_day(term.due_on),
            term.due_on,
            word(term.set_by),
            governing=is_open and term.due_on == due,
            late=is_open and term.due_on < today(),
            note=_("Gedaan op %(day)s", day=day(term.end.ended_on)) if term.end is not None else "",
        )


def _set_step(term: SetTerm) -> ShownStep:
    text = _("%(who)s stelde op %(day)s een termijn: %(why)s", who=term.name, day=day(term.set_on), why=term.reason)
    return ShownStep(day(term.due_on), text, word(term.set_by))


def _dates(deadlines: Deadlines, happened: Happened) -> Iterator[ShownDate]:
    respond, fulfil = answer_clock(deadlines), replace(deadlines.fulfil, governing=due_on(deadlines.fulfil, deadlines))
    broken = _broken(deadlines, happened)
    answered, fulfilled = happened.answered_on is not None, happened.closed_on is not None
    article = next((step.source for step in deadlines.steps if step.clock == "regulation"), "")
    yield from _beginning(deadlines, happened)
    if (respond.regulation, respond.statutory) == (fulfil.regulation, fulfil.statutory):
        yield from _pair(_("Antwoord en uitvoering"), respond, article, fulfilled, broken)
    else:
        yield from _pair(_("Antwoord"), respond, article, answered, broken)
        yield from _pair(_("Uitvoering"), fulfil, article, fulfilled, broken)
    if deadlines.stop is not None:
        late = not fulfilled and happened.stopped_on is None  # from the first minute: it must stop at once
        label = _("Gebruik direct stoppen")
        yield ShownDate(label, weekday_day(deadlines.stop), deadlines.stop, STOP_SOURCE, governing=True, late=late)
    if deadlines.refuse_by is not None:
        yield _single(_("Afwijzen uiterlijk op"), deadlines.refuse_by, REFUSE_SOURCE, answered)
    if deadlines.refuse_by is None and respond.without_pause != respond.governing:
        without = respond.without_pause
        yield ShownDate(_("Antwoord, als er geen pauze was"), weekday_day(without), without)
    yield _single(_("Brief uiterlijk op de post"), respond.send_by, "", answered)
    yield from _so_far(happened)


def _beginning(deadlines: Deadlines, happened: Happened) -> Iterator[ShownDate]:
    received = received_on(deadlines)
    began = _("Aanleiding om te heropenen") if happened.again else _("Ontvangen")
    yield ShownDate(began, weekday_day(received), received)
    for wait in waits(deadlines):
        yield _pause(wait)


def _so_far(happened: Happened) -> Iterator[ShownDate]:
    if happened.stopped_on is not None:
        yield ShownDate(_("Gestopt"), weekday_day(happened.stopped_on), happened.stopped_on)
    if happened.answered_on is not None:
        yield ShownDate(_("Beantwoord"), weekday_day(happened.answered_on), happened.answered_on)
    if happened.closed_on is not None:
        yield ShownDate(_("Afgerond"), weekday_day(happened.closed_on), happened.closed_on)
    else:
        yield ShownDate(_("Vandaag"), weekday_day(today()), today())


def _pause(wait: Wait) -> ShownDate:
    count = (wait.end - wait.start) // timedelta(days=1)
    both = len(wait.clocks) > 1
    return ShownDate(
        _("Pauze") if both or "regulation" in wait.clocks else _("Pauze, alleen voor de AVG"),
        _("%(first)s tot %(last)s", first=day(wait.start), last=day(wait.end)),
        wait.start,
        note=ngettext("%(num)s dag erbij", "%(num)s dagen erbij", count),
    )


def _broken(deadlines: Deadlines, happened: Happened) -> str:
    """Say what an extension does to the promise of the regulation, which knows none (domain 7.6)."""
    promised = promised_on(deadlines)
    if FLAG_PROMISE_BROKEN not in deadlines.flags or promised is None:
        return ""
    if promised < (happened.answered_on or today()):
        return _("Deze belofte is niet gehouden: de termijn is verlengd")
    return _("De termijn is verlengd: na deze dag is de belofte van het reglement gebroken")


def _pair(what: str, clock: Clock, article: str, met: bool, broken: str) -> Iterator[ShownDate]:
    own = clock.regulation
    if own is None:
        yield ShownDate(_("%(what)s volgens het reglement", what=what), _("Geen eigen termijn"), date.max)
    else:
        late = not met and own < today()
        label = _("%(what)s volgens het reglement", what=what)
        yield ShownDate(label, weekday_day(own), own, article, own == clock.governing, late, broken)
    yield ShownDate(
        _("%(what)s volgens de AVG", what=what),
        weekday_day(clock.statutory),
        clock.statutory,
        STATUTORY_SOURCE,
        governing=clock.statutory == clock.governing,
        late=not met and clock.statutory < today(),
    )


def _single(label: str, last: date, source: str, met: bool) -> ShownDate:
    return ShownDate(label, weekday_day(last), last, source, late=not met and last < today())
