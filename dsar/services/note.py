"""Notes on a case: added and withdrawn, never changed; the audit trail tells of them without their text."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.texts import written
from dsar.models import Case, CaseNote, NoteWithdrawal
from dsar.services.audit import record_for
from dsar.services.work import Work, require, set_result, transaction

MOST_TEXT = 2_000  # characters: a note is short


def add_note(work: Work, case_id: int, body: str) -> int:
    """Add a note to a case and give its id.

    A note changes nothing that somebody else may be looking at, so it needs no version and disturbs no open form.
    Raises InvalidInput for a text that says nothing or is too long; NotFound and NotAllowed for another's case.
    """
    text = body.strip()
    if not written(text):
        raise InvalidInput("body", "required")
    if len(text) > MOST_TEXT:
        raise InvalidInput("body", "note_too_long", most=MOST_TEXT)
    with transaction(work) as session:
        case = _case(session, work, case_id)
        note = CaseNote(
            case_id=case.id,
            organisation_id=case.organisation_id,
            author_id=work.user_id(),
            body=text,
            created_at=work.moment,
        )
        session.add(note)
        session.flush()
        record_for(session, work, case, Tag.NOTE_ADDED, {"note": note.id})
        set_result(session, work, str(note.id))
        return note.id


def withdraw_note(work: Work, note_id: int) -> None:
    """Mark a note of one's own as withdrawn; its text stays readable.

    Raises NotFound and NotAllowed for a note on another's case, NotAllowed for somebody else's note or one that was
    withdrawn already.
    """
    with transaction(work) as session:
        note = session.get(CaseNote, note_id)
        if note is None:
            raise NotFound
        case = _case(session, work, note.case_id)
        if note.author_id != work.user_id():
            raise NotAllowed("not_your_note")
        if note.withdrawal is not None:
            raise NotAllowed("note_withdrawn")
        session.add(NoteWithdrawal(note_id=note.id, withdrawn_at=work.moment))
        session.flush()
        record_for(session, work, case, Tag.NOTE_WITHDRAWN, {"note": note.id})


def _case(session: Session, work: Work, case_id: int) -> Case:
    """Lock a case without counting its version up; raises NotFound and NotAllowed as `lock_case`."""
    visible = organisations_with(work.actor, Permission.CASE_READ)
    query = select(Case).where(Case.id == case_id, Case.organisation_id.in_(visible)).with_for_update()
    case = session.execute(query).scalar_one_or_none()
    if case is None:
        raise NotFound
    require(work, Permission.CASE_NOTE, case.organisation_id)
    return case
