"""Records a term that a court, an authority or the organisation set on a request, and what was done for it."""

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed
from dsar.core.follow_ups import TermInput, TermMetInput, check_met, check_term
from dsar.core.permissions import Permission
from dsar.models import SetTerm, SetTermEnd
from dsar.queries.follow_ups import find_term
from dsar.services.ask_colleague import chosen_requests
from dsar.services.audit import record_for
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, set_result, transaction


def set_term(work: Work, case_id: int, version: int, given: TermInput) -> int:
    """Set a further clock on a request and give its id; the clocks of the law stay as they are.

    A closed case is open again until it is recorded what was done. Raises InvalidInput as `check_term`, or for no
    request of the case; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        (request,) = chosen_requests(case, (given.request_id,))
        check_term(given, case.received_on, work.today)
        row = SetTerm(
            case_id=case.id,
            organisation_id=case.organisation_id,
            request_id=request.id,
            set_by=given.set_by,
            name=given.name.strip(),
            set_on=given.set_on,
            due_on=given.due_on,
            reason=given.reason.strip(),
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        case.set_terms.append(row)
        session.flush()
        payload = {
            "term": row.id,
            "set_by": row.set_by.value,
            "set_on": row.set_on.isoformat(),
            "due_on": row.due_on.isoformat(),
        }
        record_for(session, work, case, Tag.TERM_SET, payload, request_id=request.id)
        settle(session, work, case, work.today)
        set_result(session, work, str(row.id))
        return row.id


def meet_term(work: Work, term_id: int, version: int, given: TermMetInput) -> None:
    """Record what was done for a term that was set.

    Raises InvalidInput as `check_met`; NotAllowed when that was recorded before; Conflict, NotFound as `lock_case`.
    """
    with transaction(work) as session:
        row = find_term(session, term_id)
        case = lock_case(session, work, row.case_id, version, Permission.CASE_HANDLE)
        session.refresh(row)
        if row.end is not None:
            raise NotAllowed("term_met")
        check_met(row.set_on, given, work.today)
        row.end = SetTermEnd(
            set_term_id=row.id,
            case_id=case.id,
            ended_on=given.ended_on,
            note=given.note.strip(),
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        session.flush()
        payload = {"term": row.id, "set_by": row.set_by.value, "ended_on": given.ended_on.isoformat()}
        record_for(session, work, case, Tag.TERM_MET, payload, request_id=row.request_id)
        settle(session, work, case, work.today)
