"""Who typed a form that was not sent, and how many they put away."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.models import FormDraft, LoginSession, User

PUT_AWAY_FOR = timedelta(days=30)
LEFT_FOR = timedelta(hours=1)  # what was not put away
COUNT_PUT_AWAY = (  # of `put_away`
    select(func.count())
    .select_from(FormDraft)
    .where(
        FormDraft.user_id == bindparam("user_id"),
        FormDraft.path == bindparam("path"),
        FormDraft.put_away.is_(True),
        FormDraft.updated_at > bindparam("kept_since"),
    )
)


def put_away(user_id: int | None, path: str, moment: datetime) -> dict[str, object]:
    """Give the values of `COUNT_PUT_AWAY`: somebody's forms of a page that they put away and that are still kept."""
    return {"user_id": user_id, "path": path, "kept_since": moment - PUT_AWAY_FOR}


def left_at(
    session: Session, actor: Actor, path: str, moment: datetime, *, below: bool
) -> tuple[tuple[str, datetime], ...]:
    """Give the keys of what the actor typed at a path within the hour and did not send, and when; the latest first.

    With `below` also what was typed at the addresses that begin with the path.
    """
    here = FormDraft.path == path
    if below:
        here = or_(here, FormDraft.path.startswith(f"{path}/", autoescape=True))
    own = (FormDraft.user_id == actor.user_id, FormDraft.put_away.is_(False), FormDraft.updated_at > moment - LEFT_FOR)
    rows = session.execute(select(FormDraft.key, FormDraft.updated_at).where(*own, here).order_by(FormDraft.id.desc()))
    return tuple((key, at) for key, at in rows)


def keys_left(session: Session, actor: Actor, key: str, path: str) -> tuple[str, ...]:
    """Give the keys of what the actor typed and did not put away, under this key or at this path."""
    own = (FormDraft.user_id == actor.user_id, FormDraft.put_away.is_(False))
    same = or_(FormDraft.key == key, FormDraft.path == path)
    return tuple(session.scalars(select(FormDraft.key).where(*own, same).order_by(FormDraft.id)))


def user_of_session(session: Session, session_id: int) -> int | None:
    """Give whose session this is or was, or None when there is no such session or they are no longer active."""
    query = select(User.id).join(LoginSession, LoginSession.user_id == User.id)
    return session.execute(query.where(LoginSession.id == session_id, User.active.is_(True))).scalar_one_or_none()
