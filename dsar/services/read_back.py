"""Records that an oral request was read back to whoever asked (GDPR 12(2))."""

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed
from dsar.core.permissions import Permission
from dsar.core.read_back import ORAL, NewReadBack, read_back_mistakes
from dsar.models import Case, ReadBack
from dsar.services.audit import record_for
from dsar.services.printable import check_printable
from dsar.services.work import Work, lock_case, transaction


def record_read_back(work: Work, case_id: int, version: int, read: NewReadBack) -> None:
    """Record who read a request back, and when; once.

    Raises InvalidInput as `read_back_mistakes`; NotAllowed for a request that came in writing, or when it was recorded
    before; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        if case.channel not in ORAL:
            raise NotAllowed("not_oral")
        if case.read_back is not None:
            raise NotAllowed("read_back_already")
        for mistake in read_back_mistakes(read, case.received_on, work.today):
            raise mistake
        store_read_back(session, work, case, read)


def store_read_back(session: Session, work: Work, case: Case, read: NewReadBack) -> None:
    """Write what was found in order, with its entry in the trail."""
    check_printable([("read_by", read.read_by)])
    case.read_back = ReadBack(
        case_id=case.id,
        read_on=read.read_on,
        read_by=read.read_by.strip(),
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    session.flush()
    record_for(session, work, case, Tag.READ_BACK, {"read_on": read.read_on.isoformat()})


def words_of(case: Case) -> str:
    """Give what was written down of a request."""
    return "\n".join(dict.fromkeys(request.client_words for request in case.requests))
