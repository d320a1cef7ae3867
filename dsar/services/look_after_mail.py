"""An administrator tries a message again, drops it, or lets mail go that stands still; the trail tells who did."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import INSTALLATION, Tag
from dsar.core.errors import NotAllowed
from dsar.core.permissions import Permission, organisations_with
from dsar.models import Membership, Outbox
from dsar.models.scheduled import MailState
from dsar.queries.outbox import LOOKED_AFTER, mail_hold, managed_message
from dsar.services.audit import record, stream_of
from dsar.services.work import Work, transaction

BY_HAND = "by_hand"


def send_again(work: Work, message_id: int) -> None:
    """Let a message go with the next call, under the Message-ID it has; one that is unknown may arrive twice.

    Raises NotFound for a message to somebody whom the actor does not manage, and NotAllowed for one that left.
    """
    with transaction(work) as session:
        row = _lock(session, work, message_id)
        _tell(session, work, row, Tag.MAIL_AGAIN)
        row.state, row.not_before = MailState.WAITING, work.moment


def drop(work: Work, message_id: int) -> None:
    """Let a message not leave any more; raises as `send_again`."""
    with transaction(work) as session:
        row = _lock(session, work, message_id)
        _tell(session, work, row, Tag.MAIL_DROPPED)
        row.state, row.problem = MailState.CANCELLED, BY_HAND


def release_mail(work: Work) -> None:
    """Let mail go that stands still; for nobody but an administrator, and nothing happens when it does not."""
    if not organisations_with(work.actor, Permission.ORGANISATION_MANAGE):
        raise NotAllowed("role", permission=Permission.ORGANISATION_MANAGE)
    with transaction(work) as session:
        hold = mail_hold(session)
        if hold is not None:
            session.delete(hold)
            record(session, work, INSTALLATION, Tag.MAIL_RELEASED, {})


def _lock(session: Session, work: Work, message_id: int) -> Outbox:
    row = managed_message(session, work.actor, message_id, lock=True)
    if row.state not in LOOKED_AFTER:
        raise NotAllowed("message_moved")
    return row


def _tell(session: Session, work: Work, row: Outbox, tag: Tag) -> None:
    """Note it in every organisation that the actor manages and the receiver works or worked for."""
    managed = organisations_with(work.actor, Permission.ORGANISATION_MANAGE)
    query = select(Membership.organisation_id).where(
        Membership.user_id == row.user_id, Membership.organisation_id.in_(managed)
    )
    for organisation_id in sorted(set(session.scalars(query))):
        payload = {"user": row.user_id, "message": row.id, "state": row.state.value}
        record(session, work, stream_of(organisation_id), tag, payload)
