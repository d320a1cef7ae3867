"""What somebody was told, where they still have the role for it, and the numbers in the menu of every page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    cast,
    func,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.core.worklist import WAITING, waiting_roles
from dsar.models import Case, Deputising, Organisation, Task, User, WorklistCount
from dsar.models.scheduled import Notice as Notice
from dsar.queries.tasks import COUNT_OWN, whose

OPEN_SHOWN, SETTLED_SHOWN = 50, 20  # of each list, the newest first
TASK, DEPUTY = "task:", "deputising:"  # what a notice is about begins with
_TASKS, _NOTICES = "tasks", "notices"
_OWN_TASK = (
    select(Task.id)
    .where(Notice.about == TASK + cast(Task.id, String), Task.assignee_id == bindparam("assignee_id"))
    .exists()
)
# Whoever lost a role in an organisation is told nothing of it any more; of a case only who reads it, or was asked.
_SEEN = and_(
    Notice.user_id == bindparam("assignee_id"),
    or_(
        Notice.organisation_id.in_(bindparam("reads", expanding=True)),
        and_(Notice.case_id.is_(None), Notice.organisation_id.in_(bindparam("member", expanding=True))),
        and_(Notice.organisation_id.in_(bindparam("places", expanding=True)), _OWN_TASK),
    ),
)
_UNREAD = and_(Notice.settled_at.is_(None), Notice.read_at.is_(None))
_UNTOLD = and_(Notice.settled_at.is_(None), Notice.outbox_id.is_(None))  # by no message
_BADGES = union_all(  # written once, as in `queries.deputies`: every page reads it
    select(literal_column("0").label("place"), literal_column(f"'{_NOTICES}'").label("key"), func.count())
    .select_from(Notice)
    .where(_SEEN, _UNREAD),
    select(literal_column("0"), literal_column(f"'{_TASKS}'"), COUNT_OWN.scalar_subquery()),
    select(WorklistCount.organisation_id, WorklistCount.key, WorklistCount.cases).where(
        WorklistCount.organisation_id.in_(bindparam("reads", expanding=True)),
        WorklistCount.closed.is_(False),
        WorklistCount.cases > 0,
        WorklistCount.key.startswith(WAITING),
    ),
)


@dataclass(frozen=True, slots=True)
class Badges:
    """How much waits for whoever signed in: unread notices, cases of the worklist, and tasks."""

    unread: int
    cases: int
    tasks: int


@dataclass(frozen=True, slots=True)
class Told:
    """A notice with what its line on the screen needs; what the reader may not see of it is empty."""

    notice: Notice
    organisation: str
    reference: str  # of the case
    task_id: int | None  # the reader's own task
    away: str  # for whom the reader deputises


@dataclass(frozen=True, slots=True)
class Lists:
    """The notices of somebody: not read yet, read, and what is not so any more; the newest first."""

    unread: Sequence[Told]
    read: Sequence[Told]
    settled: Sequence[Told]


def badges(session: Session, actor: Actor) -> Badges:
    """Count what waits for the actor, in one statement."""
    notices = tasks = cases = 0
    for place, key, count in session.execute(_BADGES, _values(actor)):
        if key == _NOTICES:
            notices = count
        elif key == _TASKS:
            tasks = count
        elif (waiting_roles(key) or frozenset()) & actor.roles_in(place):
            cases += count
    return Badges(notices, cases, tasks)


def own_notices(session: Session, actor: Actor) -> Lists:
    """Give the newest notices that the actor may see."""
    unread = _newest(session, actor, OPEN_SHOWN, _UNREAD)
    read = _newest(session, actor, OPEN_SHOWN, Notice.settled_at.is_(None), Notice.read_at.is_not(None))
    settled = _newest(session, actor, SETTLED_SHOWN, Notice.settled_at.is_not(None))
    return Lists(*_with_details(session, actor, unread, read, settled))


def unread_ids(session: Session, actor: Actor, until: int) -> Sequence[int]:
    """Give the notices, up to and including one, that the actor may see and has not read."""
    query = select(Notice.id).where(_SEEN, _UNREAD, Notice.id <= until)
    return session.scalars(query, _values(actor)).all()


def own_notice(session: Session, actor: Actor, notice_id: int) -> Notice | None:
    """Give a notice that the actor may see, or None."""
    return session.scalars(select(Notice).where(_SEEN, Notice.id == notice_id), _values(actor)).one_or_none()


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


def untold(session: Session, actor: Actor) -> Sequence[Told]:
    """Give the notices that the actor may see and that no message told, by their date."""
    query = select(Notice).where(_SEEN, _UNTOLD).order_by(Notice.due_on, Notice.id)
    (found,) = _with_details(session, actor, session.scalars(query, _values(actor)).all())
    return found


def _newest(session: Session, actor: Actor, most: int, *where: ColumnElement[bool]) -> Sequence[Notice]:
    query = select(Notice).where(_SEEN, *where).order_by(Notice.id.desc()).limit(most)
    return session.scalars(query, _values(actor)).all()


def _with_details(session: Session, actor: Actor, *lists: Sequence[Notice]) -> tuple[Sequence[Told], ...]:
    found = [one for notices in lists for one in notices]
    reads = organisations_with(actor, Permission.CASE_READ)
    case_ids = {one.case_id for one in found if one.organisation_id in reads}
    references: Mapping[int, str] = _pairs(session, select(Case.id, Case.reference).where(Case.id.in_(case_ids)))
    places = {one.organisation_id for one in found}
    names = _pairs(session, select(Organisation.id, Organisation.name).where(Organisation.id.in_(places)))
    tasks = _own_tasks(session, actor, found)
    away = _away(session, actor, found)

    def told(one: Notice) -> Told:
        return Told(
            notice=one,
            organisation=names[one.organisation_id],
            reference=references.get(one.case_id or 0, ""),
            task_id=tasks.get(one.about),
            away=away.get(one.about, ""),
        )

    return tuple([told(one) for one in notices] for notices in lists)


def _own_tasks(session: Session, actor: Actor, found: Iterable[Notice]) -> Mapping[str, int]:
    here = organisations_with(actor, Permission.TASK_ANSWER)
    query = select(Task.id).where(
        Task.id.in_(_ids(found, TASK)), Task.assignee_id == actor.user_id, Task.organisation_id.in_(here)
    )
    return {f"{TASK}{task_id}": task_id for task_id in session.scalars(query)}


def _away(session: Session, actor: Actor, found: Iterable[Notice]) -> Mapping[str, str]:
    query = (
        select(Deputising.id, User.name)
        .join(User, User.id == Deputising.user_id)
        .where(Deputising.id.in_(_ids(found, DEPUTY)), Deputising.deputy_id == actor.user_id)
    )
    return {f"{DEPUTY}{row_id}": name for row_id, name in _pairs(session, query).items()}


def _ids(found: Iterable[Notice], kind: str) -> list[int]:
    ends = (one.about.removeprefix(kind) for one in found if one.about.startswith(kind))
    return [int(end) for end in ends if end.isdecimal()]


def _pairs(session: Session, query: Select[int, str]) -> dict[int, str]:
    return dict(session.execute(query).all())


def _values(actor: Actor) -> dict[str, object]:
    return {
        **whose(actor),
        "reads": list(organisations_with(actor, Permission.CASE_READ)),
        "member": list({place for place, _role in actor.memberships}),
    }
