"""Settles the notices of what is not so any more, where that changed: nothing waits after it was done."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from dsar.core.reminders import Reminder
from dsar.models import Notice
from dsar.queries.reminders import Item, items_of

Key = tuple[int, Reminder, str, date]  # whom, of what kind, about what, by which day


def settle_cases(session: Session, case_ids: Collection[int], moment: datetime, today: date) -> None:
    """Settle the notices about cases that something was written about, as far as they are not so any more."""
    known = list(live(session, Notice.case_id.in_(case_ids))) if case_ids else []
    if known:
        standing = keys_of(items_of(session, today, case_ids))
        settle(session, [notice_id for notice_id, key in known if key not in standing], moment)


def keys_of(items: Iterable[Item]) -> set[Key]:
    """Give what the notices of items are known by."""
    return {(user_id, item.kind, item.about, item.due_on) for item in items for user_id in item.users}


def live(session: Session, which: ColumnElement[bool]) -> Iterator[tuple[int, Key]]:
    """Give the notices that are not settled, oldest first, and what each is known by."""
    query = select(Notice.id, Notice.user_id, Notice.kind, Notice.about, Notice.due_on)
    rows = session.execute(query.where(Notice.settled_at.is_(None), which).order_by(Notice.id))
    for notice_id, user_id, kind, about, due_on in rows:
        yield notice_id, (user_id, kind, about, due_on)


def settle(session: Session, notice_ids: Collection[int], moment: datetime) -> None:
    """Settle notices."""
    if notice_ids:
        session.execute(update(Notice).where(Notice.id.in_(notice_ids)).values(settled_at=moment))
