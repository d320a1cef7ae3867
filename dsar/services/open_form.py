"""Opens forms that were typed and not sent, as long as they are kept; everybody opens their own only."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.files import unseal
from dsar.models import FormDraft
from dsar.queries.form_drafts import LEFT_FOR, PUT_AWAY_FOR

Typed = tuple[tuple[str, str], ...]  # names and values, in the order of the form


@dataclass(frozen=True, slots=True)
class Kept:
    """A form that is kept: where it belongs and what was typed."""

    id: int
    key: str
    path: str
    updated_at: datetime
    typed: Typed

    def value(self, name: str) -> str:
        """Give what was typed in a field; empty when nothing was."""
        return next((value for field, value in self.typed if field == name), "")


def forms_kept(session: Session, actor: Actor, path: str, moment: datetime) -> tuple[Kept, ...]:
    """Give the actor's forms of a page that they put away or left within the hour, the latest first; raises Damaged."""
    put_away = and_(FormDraft.put_away.is_(True), FormDraft.updated_at > moment - PUT_AWAY_FOR)
    left = and_(FormDraft.put_away.is_(False), FormDraft.updated_at > moment - LEFT_FOR)
    found = _of(session, actor, FormDraft.path == path, or_(put_away, left))
    return tuple(sorted(found, key=lambda kept: kept.updated_at, reverse=True))


def form_left(session: Session, actor: Actor, key: str, moment: datetime) -> Kept | None:
    """Give what the actor had typed when their session ended; None when it is not kept or another's. Raises Damaged."""
    where = (FormDraft.key == key, FormDraft.put_away.is_(False), FormDraft.updated_at > moment - LEFT_FOR)
    return next(iter(_of(session, actor, *where)), None)


def _of(session: Session, actor: Actor, *where: ColumnElement[bool]) -> list[Kept]:
    rows = session.scalars(select(FormDraft).where(FormDraft.user_id == actor.user_id, *where).order_by(FormDraft.id))
    return [_kept(row) for row in rows]


def _kept(row: FormDraft) -> Kept:
    content = json.loads(unseal(row.content, row.cipher, row.sha256))
    return Kept(row.id, row.key, row.path, row.updated_at, tuple((name, value) for name, value in content))
