"""A slot is run once, by one process; a run that died is taken again, and one that failed is tried again later."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.jobs import NAMES, Job, tick
from dsar.jobs.catalogue import jobs_of
from dsar.jobs.slots import day, hour_by_day
from dsar.models import JobRun
from dsar.services.job_runs import AGAIN_AFTER, ALWAYS, KEPT_FOR, LEASE, forget_old_runs, take
from dsar.services.work import Work
from dsar.wording.jobs import JOBS
from tests.support.app import World, make_world

MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Amsterdam


@dataclass
class Counted:
    """A job that counts, and fails on demand."""

    runs: list[datetime] = field(default_factory=list)
    fails: bool = False

    def __call__(self, work: Work) -> int:
        """Note the moment."""
        self.runs.append(work.moment)
        if self.fails:
            raise LookupError("Mevrouw Van der Meer")
        return 7


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    world = make_world(database_url)
    yield world
    world.close()


def run(world: World, job: Counted, slot: Callable[[datetime], str | None] | None = hour_by_day) -> None:
    tick(world.app.extensions["dsar"], [Job("counted", job, slot)])


def rows(world: World) -> list[JobRun]:
    with Session(world.app.extensions["dsar"].engine, expire_on_commit=False) as session:
        return list(session.scalars(select(JobRun).order_by(JobRun.slot)))


def work(world: World) -> Work:
    with world.app.app_context():
        return world.work()


def test_a_slot_is_run_once_however_often_somebody_looks(world: World) -> None:
    job = Counted()
    for _ in range(3):
        run(world, job)
        world.clock.forward(minutes=10)
    assert len(job.runs) == 1
    assert [(row.slot, row.made, row.problem) for row in rows(world)] == [("2026-11-23T10", 7, "")]
    world.clock.forward(minutes=40)
    run(world, job)
    assert [row.slot for row in rows(world)] == ["2026-11-23T10", "2026-11-23T11"]


def test_nobody_is_told_anything_at_night(world: World) -> None:
    job = Counted()
    for hour in (21, 22, 23, 4):  # in UTC: 22:00 to 5:00 in Amsterdam
        world.clock.moment = MORNING.replace(hour=hour)
        run(world, job)
    assert job.runs == []


def test_a_run_that_died_is_taken_again_when_its_lease_ends(world: World) -> None:
    take(work(world), "counted", "2026-11-23T10")  # and then the process was gone
    job = Counted()
    run(world, job)
    assert job.runs == []
    world.clock.forward(seconds=LEASE.total_seconds())
    run(world, job)
    assert [(row.made, row.tries) for row in rows(world)] == [(7, 2)]


def test_a_run_that_failed_is_kept_by_the_kind_of_its_error_and_tried_again(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    job = Counted(fails=True)
    run(world, job)
    assert [(row.problem, row.finished_at) for row in rows(world)] == [("LookupError", None)]
    assert "LookupError" in caplog.text
    assert "Meer" not in caplog.text  # an error may name somebody
    job.fails = False
    run(world, job)
    assert len(job.runs) == 1
    world.clock.forward(seconds=AGAIN_AFTER.total_seconds())
    run(world, job)
    assert [(row.problem, row.made, row.tries) for row in rows(world)] == [("", 7, 2)]


def test_one_job_that_fails_does_not_keep_the_next_from_running(world: World) -> None:
    failing, next_one = Counted(fails=True), Counted()
    jobs = [Job("failing", failing, hour_by_day), Job("next", next_one, hour_by_day)]
    tick(world.app.extensions["dsar"], jobs)
    assert len(next_one.runs) == 1


def test_a_clock_that_was_set_back_runs_nothing_twice_and_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    job = Counted()
    run(world, job)
    world.clock.forward(hours=-1)
    with caplog.at_level(logging.WARNING):
        run(world, job)
    assert len(job.runs) == 1
    assert "set back" in caplog.text


def test_the_hour_that_comes_twice_in_october_is_one_day_and_the_one_that_is_skipped_harms_nothing(
    world: World,
) -> None:
    job = Counted()
    for start in (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2027, 3, 27, 20, tzinfo=UTC)):
        for step in range(48 * 2):
            world.clock.moment = start + timedelta(minutes=30 * step)
            run(world, job, day)
    assert [row.slot for row in rows(world)] == [
        *("2026-10-24", "2026-10-25", "2026-10-26"),
        *("2027-03-27", "2027-03-28", "2027-03-29"),
    ]
    assert len(job.runs) == 6


def test_a_job_without_times_runs_whenever_somebody_looks_and_keeps_its_last_run(world: World) -> None:
    job = Counted()
    run(world, job, None)
    run(world, job, None)
    assert len(job.runs) == 2
    assert [(row.slot, row.made) for row in rows(world)] == [(ALWAYS, 7)]
    job.fails = True
    run(world, job, None)
    assert [(row.problem, row.made) for row in rows(world)] == [("LookupError", None)]


def test_runs_of_long_ago_are_forgotten_but_for_the_newest_of_each_job(world: World) -> None:
    job = Counted()
    for hours in (0, 1):
        world.clock.moment = MORNING + timedelta(hours=hours)
        run(world, job)
    world.clock.forward(days=KEPT_FOR.days + 1)
    assert forget_old_runs(work(world)) == 1
    assert [row.slot for row in rows(world)] == ["2026-11-23T11"]


def test_every_job_has_words_and_no_words_are_without_a_job(world: World) -> None:
    assert [*JOBS] == [*NAMES]
    names = [job.name for job in jobs_of(world.app.extensions["dsar"])]
    assert names == [name for name in NAMES if name != "mail"]  # no server is set here
