"""Tasks: those of a case for whoever sees the case, and one's own, with nothing else of the case."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from dsar.core.actor import Actor
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import PlaceKind, TaskKind
from dsar.models import Case, SearchPlace
from dsar.models import Task as Task

_WAITING = (
    select(Task)
    .join(Case, Case.id == Task.case_id)
    .where(
        Task.assignee_id == bindparam("assignee_id"),
        Task.organisation_id.in_(bindparam("places", expanding=True)),
        Case.closed_on.is_(None),
        ~Task.answers.any(),
        ~Task.withdrawal.has(),
    )
)
COUNT_OWN = _WAITING.with_only_columns(func.count(), maintain_column_froms=True)  # of `whose`


class TaskState(StrEnum):
    """How a task stands; computed, never stored."""

    ASKED = "asked"
    LATE = "late"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Searched:
    """A row of the search list: a place, its tasks in this case (newest first), and its id where it is on the list."""

    kind: PlaceKind
    name: str
    place_id: int | None
    tasks: tuple[Task, ...]


def state_of(task: Task, today: date) -> TaskState:
    """Tell how a task stands; late from the day after it was due."""
    if task.withdrawal is not None:
        return TaskState.WITHDRAWN
    if task.answers:
        return TaskState.ANSWERED
    return TaskState.LATE if task.due_on < today else TaskState.ASKED


def tasks_of_case(session: Session, case_id: int) -> Sequence[Task]:
    """Give a case's tasks, oldest first; the caller has checked that the actor may see the case."""
    query = (
        select(Task)
        .where(Task.case_id == case_id)
        .options(selectinload(Task.answers), selectinload(Task.links), joinedload(Task.withdrawal))
        .order_by(Task.id)
    )
    return session.scalars(query).unique().all()


def task_of_case(session: Session, task_id: int) -> Task:
    """Give a task; raises NotFound. The caller checks that the actor may see its case."""
    task = session.get(Task, task_id)
    if task is None:
        raise NotFound
    return task


def own_task(session: Session, actor: Actor, task_id: int) -> Task:
    """Give a task that the actor was given; raises NotFound for somebody else's, the asker's included."""
    task = session.get(Task, task_id)
    here = organisations_with(actor, Permission.TASK_ANSWER)
    if task is None or task.assignee_id != actor.user_id or task.organisation_id not in here:
        raise NotFound
    return task


def own_tasks(session: Session, actor: Actor) -> Sequence[Task]:
    """Give the tasks that wait for the actor's answer, the first due first."""
    query = _WAITING.options(joinedload(Task.case).joinedload(Case.organisation)).order_by(Task.due_on, Task.id)
    return session.scalars(query, whose(actor)).all()


def answered_tasks(session: Session, actor: Actor, most: int) -> Sequence[Task]:
    """Give the actor's answered tasks in cases that are open, the newest first: they can still be corrected."""
    query = (
        select(Task)
        .join(Case, Case.id == Task.case_id)
        .where(*_own(actor), Case.closed_on.is_(None), Task.answers.any(), ~Task.withdrawal.has())
        .options(joinedload(Task.case).joinedload(Case.organisation))
        .order_by(Task.id.desc())
        .limit(most)
    )
    return session.scalars(query).all()


def search_places(session: Session, organisation_id: int) -> Sequence[SearchPlace]:
    """Give the places where an organisation looks, by kind and name; the caller has checked the actor."""
    rows = session.scalars(select(SearchPlace).where(SearchPlace.organisation_id == organisation_id)).all()
    order = list(PlaceKind)
    return sorted(rows, key=lambda row: (order.index(row.kind), row.name.casefold()))


def search_list(places: Iterable[SearchPlace], tasks: Iterable[Task]) -> list[Searched]:
    """Lay a case's searches beside the places of the organisation; places that are only in the case come last."""
    found: dict[tuple[PlaceKind, str], list[Task]] = {}
    for task in tasks:
        if task.kind is TaskKind.SEARCH and task.place_kind is not None:
            found.setdefault((task.place_kind, task.place), []).insert(0, task)
    listed = [Searched(one.kind, one.name, one.id, tuple(found.pop((one.kind, one.name), ()))) for one in places]
    return [*listed, *(Searched(kind, name, None, tuple(rows)) for (kind, name), rows in found.items())]


def not_searched(session: Session, organisation_id: int, tasks: Iterable[Task]) -> tuple[str, ...]:
    """Name the places of the organisation's list of which a case does not say what a search found, or why not."""
    rows = search_list(search_places(session, organisation_id), tasks)
    return tuple(row.name for row in rows if row.place_id is not None and not any(one.answers for one in row.tasks))


def whose(actor: Actor) -> dict[str, object]:
    """Give the values of `COUNT_OWN`: whose tasks, and where they may answer."""
    return {"assignee_id": actor.user_id, "places": list(organisations_with(actor, Permission.TASK_ANSWER))}


def _own(actor: Actor) -> tuple[ColumnElement[bool], ...]:
    here = organisations_with(actor, Permission.TASK_ANSWER)
    return (Task.assignee_id == actor.user_id, Task.organisation_id.in_(here))
