"""The messages that an administrator looks after: those of the people of their organisations that have not left."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from dsar.core.actor import Actor
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.models import Membership
from dsar.models.scheduled import Hold as Hold
from dsar.models.scheduled import MailState as MailState
from dsar.models.scheduled import Outbox as Outbox

PAGE = 50
MAIL = "mail"  # the name of the hold
ON_THE_WAY = (MailState.TAKEN, MailState.HANDING_OVER)
LOOKED_AFTER = (MailState.WAITING, MailState.UNKNOWN, MailState.GIVEN_UP)  # something can be done about them


def unsent(session: Session, actor: Actor, before_id: int | None = None) -> tuple[Sequence[Outbox], int | None]:
    """Give a page of the messages that have not left, the newest first, older than the one with an id.

    The second is the id of the last one when there are more.
    """
    query = (
        select(Outbox)
        .options(joinedload(Outbox.user))
        .where(Outbox.user_id.in_(_people(actor)), Outbox.state.in_((*LOOKED_AFTER, *ON_THE_WAY)))
        .order_by(Outbox.id.desc())
        .limit(PAGE + 1)
    )
    rows = session.scalars(query if before_id is None else query.where(Outbox.id < before_id)).all()
    return rows[:PAGE], rows[PAGE - 1].id if len(rows) > PAGE else None


def managed_message(session: Session, actor: Actor, message_id: int, *, lock: bool = False) -> Outbox:
    """Give a message to somebody of an organisation that the actor manages; raises NotFound for another."""
    query = select(Outbox).where(Outbox.id == message_id, Outbox.user_id.in_(_people(actor)))
    found = session.execute(query.with_for_update() if lock else query).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def mail_hold(session: Session) -> Hold | None:
    """Give since when and why mail stands still, or None."""
    return session.get(Hold, MAIL)


def _people(actor: Actor) -> Select[int]:
    managed = organisations_with(actor, Permission.ORGANISATION_MANAGE)
    return select(Membership.user_id).where(Membership.organisation_id.in_(managed))
