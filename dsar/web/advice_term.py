"""The term for an advice as every screen shows it: until when, who is asked by now, and how late that is."""

from dataclasses import dataclass
from datetime import date

from dsar.core.advice_terms import AdviceTerm, Stage
from dsar.core.vocabulary import Role
from dsar.web.context import today
from dsar.wording import advice
from dsar.wording.words import word


@dataclass(frozen=True, slots=True)
class ShownTerm:
    """A term in words; `now` is empty while somebody can still answer in time."""

    asked: str
    now: str
    until: date
    days: str
    level: str  # as of `components/case.html`: ample, soon, today, late
    stage: Stage


def shown_term(term: AdviceTerm, adviser: str = "", decider: str = "") -> ShownTerm:
    """Put a term into words; the names are what the organisation calls its people."""
    day = today()
    days, level = advice.lateness(term, day)
    return ShownTerm(
        asked=advice.asked_until(term, day, adviser or word(Role.FG)),
        now=advice.what_now(term, day, decider or word(Role.DECIDER).lower()),
        until=term.until(day),
        days=days,
        level=level,
        stage=term.stage(day),
    )
