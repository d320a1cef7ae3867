"""Judges requests anew, each in a round of its own; what was decided and sent before stays as it is (decision 32)."""

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.permissions import Permission
from dsar.core.reopening import ReopenInput, check_reopening
from dsar.core.workflow import Action, Status, find_transition
from dsar.models import Case, Reopening, Request
from dsar.queries.facts import gather
from dsar.services.ask_colleague import chosen_requests
from dsar.services.audit import record_for
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, regulation_for, transaction


def reopen(work: Work, case_id: int, version: int, given: ReopenInput) -> None:
    """Add a round for each of these requests: a closed case is open again, and the earlier round keeps its dates.

    Raises InvalidInput as `check_reopening`, or for no request of the case; NotAllowed for a request that was not
    answered yet, ended as a double or was reopened already; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        for request in chosen_requests(case, given.request_ids):
            _check(session, work, case, request, given)
            _add_round(session, work, case, request, given)
        settle(session, work, case, work.today)


def _check(session: Session, work: Work, case: Case, request: Request, given: ReopenInput) -> None:
    facts = gather(session, case, request, regulation_for(session, case), work.actor.user_id, work.today)
    find_transition(Action.REOPEN, facts, work.actor.roles_in(case.organisation_id))
    check_reopening(given, request.answered_on or case.received_on, work.today)


def _add_round(session: Session, work: Work, case: Case, earlier: Request, given: ReopenInput) -> None:
    again = Request(
        case_id=case.id,
        organisation_id=case.organisation_id,
        right=earlier.right,
        purpose=earlier.purpose,
        client_words=earlier.client_words,
        status=Status.REGISTERED,
    )
    case.requests.append(again)
    session.flush()
    row = Reopening(
        request_id=again.id,
        case_id=case.id,
        earlier_id=earlier.id,
        round=earlier.reopening.round + 1 if earlier.reopening is not None else 2,
        reason=given.reason,
        explanation=given.explanation.strip(),
        counts_from=given.counts_from,
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    case.reopenings.append(row)
    session.flush()
    session.expire(again, ["reopening"])
    payload = {
        "earlier": earlier.id,
        "round": row.round,
        "reason": row.reason.value,
        "counts_from": row.counts_from.isoformat(),
    }
    record_for(session, work, case, Tag.REQUEST_REOPENED, payload, request_id=again.id)
