"""What came after a request and is still open: complaints, procedures and terms that were set."""

from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.errors import NotFound
from dsar.core.follow_ups import earliest
from dsar.core.sent_on import SentOn
from dsar.core.vocabulary import FollowUpKind
from dsar.models import Case, Request
from dsar.models import FollowUp as FollowUp
from dsar.models import Forwarding as Forwarding
from dsar.models import LetterReturn as LetterReturn
from dsar.models import SetTerm as SetTerm


def find_follow_up(session: Session, follow_up_id: int) -> FollowUp:
    """Give what came in; raises NotFound. Whose case it is, is for whoever asks."""
    row = session.get(FollowUp, follow_up_id)
    if row is None:
        raise NotFound
    return row


def find_term(session: Session, term_id: int) -> SetTerm:
    """Give a term that was set; raises as `find_follow_up`."""
    row = session.get(SetTerm, term_id)
    if row is None:
        raise NotFound
    return row


def open_follow_ups(case: Case) -> tuple[FollowUp, ...]:
    """Give the complaints and procedures of a case without an outcome; a reminder waits for none."""
    return tuple(one for one in case.follow_ups if one.kind is not FollowUpKind.REMINDER and one.end is None)


def terms_of(case: Case, request: Request) -> tuple[SetTerm, ...]:
    """Give every term that was set on a request."""
    return tuple(term for term in case.set_terms if term.request_id == request.id)


def with_terms(due: date | None, terms: Iterable[SetTerm]) -> date | None:
    """Give the first date of a request: that of its clocks, or an earlier term that was set and is open."""
    return earliest(due, *(term.due_on for term in terms if term.end is None))


def sent_on(case: Case) -> tuple[SentOn, ...]:
    """Give what was recorded of sending requests on."""
    return tuple(
        SentOn(frozenset(link.request_id for link in one.links), one.forwarded_on, one.consent_on is not None)
        for one in case.forwardings
    )


def returns_of(case: Case, letter_id: int) -> tuple[LetterReturn, ...]:
    """Give every time that a letter came back."""
    return tuple(one for one in case.letter_returns if one.letter_id == letter_id)


def open_return(case: Case, letter_id: int) -> LetterReturn | None:
    """Give the return of a letter about which nothing was done yet."""
    return next((one for one in returns_of(case, letter_id) if one.resend is None), None)


def open_returns(case: Case) -> tuple[LetterReturn, ...]:
    """Give the letters of a case that are back and about which nothing was done yet."""
    return tuple(one for one in case.letter_returns if one.resend is None)


def dates_to_act(case: Case) -> Iterator[date]:
    """Give the days of what is open beside the clocks of the requests."""
    yield from (one.act_by for one in open_follow_ups(case) if one.act_by is not None)
    yield from (one.returned_on for one in open_returns(case))
    yield from (term.due_on for term in case.set_terms if term.end is None)
