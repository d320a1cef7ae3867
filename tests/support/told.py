"""Notices and runs as the scheduled work leaves them, for tests of where they are shown."""

from datetime import date, timedelta

from sqlalchemy import func, select

from dsar.core.reminders import Reminder
from dsar.database import unit_of_work
from dsar.extensions import db
from dsar.models import JobRun, Notice
from tests.support.app import World


def tell(
    world: World,
    email: str,
    slug: str,
    *,
    kind: Reminder = Reminder.DUE,
    case_id: int | None = None,
    about: str = "",
    due_on: date | None = None,
    settled: bool = False,
) -> int:
    """Tell somebody something; gives the id of the notice. Call it in an application context."""
    due = due_on or world.today + timedelta(days=7)
    with unit_of_work(db.engine) as session:
        count = session.scalar(select(func.count()).select_from(Notice)) or 0
        notice = Notice(
            user_id=world.users[email],
            organisation_id=world.organisations[slug],
            case_id=case_id,
            kind=kind,
            about=about or f"case:{case_id}",
            due_on=due,
            mark=-1 - count,
            created_at=world.clock.moment,
            settled_at=world.clock.moment if settled else None,
        )
        session.add(notice)
        session.flush()
        return notice.id


def ran(
    world: World,
    slot: str,
    hours_ago: float = 0,
    *,
    job: str = "reminders",
    made: int | None = None,
    problem: str = "",
    tries: int = 1,
    lease: int = 1,
) -> None:
    """Let a job run; `lease` is for how many minutes from now on it is somebody's. Call it as `tell`."""
    at = world.clock.moment - timedelta(hours=hours_ago)
    with unit_of_work(db.engine) as session:
        run = JobRun(job=job, slot=slot, started_at=at, tries=tries, made=made, problem=problem)
        run.lease_until = world.clock.moment + timedelta(minutes=lease)
        run.finished_at = at if made is not None else None
        session.merge(run)
