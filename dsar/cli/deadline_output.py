"""Writes what the command `deadline` found: as JSON, or as a text in Dutch for people."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from textwrap import wrap

from dsar.cli.deadline_input import Question
from dsar.core.deadlines import BareTerm, Clock, Deadlines, Step
from dsar.core.regulation import Calendar, Period
from dsar.wording.deadlines import CALENDAR_NAMES, date_in_words, flag_text, period_in_words, step_text
from dsar.wording.rights import RIGHTS

WIDTH = 100
LABEL = 24
COLUMN = 30
NO_TERM = "geen eigen termijn"


def answer_as_json(question: Question, deadlines: Deadlines, indent: int | None = None) -> str:
    """Write the dates of a request; `stop`, `refuse_by` and `flags` stand there only when they apply."""
    found: dict[str, object] = {
        "organisation": question.regulation.organisation,
        "right": str(question.right),
        "received": question.received.isoformat(),
        "regulation_version": question.regulation.version,
        "respond": _clock(deadlines.respond),
        "fulfil": _clock(deadlines.fulfil),
    }
    if deadlines.stop is not None:
        found["stop"] = deadlines.stop.isoformat()
    if deadlines.refuse_by is not None:
        found["refuse_by"] = deadlines.refuse_by.isoformat()
    if deadlines.flags:
        found["flags"] = list(deadlines.flags)
    found["steps"] = _steps(deadlines.steps)
    return json.dumps(found, ensure_ascii=False, indent=indent)


def bare_as_json(term: BareTerm, period: Period, calendar: Calendar, received: date) -> str:
    """Write the end of a bare term."""
    found = {
        "due": term.due.isoformat(),
        "received": received.isoformat(),
        "rule": str(period),
        "calendar": str(calendar),
        "without_pause": term.without_pause.isoformat(),
        "steps": _steps(term.steps),
    }
    return json.dumps(found, ensure_ascii=False, indent=2)


def answer_for_people(question: Question, deadlines: Deadlines) -> str:
    """Write the dates of a request and how they came about."""
    regulation, respond, fulfil = question.regulation, deadlines.respond, deadlines.fulfil
    lines = [
        f"Verzoek om {RIGHTS[question.right].name}, {regulation.details.name}",
        f"{regulation.title}, versie {regulation.version}",
        "",
        _row("", "Antwoord", "Uitvoering"),
        _row("Reglement", _date_or_none(respond.regulation), _date_or_none(fulfil.regulation)),
        _row("AVG", date_in_words(respond.statutory), date_in_words(fulfil.statutory)),
        _row("Geldt: de vroegste", date_in_words(respond.governing), date_in_words(fulfil.governing)),
        _row("Op de post uiterlijk", date_in_words(respond.send_by), date_in_words(fulfil.send_by)),
    ]
    if question.pauses:
        without = (date_in_words(clock.without_pause) for clock in (respond, fulfil))
        lines.append(_row("Zonder pauze", *without))
    if deadlines.stop is not None:
        lines += ["", f"Stoppen met dit gebruik: direct, {date_in_words(deadlines.stop)}"]
    if deadlines.refuse_by is not None:
        lines += ["", f"Een weigering gaat uiterlijk de deur uit op {date_in_words(deadlines.refuse_by)}"]
    if deadlines.flags:
        lines += ["", "Let op", *_items(flag_text(flag) for flag in deadlines.flags)]
    return "\n".join([*lines, "", *_derivation(deadlines.steps)])


def bare_for_people(term: BareTerm, period: Period, calendar: Calendar, received: date) -> str:
    """Write the end of a bare term and how it came about."""
    lines = [
        f"Termijn van {period_in_words(period)}; kalender {calendar} ({CALENDAR_NAMES[calendar]})",
        "",
        _row("Ontvangen", date_in_words(received)),
        _row("Loopt tot en met", date_in_words(term.due)),
    ]
    if term.without_pause != term.due:
        lines.append(_row("Zonder pauze", date_in_words(term.without_pause)))
    return "\n".join([*lines, "", *_derivation(term.steps)])


def _clock(clock: Clock) -> dict[str, str | None]:
    return {
        "regulation": clock.regulation.isoformat() if clock.regulation else None,
        "statutory": clock.statutory.isoformat(),
        "governing": clock.governing.isoformat(),
        "send_by": clock.send_by.isoformat(),
        "without_pause": clock.without_pause.isoformat(),
    }


def _steps(steps: Sequence[Step]) -> list[dict[str, str]]:
    return [
        {"clock": step.clock, "date": step.date.isoformat(), "text": step_text(step), "source": step.source}
        for step in steps
    ]


def _row(label: str, *cells: str) -> str:
    return f"{label:<{LABEL}}{''.join(f'{cell:<{COLUMN}}' for cell in cells)}".rstrip()


def _date_or_none(day: date | None) -> str:
    return NO_TERM if day is None else date_in_words(day)


def _derivation(steps: Sequence[Step]) -> list[str]:
    lines = ["Zo is dat berekend"]
    for number, step in enumerate(steps, start=1):
        text = f"{step_text(step)} [{step.source}]"
        lines += wrap(text, WIDTH, initial_indent=f"{number:>3}. ", subsequent_indent="     ", break_on_hyphens=False)
    return lines


def _items(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in wrap(text, WIDTH, initial_indent="  - ", subsequent_indent="    ")]
