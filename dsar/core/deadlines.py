"""From a regulation, a right and a day of receipt to the dates that bind the answer and its fulfilment.

Two clocks run on every request: the organisation's own regulation and the AVG. The earlier one governs. Nothing here
reads the time: `today` is passed in. Domain sections 2 and 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dsar.core.calendars import add_working_days
from dsar.core.errors import InvalidInput
from dsar.core.governing import STATUTORY_SOURCE, Given, Target, choose, cite, explain
from dsar.core.pauses import ACCESS, Pause, Span, asked_late, close_pauses, merge
from dsar.core.regulation import Binds, Calendar, Period, Regulation, Term, Unit
from dsar.core.terms import (
    EXTENSION_MONTHS,
    BareTerm,
    Rule,
    Step,
    bare_term,
    compute,
    due_without_pause,
    received_step,
    run_clock,
)
from dsar.core.vocabulary import BY_POST, STOP_AT_ONCE, DispatchWay, ObjectionPurpose, Right

__all__ = [
    "STATUTORY_SOURCE",
    "STOP_SOURCE",
    "BareTerm",
    "Clock",
    "Deadlines",
    "Pause",
    "Step",
    "bare_term",
    "carry_out_target",
    "days_left",
    "derive",
    "mediated_term",
    "remedy_term",
    "remedy_until",
]

FLAG_ASKED_LATE = "asked_late"
FLAG_PROMISE_BROKEN = "regulation_promise_broken"
FLAG_NOT_REVIEWED = "equated_days_not_reviewed"

STOP_SOURCE = "AVG 21(3)"
REMEDY_SOURCE = "UAVG 35(2)"
MEDIATION_SOURCE = "UAVG 36"

_MONTH = Period(1, Unit.MONTHS)
_STATUTORY = Rule("statutory", _MONTH, Calendar.EU1182_NL, STATUTORY_SOURCE)
_STATUTORY_EXTENDED = Rule("statutory", _MONTH, Calendar.EU1182_NL, STATUTORY_SOURCE, EXTENSION_MONTHS)
_REMEDY = Rule("remedy", Period(6, Unit.WEEKS), Calendar.ATW, REMEDY_SOURCE)
_MEDIATED = Rule("mediated", Period(6, Unit.WEEKS), Calendar.ATW, MEDIATION_SOURCE)
_REFUSE_BY = Rule("refuse_by", _MONTH, Calendar.EU1182_NL, "AVG 12(4)")


@dataclass(frozen=True, slots=True)
class Clock:
    """The dates by which one thing must have happened; a day ends at 24:00 in Europe/Amsterdam."""

    regulation: date | None  # None: the regulation sets no term for this
    statutory: date
    governing: date  # the earlier of the two
    send_by: date  # when the letter leaves the house, so that it has arrived on the governing date
    without_pause: date  # the governing date if nothing had paused


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Every date of one request and its derivation."""

    respond: Clock  # the data subject has been told, in writing
    fulfil: Clock  # the inspection was held, the copy handed over, the data are gone
    stop: date | None  # the processing ends at once: objection to commercial or charitable use
    refuse_by: date | None  # only when extended: a refusal still leaves within the first month (AVG 12(4))
    flags: tuple[str, ...]
    steps: tuple[Step, ...]
    posting_days: int = 0  # working days that the letter takes


def derive(  # noqa: PLR0913 - every fact that moves a date, by its name
    regulation: Regulation,
    right: Right,
    received: date,
    *,
    today: date | None = None,
    purpose: ObjectionPurpose | None = None,
    pauses: Sequence[Pause] = (),
    extended: bool = False,
    extended_on: date | None = None,
    posting_days: int | None = None,
    delivery: DispatchWay = DispatchWay.POST,
) -> Deadlines:
    """Compute every date of one request, for answering and for fulfilling, with its derivation.

    `posting_days` is in working days and defaults to the organisation's; it counts only for delivery by post. `today`
    is needed only for a pause that has no answer yet. `purpose` goes with an objection only (default: other).

    Raises InvalidInput, whose `field` is the argument at fault: `purpose` with another right; `pauses` that cannot be
    (see `close_pauses`); `extended_on` without an extension, before receipt or after the first month with its pauses
    (AVG 12(3)); negative `posting_days`; a date past the year 9999 (`received`).

    `send_by` is never clamped: with more posting days than the term is long it lies before receipt, which tells the
    reader honestly that the post cannot make it.
    """
    if purpose is not None and right is not Right.OBJECTION:
        raise InvalidInput("purpose", "purpose_only_for_objection", right=right)
    posting = regulation.details.posting_days if posting_days is None else posting_days
    if posting < 0:
        raise InvalidInput("posting_days", "posting_days_negative", posting_days=posting)
    if delivery not in BY_POST:
        posting = 0
    spans = close_pauses(received, pauses, right=right, today=today) if pauses else ()
    try:
        given = Given(regulation, right, received, purpose, spans, extended, posting, delivery)
        deadlines = _derive(given)
    except OverflowError:
        raise InvalidInput("received", "date_out_of_range", received=received) from None
    if extended_on is not None:
        _check_extension(received, extended_on, deadlines.refuse_by)
    return deadlines


