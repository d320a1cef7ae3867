"""The earliest date of a case that is not met yet, as its stored index should say it (decision 2)."""

from collections.abc import Collection, Iterable
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.progress import open_date
from dsar.core.regulation import Regulation
from dsar.models import Case, Request
from dsar.models.case import NO_OPEN_DATE
from dsar.queries.clocks import deadlines_of, stop_of
from dsar.queries.deceased import promised_on
from dsar.queries.follow_ups import dates_to_act
from dsar.queries.lookups import newest_proposal


def next_due(session: Session, case: Case, regulation: Regulation) -> date:
    """Give that date by the rules of a version, which need not be the case's own; `NO_OPEN_DATE` for none."""
    return first_of(case, dates_of(session, case, regulation).values())


def first_of(case: Case, dates: Iterable[date]) -> date:
    """Give the earliest of the dates of the requests and of what else a case must do; `NO_OPEN_DATE` for none."""
    return min((*dates_to_act(case), *dates), default=NO_OPEN_DATE)


def dates_of(session: Session, case: Case, regulation: Regulation) -> dict[int, date]:
    """Give the earliest date of every request that has not met it yet, by the id of the request."""
    found = ((request.id, due_of(session, case, request, regulation)) for request in case.requests)
    return {request_id: due for request_id, due in found if due is not None}


def answer_date(
    session: Session, case: Case, regulation: Regulation, request_ids: Collection[int] | None = None
) -> date:
    """Give the earliest date of the requests that are chosen (all without a choice), as `next_due`.

    A use that must stop at once is left out: it does not wait for what a colleague or a third party says.
    """
    chosen = (request for request in case.requests if request_ids is None or request.id in request_ids)
    dates = (due_of(session, case, request, regulation, with_stop=False) for request in chosen)
    return min((due for due in dates if due is not None), default=NO_OPEN_DATE)


def due_of(
    session: Session, case: Case, request: Request, regulation: Regulation, *, with_stop: bool = True
) -> date | None:
    """Give the earliest date that one request has not met yet, or None; without `with_stop` as if its use stopped."""
    proposal = newest_proposal(session, request.id)
    outcome = proposal.outcome if proposal is not None else None
    deadlines = deadlines_of(case, request, regulation)
    stopped, promised = not with_stop or stop_of(case, request) is not None, promised_on(case)
    return open_date(deadlines, request.status, outcome, use_stopped=stopped, promised=promised)
