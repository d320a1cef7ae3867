"""By when a letter had to leave, from the clocks of the requests that it is about."""

from dsar.core.deadlines import Clock
from dsar.core.posting import Due, due
from dsar.core.progress import answer_clock
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import DispatchWay, LetterKind
from dsar.models import Case, Letter, Request
from dsar.queries.clocks import deadlines_of
from dsar.queries.deceased import known_dead_since


def due_of(letter: Letter, case: Case, regulation: Regulation, way: DispatchWay = DispatchWay.POST) -> Due:
    """Give the dates of a letter of the case, for the way by which it left, or would leave."""
    way = letter.dispatch.way if letter.dispatch is not None else way
    about = {link.request_id for link in letter.links}
    extended = False if letter.kind is LetterKind.EXTENSION_NOTICE else None  # the notice met the first month or not
    since = known_dead_since(case)
    if since is not None and letter.created_at >= since:
        about = set()  # no term runs on what is written after a death; what left in life was in time or late
    clocks = [_clock(letter, case, one, regulation, way, extended) for one in case.requests if one.id in about]
    return due(letter.kind, letter.dated, clocks, corrects=letter.replaces_id is not None)


def _clock(
    letter: Letter, case: Case, request: Request, regulation: Regulation, way: DispatchWay, extended: bool | None
) -> Clock:
    left_on = letter.dispatch.posted_on if letter.dispatch is not None else letter.dated
    return answer_clock(deadlines_of(case, request, regulation, left_on, extended=extended, delivery=way))
