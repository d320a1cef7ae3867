"""Gives the bytes of a final letter, and of a letter as the newest proposals would make it, which are not kept."""

from datetime import date

from sqlalchemy.orm import Session

from dsar.core.errors import NotFound
from dsar.core.letters import LetterContext, answer_kind
from dsar.files import Damaged, unseal
from dsar.letters import Block, render_again, to_blocks
from dsar.models import Letter, StoredFile
from dsar.queries.case_view import CaseView, RequestView
from dsar.regulations import Catalogue
from dsar.services.letter_context import letter_context
from dsar.services.letter_plan import LetterPlan, stored_answer


def letter_bytes(session: Session, view: CaseView, letter_id: int) -> tuple[Letter, bytes]:
    """Give a final letter of the case and its PDF; raises NotFound, and Damaged when the bytes changed."""
    letter = next((letter for letter in view.letters if letter.id == letter_id), None)
    if letter is None or letter.file_id is None or letter.sha256 is None:
        raise NotFound
    file = session.get_one(StoredFile, letter.file_id)
    return letter, unseal(file.body, file.cipher, letter.sha256)


def preview_bytes(
    session: Session,
    view: CaseView,
    wanted: RequestView,
    dated: date,
    render_seconds: float,
    catalogue: Catalogue,
) -> bytes:
    """Give the PDF of the answer to a request as it would be made now.

    Raises NotFound for an answer without a proposal, RenderError.
    """
    return render_again(_preview(session, view, wanted, dated, catalogue), timeout_seconds=render_seconds).pdf


def preview_text(
    session: Session, view: CaseView, wanted: RequestView, dated: date, catalogue: Catalogue
) -> tuple[Block, ...]:
    """Give the text of the answer as the newest proposal would make it; empty while there is no proposal."""
    return to_blocks(_preview(session, view, wanted, dated, catalogue)) if wanted.proposal is not None else ()


def _preview(session: Session, view: CaseView, wanted: RequestView, dated: date, catalogue: Catalogue) -> LetterContext:
    if wanted.proposal is None:
        raise NotFound
    kind = answer_kind([(wanted.request.right, wanted.proposal.outcome)])
    plan = LetterPlan(kind, dated, (wanted.request,), {wanted.request.id: stored_answer(wanted.proposal)})
    return letter_context(session, catalogue, view.case, plan)


__all__ = ["Damaged", "letter_bytes", "preview_bytes", "preview_text"]
