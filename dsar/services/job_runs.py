"""Takes a job's slot so that one process runs it, and keeps how that ended (decision 36)."""

from datetime import timedelta
from enum import StrEnum

from sqlalchemy import Update, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dsar.database import unit_of_work
from dsar.models import JobRun
from dsar.services.work import Work

LEASE = timedelta(minutes=1)  # a run that takes longer has died, or is run twice, which harms nothing
AGAIN_AFTER = timedelta(minutes=5)  # a run that failed is tried again; the lease is what keeps it waiting
KEPT_FOR = timedelta(days=90)
ALWAYS = "always"  # the slot of a job without times


class Taken(StrEnum):
    """Whether a slot is the caller's to run."""

    YES = "yes"
    DONE = "done"  # or somebody else is at it
    BEHIND = "behind"  # a later slot was run before: the clock was set back


def take(work: Work, job: str, slot: str) -> Taken:
    """Take a slot of a job; slots of one job sort in the order of their time."""
    with unit_of_work(work.engine) as session:
        newest = session.execute(select(func.max(JobRun.slot)).where(JobRun.job == job)).scalar()
        if newest is not None and newest > slot:
            return Taken.BEHIND
        mine = _insert(session, work, job, slot) or _take_again(session, work, job, slot)
    return Taken.YES if mine else Taken.DONE


def finish(work: Work, job: str, slot: str, made: int) -> None:
    """Keep that a run ended well, and how many rows it made."""
    with unit_of_work(work.engine) as session:
        session.execute(_of(job, slot).values(finished_at=work.moment, made=made, problem=""))


def fail(work: Work, job: str, slot: str, problem: str) -> None:
    """Keep that a run failed, by the kind of its error; it is tried again a while later."""
    with unit_of_work(work.engine) as session:
        session.execute(_of(job, slot).values(problem=problem[:80], lease_until=work.moment + AGAIN_AFTER))


def ran(work: Work, job: str, made: int, problem: str = "") -> None:
    """Keep how a job that has no times of its own ended last."""
    ended = {"finished_at": None, "made": None} if problem else {"finished_at": work.moment, "made": made}
    with unit_of_work(work.engine) as session:
        _insert(session, work, job, ALWAYS)
        values = {"started_at": work.moment, "lease_until": work.moment, "problem": problem[:80], **ended}
        session.execute(_of(job, ALWAYS).values(values))


def forget_old_runs(work: Work) -> int:
    """Remove the runs of long ago, but for the newest of each job; give how many."""
    newest = select(func.max(JobRun.slot)).group_by(JobRun.job)
    with unit_of_work(work.engine) as session:
        old = delete(JobRun).where(JobRun.started_at < work.moment - KEPT_FOR, JobRun.slot.not_in(newest))
        return len(session.execute(old.returning(JobRun.slot)).all())


def _insert(session: Session, work: Work, job: str, slot: str) -> bool:
    values = {
        "job": job,
        "slot": slot,
        "started_at": work.moment,
        "lease_until": work.moment + LEASE,
        "tries": 1,
        "problem": "",
    }
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    wanted = dialect.insert(JobRun).values(values).on_conflict_do_nothing().returning(JobRun.slot)
    return session.execute(wanted).first() is not None


def _take_again(session: Session, work: Work, job: str, slot: str) -> bool:
    free = (JobRun.finished_at.is_(None), JobRun.lease_until <= work.moment)
    values = {"started_at": work.moment, "lease_until": work.moment + LEASE, "tries": JobRun.tries + 1, "problem": ""}
    return session.execute(_of(job, slot).where(*free).values(values).returning(JobRun.slot)).first() is not None


def _of(job: str, slot: str) -> Update:
    return update(JobRun).where(JobRun.job == job, JobRun.slot == slot)
