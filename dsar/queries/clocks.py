"""The clocks of a stored request from every fact that moves them: the one way to its dates."""

from collections.abc import Iterable
from datetime import date

from dsar.core.deadlines import Deadlines, Pause, derive, without_stop
from dsar.core.pauses import ACCESS, not_shown_from
from dsar.core.progress import due_on
from dsar.core.regulation import PauseReason, Regulation
from dsar.core.vocabulary import STOP_AT_ONCE, DispatchWay, Right
from dsar.models import Case, Request, UseStop
from dsar.models import Question as Question
from dsar.models import QuestionReminder as QuestionReminder


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
    deadlines = derive(
        regulation,
        request.right,
        begins_on(case, request),
        purpose=request.purpose,
        pauses=pauses_of(case, request, today) if paused else (),
        extended=request.extension is not None if extended is None else extended,
        posting_days=case.organisation.posting_days,
        delivery=delivery,
    )
    again = request.reopening is not None and request.use_stop is None
    return without_stop(deadlines) if again and stop_of(case, request) is not None else deadlines


def act_by(case: Case, request: Request, regulation: Regulation, today: date) -> date:
    """Give the last day for carrying a request out, as it counts on a day; see `core.progress.due_on`."""
    deadlines = deadlines_of(case, request, regulation, today)
    return due_on(deadlines.fulfil, deadlines)


def pauses_of(case: Case, request: Request, today: date | None = None) -> tuple[Pause, ...]:
    """Give the pauses of a request; `today` as for `deadlines_of`."""
    asked = questions_of(case, request)
    return pauses(asked, request.id, request.right, begins_on(case, request), request.answered_on, today)


def begins_on(case: Case, request: Request) -> date:
    """Give the day from which the clocks of a request run: its receipt, or what caused a later round (decision 32)."""
    return case.received_on if request.reopening is None else request.reopening.counts_from


def stop_of(case: Case, request: Request) -> UseStop | None:
    """Give the stop of use that must stop at once: the request's own, or that of another round (decision 32)."""
    if request.purpose not in STOP_AT_ONCE:
        return None
    if request.use_stop is not None:
        return request.use_stop
    return next((one.use_stop for one in _rounds(case, request) if one.use_stop is not None), None)


def _rounds(case: Case, request: Request) -> list[Request]:
    """Give every round of a request, itself included, oldest first."""
    earlier = {row.request_id: row.earlier_id for row in case.reopenings}

    def first(request_id: int) -> int:
        return first(earlier[request_id]) if request_id in earlier else request_id

    return [one for one in case.requests if first(one.id) == first(request.id)]


def must_stop(case: Case, request: Request) -> bool:
    """Tell whether use must stop at once and that it has was not recorded (GDPR 21(3))."""
    return request.purpose in STOP_AT_ONCE and stop_of(case, request) is None


def questions_of(case: Case, request: Request) -> tuple[Question, ...]:
    """Give the questions that can pause a request: those of an earlier round do not pause a later one."""
    if request.reopening is None:
        return tuple(case.questions)
    return tuple(one for one in case.questions if one.asked_on >= request.reopening.counts_from)


def pauses(
    questions: Iterable[Question],
    request_id: int,
    right: Right,
    received_on: date,
    answered_on: date | None,
    today: date | None = None,
) -> tuple[Pause, ...]:
    """Give the pauses that questions make for a request: until the answer to the question, or to the request.

    After a correction of the right or the day of receipt a question counts only as far as it can (recital 63).
    """
    return tuple(
        _pause(one, received_on, answered_on, today)
        for one in questions
        if concerns(one, request_id) and (one.kind is PauseReason.IDENTITY or right in ACCESS)
    )


def concerns(question: Question, request_id: int) -> bool:
    """Tell whether a question is about a request: who asks is about them all."""
    return question.kind is PauseReason.IDENTITY or any(link.request_id == request_id for link in question.links)


def open_questions(case: Case, request: Request) -> tuple[Question, ...]:
    """Give the questions about a request to which no answer came and that still wait for one, oldest first."""
    if request.answered_on is not None:
        return ()
    return tuple(one for one in questions_of(case, request) if one.end is None and concerns(one, request.id))


def not_shown_on(case: Case, request: Request) -> date | None:
    """Give from when it can be said that nobody showed who asks; None where no question about that waits."""
    asked = [one.asked_on for one in open_questions(case, request) if one.kind is PauseReason.IDENTITY]
    failed = [check.checked_on for check in case.identity_checks if not check.established]
    return not_shown_from(min(asked), failed) if asked else None


def _pause(question: Question, received_on: date, answered_on: date | None, today: date | None) -> Pause:
    start = max(question.asked_on, received_on)
    ends = [day for day in (question.end.ended_on if question.end else None, answered_on) if day is not None]
    end = min(ends) if ends else today or start
    return Pause(start, max(end, start), question.kind)
