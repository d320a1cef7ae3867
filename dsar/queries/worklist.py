"""The worklist: cases of the actor's organisations, the earliest governing date first, in keyset pages.

Everything is read from the index that `services.worklist` keeps. Per organisation and key a page is a short stretch of
one index; the stretches are put together, so the size of the register does not matter.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, bindparam, case, cast, func, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.core.progress import ROLE_FOR, WAITS_FOR_CLIENT, Step
from dsar.core.regulation import Regulation
from dsar.core.search import Tab, Wanted
from dsar.core.vocabulary import Right, Role
from dsar.core.worklist import ALL, ASKED, OWNER, WAITING, asked_of, waiting_roles
from dsar.models import Deputising, Organisation, User, WorklistCount
from dsar.queries.deputies import deputies_on
from dsar.queries.late_advice import CONCERNED, Asking, late_keys
from dsar.queries.regulations import regulation_known
from dsar.queries.worklist_walks import MOST_COUNTED, Key, count_narrowed, count_under, rows_of_page

PAGE = 50
Away = Mapping[tuple[int, int], Deputising]  # by (organisation, who is away)
_OWNER_ID = case((WorklistCount.key.startswith(OWNER), cast(func.substr(WorklistCount.key, len(OWNER) + 1), Integer)))
_TALLIES = (  # written once, as in `queries.deputies`
    select(
        WorklistCount.organisation_id, WorklistCount.key, WorklistCount.closed, WorklistCount.cases, User.id, User.name
    )
    .outerjoin(User, User.id == _OWNER_ID)
    .where(
        WorklistCount.organisation_id.in_(bindparam("places", expanding=True)),
        WorklistCount.cases > 0,
        or_(WorklistCount.key == ALL, *(WorklistCount.key.startswith(kind) for kind in (WAITING, OWNER, ASKED))),
    )
    .order_by(User.name, User.id)
)


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
    """How many cases of an organisation are under a key of the index; for an owner's key, whose it is."""

    organisation_id: int
    key: str
    closed: bool
    cases: int
    owner_id: int | None = None
    owner: str | None = None


def worklist(session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date, after: Key | None = None) -> Page:
    """Give a page of the worklist, starting behind the (date, id) of an earlier page's last row."""
    found = rows_of_page(session, actor, tab, wanted, today, after, PAGE + 1)
    away = deputies_on(session, organisations_with(actor, Permission.CASE_LIST), today)
    shown = found[:PAGE]
    versions = {(row.regulation_version_id, row.sha256) for row in shown}
    named = {version_id: regulation_known(session, version_id, known) for version_id, known in versions}
    roles = {place: actor.roles_in(place) for place in {row.organisation_id for row in shown}}
    rows = tuple(_row(roles[row.organisation_id], row, named[row.regulation_version_id], away) for row in shown)
    return Page(rows, (shown[-1].day, shown[-1].id) if len(found) > PAGE else None, away)


def tallies(session: Session, actor: Actor) -> tuple[Tally, ...]:
    """Read how many cases there are under each key, in the actor's organisations: for the tabs and the filters."""
    seen = {"places": list(organisations_with(actor, Permission.CASE_LIST))}
    return tuple(Tally(*found) for found in session.execute(_TALLIES, seen))


def counts(
    session: Session, actor: Actor, wanted: Wanted, today: date, known: Collection[Tally] = ()
) -> Mapping[Tab, Count]:
    """Count the cases per tab: exactly, or for a narrowed list up to `MOST_COUNTED`."""
    if wanted.narrowed:
        return {tab: count_up_to(session, actor, tab, wanted, today) for tab in Tab}
    numbers = dict.fromkeys(Tab, 0)
    for one in known:
        if one.key == ALL:
            numbers[Tab.CLOSED if one.closed else Tab.OPEN] += one.cases
        elif not one.closed and (roles := waiting_roles(one.key)) and roles & actor.roles_in(one.organisation_id):
            numbers[Tab.MINE] += one.cases
    found = {tab: Count(cases) for tab, cases in numbers.items()}
    asked = _asking(actor, known)
    found[Tab.LATE_ADVICE] = _up_to(count_under(session, late_keys(session, asked, today)))
    return found


def count_up_to(session: Session, actor: Actor, tab: Tab, wanted: Wanted, today: date) -> Count:
    """Count the cases of one tab of a narrowed list, up to `MOST_COUNTED`."""
    return _up_to(count_narrowed(session, actor, tab, wanted, today))


def owners(known: Iterable[Tally]) -> tuple[tuple[int, str], ...]:
    """Give who has cases in the actor's organisations, by name; `known` is in that order."""
    return tuple({one.owner_id: (one.owner_id, one.owner) for one in known if one.owner_id and one.owner}.values())


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


def _up_to(cases: int) -> Count:
    return Count(min(cases, MOST_COUNTED), more=cases > MOST_COUNTED)


@lru_cache(maxsize=10_000)
def _steps(steps: str, roles: frozenset[Role]) -> Step:
    """Give the first step that is left: one of these roles before another's."""
    left = [Step(step) for step in steps.split(",") if step]
    own = [step for step in left if ROLE_FOR[step] in roles]
    return (own or left or [Step.NONE])[0]


@lru_cache(maxsize=10_000)
def _rights(rights: str) -> tuple[Right, ...]:
    return tuple(Right(right) for right in rights.split(","))


def _row(roles: frozenset[Role], found: Any, regulation: Regulation, away: Away) -> Row:
    step = _steps(found.steps, roles)
    role = ROLE_FOR[step]
    deputising = away.get((found.organisation_id, found.owner_id)) if away and found.closed_on is None else None
    drafts = [Role(waiting) for waiting in found.draft_roles.split(",") if waiting]
    return Row(
        case_id=found.id,
        reference=found.reference,
        organisation=found.organisation,
        name_parts=(found.initials, found.name_prefix, found.last_name),
        rights=_rights(found.rights),
        due=found.next_due_on if found.closed_on is None else None,
        step=step,
        waiting_for=role,
        waiting_for_name=_whom(regulation, step, role),
        owner=found.owner,
        deputy=deputising.deputy.name if deputising is not None else "",
        closed_on=found.closed_on,
        drafts=sum(waiting in roles for waiting in drafts),
        letters_asked=drafts.count(Role.FG),
    )


def _whom(regulation: Regulation, step: Step, role: Role | None) -> str:
    """Give what the organisation calls whom a step waits for: a role, or whoever asks."""
    if step in WAITS_FOR_CLIENT:
        return regulation.words.data_subject
    return regulation.roles_named.get(role, "") if role is not None else ""
