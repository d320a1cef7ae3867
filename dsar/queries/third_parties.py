"""The third parties of a case, for whoever sees the case."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dsar.core.errors import NotFound
from dsar.models import ThirdParty as ThirdParty
from dsar.queries.tasks import TaskState


def third_parties_of_case(session: Session, case_id: int) -> Sequence[ThirdParty]:
    """Give whom a case asked for a view, oldest first; the caller has checked that the actor may see the case."""
    query = (
        select(ThirdParty)
        .where(ThirdParty.case_id == case_id)
        .options(selectinload(ThirdParty.views), selectinload(ThirdParty.links))
        .order_by(ThirdParty.id)
    )
    return session.scalars(query).all()


def third_party(session: Session, third_party_id: int) -> ThirdParty:
    """Give one; raises NotFound. The caller checks that the actor may see its case."""
    row = session.get(ThirdParty, third_party_id)
    if row is None:
        raise NotFound
    return row


def state_of_view(row: ThirdParty, today: date) -> TaskState:
    """Tell how a question to a third party stands; late from the day after its own term."""
    if row.taken_back:
        return TaskState.WITHDRAWN
    if row.views:
        return TaskState.ANSWERED
    return TaskState.LATE if row.due_on < today else TaskState.ASKED
