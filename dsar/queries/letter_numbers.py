"""The register of letter numbers: every number that was given out in a year, and what became of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from dsar.core.actor import Actor
from dsar.core.permissions import Permission
from dsar.models import Counter, Letter, Organisation
from dsar.queries.letters import organisation_of

PAGE = 100
_NUMBER = re.compile(r".*-B(\d{4})-(\d+)")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number and its letter; without one it is a gap, which must not happen."""

    number: str
    letter: Letter | None


@dataclass(frozen=True, slots=True)
class Register:
    """A page of the register: the numbers `first` to the last one shown, of `last` in all."""

    organisation: Organisation
    year: int
    years: tuple[int, ...]
    last: int
    gaps: int  # in the whole year
    first: int
    rows: tuple[Numbered, ...]
    next_first: int | None


def register(session: Session, actor: Actor, organisation_id: int, year: int, first: int = 1) -> Register:
    """Give a page of the numbers of a year, from `first` on; raises NotFound for another's organisation."""
    organisation = organisation_of(session, actor, organisation_id, Permission.CASE_READ)
    counters = session.scalars(
        select(Counter).where(Counter.organisation_id == organisation_id, Counter.kind == "letter")
    ).all()
    last = next((counter.last for counter in counters if counter.year == year), 0)
    known = _known(session, organisation_id, year)
    end = min(first + PAGE, last + 1)
    shown = _letters(session, [known[number] for number in range(first, end) if number in known])
    rows = tuple(
        Numbered(f"{organisation.reference_prefix}-B{year}-{number:04d}", shown.get(known.get(number, 0)))
        for number in range(first, end)
    )
    years = sorted({counter.year for counter in counters} | {year}, reverse=True)
    return Register(
        organisation=organisation,
        year=year,
        years=tuple(years),
        last=last,
        gaps=sum(number not in known for number in range(1, last + 1)),
        first=first,
        rows=rows,
        next_first=end if end <= last else None,
    )


def _known(session: Session, organisation_id: int, year: int) -> dict[int, int]:
    """Give the letters' ids by their number within the year."""
    found: dict[int, int] = {}
    rows = session.execute(select(Letter.id, Letter.number).where(Letter.organisation_id == organisation_id))
    for letter_id, number in rows:
        match = _NUMBER.fullmatch(number)
        if match is not None and int(match[1]) == year:
            found[int(match[2])] = letter_id
    return found


def _letters(session: Session, ids: Sequence[int]) -> dict[int, Letter]:
    query = select(Letter).where(Letter.id.in_(ids)).options(joinedload(Letter.dispatch), joinedload(Letter.case))
    return {letter.id: letter for letter in session.scalars(query)}
