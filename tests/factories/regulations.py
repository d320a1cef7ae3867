"""Small regulations for tests of the deadline engine: only what moves a date differs, the rest is filler."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from types import MappingProxyType

from dsar.core.regulation import Binds, Calendar, PauseReason, Period, Regulation, Term
from dsar.core.vocabulary import Right
from dsar.regulations import load_catalogue

IDENTITY = frozenset({PauseReason.IDENTITY})


def make_term(
    period: str,
    binds: str = "respond",
    *,
    calendar: Calendar = Calendar.NONE,
    article: str = "artikel 1",
    paused_by: frozenset[PauseReason] = frozenset(),
) -> Term:
    """Make a term; "4w" that binds the answer unless told otherwise."""
    return Term(Period.parse(period), Binds(binds), calendar, article, paused_by)


@cache
def _filler() -> Regulation:
    return load_catalogue(extra_dirs=()).newest("zaz-welzijn")


def make_regulation(
    terms: Mapping[Right, Term] | None = None,
    *,
    stop_articles: Mapping[str, str] | None = None,
    name: str = "Proeforganisatie",
    posting_days: int = 2,
) -> Regulation:
    """Make a regulation with these terms and no others."""
    filler = _filler()
    return replace(
        filler,
        organisation="proef",
        version="1",
        effective_from=date(2018, 5, 25),
        effective_until=None,
        details=replace(filler.details, name=name, posting_days=posting_days),
        terms=MappingProxyType(dict(terms or {})),
        stop_articles=MappingProxyType(dict(stop_articles or {})),
        objection_purposes=frozenset(),
    )
