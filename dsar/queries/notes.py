"""The notes on a case."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import NotFound
from dsar.models import CaseNote, FreezeNotice


def notes_of_case(session: Session, case_id: int) -> Sequence[CaseNote]:
    """Give a case's notes, newest first; the caller has checked that the actor may see the case."""
    query = select(CaseNote).where(CaseNote.case_id == case_id).order_by(CaseNote.id.desc())
    return session.scalars(query).all()


def frozen_of_case(session: Session, case_id: int) -> Sequence[FreezeNotice]:
    """Give who was told that nothing is destroyed, in order; the caller checked that the actor may see the case."""
    return session.scalars(select(FreezeNotice).where(FreezeNotice.case_id == case_id).order_by(FreezeNotice.id)).all()


def note_of(session: Session, note_id: int) -> CaseNote:
    """Give a note; raises NotFound. The caller checks that the actor may see its case."""
    note = session.get(CaseNote, note_id)
    if note is None:
        raise NotFound
    return note
