"""The worklist: cases of the actor's organisations, the earliest governing date first, in keyset pages.

Everything is read from the index that `services.worklist` keeps. Per organisation and key a page is a short stretch of
one index; the stretches are put together, so the size of the register does not matter.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, func, literal_column, or_, select, union
from sqlalchemy.orm import Session, aliased

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.core.progress import ROLE_FOR, WAITS_FOR_CLIENT, Step
from dsar.core.regulation import Regulation
from dsar.core.search import Tab, Wanted
from dsar.core.vocabulary import Right, Role
from dsar.core.worklist import ALL, ASKED, asked_of, owner_key, owner_of, right_key, role_key, status_key, waiting_roles
from dsar.models import (
    Case,
    Deputising,
    Organisation,
    Party,
    RegulationVersion,
    User,
    WorklistCount,
    WorklistEntry,
    WorklistKey,
)
from dsar.queries.deputies import deputies_on, own_owners
from dsar.queries.late_advice import CONCERNED, Asking, asking, late_keys
from dsar.queries.matching import matching
from dsar.queries.regulations import regulation_known

PAGE = 50
MOST_COUNTED = 1000  # a narrowed list is counted up to here
ACTING = (Role.CONTACT_PERSON, Role.FG, Role.DECIDER)
Key = tuple[date, int]  # the day and the id of a row
Keys = tuple[str, ...]  # a case is under one of them
Away = Mapping[tuple[int, int], Deputising]  # by (organisation, who is away)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the worklist."""

    case_id: int
    reference: str
    organisation: str
    name_parts: tuple[str, str, str]  # initials, prefix, last name
    rights: tuple[Right, ...]
    due: date | None
    step: Step
    waiting_for: Role | None
    waiting_for_name: str  # what the organisation calls whom it waits for; empty when nothing is left to do
    owner: str
    deputy: str  # who looks after the case today while its owner is away; empty when the owner does
    closed_on: date | None
    drafts: int  # composed letters that wait for the actor
    letters_asked: int  # composed letters that wait for advice


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows, the key of the last one when there are more, and who deputises for whom today."""

    rows: tuple[Row, ...]
    after: Key | None
    away: Away


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases; `more` when there are more than were counted."""

    cases: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases of an organisation are under a key of the index."""

    organisation_id: int
    key: str
    closed: bool
    cases: int


def worklist(session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date, after: Key | None = None) -> Page:
    """Give a page of the worklist, starting behind the (date, id) of an earlier page's last row."""
    keys = _page_keys(session, actor, tab, wanted, today, after, PAGE + 1)
    away = deputies_on(session, organisations_with(actor, Permission.CASE_LIST), today)
    found = _rows(session, keys, tab) if keys is not None else []
    shown = found[:PAGE]
    versions = {(row.regulation_version_id, row.sha256) for row in shown}
    named = {version_id: regulation_known(session, version_id, known) for version_id, known in versions}
    rows = tuple(_row(actor, row, named[row.regulation_version_id], away) for row in shown)
    return Page(rows, (shown[-1].day, shown[-1].id) if len(found) > PAGE else None, away)


def tallies(session: Session, actor: Actor) -> tuple[Tally, ...]:
    """Read how many cases there are under each key, in the actor's organisations: for the tabs and the filters."""
    seen = organisations_with(actor, Permission.CASE_LIST)
    row = WorklistCount
    query = select(row.organisation_id, row.key, row.closed, row.cases).where(
        row.organisation_id.in_(seen),
        row.cases > 0,
        or_(row.key == ALL, *(row.key.startswith(kind) for kind in ("waiting:", "owner:", ASKED))),
    )
    return tuple(Tally(*found) for found in session.execute(query))


