"""A letter to look at beside its form, made of what is typed: kept for its maker only, until the next one."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.drafts import DraftInput
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.core.proposals import ProposalInput
from dsar.files import seal, unseal
from dsar.letters import Gap, gaps, picture, render_document
from dsar.models import AccessEvent, LetterPreview, User
from dsar.queries.case_view import case_id_of_request, visible_case
from dsar.services.letter_choice import LetterInput
from dsar.services.letter_context import letter_context
from dsar.services.preview_plan import Planner, plan_draft, plan_proposal, plan_wanted
from dsar.services.work import Work, transaction

KEPT = timedelta(days=1)
RENDER_SECONDS = 20.0
PAGE = "letter_preview"  # in the access log


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that was made; `lacking` says in Dutch what the letter needs before it can be final."""

    token: str
    pages: int
    lacking: tuple[Gap, ...] = ()


def preview_letter(work: Work, case_id: int, wanted: LetterInput, *, render_seconds: float = RENDER_SECONDS) -> Preview:
    """Keep a preview of a letter with the date and the reasons that are typed; raises NotFound, RenderError."""
    return _preview(work, case_id, lambda session, case: plan_wanted(session, case, wanted), render_seconds)


def preview_draft(
    work: Work, case_id: int, draft: DraftInput, dated: date, *, render_seconds: float = RENDER_SECONDS
) -> Preview:
    """Keep a preview of a composed letter from what is typed, complete or not; raises NotFound, RenderError."""
    return _preview(work, case_id, lambda session, case: plan_draft(session, case, draft, dated), render_seconds)


def preview_proposal(
    work: Work, request_id: int, proposal: ProposalInput, dated: date, *, render_seconds: float = RENDER_SECONDS
) -> Preview:
    """Keep a preview of the answer that a proposal would be, from what is typed; raises NotFound, RenderError."""
    with Session(work.engine) as session:
        case_id = case_id_of_request(session, request_id)
    return _preview(
        work,
        case_id,
        lambda session, case: plan_proposal(session, case, request_id, proposal, dated),
        render_seconds,
    )


def preview_picture(session: Session, actor: Actor, token: str, page: int) -> bytes:
    """Draw one page of the actor's own preview, counted from 1, as WebP; raises NotFound, Damaged, RenderError."""
    content = preview_pdf(session, actor, token)
    session.rollback()  # nothing is held in the database by whoever waits for a worker
    try:
        return picture(content, page)
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


def kept_preview(session: Session, actor: Actor, case_id: int, token: str) -> Preview | None:
    """Give the actor's own preview of a case while it is kept, to go on showing it; what it lacks is not known."""
    query = select(LetterPreview.pages).where(
        LetterPreview.token == token, LetterPreview.user_id == actor.user_id, LetterPreview.case_id == case_id
    )
    pages = session.execute(query).scalar_one_or_none()
    return Preview(token, pages) if pages is not None else None


def _preview(work: Work, case_id: int, plan: Planner, render_seconds: float) -> Preview:
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
    return Preview(kept.token, kept.pages, gaps(context))


def _keep(work: Work, kept: LetterPreview) -> None:
    """Put a preview in the place of the user's last one of that case; two at once wait for each other."""
    own = (LetterPreview.user_id == kept.user_id) & (LetterPreview.case_id == kept.case_id)
    seen = AccessEvent(
        at=work.moment,
        actor_id=kept.user_id,
        organisation_id=kept.organisation_id,
        case_id=kept.case_id,
        page=PAGE,
    )
    with transaction(replace(work, form_key="")) as session:
        # Not FOR UPDATE: that would also hold up whoever writes the user's name into the trail.
        session.execute(select(User.id).where(User.id == kept.user_id).with_for_update(key_share=True))
        session.execute(delete(LetterPreview).where(or_(own, LetterPreview.made_at < work.moment - KEPT)))
        session.add_all((kept, seen))
        session.flush()
        session.expunge(kept)
