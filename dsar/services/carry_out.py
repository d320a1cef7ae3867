"""Records that what was granted has been done; granted is not done (domain section 11)."""

from sqlalchemy import select

from dsar.core.audit import Tag
from dsar.core.carrying_out import CarryOutInput, check_carried_out
from dsar.core.permissions import Permission
from dsar.core.workflow import Action
from dsar.models import CarryingOut, Duty
from dsar.services.audit import record_for
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_request, transaction


def carry_out(work: Work, request_id: int, version: int, done: CarryOutInput) -> None:
    """Record the carrying out and end the request; the case closes when it was the last.

    Raises InvalidInput as `check_carried_out`; NotAllowed before the answer has left; Conflict and NotFound as
    `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        before = request.status
        row = move(session, work, case, request, Action.CARRY_OUT)
        duties = session.scalars(select(Duty).where(Duty.request_id == request.id).order_by(Duty.id)).all()
        asked = {duty.code: (duty.text, duty.article) for duty in duties}
        check_carried_out(done, asked, case.received_on, work.today)
        for duty in duties:
            duty.done_on, duty.done_by_id = done.carried_out_on, work.user_id()
        session.add(
            CarryingOut(
                request_id=request.id,
                organisation_id=request.organisation_id,
                carried_out_on=done.carried_out_on,
                description=done.description.strip(),
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        payload = {
            "carried_out_on": done.carried_out_on.isoformat(),
            "duties": sorted(done.duties),
            "from": before.value,
            "to": row.target.value,
        }
        record_for(session, work, case, Tag.REQUEST_CARRIED_OUT, payload, request_id=request.id)
        settle(session, work, case, work.today)