def _derive(given: Given) -> Deadlines:
    received, spans, term = given.received, given.spans, given.term
    steps = [received_step(received)]
    stop = _stop(given, steps)
    flags = _late_questions(received, spans, steps)

    promise, promise_without = _regulation_clock(given, term, steps)
    promise_steps = len(steps)
    merged = merge(spans)
    statutory_rule = _STATUTORY_EXTENDED if given.extended else _STATUTORY
    statutory = run_clock(statutory_rule, received, merged, steps)
    statutory_without = due_without_pause(statutory_rule, received) if spans else statutory
    refuse_by = run_clock(_REFUSE_BY, received, merged, steps) if given.extended else None

    if given.extended and term is not None and promise is not None and promise < statutory:
        flags.append(FLAG_PROMISE_BROKEN)
        params = {"statutory": statutory}
        broken = Step("regulation", "promise_broken", promise, cite(given.regulation, term.article), params)
        steps.insert(promise_steps, broken)
    if any(step.code == FLAG_NOT_REVIEWED for step in steps):
        flags.append(FLAG_NOT_REVIEWED)

    dates = (promise, promise_without, statutory, statutory_without, given.posting)
    binds_respond, binds_fulfil = _binds_respond(term, given.right), _binds_fulfil(term)
    respond = choose(binds_respond, *dates)
    fulfil = respond if binds_fulfil == binds_respond else choose(binds_fulfil, *dates)
    explain(respond, fulfil, given, statutory, steps)
    clocks = _clock(respond, statutory), _clock(fulfil, statutory)
    return Deadlines(*clocks, stop, refuse_by, tuple(flags), tuple(steps), given.posting)


def _clock(target: Target, statutory: date) -> Clock:
    return Clock(target.regulation, statutory, target.governing, target.send_by, target.without_pause)


def _stop(given: Given, steps: list[Step]) -> date | None:
    """Stop at once, in every organisation (AVG 21(3)); some regulations say so themselves. Domain 7.7."""
    if given.purpose is None or given.purpose not in STOP_AT_ONCE:
        return None
    article = given.regulation.stop_articles.get(given.purpose)
    source = f"{cite(given.regulation, article)}; {STOP_SOURCE}" if article else STOP_SOURCE
    steps.append(Step("stop", "stop_at_once", given.received, source, {"purpose": given.purpose}))
    return given.received


def _late_questions(received: date, spans: Sequence[Span], steps: list[Step]) -> list[str]:
    late = asked_late(received, spans)
    steps.extend(Step("pause", "asked_late", span.start, span.source, {"received": received}) for span in late)
    return [FLAG_ASKED_LATE] if late else []


def _regulation_clock(given: Given, term: Term | None, steps: list[Step]) -> tuple[date | None, date | None]:
    """Give the date the regulation promises and the same without pauses; only the term's own reasons pause it."""
    if term is None:
        return None, None
    rule = Rule("regulation", term.period, term.calendar, cite(given.regulation, term.article))
    counted = merge([span for span in given.spans if span.reasons[0] in term.paused_by])
    due = run_clock(rule, given.received, counted, steps)
    return due, due_without_pause(rule, given.received) if counted else due


def _check_extension(received: date, extended_on: date, first_month: date | None) -> None:
    """Extend only while the first month, with its pauses, is running (AVG 12(3))."""
    if first_month is None:
        raise InvalidInput("extended_on", "extended_on_without_extension", extended_on=extended_on)
    if extended_on < received:
        raise InvalidInput("extended_on", "extended_before_receipt", extended_on=extended_on, received=received)
    if extended_on > first_month:
        raise InvalidInput("extended_on", "extended_too_late", extended_on=extended_on, last_day=first_month)


def _binds_respond(term: Term | None, right: Right) -> bool:
    """Tell whether the term binds the answer: by itself, or because an inspection or copy cannot come before it."""
    return term is not None and (term.binds is Binds.RESPOND or right in ACCESS)


def _binds_fulfil(term: Term | None) -> bool:
    return term is not None and term.binds is Binds.FULFIL


def without_stop(deadlines: Deadlines) -> Deadlines:
    """Give the deadlines of a later round when another recorded the stop: it holds (decision 32)."""
    return replace(deadlines, stop=None, steps=tuple(step for step in deadlines.steps if step.clock != "stop"))


def carry_out_target(decided: date, working_days: int, governing: date) -> date:
    """Give the target for carrying out a positive decision: so many working days after it, never past `governing`.

    It is the organisation's own choice beside "as soon as possible" (AanZien 14, 15; Westendorp 9.5; AVG 12(3)) and is
    never to be called a legal deadline. After a decision that came too late it is the governing date, already past.
    """
    return min(add_working_days(decided, working_days), governing)


def remedy_term(letter_date: date) -> BareTerm:
    """Compute the data subject's own term after a refusal, with its derivation; see `remedy_until`."""
    return compute(_REMEDY, Step("remedy", "letter_dated", letter_date, REMEDY_SOURCE))


def mediated_term(closed_on: date) -> BareTerm:
    """Compute the term to petition the court after the authority closed its mediation (UAVG 36), with its derivation.

    Six weeks from the day after the closing, calendar `atw`; the mediation was asked for within the person's own term.
    """
    return compute(_MEDIATED, Step("mediated", "mediation_closed", closed_on, MEDIATION_SOURCE))


def remedy_until(letter_date: date) -> date:
    """Give the last day to petition the court: six weeks from the day after the letter's own date, calendar `atw`.

    The law counts from receipt of the answer (UAVG 35(2); for an administrative body Awb 6:7, 6:8), which the
    organisation cannot know; the letter's date is the earliest possible reading. Raises InvalidInput (`received`) for a
    date past the year 9999.
    """
    return remedy_term(letter_date).due


def days_left(today: date, due: date) -> int:
    """Count the calendar days from today to a date: 0 on the day itself, negative once it has passed."""
    return (due - today).days
