"""A letter to look at as what is stored would make it: nothing is kept of it, and looking changes nothing."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import NotFound
from dsar.core.letters import LetterContext
from dsar.core.permissions import Permission
from dsar.letters import Gap, gaps, picture, render_again
from dsar.models import Case, LetterDraft
from dsar.queries.case_view import visible_case
from dsar.queries.lookups import newest_proposal
from dsar.services.letter_choice import LetterInput
from dsar.services.letter_context import letter_context
from dsar.services.preview_plan import plan_wanted
from dsar.services.work import Work


@dataclass(frozen=True, slots=True)
class StoredSource:
    """Of what a letter is made, in ids only; `revisions` are those that were looked at: of the draft or the answers."""

    case_id: int
    wanted: LetterInput
    revisions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredPreview:
    """A letter as it would be made now; `lacking` says in Dutch what it needs before it can be final."""

    source: StoredSource
    pages: int
    lacking: tuple[Gap, ...]


def look_at_stored(work: Work, case_id: int, wanted: LetterInput, *, render_seconds: float) -> StoredPreview:
    """Make a letter as it is stored; reasons that are typed are left out. Raises NotFound, RenderError."""
    ids = replace(wanted, correction_reason="", against_reason="")
    context, revisions = _read(work, case_id, ids)
    rendering = render_again(context, timeout_seconds=render_seconds)
    return StoredPreview(StoredSource(case_id, ids, revisions), rendering.pages, gaps(context))


def stored_pdf(work: Work, source: StoredSource, *, render_seconds: float) -> bytes:
    """Give the PDF; raises NotFound when the case cannot be read or another revision was stored since, RenderError."""
    context, revisions = _read(work, source.case_id, source.wanted)
    if revisions != source.revisions:
        raise NotFound
    return render_again(context, timeout_seconds=render_seconds).pdf


def stored_picture(work: Work, source: StoredSource, page: int, *, render_seconds: float) -> bytes:
    """Draw one page, counted from 1, as WebP; raises as `stored_pdf`, and NotFound for a page that there is not."""
    try:
        return picture(stored_pdf(work, source, render_seconds=render_seconds), page)
    except IndexError:
        raise NotFound from None


def _read(work: Work, case_id: int, wanted: LetterInput) -> tuple[LetterContext, tuple[int, ...]]:
    """Read what the letter says in a session of its own, which ends before the rendering begins."""
    with Session(work.engine) as session:
        case = visible_case(session, work.actor, case_id, Permission.CASE_READ)
        context = letter_context(session, work.catalogue, case, plan_wanted(session, case, wanted))
        return context, _revisions(session, case, wanted)


def _revisions(session: Session, case: Case, wanted: LetterInput) -> tuple[int, ...]:
    if wanted.draft_id is not None:
        return tuple(session.scalars(select(LetterDraft.revision).where(LetterDraft.id == wanted.draft_id)))
    newest = (newest_proposal(session, request.id) for request in case.requests if request.id in wanted.request_ids)
    return tuple(proposal.id for proposal in newest if proposal is not None)
