"""How long the officer, and then the deputy, has for an advice: silence does not eat the client's month (domain 3).

The term is the organisation's own choice, in working days (calendar `eu1182-nl`); no law sets it.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from dsar.core.calendars import add_working_days

DEFAULT_DAYS = 3
FEWEST_DAYS, MOST_DAYS = 1, 10
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Stage(StrEnum):
    """Who is asked now; `OVER` when nobody answered in time and the decider may go on."""

    OFFICER = "officer"
    DEPUTY = "deputy"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Askable:
    """Who can be asked about one text: somebody with the role who did not write it."""

    officer: bool
    deputy: bool


@dataclass(frozen=True, slots=True)
class AdviceTerm:
    """The last days on which an advice is in time; None for whoever cannot be asked."""

    asked_on: date
    officer_until: date | None
    deputy_until: date | None

    @property
    def last_day(self) -> date:
        """The day after which the decider may go on without advice."""
        return self.deputy_until or self.officer_until or self.asked_on

    def stage(self, today: date) -> Stage:
        """Tell who is asked on a day; the last day of a term still belongs to it."""
        if self.officer_until is not None and today <= self.officer_until:
            return Stage.OFFICER
        return Stage.DEPUTY if self.deputy_until is not None and today <= self.deputy_until else Stage.OVER

    def until(self, today: date) -> date:
        """Give the last day of whoever is asked on a day; of the last one asked when the term is over."""
        if self.stage(today) is Stage.OFFICER and self.officer_until is not None:
            return self.officer_until
        return self.last_day


def advice_term(asked_on: date, working_days: int, askable: Askable) -> AdviceTerm:
    """Give the term of an advice that was asked on a day; that day itself is not counted.

    The deputy has as long as the officer had, or is asked at once where the only officer wrote the text. Where
    nobody can be asked the term of the officer runs all the same, so that somebody can still be appointed.
    """
    first = add_working_days(asked_on, working_days)
    if not askable.deputy:
        return AdviceTerm(asked_on, first, None)
    if not askable.officer:
        return AdviceTerm(asked_on, None, first)
    return AdviceTerm(asked_on, first, add_working_days(first, working_days))


def day_of(moment: datetime) -> date:
    """Give the calendar day in the Netherlands of an aware moment; a day ends at 24:00 there."""
    return moment.astimezone(_AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """Give the moment at which a calendar day begins in the Netherlands."""
    return datetime.combine(day, time(), _AMSTERDAM)
