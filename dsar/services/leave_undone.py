"""Closes what was granted and was not carried out, because the client does not take it (domain sections 10, 11)."""

from sqlalchemy import select

from dsar.core.audit import Tag
from dsar.core.permissions import Permission
from dsar.core.undone import UndoneInput, check_undone
from dsar.core.workflow import Action
from dsar.models import Duty, DutyNotDone, LeftUndone
from dsar.services.audit import record_for
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_request, transaction


def leave_undone(work: Work, request_id: int, version: int, given: UndoneInput) -> None:
    """Record why it was not carried out and end the request; the case closes when it was the last.

    Nothing is recorded as done: each duty beside it gets its reason.

    Raises InvalidInput as `check_undone`; NotAllowed before the answer has left and for what the organisation does
    without the client; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        before = request.status
        row = move(session, work, case, request, Action.LEAVE_UNDONE)
        duties = session.scalars(select(Duty).where(Duty.request_id == request.id).order_by(Duty.id)).all()
        check_undone(given, request.answered_on or case.received_on, work.today, duties=bool(duties))
        session.add(
            LeftUndone(
                request_id=request.id,
                case_id=case.id,
                reason=given.reason,
                invited=given.invited,
                last_on=given.last_on,
                explanation=given.explanation.strip(),
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        session.add_all(
            DutyNotDone(
                duty_id=duty.id,
                reason=given.not_done.strip(),
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
            for duty in duties
        )
        session.flush()
        session.expire(request, ["undone"])
        payload = {
            "reason": given.reason.value,
            "last_on": given.last_on.isoformat(),
            "invited": given.invited,
            "not_done": sorted(duty.code for duty in duties),
            "from": before.value,
            "to": row.target.value,
        }
        record_for(session, work, case, Tag.REQUEST_LEFT_UNDONE, payload, request_id=request.id)
        settle(session, work, case, work.today)
