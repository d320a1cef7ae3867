"""Records until when a client can reconsider an erasure, or that the client needs no time (domain section 11)."""

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed
from dsar.core.permissions import Permission
from dsar.core.reconsider import ReconsiderInput, check_reconsider
from dsar.core.vocabulary import LetterKind, Right
from dsar.core.workflow import Status
from dsar.letters import from_json
from dsar.models import Case, Letter, Reconsideration, Request
from dsar.queries.clocks import act_by
from dsar.services.audit import record_for
from dsar.services.work import Work, lock_request, regulation_for, transaction


def reconsider(work: Work, request_id: int, version: int, given: ReconsiderInput) -> None:
    """Record it; the newest counts.

    Raises InvalidInput as `check_reconsider`; NotAllowed where nothing is erased or the request has ended; Conflict and
    NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        if request.right is not Right.ERASURE or request.status is Status.CLOSED:
            raise NotAllowed("nothing_to_reconsider")
        last = act_by(case, request, regulation_for(session, case), work.today)
        check_reconsider(given, case.received_on, last, work.today)
        _record(session, work, request, given)


def offer_time(session: Session, work: Work, case: Case, letter: Letter) -> None:
    """Record the time that a posted letter offers, in the caller's transaction; a corrected one offers it anew."""
    if letter.kind is not LetterKind.RECONSIDER_OFFER:
        return
    about, until = {link.request_id for link in letter.links}, from_json(letter.context).fields.day("think_until")
    for request in case.requests:
        if request.id in about and request.status is not Status.CLOSED:
            _record(session, work, request, ReconsiderInput(until), letter)


def _record(
    session: Session, work: Work, request: Request, given: ReconsiderInput, letter: Letter | None = None
) -> None:
    session.add(
        Reconsideration(
            request_id=request.id,
            case_id=request.case_id,
            until=given.until,
            waived_on=given.waived_on,
            letter_id=letter.id if letter is not None else None,
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
    )
    payload = {
        "until": given.until.isoformat() if given.until is not None else None,
        "waived_on": given.waived_on.isoformat() if given.waived_on is not None else None,
        "letter": letter.id if letter is not None else None,
    }
    record_for(session, work, request.case, Tag.RECONSIDER_OFFERED, payload, request_id=request.id)
