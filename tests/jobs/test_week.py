"""A week of 500 cases, through kills, restarts and mail faults, tells exactly what a plain count expects.

One week has Easter and the night in which the clock goes forward, the other Koningsdag. Real processes do the work.
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from dsar.models import JobRun, Notice, Outbox
from dsar.models.scheduled import MailKind, MailState
from tests.jobs.a_week import Week, at
from tests.jobs.plain_count import HOURS, Plain
from tests.support.app import SECRET_KEY
from tests.support.databases import MigratedTemplate
from tests.support.scheduling import ClockFile, SchedulerProcess
from tests.support.smtp import BODY, Inbox, mail_inbox

STEPS = (5, 6, 7, 8, 9, 12, 13, 20, 21)  # o'clock; at the first and the last nobody is told anything
KILLED = {(0, 6), (0, 8), (1, 8), (4, 6), (5, 8), (6, 8)}  # on which day, at what hour
GREYLISTED, BROKEN_OFF = (0, 8), (6, 8)
BUSY = 60.0  # seconds that one hour of the week may take
BY_HOUR = ("reminders", "digests")


class Machine:
    """Two processes that do the scheduled work, of which one may be killed."""

    def __init__(self, week: Week, url: str, folder: Path, inbox: Inbox) -> None:
        self.week, self.inbox = week, inbox
        self.clock = ClockFile(folder / "clock")
        self.settings = {
            "DATABASE_URL": url,
            "SECRET_KEY": SECRET_KEY,
            "DSAR_MAIL_SERVER": f"smtp://127.0.0.1:{inbox.port}",
            "DSAR_MAIL_FROM": "dsar@example.com",
        }
        self.clock.set(at(week.first - timedelta(days=1), 22))
        self.processes = [self._start(), self._start()]

    def _start(self) -> SchedulerProcess:
        process = SchedulerProcess(self.clock, self.settings)
        process.ready()
        return process

    def kill_one(self) -> None:
        """Kill the one that was there first, and start another in its place."""
        self.processes.pop(0).kill()
        self.processes.append(self._start())

    def stop(self) -> None:
        assert [process.stop() for process in self.processes] == [0, 0]

    def to(self, moment: datetime) -> None:
        """Let it be a later moment."""
        self.week.world.moment = moment
        self.clock.set(moment)

    def until_quiet(self, slot: str | None) -> None:
        """Wait until the hour's work is done; a lease of somebody who was killed ends with a minute of the week."""
        ends = time.monotonic() + BUSY
        patience = time.monotonic() + 2
        while not self._is_quiet(slot):
            assert time.monotonic() < ends, (slot, self._left())
            if time.monotonic() > patience:
                self.to(self.week.world.moment + timedelta(seconds=61))
                patience = time.monotonic() + 2
            time.sleep(0.05)

    def _is_quiet(self, slot: str | None) -> bool:
        ran = select(func.count()).where(JobRun.slot == slot, JobRun.job.in_(BY_HOUR), JobRun.finished_at.is_not(None))
        with Session(self.week.world.engine) as session:
            return (slot is None or session.scalar(ran) == len(BY_HOUR)) and not self._left()

    def _left(self) -> int:
        due = (Outbox.state == MailState.WAITING) & (Outbox.not_before <= self.week.world.moment)
        busy = Outbox.state.in_([MailState.TAKEN, MailState.HANDING_OVER])
        with Session(self.week.world.engine) as session:
            return session.scalar(select(func.count()).select_from(Outbox).where(or_(due, busy))) or 0


@contextmanager
def running(week: Week, url: str, folder: Path) -> Iterator[Machine]:
    with mail_inbox() as inbox:
        machine = Machine(week, url, folder, inbox)
        yield machine
        machine.stop()


@pytest.mark.parametrize(
    ("backend", "first"),
    [
        ("sqlite", date(2027, 3, 25)),
        pytest.param("postgresql", date(2027, 4, 22), marks=pytest.mark.postgresql),
    ],
)
def test_a_week_tells_exactly_what_a_plain_count_expects(
    backend: str, first: date, migrated_template: MigratedTemplate, tmp_path: Path
) -> None:
    url = migrated_template.copy(backend)
    week, plain = Week(url, first), Plain()
    with running(week, url, tmp_path) as machine:
        for number in range(7):
            for hour in STEPS:
                _live_through(machine, plain, number, hour)
        _check(week, plain, machine.inbox)
    week.world.engine.dispose()
    migrated_template.remove(url)


def _live_through(machine: Machine, plain: Plain, number: int, hour: int) -> None:
    day = machine.week.first + timedelta(days=number)
    machine.inbox.refuse = "RCPT" if (number, hour) == GREYLISTED else ""
    machine.inbox.drop = BODY if (number, hour) == BROKEN_OFF else ""
    machine.to(at(day, hour))
    if (number, hour) in KILLED:
        time.sleep(0.2 + 0.15 * number)
        machine.kill_one()
    told = hour in HOURS
    machine.until_quiet(f"{day:%Y-%m-%d}T{hour:02}" if told else None)
    if told:
        plain.hour(day, hour, machine.week.things())
    if (number, hour) == (5, 12):
        machine.week.noon()


def _check(week: Week, plain: Plain, inbox: Inbox) -> None:
    with Session(week.world.engine) as session:
        notices = session.execute(
            select(Notice.user_id, Notice.kind, Notice.about, Notice.due_on, Notice.mark, Notice.outbox_id)
        ).all()
        messages = {row.id: row for row in session.scalars(select(Outbox))}
    assert len(plain.notices) > 500  # there is something to compare
    assert {(*row[:4], row[4]) for row in notices} == plain.notices
    told: dict[tuple[int, date], set[object]] = {}
    for *told_of, message_id in notices:
        if message_id is not None:
            message = messages[message_id]
            told.setdefault((message.user_id, date.fromisoformat(message.occasion)), set()).add(tuple(told_of))
    assert told == plain.digests
    _check_mail(list(messages.values()), inbox)


def _check_mail(messages: list[Outbox], inbox: Inbox) -> None:
    came = Counter(str(message["Message-ID"]) for message in inbox.messages)
    assert set(came.values()) == {1}  # nothing twice
    states = Counter(message.state for message in messages)
    assert set(states) == {MailState.SENT, MailState.UNKNOWN}
    assert states[MailState.UNKNOWN] > 0  # where the server broke off
    assert all(message.message_id in came for message in messages if message.state is MailState.SENT)  # nothing lost
    assert set(came) <= {message.message_id for message in messages}
    assert any(message.kind is MailKind.WEEKLY for message in messages)
