"""Which letter a preview shows: what is stored, or what is being typed, complete or not."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.drafts import PREFIX, DraftInput, normalised
from dsar.core.errors import NotFound
from dsar.core.fields import Fields
from dsar.core.filling import impossible_fields, lines_of
from dsar.core.letters import ANSWERS, answer_kind
from dsar.core.placeholders import COMPOSED, GRANTED, Placeholder
from dsar.core.proposals import MOST_LINES, ProposalInput, typed_lines
from dsar.core.vocabulary import LetterKind
from dsar.letters import RenderCode, RenderError
from dsar.models import Case, Letter
from dsar.queries.drafts import ENDED, draft_of_case
from dsar.queries.regulations import regulation_of
from dsar.services.correct import replaces
from dsar.services.letter_choice import LetterInput, fields_again, requests_of
from dsar.services.letter_plan import LetterPlan, stored_answers, typed_answer
from dsar.services.write_draft import as_input

Planner = Callable[[Session, Case], LetterPlan]
# Of these the template could not make a page; what is only too long or not chosen shows as it is.
_UNUSABLE = frozenset({"day_unreadable", "detail_unreadable"})


def plan_wanted(session: Session, case: Case, wanted: LetterInput) -> LetterPlan:
    """Plan a letter as it would be made now; raises NotFound for what is not of the case, RenderError when too long."""
    if wanted.draft_id is not None:
        draft = draft_of_case(session, case.id, wanted.draft_id)
        if draft.status in ENDED:
            raise NotFound
        return plan_draft(session, case, as_input(draft), wanted.dated)
    if wanted.replaces_id is not None:
        return _corrected(session, case, wanted, wanted.replaces_id)
    if not wanted.request_ids:
        return LetterPlan(LetterKind.ACKNOWLEDGEMENT, wanted.dated, tuple(case.requests))
    requests = requests_of(case, wanted.request_ids)
    answers = stored_answers(session, requests)
    if len(answers) != len(requests):
        raise NotFound
    kind = answer_kind([(request.right, answers[request.id].outcome) for request in requests])
    return LetterPlan(kind, wanted.dated, requests, answers)


def plan_draft(session: Session, case: Case, draft: DraftInput, dated: date) -> LetterPlan:
    """Plan a composed letter from what is typed; raises NotFound, RenderError when it is too long."""
    if draft.kind not in COMPOSED:
        raise NotFound
    _check_length(lines_of(draft.fields))
    placeholders = COMPOSED[draft.kind]
    typed = normalised(replace(draft, fields=_usable(placeholders, draft.fields)))
    old = _letter_of(session, case, draft.replaces_id) if draft.replaces_id is not None else None
    return LetterPlan(
        kind=draft.kind,
        dated=dated,
        requests=requests_of(case, typed.request_ids),
        fields=typed.fields,
        replaces=replaces(old, typed.correction_reason) if old is not None else None,
    )


def plan_proposal(session: Session, case: Case, request_id: int, proposal: ProposalInput, dated: date) -> LetterPlan:
    """Plan the answer that a typed proposal would be; raises NotFound, RenderError when it is too long."""
    _check_length(typed_lines(proposal))
    (request,) = requests_of(case, (request_id,))
    regulation = regulation_of(session, case.regulation_version_id)
    typed = replace(proposal, details=_usable(GRANTED[request.right], proposal.details))
    answer = typed_answer(regulation, request.right, typed)
    return LetterPlan(answer_kind([(request.right, answer.outcome)]), dated, (request,), {request.id: answer})


def _check_length(lines: int) -> None:
    """Say at once what a worker would find out in many seconds, for which others would wait."""
    if lines > MOST_LINES:
        raise RenderError(RenderCode.LONG)


def _corrected(session: Session, case: Case, wanted: LetterInput, replaces_id: int) -> LetterPlan:
    old = _letter_of(session, case, replaces_id)
    requests = requests_of(case, (link.request_id for link in old.links))
    return LetterPlan(
        old.kind,
        wanted.dated,
        requests,
        stored_answers(session, requests) if old.kind in ANSWERS else {},
        fields_again(old),
        replaces(old, wanted.correction_reason),
    )


def _letter_of(session: Session, case: Case, letter_id: int) -> Letter:
    letter = session.get(Letter, letter_id)
    if letter is None or letter.case_id != case.id:
        raise NotFound
    return letter


def _usable(placeholders: tuple[Placeholder, ...], fields: Fields) -> Fields:
    """Leave out what could not be read, such as a day that is none: it shows as a gap."""
    wrong = {error.field for error in impossible_fields(placeholders, fields, PREFIX) if error.code in _UNUSABLE}
    return Fields(tuple(entry for entry in fields.entries if f"{PREFIX}-{entry[0]}" not in wrong))
