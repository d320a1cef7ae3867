"""Somebody ends their own sessions: on a computer they left, or everywhere else at once."""

from sqlalchemy import select

from dsar.core.audit import INSTALLATION, Tag
from dsar.core.errors import NotFound
from dsar.models import LoginSession
from dsar.services.audit import record
from dsar.services.passwords import end_sessions
from dsar.services.work import Work, transaction


def end_own_session(work: Work, session_id: int) -> None:
    """End one session of the actor; raises NotFound for another's. One that has ended stays as it is."""
    with transaction(work) as session:
        query = select(LoginSession).where(LoginSession.id == session_id, LoginSession.user_id == work.user_id())
        found = session.execute(query.with_for_update()).scalar_one_or_none()
        if found is None:
            raise NotFound
        if found.ended_at is None:
            found.ended_at = work.moment
            payload = {"user": work.user_id(), "session": session_id}
            record(session, work, INSTALLATION, Tag.SESSION_ENDED, payload)


def end_other_sessions(work: Work, session_id: int) -> None:
    """End all sessions of the actor but this one."""
    with transaction(work) as session:
        end_sessions(session, work, work.user_id(), but=session_id)
        payload = {"user": work.user_id(), "session": "others"}
        record(session, work, INSTALLATION, Tag.SESSION_ENDED, payload)
