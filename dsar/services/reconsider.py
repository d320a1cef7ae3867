"""Records until when a client can reconsider an erasure, or that the client needs no time (domain section 11)."""

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed
from dsar.core.permissions import Permission
from dsar.core.progress import due_on
from dsar.core.reconsider import ReconsiderInput, check_reconsider
from dsar.core.vocabulary import Right
from dsar.core.workflow import Status
from dsar.models import Reconsideration
from dsar.queries.clocks import deadlines_of
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
        deadlines = deadlines_of(case, request, regulation_for(session, case), work.today)
        check_reconsider(given, case.received_on, due_on(deadlines.fulfil, deadlines), work.today)
        session.add(
            Reconsideration(
                request_id=request.id,
                case_id=case.id,
                until=given.until,
                waived_on=given.waived_on,
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        payload = {
            "until": given.until.isoformat() if given.until is not None else None,
            "waived_on": given.waived_on.isoformat() if given.waived_on is not None else None,
        }
        record_for(session, work, case, Tag.RECONSIDER_OFFERED, payload, request_id=request.id)
