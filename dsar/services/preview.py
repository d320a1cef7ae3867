"""A letter to look at beside its form, made of what is typed: kept for its maker only, until the next one."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.drafts import PREFIX, DraftInput, normalised
from dsar.core.errors import NotFound
from dsar.core.fields import Fields
from dsar.core.filling import impossible_fields, lines_of
from dsar.core.letters import ANSWERS, answer_kind
from dsar.core.permissions import Permission
from dsar.core.placeholders import COMPOSED, GRANTED, Placeholder
from dsar.core.proposals import MOST_LINES, ProposalInput, typed_lines
from dsar.core.vocabulary import LetterKind
from dsar.files import seal, unseal
from dsar.letters import RenderCode, RenderError, missing, picture, render_document
from dsar.models import AccessEvent, Case, Letter, LetterPreview
from dsar.queries.case_view import case_id_of_request, visible_case
from dsar.queries.drafts import draft_of_case
from dsar.queries.regulations import regulation_of
from dsar.services.correct import replaces
from dsar.services.letter_choice import LetterInput, fields_again, requests_of
from dsar.services.letter_context import letter_context
from dsar.services.letter_plan import LetterPlan, stored_answers, typed_answer
from dsar.services.work import Work, transaction
from dsar.services.write_draft import as_input

KEPT = timedelta(days=1)
RENDER_SECONDS = 20.0
PAGE = "letter_preview"  # in the access log
# Of these the template could not make a page; what is only too long or not chosen shows as it is.
_UNUSABLE = frozenset({"day_unreadable", "detail_unreadable"})


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that was made; `lacking` says in Dutch what the letter needs before it can be final."""

    token: str
    pages: int
    lacking: tuple[str, ...]


def preview_letter(work: Work, case_id: int, wanted: LetterInput, *, render_seconds: float = RENDER_SECONDS) -> Preview:
    """Make a preview of a letter as it would be made now, from what is stored; raises NotFound, RenderError."""
    return _preview(work, case_id, lambda session, case: _wanted(session, case, wanted), render_seconds)


def preview_draft(
    work: Work, case_id: int, draft: DraftInput, dated: date, *, render_seconds: float = RENDER_SECONDS
) -> Preview:
    """Make a preview of a composed letter from what is typed, complete or not; raises NotFound, RenderError."""
    _check_length(lines_of(draft.fields))
    return _preview(work, case_id, lambda session, case: _drafted(session, case, draft, dated), render_seconds)


def preview_proposal(
    work: Work, request_id: int, proposal: ProposalInput, dated: date, *, render_seconds: float = RENDER_SECONDS
) -> Preview:
    """Make a preview of the answer that a proposal would be, from what is typed; raises NotFound, RenderError."""
    _check_length(typed_lines(proposal))
    with Session(work.engine) as session:
        case_id = case_id_of_request(session, request_id)

    def plan(session: Session, case: Case) -> LetterPlan:
        (request,) = requests_of(case, (request_id,))
        regulation = regulation_of(session, case.regulation_version_id)
        typed = replace(proposal, details=_usable(GRANTED[request.right], proposal.details))
        answer = typed_answer(regulation, request.right, typed)
        return LetterPlan(answer_kind([(request.right, answer.outcome)]), dated, (request,), {request.id: answer})

    return _preview(work, case_id, plan, render_seconds)


def preview_picture(session: Session, actor: Actor, token: str, page: int) -> bytes:
    """Draw one page of the actor's own preview, counted from 1, as PNG; raises NotFound, Damaged, RenderError."""
    try:
        return picture(preview_pdf(session, actor, token), page)
    except IndexError:
        raise NotFound from None


def preview_pdf(session: Session, actor: Actor, token: str) -> bytes:
    """Give the PDF of the actor's own preview, as long as they may read its case; raises NotFound, Damaged."""
    query = select(LetterPreview).where(LetterPreview.token == token, LetterPreview.user_id == actor.user_id)
    found = session.execute(query).scalar_one_or_none()
    if found is None:
        raise NotFound
    visible_case(session, actor, found.case_id, Permission.CASE_READ)
    return unseal(found.body, found.cipher, found.sha256)


def _check_length(lines: int) -> None:
    """Say at once what a worker would find out in many seconds, for which others would wait."""
    if lines > MOST_LINES:
        raise RenderError(RenderCode.LONG)


def _preview(work: Work, case_id: int, plan: Callable[[Session, Case], LetterPlan], render_seconds: float) -> Preview:
    """Read, render outside any transaction, and keep what came out."""
    with Session(work.engine) as session:
        case = visible_case(session, work.actor, case_id, Permission.CASE_READ)
        context = letter_context(session, work.catalogue, case, plan(session, case))
        organisation_id = case.organisation_id
    rendering = render_document(context, timeout_seconds=render_seconds)
    sealed = seal(rendering.pdf)
    kept = LetterPreview(
        token=secrets.token_urlsafe(32),
        user_id=work.user_id(),
        case_id=case_id,
        organisation_id=organisation_id,
        pages=rendering.pages,
        sha256=sealed.sha256,
        cipher=sealed.cipher,
        body=sealed.body,
        made_at=work.moment,
    )
    _keep(work, kept)
    return Preview(kept.token, kept.pages, missing(context))


def _keep(work: Work, kept: LetterPreview) -> None:
    own = (LetterPreview.user_id == kept.user_id) & (LetterPreview.case_id == kept.case_id)
    seen = AccessEvent(
        at=work.moment,
        actor_id=kept.user_id,
        organisation_id=kept.organisation_id,
        case_id=kept.case_id,
        page=PAGE,
    )
    with transaction(replace(work, form_key="")) as session:
        session.execute(delete(LetterPreview).where(or_(own, LetterPreview.made_at < work.moment - KEPT)))
        session.add_all((kept, seen))
        session.flush()
        session.expunge(kept)


def _wanted(session: Session, case: Case, wanted: LetterInput) -> LetterPlan:
    if wanted.draft_id is not None:
        draft = as_input(draft_of_case(session, case.id, wanted.draft_id))
        return _drafted(session, case, draft, wanted.dated)
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


def _drafted(session: Session, case: Case, draft: DraftInput, dated: date) -> LetterPlan:
    if draft.kind not in COMPOSED:
        raise NotFound
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


def _letter_of(session: Session, case: Case, letter_id: int) -> Letter:
    letter = session.get(Letter, letter_id)
    if letter is None or letter.case_id != case.id:
        raise NotFound
    return letter


def _usable(placeholders: tuple[Placeholder, ...], fields: Fields) -> Fields:
    """Leave out what could not be read, such as a day that is none: it shows as a gap."""
    wrong = {error.field for error in impossible_fields(placeholders, fields, PREFIX) if error.code in _UNUSABLE}
    return Fields(tuple(entry for entry in fields.entries if f"{PREFIX}-{entry[0]}" not in wrong))
