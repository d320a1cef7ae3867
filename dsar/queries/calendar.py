"""The days in somebody's calendar: what is due of their cases and tasks, appointments, and advice they are asked for.

A calendar is read by programs and companies that this organisation does not know: no name, no right, only a reference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.calendar_days import DayKind
from dsar.core.fields import Fields
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import Right
from dsar.core.workflow import Status
from dsar.models import Case, Request, User
from dsar.models.case import NO_OPEN_DATE
from dsar.queries.deputies import deputised_by
from dsar.queries.lookups import newest_proposal
from dsar.queries.people import actor_of
from dsar.queries.signoff import queue
from dsar.queries.tasks import own_tasks

MOST = 500  # cases of one calendar, the first due first
_DECIDED = (Status.DECIDED, Status.ANSWERED)


@dataclass(frozen=True, slots=True)
class Day:
    """A day in a calendar; `key` stays the same, `version` rises with every change of the case."""

    kind: DayKind
    key: str
    on: date
    reference: str
    version: int
    case_id: int
    task_id: int | None = None


def calendar_owner(session: Session, secret_sha256: str, moment: datetime) -> Actor | None:
    """Give whose calendar is at an address, with the roles of this moment; None for nobody who is active."""
    query = select(User.id).where(User.calendar_sha256 == secret_sha256, User.active.is_(True))
    user_id = session.scalars(query).one_or_none()
    return actor_of(session, user_id, moment) if user_id is not None else None


def calendar_of(session: Session, actor: Actor, today: date) -> tuple[Day, ...]:
    """Give the days of the actor's calendar, the first one first."""
    found = [*_cases(session, actor, today), *_tasks(session, actor), *_advice(session, actor, today)]
    return tuple(sorted(found, key=lambda one: (one.on, one.key)))


def _cases(session: Session, actor: Actor, today: date) -> Iterator[Day]:
    """Give the days of the open cases that are the actor's, or of somebody for whom the actor deputises today."""
    query = select(Case).where(_looked_after(session, actor, today), Case.closed_on.is_(None))
    for case in session.scalars(query.order_by(Case.next_due_on, Case.id).limit(MOST)):
        if case.next_due_on != NO_OPEN_DATE:
            yield _day(DayKind.DUE, case, case.id, case.next_due_on)
        for request in case.requests:
            on = _appointment(session, request)
            if on is not None:
                yield _day(DayKind.APPOINTMENT, case, request.id, on)


def _looked_after(session: Session, actor: Actor, today: date) -> ColumnElement[bool]:
    here = organisations_with(actor, Permission.CASE_HANDLE)
    away = [row for row in deputised_by(session, actor, today) if row.organisation_id in here]
    return or_(
        and_(Case.organisation_id.in_(here), Case.owner_id == actor.user_id),
        *(and_(Case.organisation_id == row.organisation_id, Case.owner_id == row.user_id) for row in away),
    )


def _appointment(session: Session, request: Request) -> date | None:
    """Give the day on which a client comes to see their data, once that was decided and until it was done."""
    if request.right is not Right.INSPECTION or request.status not in _DECIDED:
        return None
    proposal = newest_proposal(session, request.id)
    details = Fields.from_json(proposal.details) if proposal is not None else Fields()
    return details.day("day") if details["form"] == "appointment" else None


def _tasks(session: Session, actor: Actor) -> Iterator[Day]:
    for task in own_tasks(session, actor):
        yield _day(DayKind.TASK, task.case, task.id, task.due_on, task_id=task.id)


def _advice(session: Session, actor: Actor, today: date) -> Iterator[Day]:
    """Give until when the actor is asked for advice, by case and by letter; nobody advises on their own text."""
    if not organisations_with(actor, Permission.SIGN_OFF):
        return
    found = queue(session, actor, today)
    terms = [
        (f"case-{row.case_id}", row.case_id, [one.term.until(today) for one in row.waiting if not one.own])
        for row in found.rows
    ]
    terms += [(f"draft-{one.draft_id}", one.case_id, [one.term.until(today)]) for one in found.drafts if not one.own]
    wanted = {case_id for _key, case_id, days in terms if days}
    cases = {case.id: case for case in session.scalars(select(Case).where(Case.id.in_(wanted)))}
    for key, case_id, days in terms:
        if days:
            yield _day(DayKind.ADVICE, cases[case_id], key, min(days))


def _day(kind: DayKind, case: Case, key: object, on: date, task_id: int | None = None) -> Day:
    return Day(kind, f"{kind}-{key}", on, case.reference, case.version, case.id, task_id)
