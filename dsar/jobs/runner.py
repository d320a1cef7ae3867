"""Runs what is due: takes the newest slot of each job, does the job, and keeps how it ended."""

import logging
from collections.abc import Iterable

from dsar.clock import day_in_amsterdam
from dsar.core.actor import Actor
from dsar.installation import Installation
from dsar.jobs.catalogue import Job, jobs_of
from dsar.services.job_runs import Taken, fail, finish, ran, take
from dsar.services.work import Work

logger = logging.getLogger(__name__)
SYSTEM = Actor(None, frozenset())


def tick(installation: Installation, jobs: Iterable[Job] | None = None) -> None:
    """Do what is due now; what fails is kept by the kind of its error and tried again later, the next job goes on."""
    for job in jobs_of(installation) if jobs is None else jobs:
        work = work_now(installation)
        if job.slot is None:
            made, problem = _run(job, work)
            ran(work_now(installation), job.name, made, problem)
        elif slot := job.slot(work.moment):
            _do(installation, work, job, slot)


def work_now(installation: Installation) -> Work:
    """Give the work of the system itself at this moment."""
    moment = installation.clock()
    today = day_in_amsterdam(moment)
    return Work(installation.engine, installation.catalogue, SYSTEM, moment, today, address=installation.links)


def _do(installation: Installation, work: Work, job: Job, slot: str) -> None:
    taken = take(work, job.name, slot)
    if taken is Taken.BEHIND:
        logger.warning("job %s: the clock was set back, slot %s is over", job.name, slot)
    if taken is not Taken.YES:
        return
    made, problem = _run(job, work)
    if problem:
        fail(work_now(installation), job.name, slot, problem)
    else:
        finish(work_now(installation), job.name, slot, made)


def _run(job: Job, work: Work) -> tuple[int, str]:
    """Run a job; give what it made and, when it failed, the kind of the error: its text may name somebody."""
    try:
        return job.run(work), ""
    except Exception as error:
        logger.warning("job %s failed: %s", job.name, type(error).__name__)
        return 0, type(error).__name__
