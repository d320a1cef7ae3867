"""Records what comes after a request: a reminder, a complaint or a procedure, and its outcome (domain section 11)."""

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed
from dsar.core.follow_ups import FollowUpInput, OutcomeInput, check_follow_up, check_outcome
from dsar.core.permissions import Permission
from dsar.core.vocabulary import FollowUpKind
from dsar.models import FollowUp, FollowUpEnd, FollowUpRequest
from dsar.queries.follow_ups import find_follow_up
from dsar.services.ask_colleague import chosen_requests
from dsar.services.audit import record_for
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, set_result, transaction


def record_follow_up(work: Work, case_id: int, version: int, given: FollowUpInput) -> int:
    """Attach what came in to the case it is about and give its id; a closed case is open again until its outcome.

    No clock of a request moves. Raises InvalidInput as `check_follow_up`, or for no request of the case; Conflict and
    NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        chosen = chosen_requests(case, given.request_ids)
        check_follow_up(given, case.received_on, work.today, case.organisation.legal_nature)
        row = FollowUp(
            case_id=case.id,
            organisation_id=case.organisation_id,
            kind=given.kind,
            received_on=given.received_on,
            place=given.place.strip(),
            summary=given.summary.strip(),
            act_by=None if given.kind is FollowUpKind.REMINDER else given.act_by,
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        row.links = [FollowUpRequest(request_id=request.id, case_id=case.id) for request in chosen]
        case.follow_ups.append(row)
        session.flush()
        payload = {
            "follow_up": row.id,
            "kind": row.kind.value,
            "received_on": row.received_on.isoformat(),
            "requests": [request.id for request in chosen],
            "act_by": row.act_by.isoformat() if row.act_by is not None else None,
        }
        record_for(session, work, case, Tag.FOLLOW_UP_RECORDED, payload)
        settle(session, work, case, work.today)
        set_result(session, work, str(row.id))
        return row.id


def end_follow_up(work: Work, follow_up_id: int, version: int, given: OutcomeInput) -> None:
    """Record how a complaint or a procedure ended.

    Raises InvalidInput as `check_outcome`; NotAllowed when that was recorded before; Conflict and NotFound as
    `lock_case`.
    """
    with transaction(work) as session:
        row = find_follow_up(session, follow_up_id)
        case = lock_case(session, work, row.case_id, version, Permission.CASE_HANDLE)
        session.refresh(row)
        if row.end is not None:
            raise NotAllowed("follow_up_ended")
        check_outcome(row.kind, row.received_on, given, work.today)
        row.end = FollowUpEnd(
            follow_up_id=row.id,
            case_id=case.id,
            result=given.result,
            ended_on=given.ended_on,
            note=given.note.strip(),
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        session.flush()
        payload = {
            "follow_up": row.id,
            "kind": row.kind.value,
            "result": given.result.value,
            "ended_on": given.ended_on.isoformat(),
        }
        record_for(session, work, case, Tag.FOLLOW_UP_ENDED, payload)
        settle(session, work, case, work.today)