def counts(
    session: Session, actor: Actor, wanted: Wanted, today: date, known: Collection[Tally] = ()
) -> Mapping[Tab, Count]:
    """Count the cases per tab: exactly, or for a narrowed list up to `MOST_COUNTED`."""
    if wanted.narrowed:
        return {tab: _counted(session, actor, tab, wanted, today) for tab in Tab}
    numbers = dict.fromkeys(Tab, 0)
    for one in known:
        if one.key == ALL:
            numbers[Tab.CLOSED if one.closed else Tab.OPEN] += one.cases
        elif not one.closed and (waiting_roles(one.key) or frozenset()) & actor.roles_in(one.organisation_id):
            numbers[Tab.MINE] += one.cases
    found = {tab: Count(cases) for tab, cases in numbers.items()}
    asked = _asking(actor, known)
    found[Tab.LATE_ADVICE] = _count_late(session, late_keys(session, asked, today)) if asked else Count(0)
    return found


def owners(session: Session, known: Iterable[Tally]) -> tuple[tuple[int, str], ...]:
    """Give who has cases in the actor's organisations, by name."""
    ids = {owner_id for one in known if (owner_id := owner_of(one.key)) is not None}
    people = session.execute(select(User.id, User.name).where(User.id.in_(ids)).order_by(User.name, User.id))
    return tuple((person_id, name) for person_id, name in people)


def organisations(session: Session, actor: Actor) -> tuple[tuple[int, str], ...]:
    """Give the organisations whose cases the actor sees, by name."""
    seen = organisations_with(actor, Permission.CASE_LIST)
    rows = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(seen)).order_by(Organisation.name)
    )
    return tuple((organisation_id, name) for organisation_id, name in rows)


def _asking(actor: Actor, known: Iterable[Tally]) -> Asking:
    """Give the keys under which an advice is waited for, where that concerns the actor."""
    concerned, found = actor.organisations_as(CONCERNED), dict[int, list[str]]()
    for one in known:
        if not one.closed and one.organisation_id in concerned and asked_of(one.key) is not None:
            found.setdefault(one.organisation_id, []).append(one.key)
    return found


def _count_late(session: Session, late: Mapping[int, Keys]) -> Count:
    """Count the cases under keys of the index; one that is under two of them counts once."""
    if not late:
        return Count(0)
    row = WorklistKey
    under = or_(*(and_(row.organisation_id == place, row.key.in_(keys)) for place, keys in late.items()))
    cases = select(row.case_id).where(under, row.closed.is_(False)).distinct().limit(_said(MOST_COUNTED + 1))
    return _count_of(session, cases)


def _counted(session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date) -> Count:
    found = _page_keys(session, actor, tab, wanted, today, None, MOST_COUNTED + 1)
    return _count_of(session, found) if found is not None else Count(0)


def _count_of(session: Session, cases: Select[*tuple[Any, ...]]) -> Count:
    found = session.execute(select(func.count()).select_from(cases.subquery())).scalar_one()
    return Count(min(found, MOST_COUNTED), more=found > MOST_COUNTED)


def _page_keys(
    session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date, after: Key | None, most: int
) -> Select[date, int] | None:
    """Select the day and the id of the first cases, in order; None when there is no place to look."""
    stretches = [
        _stretch(session, tab, organisation_id, keys, wanted, today, after, most)
        for organisation_id, keys in _places(session, actor, tab, wanted, today)
    ]
    if len(stretches) < 2:
        return stretches[0] if stretches else None
    rows = union(*(select(part.subquery()) for part in stretches)).subquery()
    return select(rows.c.day, rows.c.case_id).order_by(*_order(rows.c.day, rows.c.case_id, tab)).limit(_said(most))


def _said(most: int) -> ColumnElement[int]:
    """Write a limit in the statement: with a parameter PostgreSQL cannot know it and plans anew each time."""
    return literal_column(str(most), Integer)


def _order(day: Any, case_id: Any, tab: Tab) -> tuple[Any, Any]:
    return (day.desc(), case_id.desc()) if tab is Tab.CLOSED else (day, case_id)


def _places(
    session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date
) -> Iterable[tuple[int, tuple[Keys, ...]]]:
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


