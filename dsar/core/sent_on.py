"""A letter that came back, and a request that was sent on to whoever is responsible (domain sections 4, 5 and 11).

What came back counts as sent on the day it left: the organisation did what it had to. The client's own term, printed
from the letter's date, may then be wrong. What is sent on stays open: one's own data are still answered for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dsar.core.drafts import PREFIX, DraftInput
from dsar.core.errors import InvalidInput
from dsar.core.follow_ups import LONGEST_NAME, check_past, check_text
from dsar.core.texts import written
from dsar.core.vocabulary import DispatchWay, LetterKind, ReturnReason

CONSENT, OTHER_BASIS = "consent", "other"  # as the letter names them


@dataclass(frozen=True, slots=True)
class ReturnInput:
    """When and why a letter came back."""

    reason: ReturnReason
    returned_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ResendInput:
    """How and when the same letter left again; without a way it did not, and `note` says why."""

    way: DispatchWay | None
    sent_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForwardInput:
    """To whom requests were sent on and when; `consent_on`, or why the client's consent was not needed."""

    request_ids: tuple[int, ...]
    to_name: str
    forwarded_on: date
    consent_on: date | None = None
    without_consent: str = ""


@dataclass(frozen=True, slots=True)
class SentOn:
    """A record that requests were sent on: on which day, and whether with the client's consent."""

    request_ids: frozenset[int]
    forwarded_on: date
    consented: bool


def forwarding_mistakes(draft: DraftInput, recorded: Iterable[SentOn]) -> Iterator[InvalidInput]:
    """The letter that a request was sent on says what was recorded of it, consent included (domain section 5).

    ZaZ 5, Westendorp 7, AanZien 10, werkKRACHTcentrale 8; GDPR 6. A letter that left may be corrected without a record.
    """
    if draft.kind is not LetterKind.FORWARDED or draft.replaces_id is not None:
        return
    about = [one for one in recorded if one.request_ids.issuperset(draft.request_ids)]
    if not about:
        yield InvalidInput("kind", "forwarding_not_recorded")
        return
    basis, day = draft.fields.text("basis"), draft.fields.day("forwarded_on")
    consented = basis == CONSENT
    if basis and all(one.consented is not consented for one in about):
        yield InvalidInput(f"{PREFIX}-basis", "forwarding_other_basis")
    elif day is not None and all((one.consented, one.forwarded_on) != (consented, day) for one in about):
        days = sorted({one.forwarded_on for one in about})
        yield InvalidInput(f"{PREFIX}-forwarded_on", "forwarding_other_day", day=days[-1])


def check_return(given: ReturnInput, left_on: date, today: date) -> None:
    """Check that a letter that left on a day came back; raises InvalidInput."""
    if given.returned_on > today:
        raise InvalidInput("returned_on", "day_in_future", today=today)
    if given.returned_on < left_on:
        raise InvalidInput("returned_on", "returned_before_left", left_on=left_on)
    check_text("note", given.note, needed=False)


def check_resend(given: ResendInput, returned_on: date, ways: frozenset[DispatchWay], today: date) -> None:
    """Check how a letter that came back on a day left again, by one of these ways; raises InvalidInput."""
    if given.sent_on > today:
        raise InvalidInput("sent_on", "day_in_future", today=today)
    if given.sent_on < returned_on:
        raise InvalidInput("sent_on", "sent_before_returned", returned_on=returned_on)
    if given.way is not None and given.way not in ways:
        raise InvalidInput("way", "way_not_allowed")
    check_text("note", given.note, needed=given.way is None)


def check_forward(given: ForwardInput, received_on: date, today: date) -> None:
    """Check what was sent on from a case that was received on a day.

    Sending on discloses data, so the client's consent or another basis comes first (domain section 5). Raises
    InvalidInput.
    """
    check_past("forwarded_on", given.forwarded_on, received_on, today)
    check_text("to_name", given.to_name, LONGEST_NAME)
    if given.consent_on is None:
        check_text("without_consent", given.without_consent)
        return
    if written(given.without_consent):
        raise InvalidInput("without_consent", "consent_or_reason")
    check_past("consent_on", given.consent_on, received_on, today)
    if given.consent_on > given.forwarded_on:
        raise InvalidInput("consent_on", "consent_after_forwarding")
