"""Keeps what was typed and not sent: put away by the user, or left when their session ended.

This is nobody's case yet, but what is put away holds somebody's data for a month: the trail says who keeps it, by its
number only. What was left when a session ended, or is being checked, is gone within the hour; it leaves no line.
"""

import json
import secrets
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, not_, or_, select
from sqlalchemy.orm import Session

from dsar.core.audit import INSTALLATION, Tag
from dsar.core.errors import Conflict
from dsar.files import seal
from dsar.models import FormDraft
from dsar.queries.form_drafts import LEFT_FOR, PUT_AWAY_FOR
from dsar.services.audit import record
from dsar.services.open_form import Typed
from dsar.services.work import Work, transaction

MOST_BYTES = 250_000  # of one form: the longest letter with its annex, twice
MOST_PUT_AWAY = 20  # forms of one user
MOST_LEFT = 10
MOST_SEARCHES = 20
SEARCH = "/zoeken"  # the path of what was looked for
LONGEST_PATH = 300  # characters


def put_away(work: Work, path: str, key: str, typed: Typed) -> None:
    """Keep a form of the actor for a month, in the place of an earlier version of the same form.

    Raises Conflict when it is too long or the actor has put away too many.
    """
    content = _bytes(typed)
    if len(content) > MOST_BYTES:
        raise Conflict("draft_too_long")
    with transaction(work) as session:
        forget_old(session, work.moment)
        own = select(FormDraft).where(FormDraft.user_id == work.user_id(), FormDraft.put_away.is_(True))
        kept = session.scalars(own).all()
        row = next((one for one in kept if one.key == key), None)
        if row is None and len(kept) >= MOST_PUT_AWAY:
            raise Conflict("too_many_drafts", most=MOST_PUT_AWAY)
        if row is None:
            row = FormDraft(user_id=work.user_id(), path=path, key=key, put_away=True)
            session.add(row)
        _fill(row, work, content)
        session.flush()
        record(session, work, INSTALLATION, Tag.REGISTRATION_PUT_AWAY, {"draft": row.id})


def keep_checked(work: Work, path: str, key: str, typed: Typed) -> None:
    """Keep for an hour a form that its user is about to check: the way back in a browser loses what was typed.

    What was put away before stays put away, with what it holds now. Nothing is kept of a form that is too long.
    """
    content = _bytes(typed)
    if len(content) > MOST_BYTES:
        return
    with transaction(work) as session:
        forget_old(session, work.moment)
        own = select(FormDraft).where(FormDraft.user_id == work.user_id(), FormDraft.key == key)
        row = session.execute(own).scalar_one_or_none()
        if row is None:
            _make_room(session, work.user_id(), MOST_LEFT, FormDraft.path != SEARCH)
            row = FormDraft(user_id=work.user_id(), path=path, key=key, put_away=False)
            session.add(row)
        _fill(row, work, content)


def drop_sent(work: Work, key: str) -> None:
    """Remove what was kept of a form that was sent; what the actor put away stays until it is registered."""
    own = (FormDraft.user_id == work.user_id(), FormDraft.key == key, FormDraft.put_away.is_(False))
    with transaction(work) as session:
        session.execute(delete(FormDraft).where(*own))


def keep_search(work: Work, words: str) -> str:
    """Keep for an hour what the actor looks for; give the key under which its page finds it, of theirs alone.

    A name stands in no address, and a page that is the answer to a form cannot be gone back to.
    """
    row = FormDraft(user_id=work.user_id(), path=SEARCH, key=secrets.token_urlsafe(16), put_away=False)
    with transaction(work) as session:
        forget_old(session, work.moment)
        _make_room(session, work.user_id(), MOST_SEARCHES, FormDraft.path == SEARCH)
        _fill(row, work, _bytes((("words", words),)))
        session.add(row)
        return row.key


def throw_away(work: Work, key: str) -> None:
    """Remove a form that the actor put away or was checking; one that is gone stays gone."""
    with transaction(work) as session:
        own = (FormDraft.user_id == work.user_id(), FormDraft.key == key)
        draft = session.execute(select(FormDraft).where(*own)).scalar_one_or_none()
        if draft is not None:
            draft_id, put_away = draft.id, draft.put_away
            forget_in(session, work, key)
            if put_away:
                record(session, work, INSTALLATION, Tag.REGISTRATION_DROPPED, {"draft": draft_id})


def keep_left(work: Work, user_id: int, path: str, typed: Typed) -> str | None:
    """Keep for an hour what a user sent after their session ended; give the key that leads to it.

    Gives None when it is too long to be kept. Of one user the latest few are kept.
    """
    content = _bytes(typed)
    if len(content) > MOST_BYTES or len(path) > LONGEST_PATH:
        return None
    row = FormDraft(user_id=user_id, path=path, key=secrets.token_urlsafe(32), put_away=False)
    with transaction(work) as session:
        forget_old(session, work.moment)
        _make_room(session, user_id, MOST_LEFT, FormDraft.path != SEARCH)
        _fill(row, work, content)
        session.add(row)
        return row.key


def forget(work: Work, key: str) -> None:
    """Remove a form that the actor sent or has on the screen again; one that is gone stays gone."""
    with transaction(work) as session:
        forget_in(session, work, key)


def forget_in(session: Session, work: Work, key: str) -> None:
    """Remove a form of the actor in the transaction in which it becomes what it was for."""
    session.execute(delete(FormDraft).where(FormDraft.user_id == work.user_id(), FormDraft.key == key))


def drop_left(work: Work, key: str) -> None:
    """Remove what was left behind when somebody else signs in than who typed it."""
    with transaction(work) as session:
        session.execute(delete(FormDraft).where(FormDraft.key == key, FormDraft.put_away.is_(False)))


def forget_old(session: Session, moment: datetime) -> None:
    """Remove everything that was kept for its time."""
    left_too_long = and_(not_(FormDraft.put_away), FormDraft.updated_at <= moment - LEFT_FOR)
    too_old = FormDraft.updated_at <= moment - PUT_AWAY_FOR
    session.execute(delete(FormDraft).where(or_(left_too_long, too_old)))


def _make_room(session: Session, user_id: int, most: int, *where: ColumnElement[bool]) -> None:
    """Remove the oldest of what a user left behind, so that one more can be kept."""
    left = select(FormDraft.id).where(FormDraft.user_id == user_id, FormDraft.put_away.is_(False), *where)
    too_many = session.scalars(left.order_by(FormDraft.id.desc()).offset(most - 1)).all()
    session.execute(delete(FormDraft).where(FormDraft.id.in_(too_many)))


def _bytes(typed: Typed) -> bytes:
    return json.dumps(typed, ensure_ascii=False).encode()


def _fill(row: FormDraft, work: Work, content: bytes) -> None:
    sealed = seal(content)
    row.updated_at, row.sha256, row.cipher, row.content = work.moment, sealed.sha256, sealed.cipher, sealed.body
