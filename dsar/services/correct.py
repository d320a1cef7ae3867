"""A correction is a new letter that refers to the old one; the old one never changes (decision 7)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.letters import Replaces
from dsar.core.vocabulary import LetterKind
from dsar.models import Case, Letter, Request
from dsar.models.letter import LetterStatus


def check_replaceable(
    session: Session, case: Case, letter_id: int, kind: LetterKind, requests: tuple[Request, ...]
) -> Letter:
    """Give the letter that is corrected.

    Raises NotFound for one of another case, InvalidInput for another kind or other requests, and as `replaceable`.
    """
    old = replaceable(session, case, letter_id)
    if old.kind is not kind or {link.request_id for link in old.links} != {request.id for request in requests}:
        raise InvalidInput("replaces_id", "correction_differs")
    return old


def replaceable(session: Session, case: Case, letter_id: int) -> Letter:
    """Give a letter of the case that was sent and not corrected yet.

    Raises NotFound, NotAllowed while it was not posted, Conflict when another letter replaces it already.
    """
    old = session.get(Letter, letter_id)
    if old is None or old.case_id != case.id:
        raise NotFound
    if old.status is not LetterStatus.FINAL or old.dispatch is None:
        raise NotAllowed("letter_not_posted")
    replaced = select(Letter.id).where(Letter.replaces_id == old.id, Letter.status != LetterStatus.VOID).limit(1)
    if session.execute(replaced).first() is not None:
        raise Conflict("letter_replaced", case_id=case.id)
    return old


def replaces(old: Letter, reason: str) -> Replaces:
    """Give what the new letter prints about the old one."""
    return Replaces(number=old.number, date=old.dated, reason=reason.strip())
