"""The only writer of the worklist: how each case stands, rewritten in the transaction that changed it."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy import delete, event, select, update
from sqlalchemy.orm import Session, UOWTransaction

from dsar.core.folding import fold
from dsar.core.worklist import Standing, keys_of, searched
from dsar.database import locked_or_new
from dsar.models import AccessEvent, Case, LetterPreview, WorklistCount, WorklistEntry, WorklistKey
from dsar.queries.standing import standing_of

_NO_CHANGE = (AccessEvent, LetterPreview)  # who looked changes nothing
Place = tuple[bool, date]  # closed, and the day that is due or on which it was closed


@contextmanager
def following(session: Session) -> Iterator[set[int]]:
    """Rewrite at the end the rows of every case that something was written about; give the set that holds them then."""
    touched: set[int] = set()

    def notice(session: Session, context: UOWTransaction) -> None:
        for row in (*session.new, *session.dirty, *session.deleted):
            if not isinstance(row, _NO_CHANGE):
                case_id = row.id if isinstance(row, Case) else getattr(row, "case_id", None)
                touched.update([case_id] if case_id is not None else [])

    event.listen(session, "after_flush", notice)
    yield touched
    session.flush()
    event.remove(session, "after_flush", notice)
    refresh(session, touched)


def refresh(session: Session, case_ids: Collection[int]) -> None:
    """Write how these cases stand now, as the database has them: what the session remembers may be older."""
    if not case_ids:
        return
    with Session(session.connection()) as own:
        for case_id in sorted(case_ids):
            _refresh(own, own.get_one(Case, case_id))
        own.commit()  # of this session only: the transaction of the connection goes on


def _refresh(session: Session, case: Case) -> None:
    standing = standing_of(session, case)
    _write_entry(session, case, standing)
    place = place_of(case)
    rows = session.execute(
        select(WorklistKey.key, WorklistKey.closed, WorklistKey.day).where(WorklistKey.case_id == case.id)
    )
    old = {key: (closed, day) for key, closed, day in rows}
    new = dict.fromkeys(keys_of(standing), place)
    changed = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    if not changed:
        return
    session.execute(delete(WorklistKey).where(WorklistKey.case_id == case.id, WorklistKey.key.in_(changed & {*old})))
    session.add_all(
        WorklistKey(organisation_id=case.organisation_id, key=key, closed=place[0], day=place[1], case_id=case.id)
        for key in sorted(changed & {*new})
    )
    session.flush()
    moved = Counter({(key, new[key][0]): 1 for key in changed & {*new}})
    moved.subtract({(key, old[key][0]): 1 for key in changed & {*old}})
    _count(session, case.organisation_id, moved)


def place_of(case: Case) -> Place:
    """Give where a case stands in the order of the list."""
    return (True, case.closed_on) if case.closed_on is not None else (False, case.next_due_on)


def _write_entry(session: Session, case: Case, standing: Standing) -> None:
    entry, wanted = session.get(WorklistEntry, case.id), entry_of(case, standing)
    if entry is None:
        session.add(wanted)
    elif values_of(entry) != values_of(wanted):
        session.merge(wanted)


def entry_of(case: Case, standing: Standing) -> WorklistEntry:
    """Give the row of a case as it should be."""
    return WorklistEntry(
        case_id=case.id,
        organisation_id=case.organisation_id,
        rights=",".join(standing.rights),
        steps=",".join(dict.fromkeys(standing.steps)),
        draft_roles=",".join(standing.draft_roles),
        sort_name=fold(case.parties[0].last_name)[:100],
        searched=searched(standing),
    )


def values_of(entry: WorklistEntry) -> tuple[object, ...]:
    """Give what a row holds, to compare it with another."""
    return tuple(getattr(entry, column.key) for column in WorklistEntry.__table__.columns)


def _count(session: Session, organisation_id: int, moved: Mapping[tuple[str, bool], int]) -> None:
    """Change the counts; always in the same order, so that two transactions never wait for each other."""
    for (key, closed), by in sorted(moved.items()):
        if by:
            _counted_row(session, organisation_id, key, closed=closed)
            where = (
                WorklistCount.organisation_id == organisation_id,
                WorklistCount.key == key,
                WorklistCount.closed == closed,
            )
            session.execute(update(WorklistCount).where(*where).values(cases=WorklistCount.cases + by))


def _counted_row(session: Session, organisation_id: int, key: str, *, closed: bool) -> None:
    identity = {"organisation_id": organisation_id, "key": key, "closed": closed}
    locked_or_new(session, select(WorklistCount).filter_by(**identity), lambda: WorklistCount(cases=0, **identity))
