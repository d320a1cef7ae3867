"""Where the worklist walks: stretches of its index, one per organisation and key, put together in the order of the day.

What is read on every page is written once, with parameters: making a statement takes longer than a database needs to
answer it. A narrowed list is put together for its filters.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    any_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    union,
)
from sqlalchemy.orm import Session, aliased

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.core.search import Tab, Wanted
from dsar.core.vocabulary import Role
from dsar.core.worklist import ALL, owner_key, right_key, role_key, status_key
from dsar.models import Case, Organisation, Party, RegulationVersion, User, WorklistEntry, WorklistKey
from dsar.queries.deputies import own_owners
from dsar.queries.late_advice import CONCERNED, asking, late_keys
from dsar.queries.matching import matching

MOST_COUNTED = 1000  # a narrowed list is counted up to here
ACTING = (Role.CONTACT_PERSON, Role.FG, Role.DECIDER)
Key = tuple[date, int]  # the day and the id of a row
Keys = tuple[str, ...]  # a case is under one of them
_Place = tuple[int, tuple[Keys, ...]]  # an organisation, and the keys that a case must have there, one of each


def rows_of_page(
    session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date, after: Key | None, most: int
) -> Sequence[Any]:
    """Read what the first cases show, in order."""
    places = tuple(_places(session, actor, tab, wanted, today))
    if not places:
        return ()
    if any(len(keys) > 1 or len(keys[0]) > 1 for _, keys in places) or wanted.narrowed:
        return session.execute(_rows(_keys_of(session, places, tab, wanted, today, after, most), tab)).all()
    values: dict[str, object] = {"after_day": after[0], "after_id": after[1]} if after is not None else {}
    for number, (organisation_id, ((key,),)) in enumerate(places):
        values |= {f"place_{number}": organisation_id, f"key_{number}": key}
    return session.execute(_plain_rows(tab, len(places), most, behind=after is not None), values).all()


def count_narrowed(session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date) -> int:
    """Count the cases of a narrowed list, no further than one over `MOST_COUNTED`."""
    places = tuple(_places(session, actor, tab, wanted, today))
    if not places:
        return 0
    found = _keys_of(session, places, tab, wanted, today, None, MOST_COUNTED + 1)
    return session.execute(select(func.count()).select_from(found.subquery())).scalar_one()


def count_under(session: Session, keys: Mapping[int, Collection[str]]) -> int:
    """Count the open cases under one of an organisation's keys, each once, no further than one over `MOST_COUNTED`."""
    values: dict[str, object] = {}
    for number, (organisation_id, some) in enumerate(keys.items()):
        values |= {f"place_{number}": organisation_id, f"keys_{number}": list(some)}
    with_arrays = session.get_bind().dialect.name == "postgresql"
    return session.execute(_under(len(keys), with_arrays=with_arrays), values).scalar_one() if keys else 0


@cache
def _under(places: int, *, with_arrays: bool) -> Select[int]:
    """Write the statement that counts in so many organisations.

    PostgreSQL gets the keys of one as an array: with a parameter for each, of which there are a hundred in a large
    register, it would plan anew every time.
    """
    row = WorklistKey

    def among(name: str) -> ColumnElement[bool]:
        if with_arrays:
            return row.key == any_(bindparam(name, type_=ARRAY(String)))
        return row.key.in_(bindparam(name, expanding=True))

    under = (and_(row.organisation_id == bindparam(f"place_{one}"), among(f"keys_{one}")) for one in range(places))
    cases = select(row.case_id).where(or_(*under), row.closed.is_(False)).distinct().limit(_said(MOST_COUNTED + 1))
    return select(func.count()).select_from(cases.subquery())


@cache
def _plain_rows(tab: Tab, places: int, most: int, *, behind: bool) -> Select[*tuple[Any, ...]]:
    """Write the statement for rows under one key in each of so many organisations."""
    after: Any = (bindparam("after_day"), bindparam("after_id")) if behind else None
    stretches = [
        _stretch(tab, bindparam(f"place_{one}"), (bindparam(f"key_{one}"),), after, most) for one in range(places)
    ]
    return _rows(_together(stretches, tab, most), tab)


def _keys_of(
    session: Session,
    places: Iterable[_Place],
    tab: Tab,
    wanted: Wanted,
    today: date,
    after: Key | None,
    most: int,
) -> Select[date, int]:
    """Select the day and the id of the first cases of a narrowed list, in order."""
    stretches = []
    for organisation_id, (first, *others) in places:
        query = _stretch(tab, organisation_id, first, after, most)
        stretches.append(_narrowed(session, query, organisation_id, others, wanted, today, closed=tab is Tab.CLOSED))
    return _together(stretches, tab, most)


def _together(stretches: list[Select[date, int]], tab: Tab, most: int) -> Select[date, int]:
    if len(stretches) == 1:
        return stretches[0]
    rows = union(*(select(part.subquery()) for part in stretches)).subquery()
    return select(rows.c.day, rows.c.case_id).order_by(*_order(rows.c.day, rows.c.case_id, tab)).limit(_said(most))


def _said(most: int) -> ColumnElement[int]:
    """Write a limit in the statement: with a parameter PostgreSQL cannot know it and plans anew each time."""
    return literal_column(str(most), Integer)


