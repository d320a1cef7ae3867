"""Somebody has read what they were told. It is no entry of the trail: it says nothing of a case, and changes none."""

from collections.abc import Collection

from sqlalchemy import update
from sqlalchemy.orm import Session

from dsar.core.errors import NotFound
from dsar.models import Notice
from dsar.queries.notices import own_notice, unread_ids
from dsar.services.work import Work, transaction


def read_notice(work: Work, notice_id: int) -> None:
    """Note that the actor read a notice; the first time counts. Raises NotFound for what the actor may not see."""
    with transaction(work) as session:
        if own_notice(session, work.actor, notice_id) is None:
            raise NotFound
        _mark(session, work, (notice_id,))


def read_notices(work: Work, until: int) -> None:
    """Note that the actor read all their notices up to and including one; what came later stays unread."""
    with transaction(work) as session:
        _mark(session, work, unread_ids(session, work.actor, until))


def _mark(session: Session, work: Work, notice_ids: Collection[int]) -> None:
    """Write it past the session: a notice that it wrote would count as a change of its case."""
    first_time = update(Notice).where(Notice.id.in_(notice_ids), Notice.read_at.is_(None))
    session.execute(first_time.values(read_at=work.moment))
