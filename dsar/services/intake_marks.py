"""Keeps what was said at registering of who asks, and records that it was a mistake."""

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.intake_marks import LONGEST_REASON
from dsar.core.permissions import Permission
from dsar.core.texts import written
from dsar.core.vocabulary import MarkKind
from dsar.models import Case, IntakeMark, IntakeMarkEnd
from dsar.queries.intake_marks import open_mark
from dsar.services.audit import record_for
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, transaction


def keep_marks(session: Session, work: Work, case: Case, said: frozenset[MarkKind]) -> None:
    """Keep what was said of who asks with a case that is being registered, in the same transaction."""
    for kind in sorted(said):
        case.intake_marks.append(IntakeMark(kind=kind, recorded_by_id=work.user_id(), recorded_at=work.moment))
    session.flush()


def withdraw_mark(work: Work, case_id: int, version: int, kind: MarkKind, reason: str) -> None:
    """Record that what was said at registering was a mistake: the data subject asks, and lives.

    Raises InvalidInput without a reason; NotAllowed when this is not open, or for a closed case; Conflict and NotFound
    as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        if case.closed_on is not None:
            raise NotAllowed("case_closed")
        if open_mark(case) is not kind:
            raise NotAllowed("mark_not_open")
        if not written(reason):
            raise InvalidInput("reason", "required")
        if len(reason) > LONGEST_REASON:
            raise InvalidInput("reason", "detail_too_long", most=LONGEST_REASON)
        mark = next(one for one in case.intake_marks if one.kind is kind)
        mark.end = IntakeMarkEnd(reason=reason.strip(), ended_by_id=work.user_id(), ended_at=work.moment)
        session.flush()
        record_for(session, work, case, Tag.MARK_WITHDRAWN, {"mark": kind.value})
        settle(session, work, case, work.today)
