"""One request of a case as a letter answers it, or is about it."""

from collections.abc import Callable
from dataclasses import replace

from dsar.core.deadlines import Deadlines
from dsar.core.fields import NO_FIELDS
from dsar.core.letters import LetterPart, LetterRequest
from dsar.core.pauses import ACCESS
from dsar.core.progress import due_on
from dsar.core.regulation import COPY_OF_CORRECTED_DATA, Duty, PauseReason, Regulation
from dsar.core.rights import law_of
from dsar.core.vocabulary import LetterKind, Outcome, Right
from dsar.models import Case, Request
from dsar.queries.clocks import deadlines_of
from dsar.queries.deceased import promised_on
from dsar.services.letter_plan import Answer, LetterPlan
from dsar.services.printable import printable

_PAUSES = {
    LetterKind.IDENTITY_REQUEST: PauseReason.IDENTITY,
    LetterKind.CLARIFICATION_REQUEST: PauseReason.CLARIFICATION,
}


def letter_request(
    case: Case, regulation: Regulation, plan: LetterPlan, request: Request, translate: Callable[[str], str]
) -> LetterRequest:
    """Give a request with its dates and, where the plan answers it, its answer."""
    answer = plan.answers.get(request.id)
    deadlines, promised = _deadlines(case, regulation, plan, request), promised_on(case)
    return LetterRequest(
        right=request.right,
        purpose=request.purpose,
        regulation_article=translate(regulation.article_for(request.right, request.purpose)),
        law=law_of(request.right, request.purpose),
        reasons_article=translate(regulation.reasons_article(request.right)),
        client_words=printable(request.client_words),
        respond_by=promised or due_on(deadlines.respond, deadlines),
        outcome=answer.outcome if answer is not None else None,
        answer=answer.answer if answer is not None else "",
        appointment=answer.appointment if answer is not None else "",
        parts=tuple(_part(part, translate) for part in answer.parts) if answer is not None else (),
        duties=tuple(translate(duty.letter_text) for duty in _duties(regulation, request.right, answer)),
        duty_articles=tuple(translate(article) for article in _duty_articles(regulation, request, answer)),
        statement_article=translate(regulation.unrefusable.get(Right.SUPPLEMENT, "")),
        copy_enclosed=_gives_corrected_copy(regulation, request.right, answer),
        fields=answer.fields if answer is not None else NO_FIELDS,
        regulation_by=deadlines.respond.regulation if promised is None else None,
        promise_article=translate(promise_article(regulation, request.right, deadlines)) if promised is None else "",
        law_by=deadlines.respond.statutory if promised is None else None,
        extended_until=deadlines_of(case, request, regulation, plan.dated, extended=True).respond.statutory
        if plan.kind is LetterKind.EXTENSION_NOTICE
        else None,
        waits=moves_with(_PAUSES.get(plan.kind), regulation, request.right, deadlines),
    )


def moves_with(reason: PauseReason | None, regulation: Regulation, right: Right, deadlines: Deadlines) -> bool:
    """Tell whether the date of the answer moves while the organisation waits for this reason (domain 7.5).

    A question to narrow a request down pauses nothing but an inspection or a copy (recital 63). Where the regulation's
    promise governs, it moves only for the reasons that the regulation itself names.
    """
    if reason is None or (reason is PauseReason.CLARIFICATION and right not in ACCESS):
        return False
    promise = deadlines.respond.regulation
    if promise is None or promise > due_on(deadlines.respond, deadlines):
        return True
    return reason in regulation.terms[right].paused_by


def promise_article(regulation: Regulation, right: Right, deadlines: Deadlines) -> str:
    """Give the article of the regulation that sets the date of the answer; empty where the law's date comes first."""
    promise = deadlines.respond.regulation
    governs = promise is not None and promise == due_on(deadlines.respond, deadlines)
    return regulation.terms[right].article if governs else ""


def _deadlines(case: Case, regulation: Regulation, plan: LetterPlan, request: Request) -> Deadlines:
    """Give the dates on the letter's own day; a notice sets the old date beside the new one, also in its correction."""
    extended = False if plan.kind is LetterKind.EXTENSION_NOTICE else None
    return deadlines_of(case, request, regulation, plan.dated, extended=extended)


def _part(part: LetterPart, translate: Callable[[str], str]) -> LetterPart:
    return replace(part, regulation_article=translate(part.regulation_article))


def _duties(regulation: Regulation, right: Right, answer: Answer | None) -> tuple[Duty, ...]:
    if answer is None or answer.outcome is Outcome.REFUSE:
        return ()
    return tuple(duty for duty in regulation.duties_for(right) if duty.letter_text)


def _duty_articles(regulation: Regulation, request: Request, answer: Answer | None) -> tuple[str, ...]:
    if answer is None or answer.outcome is Outcome.REFUSE:
        return ()
    stops = regulation.stop_articles.get(request.purpose.value, "") if request.purpose is not None else ""
    told = _duties(regulation, request.right, answer)
    duties = tuple(duty.article for duty in told if duty in regulation.duties)
    return (*duties, stops) if stops else duties


def _gives_corrected_copy(regulation: Regulation, right: Right, answer: Answer | None) -> bool:
    granted = answer is not None and answer.outcome is not Outcome.REFUSE
    return granted and any(duty.code == COPY_OF_CORRECTED_DATA for duty in regulation.duties_for(right))
