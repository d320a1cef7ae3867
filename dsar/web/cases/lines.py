"""Rows of the worklist in words: everything is said here, so that the template of a long list only prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask import url_for

from dsar.core.progress import Step
from dsar.language import gettext, spoken
from dsar.queries.worklist import Row
from dsar.web.filters import DaysLeft, day, days_left, right_name, stop_now, weekday_day
from dsar.web.own_words import own_word
from dsar.wording.words import word


@lru_cache(maxsize=1000)
def _said(due: date, language: str) -> str:
    """Write a day that many rows share; `language` keeps one language's words apart from another's."""
    return weekday_day(due)


@dataclass(frozen=True, slots=True)
class Line:
    """One case; `days` and `level` are empty for a case that was closed, `waits` when it waits for nobody."""

    days: str
    level: str
    day: str
    url: str
    reference: str
    name: str
    asked: str
    step: str
    waits: str
    draft: str
    owner: str
    deputy: str
    place: str


def lines(rows: Iterable[Row]) -> list[Line]:
    """Say the rows of a page."""
    address = url_for("cases.case", case_id=0).removesuffix("0")
    waits: dict[str, str] = {"": ""}
    days: dict[date | None, DaysLeft] = {None: DaysLeft("", "")}
    draft, asked = gettext("een brief in concept wacht op u"), gettext("een brief wacht op advies")
    language, said = spoken(), []
    for row in rows:
        who = row.waiting_for_name
        if who not in waits:
            waits[who] = gettext("wacht op de %(who)s", who=own_word(who))
        if row.due is not None and row.due not in days:
            days[row.due] = days_left(row.due)
        said.append(
            Line(
                *(stop_now() if row.step is Step.STOP_USE else days[row.due]),
                day=day(row.closed_on) if row.closed_on is not None else _said(row.due, language) if row.due else "",
                url=f"{address}{row.case_id}",
                reference=row.reference,
                name=" ".join(filter(None, row.name_parts)),
                asked=", ".join(map(right_name, row.rights)),
                step=word(row.step),
                waits=waits[who],
                draft=draft if row.drafts else asked if row.letters_asked else "",
                owner=row.owner,
                deputy=gettext("waarnemer: %(who)s", who=row.deputy) if row.deputy else "",
                place=row.organisation,
            )
        )
    return said
