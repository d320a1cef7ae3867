"""By when a letter had to leave, from the clocks of the requests that it is about."""

from dsar.core.deadlines import Clock, derive
from dsar.core.posting import Due, due
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import DispatchWay
from dsar.models import Case, Letter, Request


def due_of(letter: Letter, case: Case, regulation: Regulation, way: DispatchWay = DispatchWay.POST) -> Due:
    """Give the dates of a letter of the case, for the way by which it left, or would leave."""
    way = letter.dispatch.way if letter.dispatch is not None else way
    about = {link.request_id for link in letter.links}
    clocks = [_clock(case, request, regulation, way) for request in case.requests if request.id in about]
    return due(letter.kind, letter.dated, clocks, corrects=letter.replaces_id is not None)


def _clock(case: Case, request: Request, regulation: Regulation, way: DispatchWay) -> Clock:
    return derive(
        regulation,
        request.right,
        case.received_on,
        purpose=request.purpose,
        posting_days=case.organisation.posting_days,
        delivery=way,
    ).respond
