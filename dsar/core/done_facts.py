"""What is recorded when something that was granted has been done, per right and per duty (domain sections 5, 10, 11).

A fact is a `Placeholder` that no letter prints: it stays in the record of the request.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dsar.core.errors import InvalidInput
from dsar.core.fields import NO_FIELDS, Fields, Value
from dsar.core.filling import impossible_fields, missing_fields
from dsar.core.placeholders import Placeholder, Shape, relevant
from dsar.core.proposals import kept_ground_mistake
from dsar.core.regulation import COPY_OF_CORRECTED_DATA, DATA_RETURNED, MAIL_DELETED, RECIPIENTS_TOLD
from dsar.core.texts import written
from dsar.core.vocabulary import DispatchWay, Right

STAYS = "stays"  # the fact that says what was kept
PREFIX = "details"  # of the mistakes' fields, as the form names them
_LINE, _TEXT, _DAY = Shape.LINE, Shape.TEXT, Shape.DAY
_WAYS = tuple(way.value for way in DispatchWay)
_AT_ALL = ("had_recipients", "yes")


def _choice(name: str, *options: str, only_when: tuple[str, str] | None = None) -> Placeholder:
    return Placeholder(name, Shape.CHOICE, options=options, only_when=only_when)


def _rows(name: str, *columns: str, needed: bool = True, only_when: tuple[str, str] | None = None) -> Placeholder:
    return Placeholder(name, Shape.ROWS, needed, columns, only_when=only_when)


DONE: Mapping[Right, tuple[Placeholder, ...]] = MappingProxyType(
    {
        Right.INSPECTION: (
            _choice("held", "appointment", "sent"),
            Placeholder("held_at", _LINE, only_when=("held", "appointment")),
            Placeholder("held_place", _LINE, only_when=("held", "appointment")),
            Placeholder("sat_in", _LINE, only_when=("held", "appointment")),
            _choice("handed_way", *_WAYS, only_when=("held", "sent")),
            Placeholder("shown", _TEXT),
        ),
        Right.COPY: (
            _choice("handed_way", *_WAYS),
            Placeholder("handed_to", _LINE),
            Placeholder("handed_what", _TEXT),
        ),
        Right.CORRECTION: (_rows("changed", "where", "before", "after", "since"),),
        Right.SUPPLEMENT: (Placeholder("statement_at", _LINE), Placeholder("added_on", _DAY)),
        Right.ERASURE: (
            _rows("gone", "where", "when", "confirmed"),
            _rows(STAYS, "where", "why", "until", needed=False),
        ),
        Right.RESTRICTION: (_rows("shielded_at", "what", "where"), Placeholder("since", _DAY)),
        Right.OBJECTION: (_rows("stopped", "what", "where", "since"),),
        Right.PORTABILITY: (
            Placeholder("format", _LINE),
            Placeholder("how", _TEXT),
            Placeholder("handed_to", _LINE),
        ),
    }
)

BY_DUTY: Mapping[str, tuple[Placeholder, ...]] = MappingProxyType(
    {
        COPY_OF_CORRECTED_DATA: (_choice("copy_way", *_WAYS), Placeholder("copy_on", _DAY)),
        RECIPIENTS_TOLD: (  # GDPR 19
            _choice("had_recipients", "no", "yes"),
            _rows("recipients_told", "who", "when", "how", needed=False, only_when=_AT_ALL),
            _rows("recipients_not_told", "who", "why", needed=False, only_when=_AT_ALL),
        ),
        DATA_RETURNED: (  # to the commissioning party or the client (ZaZ 6)
            _choice("was_returned", "no", "yes"),
            _rows("returned", "whom", "what", "when", only_when=("was_returned", "yes")),
        ),
        MAIL_DELETED: (  # recorded first, then gone, also from the deleted items (Werk op Maat)
            _choice("had_mail", "no", "yes"),
            _rows("mail_gone", "mailbox", "kept", "when", only_when=("had_mail", "yes")),
        ),
    }
)

NOTHING_TO_DO: Mapping[str, tuple[str, str]] = MappingProxyType(
    {  # a duty, and the answer that leaves nothing to do
        RECIPIENTS_TOLD: ("had_recipients", "no"),
        DATA_RETURNED: ("was_returned", "no"),
        MAIL_DELETED: ("had_mail", "no"),
    }
)

_PAST = frozenset(
    {
        ("changed", "since"),
        ("gone", "when"),
        ("stopped", "since"),
        ("recipients_told", "when"),
        ("returned", "when"),
        ("mail_gone", "when"),
    }
)
_FUTURE = frozenset({(STAYS, "until")})
_ROW_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


@dataclass(frozen=True, slots=True)
class Kept:
    """A part that a decision left where it is: the law or the ground that asks for it, and until when."""

    what: str
    ground: str  # with its article
    until: date | None  # None where the ground names no last day


@dataclass(frozen=True, slots=True)
class Stopped:
    """Where use was stopped at once, and when."""

    systems: tuple[str, ...]
    on: date


def facts_of(right: Right, duties: Collection[str], *, nothing_stays: bool = False) -> tuple[Placeholder, ...]:
    """Give what is recorded for a right and these duties, in the order of the form.

    `nothing_stays` leaves out what a full grant has no place for: something that is kept (domain section 4).
    """
    own = (fact for fact in DONE[right] if not (nothing_stays and fact.name == STAYS))
    return (*own, *(fact for code, facts in BY_DUTY.items() if code in duties for fact in facts))


def row_day(text: str) -> date | None:
    """Read a day that was typed in a row as 18-11-2026; None for anything else."""
    match = _ROW_DAY.fullmatch(text.strip())
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else None
    except ValueError:
        return None


def fact_mistakes(
    right: Right, confirmed: Collection[str], facts: Fields, received_on: date, today: date
) -> Iterator[InvalidInput]:
    """Give everything that is wrong with the facts, in the order of the form; those of open duties are not missed."""
    asked = facts_of(right, confirmed)
    given = relevant(asked, facts)
    yield from missing_fields(asked, given, PREFIX)
    yield from impossible_fields(facts_of(right, BY_DUTY), facts, PREFIX)
    for fact in asked:
        value = given[fact.name]
        if isinstance(value, date):
            yield from _day_mistakes(f"{PREFIX}-{fact.name}", value, received_on, today)
        elif fact.shape is Shape.ROWS:
            yield from _row_mistakes(fact, rows_of(value), received_on, today)
    if given["had_recipients"] == "yes" and not given["recipients_told"] and not given["recipients_not_told"]:
        yield InvalidInput(f"{PREFIX}-recipients_told", "recipients_missing")


def rows_of(value: Value) -> tuple[tuple[str, ...], ...]:
    """Give the rows of a table; none for what is not filled in."""
    return tuple(row for row in value if isinstance(row, tuple)) if isinstance(value, tuple) else ()


def _row_mistakes(
    fact: Placeholder, rows: Sequence[Sequence[str]], received_on: date, today: date
) -> Iterator[InvalidInput]:
    """Give what is wrong in a table: a row that is not whole, a day, or a reason to keep that is no law."""
    field = f"{PREFIX}-{fact.name}"
    for number, row in enumerate(rows, start=1):
        if len(row) != len(fact.columns):
            return
        for column, cell in zip(fact.columns, row, strict=True):
            if not written(cell):
                if not fact.needed:  # of a needed table it was said already
                    yield InvalidInput(field, "row_not_whole", row=number)
                break
            code = _cell_mistake((fact.name, column), cell, received_on, today)
            if code is not None:
                yield InvalidInput(field, code, row=number, today=today, received_on=received_on)


def _cell_mistake(place: tuple[str, str], cell: str, received_on: date, today: date) -> str | None:
    if place == (STAYS, "why"):
        return kept_ground_mistake(cell)
    if place not in _PAST | _FUTURE:
        return None
    day = row_day(cell)
    if day is None:
        return "row_day_unreadable"
    if place in _FUTURE:
        return "row_day_past" if day < today else None
    if day > today:
        return "row_day_in_future"
    return "row_day_before_receipt" if day < received_on and place[0] != "recipients_told" else None


def _day_mistakes(field: str, day: date, received_on: date, today: date) -> Iterator[InvalidInput]:
    if day > today:
        yield InvalidInput(field, "day_in_future", today=today)
    if day < received_on:
        yield InvalidInput(field, "day_before_receipt", received_on=received_on)


_SAME: Mapping[Right, Mapping[str, str]] = MappingProxyType(  # a fact, and what the answer promised
    {
        Right.INSPECTION: {"held_at": "time", "held_place": "place", "sat_in": "present"},
        Right.SUPPLEMENT: {"statement_at": "where", "added_on": "since"},
        Right.RESTRICTION: {"since": "since"},
        Right.PORTABILITY: {"format": "format", "how": "how"},
    }
)


def begun(
    right: Right,
    promised: Fields,
    kept: Sequence[Kept] = (),
    way: DispatchWay | None = None,
    client: str = "",
    stopped: Stopped | None = None,
) -> Fields:
    """Give the facts to start from: what the answer promised, so that only what went otherwise is typed again.

    `promised` is what the proposal has the letter say; `way` how the answer left, to `client`; `stopped` what
    was stopped at once.
    """
    values: dict[str, Value] = {fact: promised[name] for fact, name in _SAME.get(right, {}).items()}
    if right is Right.INSPECTION:
        values["held"] = {"appointment": "appointment", "enclosed": "sent"}.get(str(promised["form"]), "")
    if right is Right.COPY:
        values["handed_what"] = "\n".join(_lines(promised["enclosures"]))
    if right in {Right.INSPECTION, Right.COPY} and way is not None:
        values["handed_way"] = way.value
    if right in {Right.COPY, Right.PORTABILITY}:
        values["handed_to"] = client
    if right is Right.CORRECTION:
        values["changed"] = tuple((*row[:-1], _readable(row[-1])) for row in rows_of(promised["changes"]))
    if right is Right.ERASURE:
        values["gone"] = tuple((row[0], _readable(row[1]), "") for row in rows_of(promised["erased"]))
        values[STAYS] = tuple((one.what, one.ground, typed_day(one.until)) for one in kept)
    if right is Right.RESTRICTION:
        values["shielded_at"] = tuple((line, "") for line in _lines(promised["shielded"]))
    if right is Right.OBJECTION:
        values["stopped"] = _stops(promised, stopped)
    return Fields.of(values) if any(values.values()) else NO_FIELDS


def _stops(promised: Fields, stopped: Stopped | None) -> tuple[tuple[str, ...], ...]:
    what, since = str(promised["stops"]), promised["since"]
    if stopped is not None:
        return tuple((what, system, typed_day(stopped.on)) for system in stopped.systems)
    return ((what, "", typed_day(since if isinstance(since, date) else None)),)


def _lines(value: Value) -> tuple[str, ...]:
    return tuple(line for line in value if isinstance(line, str)) if isinstance(value, tuple) else ()


def _readable(day: str) -> str:
    """Give a day that a letter wrote in its own way only when it can be read here; else somebody types it."""
    return day if row_day(day) else ""


def typed_day(day: date | None) -> str:
    """Write a day as it is typed in a row; empty without one."""
    return f"{day.day}-{day.month}-{day.year}" if day is not None else ""
