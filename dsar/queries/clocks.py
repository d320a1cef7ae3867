"""The clocks of a stored request from every fact that moves them: the one way to its dates."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dsar.core.deadlines import Clock, Deadlines, Pause, derive
from dsar.core.governing import send_by
from dsar.core.progress import due_on
from dsar.core.regulation import PauseReason, Regulation
from dsar.core.vocabulary import DispatchWay
from dsar.models import Case, Question, Request


def deadlines_of(
    case: Case,
    request: Request,
    regulation: Regulation,
    today: date | None = None,
    *,
    extended: bool | None = None,
    paused: bool = True,
    delivery: DispatchWay = DispatchWay.POST,
) -> Deadlines:
    """Give both clocks of a request with its pauses and its extension.

    A question without an answer counts up to `today`. Without `today` it counts for nothing: that is the earlier date,
    which stays right while the days go by (decision 25). `extended` and `paused` ask for what would be otherwise.
    """
    return derive(
        regulation,
        request.right,
        case.received_on,
        purpose=request.purpose,
        pauses=pauses_of(case, request, today) if paused else (),
        extended=request.extension is not None if extended is None else extended,
        posting_days=case.organisation.posting_days,
        delivery=delivery,
    )


def respond_clock(deadlines: Deadlines, posting_days: int) -> Clock:
    """Give the clock of the answer as it counts for the post: after an extension that of the law (GDPR 12(3))."""
    counts = due_on(deadlines.respond, deadlines)
    if counts == deadlines.respond.governing:
        return deadlines.respond
    return replace(deadlines.respond, governing=counts, send_by=send_by(counts, posting_days))


def pauses_of(case: Case, request: Request, today: date | None = None) -> tuple[Pause, ...]:
    """Give the pauses of a request; `today` as for `deadlines_of`."""
    return pauses(case.questions, request.id, request.answered_on, today)


def pauses(
    questions: Iterable[Question], request_id: int, answered_on: date | None, today: date | None = None
) -> tuple[Pause, ...]:
    """Give the pauses that questions make for a request: until the answer to the question, or to the request."""
    return tuple(_pause(one, answered_on, today) for one in questions if concerns(one, request_id))


def concerns(question: Question, request_id: int) -> bool:
    """Tell whether a question is about a request: who asks is about them all."""
    return question.kind is PauseReason.IDENTITY or any(link.request_id == request_id for link in question.links)


def open_questions(case: Case, request: Request) -> tuple[Question, ...]:
    """Give the questions about a request to which no answer came and that still wait for one, oldest first."""
    if request.answered_on is not None:
        return ()
    return tuple(one for one in case.questions if one.end is None and concerns(one, request.id))


def _pause(question: Question, answered_on: date | None, today: date | None) -> Pause:
    ends = [day for day in (question.end.ended_on if question.end else None, answered_on) if day is not None]
    end = min(ends) if ends else today or question.asked_on
    return Pause(question.asked_on, max(end, question.asked_on), question.kind)
