"""Records that use for commercial or charitable ends was stopped: at once, whatever comes of the request."""

from dsar.core.audit import Tag
from dsar.core.permissions import Permission
from dsar.core.stopping import StopInput, check_stop
from dsar.core.workflow import Action
from dsar.models import UseStop
from dsar.services.audit import record_for
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_request, transaction


def stop_use(work: Work, request_id: int, version: int, stop: StopInput) -> None:
    """Record the stop; from then on the dates of the answer count.

    Raises InvalidInput as `check_stop`; NotAllowed where nothing must stop or it has; Conflict and NotFound as
    `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        move(session, work, case, request, Action.STOP_USE)
        check_stop(stop, case.received_on, work.today)
        request.use_stop = UseStop(
            request_id=request.id,
            case_id=case.id,
            stopped_on=stop.stopped_on,
            stopped_by=stop.stopped_by.strip(),
            systems="\n".join(stop.lines()),
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        session.flush()
        payload = {"stopped_on": stop.stopped_on.isoformat()}
        record_for(session, work, case, Tag.USE_STOPPED, payload, request_id=request.id)
        settle(session, work, case, work.today)
