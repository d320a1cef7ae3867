"""Sentences for what the deadline engine cannot compute."""

from collections.abc import Iterator
from datetime import date

from dsar.core.errors import DomainError
from dsar.core.regulation import Period
from dsar.core.vocabulary import Right
from dsar.language import Words
from dsar.wording.deadlines import date_in_words, period_in_words
from dsar.wording.rights import RIGHTS

_PROBLEMS = Words(
    {
        "clarification_only_for_access": "Een pauze voor toelichting kan alleen bij inzage (inspection) of afschrift "
        "(copy), niet bij %(name)s (%(right)s).",
        "pause_before_receipt": "De pauze begint op %(start)s, vóór de ontvangst op %(received)s; "
        "een pauze begint op zijn vroegst op de dag van ontvangst.",
        "pause_ends_before_start": "De pauze eindigt op %(end)s, voordat zij op %(start)s begint.",
        "open_pause_needs_today": "Op de vraag van %(start)s is nog niet geantwoord; zonder de datum van vandaag is de "
        "pauze niet te tellen.",
        "pause_starts_after_today": "De pauze begint op %(start)s, na vandaag (%(today)s).",
        "purpose_only_for_objection": "Een doel hoort alleen bij verzet (objection), niet bij %(name)s (%(right)s).",
        "posting_days_negative": "Het aantal werkdagen voor de post kan niet negatief zijn.",
        "extended_on_without_extension": "Een datum van verlenging hoort alleen bij een verlengde termijn.",
        "extended_before_receipt": "Verlengen kan niet vóór de ontvangst op %(received)s.",
        "extended_too_late": "Verlengen kan alleen in de eerste maand, uiterlijk op %(last_day)s (AVG 12(3)).",
        "extension_only_for_months": "Verlengen met twee maanden (AVG 12(3)) kan alleen bij een termijn in maanden, "
        "niet bij %(period)s (%(lasts)s).",
        "date_out_of_range": "Met ontvangst op %(received)s valt een datum buiten de kalender (jaar 1 tot en met "
        "9999).",
        "unknown_regulation": "Er is geen reglement van '%(organisation)s'.",
        "no_regulation_for_day": "Van '%(organisation)s' is er geen reglement dat gold op %(day)s.",
    }
)
PROBLEM_CODES = frozenset(_PROBLEMS)


def problem_text(problem: DomainError) -> str:
    """Say what cannot be computed and what is expected; falls back on the bare code for one of another module."""
    if problem.code not in _PROBLEMS:
        return problem.code
    return _PROBLEMS[problem.code] % {
        name: text for key, value in problem.details.items() for name, text in _told(key, value)
    }


def _told(key: str, value: object) -> Iterator[tuple[str, str]]:
    """Give a detail of a problem under its own name, and in words where a sentence says both."""
    yield key, date_in_words(value) if isinstance(value, date) else str(value)
    if isinstance(value, Right):
        yield "name", RIGHTS[value].name
    if isinstance(value, Period):
        yield "lasts", period_in_words(value)
