"""Records that a posted letter came back, and what was done about it; the letter stays sent on the day it left."""

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed
from dsar.core.permissions import Permission
from dsar.core.posting import ways_for
from dsar.core.sent_on import ResendInput, ReturnInput, check_resend, check_return
from dsar.models import Case, Letter, LetterResend, LetterReturn
from dsar.queries.follow_ups import open_return, returns_of
from dsar.services.audit import record_for
from dsar.services.issue_letter import visible_letter
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, regulation_for, transaction


def record_return(work: Work, letter_id: int, version: int, given: ReturnInput) -> None:
    """Record that a letter came back; a closed case is open again until something was done about it.

    Raises InvalidInput as `check_return`; NotAllowed for a letter that did not leave, or that is back already; Conflict
    and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        letter = visible_letter(session, work, letter_id)
        case = lock_case(session, work, letter.case_id, version, Permission.CASE_HANDLE)
        if letter.dispatch is None:
            raise NotAllowed("letter_not_sent")
        if open_return(case, letter.id) is not None:
            raise NotAllowed("letter_is_back")
        left = [letter.dispatch.posted_on, *(one.resend.sent_on for one in returns_of(case, letter.id) if one.resend)]
        check_return(given, max(left), work.today)
        row = LetterReturn(
            letter_id=letter.id,
            case_id=case.id,
            reason=given.reason,
            returned_on=given.returned_on,
            note=given.note.strip(),
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        case.letter_returns.append(row)
        session.flush()
        payload = {
            "letter": letter.id,
            "number": letter.number,
            "reason": row.reason.value,
            "returned_on": row.returned_on.isoformat(),
        }
        record_for(session, work, case, Tag.LETTER_RETURNED, payload)
        settle(session, work, case, work.today)


def send_again(work: Work, letter_id: int, version: int, given: ResendInput) -> None:
    """Record that the same letter left again, or why it did not.

    Raises InvalidInput as `check_resend`; NotAllowed for a letter that is not back; Conflict, NotFound as `lock_case`.
    """
    with transaction(work) as session:
        letter = visible_letter(session, work, letter_id)
        case = lock_case(session, work, letter.case_id, version, Permission.CASE_HANDLE)
        row = open_return(case, letter.id)
        if row is None:
            raise NotAllowed("letter_not_back")
        check_resend(given, row.returned_on, ways_for(regulation_for(session, case).letter_ways), work.today)
        _end(session, work, case, letter, row, given)
        settle(session, work, case, work.today)


def corrected_instead(session: Session, work: Work, case: Case, correction: Letter, sent: ResendInput) -> None:
    """End the waiting for a letter that is back, as the letter that corrects it leaves in the caller's transaction."""
    row = open_return(case, correction.replaces_id) if correction.replaces_id is not None else None
    if row is not None:
        _end(session, work, case, correction, row, sent, correction.id)


def _end(
    session: Session,
    work: Work,
    case: Case,
    letter: Letter,
    row: LetterReturn,
    given: ResendInput,
    correction_id: int | None = None,
) -> None:
    row.resend = LetterResend(
        return_id=row.id,
        case_id=case.id,
        correction_id=correction_id,
        way=given.way,
        sent_on=given.sent_on,
        note=given.note.strip(),
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    session.flush()
    payload = {
        "letter": letter.id,
        "number": letter.number,
        "way": given.way.value if given.way is not None else None,
        "sent_on": given.sent_on.isoformat(),
    }
    record_for(session, work, case, Tag.LETTER_SENT_AGAIN, payload)