def _stretch(
    session: Session,
    tab: Tab,
    organisation_id: int,
    keys: tuple[Keys, ...],
    wanted: Wanted,
    today: date,
    after: Key | None,
    most: int,
) -> Select[date, int]:
    """Select the first rows of an organisation under these keys, as one walk along the index."""
    row, closed = WorklistKey, tab is Tab.CLOSED
    query = select(row.day, row.case_id).where(
        row.organisation_id == organisation_id, _one_of(row, keys[0]), row.closed.is_(closed)
    )
    for key in keys[1:]:
        other = aliased(WorklistKey)
        query = query.where(select(other.key).where(other.case_id == row.case_id, _one_of(other, key)).exists())
    if wanted.overdue and not closed:  # the day of a closed case is that of its closing
        query = query.where(row.day < today)
    if wanted.received_from is not None or wanted.received_until is not None:
        query = _received(query, wanted)
    if wanted.terms:
        query = query.where(row.case_id.in_(matching(session, organisation_id, wanted.terms)))
    if after is not None:
        query = query.where(_behind(after, closed=closed))
    return query.order_by(*_order(row.day, row.case_id, tab)).limit(_said(most))


def _one_of(row: type[WorklistKey], keys: Keys) -> ColumnElement[bool]:
    return row.key == keys[0] if len(keys) == 1 else row.key.in_(keys)


def _received(query: Select[date, int], wanted: Wanted) -> Select[date, int]:
    """Keep what was received in a period; nothing is due or closed before it was received, so the walk starts there."""
    query = query.join(Case, Case.id == WorklistKey.case_id)
    if wanted.received_from is not None:
        query = query.where(Case.received_on >= wanted.received_from, WorklistKey.day >= wanted.received_from)
    if wanted.received_until is not None:
        query = query.where(Case.received_on <= wanted.received_until)
    return query


def _behind(after: Key, *, closed: bool) -> ColumnElement[bool]:
    """Start behind a row; the first comparison alone lets the database begin there."""
    day, last_id = after
    row = WorklistKey
    if closed:
        return and_(row.day <= day, or_(row.day < day, row.case_id < last_id))
    return and_(row.day >= day, or_(row.day > day, row.case_id > last_id))


def _rows(session: Session, keys: Select[date, int], tab: Tab) -> Sequence[Any]:
    """Read what the rows show, in order: columns are three times as fast as objects here."""
    found = keys.subquery()
    query = (
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
    return session.execute(query).all()


def _row(actor: Actor, found: Any, regulation: Regulation, away: Away) -> Row:
    roles = actor.roles_in(found.organisation_id)
    left = [Step(step) for step in found.steps.split(",") if step]
    own = [step for step in left if ROLE_FOR[step] in roles]
    step = (own or left or [Step.NONE])[0]  # one's own step before another's
    role = ROLE_FOR[step]
    deputising = away.get((found.organisation_id, found.owner_id))
    return Row(
        case_id=found.id,
        reference=found.reference,
        organisation=found.organisation,
        name_parts=(found.initials, found.name_prefix, found.last_name),
        rights=tuple(Right(right) for right in found.rights.split(",")),
        due=found.next_due_on if found.closed_on is None else None,
        step=step,
        waiting_for=role,
        waiting_for_name=_whom(regulation, step, role),
        owner=found.owner,
        deputy=deputising.deputy.name if deputising is not None and found.closed_on is None else "",
        closed_on=found.closed_on,
        drafts=sum(Role(waiting) in roles for waiting in found.draft_roles.split(",") if waiting),
        letters_asked=found.draft_roles.split(",").count(Role.FG),
    )


def _whom(regulation: Regulation, step: Step, role: Role | None) -> str:
    """Give what the organisation calls whom a step waits for: a role, or whoever asks."""
    if step in WAITS_FOR_CLIENT:
        return regulation.words.data_subject
    return regulation.roles_named.get(role, "") if role is not None else ""
