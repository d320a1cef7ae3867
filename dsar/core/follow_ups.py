"""What comes after a request and belongs to its case: reminders, complaints, procedures, and terms that others set.

A reminder moves no clock. A complaint or a procedure stays open until its outcome is recorded; `act_by` is the day on
which somebody looks at it again. A term that a court or an authority sets is a further clock on one request (domain
section 11).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dsar.core.deadlines import BareTerm, mediated_term, remedy_term
from dsar.core.errors import InvalidInput
from dsar.core.posting import bound_to_its_date
from dsar.core.texts import written
from dsar.core.vocabulary import FollowUpKind, FollowUpResult, LegalNature, LetterKind, TermSetter

LONGEST_TEXT = 1000  # characters
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FollowUpInput:
    """What came in, about which requests of the case; `place` says where, `act_by` is None for a reminder."""

    kind: FollowUpKind
    request_ids: tuple[int, ...]
    received_on: date
    summary: str
    place: str = ""
    act_by: date | None = None


@dataclass(frozen=True, slots=True)
class OutcomeInput:
    """How and when a complaint or a procedure ended."""

    result: FollowUpResult
    ended_on: date
    note: str


@dataclass(frozen=True, slots=True)
class TermInput:
    """A term that somebody set on one request."""

    request_id: int
    set_by: TermSetter
    name: str
    set_on: date
    due_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class TermMetInput:
    """What was done for a term that was set, and when."""

    ended_on: date
    note: str


def check_follow_up(given: FollowUpInput, received_on: date, today: date, nature: LegalNature | None) -> None:
    """Check what came in for a case that was received on a day; `nature` is that of the organisation.

    Raises InvalidInput for an objection at a body that is not administrative (UAVG 34), a day that cannot be, no words,
    a court without a name, or no day on which to look at it again.
    """
    if given.kind is FollowUpKind.OBJECTION and nature is not LegalNature.ADMINISTRATIVE:
        raise InvalidInput("kind", "objection_private")
    check_past("received_on", given.received_on, received_on, today)
    if given.kind is FollowUpKind.COURT and not written(given.place):
        raise InvalidInput("place", "required")
    check_text("place", given.place, LONGEST_NAME, needed=False)
    check_text("summary", given.summary)
    if given.kind is FollowUpKind.REMINDER:
        return
    if given.act_by is None:
        raise InvalidInput("act_by", "required")
    if given.act_by < today:
        raise InvalidInput("act_by", "act_by_past")


def check_outcome(kind: FollowUpKind, received_on: date, given: OutcomeInput, today: date) -> None:
    """Check the outcome of what came in on a day; a reminder has none. Raises InvalidInput."""
    if kind is FollowUpKind.REMINDER:
        raise InvalidInput("result", "reminder_ends_not")
    check_ended(given.ended_on, received_on, today)
    check_text("note", given.note)


def check_term(given: TermInput, received_on: date, today: date) -> None:
    """Check a term that somebody set in a case that was received on a day; raises InvalidInput."""
    check_past("set_on", given.set_on, received_on, today)
    if given.due_on < given.set_on:
        raise InvalidInput("due_on", "due_before_set", set_on=given.set_on)
    check_text("name", given.name, LONGEST_NAME)
    check_text("reason", given.reason)


def check_met(set_on: date, given: TermMetInput, today: date) -> None:
    """Check what was done for a term that was set on a day; raises InvalidInput."""
    check_ended(given.ended_on, set_on, today)
    check_text("note", given.note)


def check_past(field: str, day: date, received_on: date, today: date) -> None:
    """Raise InvalidInput for a day in the future, or before the request came in."""
    if day > today:
        raise InvalidInput(field, "day_in_future", today=today)
    if day < received_on:
        raise InvalidInput(field, "day_before_receipt", received_on=received_on)


def check_ended(day: date, began_on: date, today: date) -> None:
    """Raise InvalidInput (`ended_on`) for a day in the future, or before the thing began."""
    if day > today:
        raise InvalidInput("ended_on", "day_in_future", today=today)
    if day < began_on:
        raise InvalidInput("ended_on", "ended_before_received", received_on=began_on)


def check_text(field: str, text: str, most: int = LONGEST_TEXT, *, needed: bool = True) -> None:
    """Raise InvalidInput for a text that says nothing, or for one that is too long."""
    if needed and not written(text):
        raise InvalidInput(field, "required")
    if len(text) > most:
        raise InvalidInput(field, "detail_too_long", most=most)


def earliest(*days: date | None) -> date | None:
    """Give the first of these days; None when there is none."""
    return min((day for day in days if day is not None), default=None)


def own_term(kind: LetterKind, dated: date, answered_on: date, statutory: Iterable[date]) -> BareTerm | None:
    """Give the data subject's own term as their letter prints it; `statutory`: the last days by the GDPR.

    None where no term runs: the letter prints none, or the answer came after the GDPR's term (UAVG 35(2); Awb 6:12).
    """
    late = any(answered_on > last for last in statutory)
    return None if late or not bound_to_its_date(kind) else remedy_term(dated)


def term_after_mediation(until: date, closed_on: Iterable[date]) -> BareTerm | None:
    """Give the later term that mediation by the authority leaves; `until`: the last day of the person's own term.

    The court waits for the mediation, until six weeks after the authority closed it (UAVG 36). A complaint with the
    authority (GDPR 77) moves nothing. None where no mediation ended, or the own term still ends later.
    """
    found = max((mediated_term(day) for day in closed_on), key=lambda term: term.due, default=None)
    return found if found is not None and found.due > until else None
