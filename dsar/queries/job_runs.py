"""How scheduled work ran: each job's newest run, and the newest that ended well. It holds nothing of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.models import JobRun

QUIET = timedelta(hours=12)  # nobody is told anything at night; longer without a run is not as it should be


class RunState(StrEnum):
    """How the newest run of a job stands."""

    NEVER = "never"
    DONE = "done"
    BUSY = "busy"
    FAILED = "failed"
    BROKEN_OFF = "broken_off"  # whoever ran it stopped; it is taken again


@dataclass(frozen=True, slots=True)
class JobState:
    """A job: how its newest run stands, with the kind of error, the tries, and when it is tried again."""

    name: str
    state: RunState
    finished_at: datetime | None  # the newest that ended well
    made: int
    problem: str
    tries: int
    again_at: datetime | None  # None: at the next round


@dataclass(frozen=True, slots=True)
class Jobs:
    """Every job, and when any of them last ended well."""

    rows: tuple[JobState, ...]
    last: datetime | None

    def quiet(self, moment: datetime) -> bool:
        """Tell whether nothing ran for so long that nobody seems to look any more."""
        return self.last is None or moment - self.last > QUIET


def job_states(session: Session, names: Iterable[str], moment: datetime) -> Jobs:
    """Give how the jobs with these names stand, and any other that ever ran; in that order."""
    newest = _newest(session)
    ended = _newest(session, ended_well=True)
    known = list(dict.fromkeys([*names, *sorted(newest)]))
    rows = tuple(_state(name, newest.get(name), ended.get(name), moment) for name in known)
    return Jobs(rows, max((one.finished_at for one in rows if one.finished_at is not None), default=None))


def _newest(session: Session, *, ended_well: bool = False) -> dict[str, JobRun]:
    place = func.row_number().over(partition_by=JobRun.job, order_by=JobRun.started_at.desc()).label("place")
    ranked = select(JobRun.job, JobRun.slot, place)
    if ended_well:
        ranked = ranked.where(JobRun.finished_at.is_not(None))
    first = ranked.subquery()
    wanted = select(JobRun).join(first, (JobRun.job == first.c.job) & (JobRun.slot == first.c.slot))
    return {one.job: one for one in session.scalars(wanted.where(first.c.place == 1))}


def _state(name: str, newest: JobRun | None, ended: JobRun | None, moment: datetime) -> JobState:
    finished_at, made = (ended.finished_at, ended.made or 0) if ended is not None else (None, 0)
    if newest is None:
        return JobState(name, RunState.NEVER, finished_at, made, "", 0, None)
    again = newest.lease_until if newest.finished_at is None and newest.lease_until > moment else None
    return JobState(name, _run_state(newest, moment), finished_at, made, newest.problem, newest.tries, again)


def _run_state(run: JobRun, moment: datetime) -> RunState:
    if run.finished_at is not None:
        return RunState.DONE
    if run.problem:
        return RunState.FAILED
    return RunState.BUSY if run.lease_until > moment else RunState.BROKEN_OFF
