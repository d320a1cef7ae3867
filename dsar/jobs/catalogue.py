"""The jobs there are, in the order in which they run when several are due: what somebody is told comes first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from dsar.jobs.slots import day, hour_by_day
from dsar.services.job_runs import forget_old_runs
from dsar.services.remind import remind
from dsar.services.work import Work


@dataclass(frozen=True, slots=True)
class Job:
    """One service call and its times: `slot` names the newest at a moment, if there is one; without it runs always."""

    name: str
    run: Callable[[Work], int]  # gives how many rows it made
    slot: Callable[[datetime], str | None] | None


JOBS = (
    Job("reminders", remind, hour_by_day),
    Job("old_runs", forget_old_runs, day),
)
