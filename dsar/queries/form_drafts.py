"""Who typed a form that was not sent, and how many they put away."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.models import FormDraft, LoginSession, User

PUT_AWAY_FOR = timedelta(days=30)


def count_put_away(session: Session, actor: Actor, path: str, moment: datetime) -> int:
    """Count the actor's forms of a page that they put away and that are still kept."""
    query = select(func.count()).select_from(FormDraft)
    query = query.where(FormDraft.user_id == actor.user_id, FormDraft.path == path, FormDraft.put_away.is_(True))
    return session.execute(query.where(FormDraft.updated_at > moment - PUT_AWAY_FOR)).scalar_one()


def user_of_session(session: Session, session_id: int) -> int | None:
    """Give whose session this is or was, or None when there is no such session or they are no longer active."""
    query = select(User.id).join(LoginSession, LoginSession.user_id == User.id)
    return session.execute(query.where(LoginSession.id == session_id, User.active.is_(True))).scalar_one_or_none()