def _order(day: Any, case_id: Any, tab: Tab) -> tuple[Any, Any]:
    return (day.desc(), case_id.desc()) if tab is Tab.CLOSED else (day, case_id)


def _places(session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date) -> Iterable[_Place]:
    """Give every organisation with the keys that a case must have there, one of each; the first are read in order.

    A case that waits for two roles of the actor comes twice here, and once in the union.
    """
    late = (
        late_keys(session, asking(session, actor.organisations_as(CONCERNED)), today) if tab is Tab.LATE_ADVICE else {}
    )
    for organisation_id in sorted(organisations_with(actor, Permission.CASE_LIST)):
        if wanted.organisation_id not in (None, organisation_id):
            continue
        own = own_owners(session, actor, organisation_id, today) if wanted.own else ()
        needed = (*((tuple(map(owner_key, own)),) if own else ()), *((key,) for key in _needed(wanted)))
        roles = actor.roles_in(organisation_id)
        if tab is Tab.MINE:
            yield from ((organisation_id, (*needed, (role_key(role),))) for role in ACTING if role in roles)
        elif tab is not Tab.LATE_ADVICE:
            yield organisation_id, needed or ((ALL,),)
        elif organisation_id in late:
            yield organisation_id, (late[organisation_id], *needed)


def _needed(wanted: Wanted) -> tuple[str, ...]:
    """Give the keys of a filter, those that fewest cases have in front."""
    keys = []
    if wanted.owner_id is not None:
        keys.append(owner_key(wanted.owner_id))
    if wanted.waits_for is not None:
        keys.append(role_key(wanted.waits_for))
    if wanted.status is not None:
        keys.append(status_key(wanted.status))
    if wanted.right is not None:
        keys.append(right_key(wanted.right))
    return tuple(keys)


def _stretch(tab: Tab, organisation_id: Any, keys: tuple[Any, ...], after: Any, most: int) -> Select[date, int]:
    """Select the first rows of an organisation under one of these keys, as one walk along the index."""
    row, closed = WorklistKey, tab is Tab.CLOSED
    query = select(row.day, row.case_id).where(
        row.organisation_id == organisation_id, _one_of(row, keys), row.closed.is_(closed)
    )
    if after is not None:
        query = query.where(_behind(after, closed=closed))
    return query.order_by(*_order(row.day, row.case_id, tab)).limit(_said(most))


def _narrowed(
    session: Session,
    query: Select[date, int],
    organisation_id: int,
    others: Iterable[Keys],
    wanted: Wanted,
    today: date,
    *,
    closed: bool,
) -> Select[date, int]:
    """Keep of a stretch what is under the other keys too, and what else is wanted."""
    row = WorklistKey
    for key in others:
        other = aliased(WorklistKey)
        query = query.where(select(other.key).where(other.case_id == row.case_id, _one_of(other, key)).exists())
    if wanted.overdue and not closed:  # the day of a closed case is that of its closing
        query = query.where(row.day < today)
    if wanted.received_from is not None or wanted.received_until is not None:
        query = _received(query, wanted)
    if wanted.terms:
        query = query.where(row.case_id.in_(matching(session, organisation_id, wanted.terms)))
    return query


def _one_of(row: type[WorklistKey], keys: tuple[Any, ...]) -> ColumnElement[bool]:
    return row.key == keys[0] if len(keys) == 1 else row.key.in_(keys)


def _received(query: Select[date, int], wanted: Wanted) -> Select[date, int]:
    """Keep what was received in a period; nothing is due or closed before it was received, so the walk starts there."""
    query = query.join(Case, Case.id == WorklistKey.case_id)
    if wanted.received_from is not None:
        query = query.where(Case.received_on >= wanted.received_from, WorklistKey.day >= wanted.received_from)
    if wanted.received_until is not None:
        query = query.where(Case.received_on <= wanted.received_until)
    return query


def _behind(after: Any, *, closed: bool) -> ColumnElement[bool]:
    """Start behind a row; the first comparison alone lets the database begin there."""
    day, last_id = after
    row = WorklistKey
    if closed:
        return and_(row.day <= day, or_(row.day < day, row.case_id < last_id))
    return and_(row.day >= day, or_(row.day > day, row.case_id > last_id))


def _rows(keys: Select[date, int], tab: Tab) -> Select[*tuple[Any, ...]]:
    """Select what the rows show, in order: columns are three times as fast as objects here."""
    found = keys.subquery()
    return (
        select(
            found.c.day,
            Case.id,
            Case.reference,
            Case.organisation_id,
            Case.owner_id,
            Case.regulation_version_id,
            Case.next_due_on,
            Case.closed_on,
            Organisation.name.label("organisation"),
            Party.initials,
            Party.name_prefix,
            Party.last_name,
            User.name.label("owner"),
            WorklistEntry.rights,
            WorklistEntry.steps,
            WorklistEntry.draft_roles,
            RegulationVersion.sha256,
        )
        .join_from(found, Case, Case.id == found.c.case_id)
        .join(WorklistEntry, WorklistEntry.case_id == Case.id)
        .join(Party, and_(Party.case_id == Case.id, Party.kind == "subject"))
        .join(Organisation, Organisation.id == Case.organisation_id)
        .join(User, User.id == Case.owner_id)
        .join(RegulationVersion, RegulationVersion.id == Case.regulation_version_id)
        .order_by(*_order(found.c.day, found.c.case_id, tab))
    )
