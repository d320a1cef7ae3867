"""One clock: from receipt, a period, pauses and a calendar to the day a term ends, with every step on the way.

A step holds a code and its facts; `dsar.wording.deadlines` turns it into a sentence when somebody asks for it.
Domain section 7, rules 1 to 3, 5 and 6.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta

from dsar.core.calendars import DayName, day_names, days_moved, equated_days_reviewed, roll
from dsar.core.errors import InvalidInput
from dsar.core.pauses import Pause, Span, close_pauses, merge
from dsar.core.regulation import Calendar, Period, Unit

EXTENSION_MONTHS = 2  # AVG 12(3)
RECEIPT_SOURCE = "Verordening 1182/71 art. 3(1)"
SHORT_MONTH_SOURCE = "Verordening 1182/71 art. 3(2)(c)"
NOT_MOVED_SOURCE = "Algemene termijnenwet art. 1"  # it moves terms set in a law, not promises
EQUATED_SOURCE = "Algemene termijnenwet art. 3(3)"
EXTENSION_SOURCE = "AVG 12(3)"
GIVEN_SOURCE = "opgegeven termijn"  # of a bare term that no article was named for

_WEEKEND = frozenset({DayName.SATURDAY, DayName.SUNDAY})
_MOVED_BY = {Calendar.EU1182_NL: "Verordening 1182/71 art. 3(4)", Calendar.ATW: "Algemene termijnenwet art. 1"}
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a derivation: what happened (`code`, `params`), on which clock, to which date, by which article.

    The last step of a clock carries the date on which that clock ends.
    """

    # receipt, stop, regulation, statutory, refuse_by, governing, without_pause, send_by, term, remedy or mediated
    clock: str
    code: str
    date: date
    source: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BareTerm:
    """The end of a single term, with and without its pauses, and why."""

    due: date
    without_pause: date
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What one clock counts with; `extended_by` is in months."""

    clock: str
    period: Period
    calendar: Calendar
    source: str
    extended_by: int = 0


def add_months(start: date, months: int) -> date:
    """Give the same day number `months` later, or the last day of a shorter month (Reg. 1182/71 art. 3(2)(c)).

    Raises OverflowError past the year 9999.
    """
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        raise OverflowError("date past the year 9999")
    last = _LAST_DAYS[month0]
    if month0 == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        last = 29
    return date(year, month0 + 1, min(start.day, last))


def end_of_period(start: date, period: Period) -> date:
    """Give the day a period ends that starts after `start`; the day itself is not counted, nothing is rolled.

    Raises OverflowError past the year 9999.
    """
    if period.unit is Unit.MONTHS:
        return add_months(start, period.count)
    return start + timedelta(days=period.count * 7 if period.unit is Unit.WEEKS else period.count)


def received_step(received: date) -> Step:
    """Explain where counting starts."""
    return Step("receipt", "received", received, RECEIPT_SOURCE)


def due_without_pause(rule: Rule, received: date) -> date:
    """Give the day the term ends when nothing pauses it, rolled."""
    return roll(end_of_period(received, _extended(rule)), rule.calendar)


def run_clock(rule: Rule, received: date, spans: Sequence[Span], steps: list[Step]) -> date:
    """Give the day the term ends; append its steps.

    The days of merged `spans` are added to the unrolled end and the result is rolled once. A span that starts after the
    term has ended, with the earlier spans counted, adds nothing; one that runs over the end counts in full.
    """
    end = _start_clock(rule, received, steps)
    for span in spans:
        if span.start > roll(end, rule.calendar):
            steps.append(_pause_step(rule, "pause_after_end", end, span))
        else:
            end += timedelta(days=span.days)
            steps.append(_pause_step(rule, "paused", end, span))
    return _finish_clock(rule, end, steps)


def _extended(rule: Rule) -> Period:
    return Period(rule.period.count + rule.extended_by, rule.period.unit) if rule.extended_by else rule.period


def _start_clock(rule: Rule, received: date, steps: list[Step]) -> date:
    end = end_of_period(received, rule.period)
    steps.append(Step(rule.clock, "period", end, rule.source, {"period": rule.period, "received": received}))
    if rule.extended_by:
        period = _extended(rule)
        end = end_of_period(received, period)
        params = {"period": period, "received": received}
        steps.append(Step(rule.clock, "extended", end, EXTENSION_SOURCE, params))
    if rule.period.unit is Unit.MONTHS and end.day != received.day:
        steps.append(Step(rule.clock, "short_month", end, SHORT_MONTH_SOURCE, {"day": received.day}))
    return end


def _finish_clock(rule: Rule, end: date, steps: list[Step]) -> date:
    due = roll(end, rule.calendar)
    if due != end:
        for day, names in days_moved(end, due, rule.calendar):
            steps.append(Step(rule.clock, "moved", day, _moved_source(rule.calendar, names), {"names": names}))
        steps.append(Step(rule.clock, "moved_to", due, _MOVED_BY[rule.calendar]))
    elif rule.calendar is Calendar.NONE and (kept := day_names(due, Calendar.ATW)):
        steps.append(Step(rule.clock, "not_moved", due, NOT_MOVED_SOURCE, {"names": kept}))
    if rule.calendar is Calendar.ATW and not equated_days_reviewed(due.year):
        steps.append(Step(rule.clock, "equated_days_not_reviewed", due, EQUATED_SOURCE, {"year": due.year}))
    return due


def _pause_step(rule: Rule, code: str, end: date, span: Span) -> Step:
    params = {
        "start": span.start,
        "end": span.end,
        "days": span.days,
        "reasons": span.reasons,
        "pauses": span.pauses,
    }
    return Step(rule.clock, code, end, span.source, params)


def _moved_source(calendar: Calendar, names: tuple[DayName, ...]) -> str:
    holiday = next((name for name in names if name not in _WEEKEND), None)
    if holiday is None:
        return _MOVED_BY[calendar]
    paragraph = {DayName.GOOD_FRIDAY: "3(2)", DayName.EQUATED: "3(3)"}.get(holiday, "3(1)")
    if calendar is Calendar.ATW:
        return f"Algemene termijnenwet art. 1, {paragraph}"
    return f"{_MOVED_BY[calendar]}; Algemene termijnenwet art. {paragraph}"


def bare_term(
    period: Period,
    calendar: Calendar,
    received: date,
    pauses: Sequence[Pause] = (),
    extended: bool = False,
    *,
    today: date | None = None,
    source: str = GIVEN_SOURCE,
) -> BareTerm:
    """Compute one term by itself, apart from any regulation; `source` is the article that sets it.

    An extension adds two months (AVG 12(3)) and is possible only for a period in months. Raises InvalidInput for that
    (field `extended`), for pauses that cannot be (field `pauses`) and for a date out of range (field `received`).
    """
    if extended and period.unit is not Unit.MONTHS:
        raise InvalidInput("extended", "extension_only_for_months", period=period)
    rule = Rule("term", period, calendar, source, EXTENSION_MONTHS if extended else 0)
    return compute(rule, received_step(received), merge(close_pauses(received, pauses, today=today)))


def compute(rule: Rule, first: Step, spans: Sequence[Span] = ()) -> BareTerm:
    """Run one clock from the day of its first step; raises InvalidInput (`received`) for a date out of range."""
    steps = [first]
    try:
        due = run_clock(rule, first.date, spans, steps)
        return BareTerm(due, due_without_pause(rule, first.date), tuple(steps))
    except OverflowError:
        raise InvalidInput("received", "date_out_of_range", received=first.date) from None
