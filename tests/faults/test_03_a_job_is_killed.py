"""Point 3: a job killed between taking and finishing is taken again when its lease ends, and tells nothing twice."""

import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.vocabulary import Right, Role
from dsar.models import JobRun, Notice, Outbox
from dsar.models.scheduled import MailKind, MailState
from tests.factories.world import World
from tests.jobs.a_week import at
from tests.support.app import SECRET_KEY
from tests.support.scheduling import ClockFile, SchedulerProcess
from tests.support.smtp import mail_inbox

SLUG = "aanzien"
MONDAY = date(2026, 11, 23)
CASES = 40


@pytest.fixture
def world(database_url: str) -> World:
    """Forty cases of which the day has passed."""
    world = World.make(database_url, SLUG)
    for _ in range(CASES):
        world.receive(SLUG, Right.COPY, days_ago=60)
    return world


def done(world: World, slot: str) -> bool:
    """Tell whether the hour's reminders and digests are done and no mail waits."""
    busy = [MailState.WAITING, MailState.TAKEN, MailState.HANDING_OVER]
    with Session(world.engine) as session:
        ran = select(JobRun.job).where(JobRun.slot == slot, JobRun.finished_at.is_not(None))
        left = session.scalars(select(Outbox.id).where(Outbox.state.in_(busy))).all()
        return {"reminders", "digests"} <= set(session.scalars(ran)) and not left


@pytest.mark.parametrize("seconds", [0.1, 0.35, 0.6])
def test_whenever_it_is_killed_everything_is_told_once(
    world: World, database_url: str, tmp_path: Path, seconds: float
) -> None:
    clock = ClockFile(tmp_path / "clock")
    clock.set(at(MONDAY, 5))
    with mail_inbox() as inbox:
        settings = {
            "DATABASE_URL": database_url,
            "SECRET_KEY": SECRET_KEY,
            "DSAR_MAIL_SERVER": f"smtp://127.0.0.1:{inbox.port}",
            "DSAR_MAIL_FROM": "dsar@example.com",
        }
        killed = SchedulerProcess(clock, settings)
        killed.ready()
        clock.set(at(MONDAY, 8))
        time.sleep(seconds)
        killed.kill()
        clock.set(at(MONDAY, 8) + timedelta(minutes=3))  # longer than any lease
        another = SchedulerProcess(clock, settings)
        another.ready()
        ends = time.monotonic() + 60
        while not done(world, f"{MONDAY}T08") and time.monotonic() < ends:
            time.sleep(0.1)
        assert another.stop() == 0
        came = Counter(str(message["Message-ID"]) for message in inbox.messages)
    with Session(world.engine) as session:
        handler = world.users[SLUG, Role.CONTACT_PERSON]
        told = list(session.scalars(select(Notice.case_id).where(Notice.user_id == handler)))
        digests = list(session.scalars(select(Outbox).where(Outbox.kind == MailKind.DIGEST)))
    assert sorted(told) == sorted(set(told))
    assert len(told) == CASES
    assert [row.user_id for row in digests] == [handler]
    assert came[digests[0].message_id] <= 1
    assert digests[0].state is MailState.UNKNOWN or came[digests[0].message_id] == 1
    world.engine.dispose()
