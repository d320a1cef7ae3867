"""The only writer of a request's status: checks the table, moves, and keeps `next_due_on` right."""

from datetime import date

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.workflow import Action, Status, Transition, find_transition
from dsar.models import Case, Request
from dsar.queries.due import next_due
from dsar.queries.facts import gather
from dsar.queries.follow_ups import dates_to_act
from dsar.services.audit import record_for
from dsar.services.work import Work, regulation_for


def move(
    session: Session, work: Work, case: Case, request: Request, action: Action, *, answered_on: date | None = None
) -> Transition:
    """Take a request along the row that applies; raises NotAllowed with the reason when none does.

    The days that belong to the new status are set with it; `answered_on` is the day the answer left.
    """
    regulation = regulation_for(session, case)
    facts = gather(session, case, request, regulation, work.actor.user_id, work.today)
    roles = work.actor.roles_in(case.organisation_id)
    row = find_transition(action, facts, roles)
    with session.no_autoflush:
        request.status = row.target
        if answered_on is not None:
            request.answered_on = answered_on
        if row.target is Status.CLOSED:
            request.closed_on = work.today
    return row


def settle(session: Session, work: Work, case: Case, today: date) -> None:
    """After an action: rewrite `next_due_on` (decision 25), and close the case when nothing in it is open.

    A closed case in which something came up is open again, with the day on which it was closed in the trail.
    """
    case.next_due_on = next_due(session, case, regulation_for(session, case))
    is_open = any(dates_to_act(case)) or any(request.status is not Status.CLOSED for request in case.requests)
    if case.closed_on is None and not is_open:
        case.closed_on = today
        record_for(session, work, case, Tag.CASE_CLOSED, {"closed_on": today.isoformat()})
    elif case.closed_on is not None and is_open:
        record_for(session, work, case, Tag.CASE_OPENED_AGAIN, {"closed_on": case.closed_on.isoformat()})
        case.closed_on = None
