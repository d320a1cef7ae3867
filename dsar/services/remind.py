"""Tells everybody what is due or waits, each mark once, and settles what is not so any more."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from sqlalchemy import true
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dsar.core.reminders import mark_of
from dsar.database import unit_of_work
from dsar.models import Notice
from dsar.queries.reminders import Item, before_of, items
from dsar.services.settle import Key, keys_of, live, settle
from dsar.services.work import Work

T = TypeVar("T")

_AT_ONCE = 200  # rows of one transaction: nobody waits long for it


def remind(work: Work) -> int:
    """Make the notices of the day and give how many were new; run again it makes nothing twice.

    A notice is settled when what it tells is not so any more, somebody else looks after it, or a later one tells more.
    """
    with Session(work.engine) as session:
        found = list(items(session, work.today))
        before = before_of(session)
    wanted = [
        _row(work, item, user_id, mark)
        for item in found
        if (mark := mark_of(item.kind, work.today, item.due_on, before[item.organisation_id])) is not None
        for user_id in sorted(item.users)
    ]
    made = sum(_make(work, some) for some in _parts(wanted))
    _settle(work, keys_of(found))
    return made


def _row(work: Work, item: Item, user_id: int, mark: int) -> dict[str, object]:
    return {
        "user_id": user_id,
        "organisation_id": item.organisation_id,
        "case_id": item.case_id,
        "kind": item.kind,
        "about": item.about,
        "due_on": item.due_on,
        "mark": mark,
        "created_at": work.moment,
    }


def _make(work: Work, rows: Sequence[dict[str, object]]) -> int:
    with unit_of_work(work.engine) as session:
        dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
        wanted = dialect.insert(Notice).values(list(rows)).on_conflict_do_nothing().returning(Notice.id)
        return len(session.execute(wanted).all())


def _settle(work: Work, standing: set[Key]) -> None:
    """Settle the notices of what is no item any more, and those that a later one about the same came after."""
    newest: dict[Key, int] = {}
    gone: list[int] = []
    with Session(work.engine) as session:
        for notice_id, key in live(session, true()):
            gone += [newest[key]] if key in newest else []
            newest[key] = notice_id
    gone += [notice_id for key, notice_id in newest.items() if key not in standing]
    for some in _parts(gone):
        with unit_of_work(work.engine) as session:
            settle(session, some, work.moment)


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
