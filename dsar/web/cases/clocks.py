"""Both clocks of a request as the panel in `components/case.html` shows them."""

from dataclasses import dataclass
from datetime import date

from dsar.core.deadlines import STATUTORY_SOURCE, STOP_SOURCE, Clock, Deadlines
from dsar.web.context import today
from dsar.web.filters import capital, day, days_left, weekday_day
from dsar.wording.deadlines import step_text

NO_TERM = "Geen eigen termijn"
REFUSE_SOURCE = "AVG 12(4)"


@dataclass(frozen=True, slots=True)
class ShownDate:
    """One date of a clock."""

    label: str
    date: str
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
    days: str = ""
    level: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Met:
    """What has happened already, so that its date cannot be missed any more."""

    answered: bool = False
    fulfilled: bool = False


def panel(title: str, deadlines: Deadlines, due: date | None, met: Met = Met(), *, unfolded: bool = False) -> Panel:
    """Make the panel of a request; `due` is the date that is still to be met, if any."""
    left = days_left(due) if due is not None else None
    return Panel(
        title=capital(title),
        dates=_dates(deadlines, met),
        steps=steps_of(deadlines),
        days=left.words if left else "Afgerond",
        level=left.level if left else "done",
        open=unfolded,
    )


def steps_of(deadlines: Deadlines) -> tuple[ShownStep, ...]:
    """Give the derivation in words."""
    return tuple(ShownStep(day(step.date), step_text(step), step.source) for step in deadlines.steps)


def _dates(deadlines: Deadlines, met: Met) -> tuple[ShownDate, ...]:
    respond, fulfil = deadlines.respond, deadlines.fulfil
    article = next((step.source for step in deadlines.steps if step.clock == "regulation"), "")
    dates: tuple[ShownDate, ...] = _pair("Antwoord en uitvoering", respond, article, met.fulfilled)
    if (respond.regulation, respond.statutory) != (fulfil.regulation, fulfil.statutory):
        answer = _pair("Antwoord", respond, article, met.answered)
        dates = (*answer, *_pair("Uitvoering", fulfil, article, met.fulfilled))
    refuse_by = _single("Afwijzen uiterlijk op", deadlines.refuse_by, REFUSE_SOURCE, met.answered)
    send_by = _single("Brief uiterlijk op de post", respond.send_by, "", met.answered)
    return (*_stop(deadlines, met), *dates, *refuse_by, *send_by)


def _pair(what: str, clock: Clock, article: str, met: bool) -> tuple[ShownDate, ShownDate]:
    own = clock.regulation
    promised = ShownDate(
        f"{what} volgens het reglement",
        weekday_day(own) if own is not None else NO_TERM,
        article if own is not None else "",
        governing=own is not None and own == clock.governing,
        late=own is not None and not met and own < today(),
    )
    statutory = ShownDate(
        f"{what} volgens de AVG",
        weekday_day(clock.statutory),
        STATUTORY_SOURCE,
        governing=clock.statutory == clock.governing,
        late=not met and clock.statutory < today(),
    )
    return promised, statutory


def _stop(deadlines: Deadlines, met: Met) -> tuple[ShownDate, ...]:
    if deadlines.stop is None:
        return ()
    late = not met.fulfilled and deadlines.stop < today()
    return (ShownDate("Gebruik direct stoppen", weekday_day(deadlines.stop), STOP_SOURCE, governing=True, late=late),)


def _single(label: str, last: date | None, source: str, met: bool) -> tuple[ShownDate, ...]:
    if last is None:
        return ()
    return (ShownDate(label, weekday_day(last), source, late=not met and last < today()),)
