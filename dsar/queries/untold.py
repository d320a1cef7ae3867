"""What waits for somebody and no message told yet, as far as they still may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import String, and_, cast, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.models import Case, Task, User
from dsar.models.scheduled import Notice

_UNTOLD = and_(Notice.settled_at.is_(None), Notice.outbox_id.is_(None))
_TASK = "task:"  # what a notice about a question begins with


@dataclass(frozen=True, slots=True)
class Untold:
    """A notice with the reference of its case, where the reader may read that, and the reader's own task."""

    notice: Notice
    reference: str
    task_id: int | None


def users_to_tell(session: Session, hour: int) -> Sequence[int]:
    """Give who is written to at this hour in Amsterdam or before, and has a notice that no message told."""
    query = (
        select(Notice.user_id)
        .join(User, User.id == Notice.user_id)
        .where(_UNTOLD, User.active.is_(True), User.digest_hour <= hour)
        .distinct()
        .order_by(Notice.user_id)
    )
    return session.scalars(query).all()


def untold(session: Session, actor: Actor) -> Sequence[Untold]:
    """Give the notices of the actor that no message told, by their date; nothing of where they lost their role."""
    reads, answers = (organisations_with(actor, one) for one in (Permission.CASE_READ, Permission.TASK_ANSWER))
    member = {place for place, _role in actor.memberships}
    query = (
        select(Notice, Case.reference, Task.id)
        .outerjoin(Case, and_(Case.id == Notice.case_id, Case.organisation_id.in_(reads)))
        .outerjoin(
            Task,
            and_(
                Notice.about == _TASK + cast(Task.id, String),
                Task.assignee_id == actor.user_id,
                Task.organisation_id.in_(answers),
            ),
        )
        .where(
            _UNTOLD,
            Notice.user_id == actor.user_id,
            or_(
                Notice.organisation_id.in_(reads),
                and_(Notice.case_id.is_(None), Notice.organisation_id.in_(member)),
                Task.id.is_not(None),
            ),
        )
        .order_by(Notice.due_on, Notice.id)
    )
    return [Untold(notice, reference or "", task_id) for notice, reference, task_id in session.execute(query).tuples()]
