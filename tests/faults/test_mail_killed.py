"""Safety 1, 3 and 4: a process that hands mail over is killed anywhere; nothing leaves twice and nothing is lost."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.mailing import LEASE
from dsar.core.vocabulary import Role
from dsar.database import unit_of_work
from dsar.models import Outbox
from dsar.models.scheduled import MailKind, MailState
from dsar.services.outbox import write_message
from dsar.wording.mail_layout import Written
from tests.factories.world import World
from tests.support.smtp import BODY, Inbox, mail_inbox

WPR = "westendorp-pr"
LATER = LEASE * 2  # it began a little after the moment of the work
SEND = """
import sys
from datetime import datetime
from sqlalchemy import create_engine
from dsar.core.actor import Actor
from dsar.database import install_hooks
from dsar.mail import Line, MailServer
from dsar.services.outbox import send_waiting
from dsar.services.work import Work

url, moment, port = sys.argv[1], datetime.fromisoformat(sys.argv[2]), int(sys.argv[3])
engine = create_engine(url)
install_hooks(engine)
work = Work(engine, None, Actor(None, frozenset()), moment, moment.date())  # mail needs no regulations
with Line(MailServer("127.0.0.1", port, "verzoeken@example.com")) as line:
    send_waiting(work, line)
"""


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_inbox() as found:
        yield found


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    made = World.make(database_url, WPR)
    yield made
    made.engine.dispose()


def write(world: World, count: int) -> None:
    with unit_of_work(world.engine) as session:
        for number in range(count):
            user_id, written = world.users[WPR, Role.FG], Written("Onderwerp", "Tekst", "<p>Tekst</p>")
            write_message(session, world.system(), user_id, MailKind.TASK, f"task-{number}", written)


def start(world: World, inbox: Inbox, later: timedelta = timedelta()) -> subprocess.Popen[bytes]:
    url = world.engine.url.render_as_string(hide_password=False)
    moment: datetime = world.moment + later
    return subprocess.Popen([sys.executable, "-c", SEND, url, moment.isoformat(), str(inbox.port)])


def run(world: World, inbox: Inbox, later: timedelta = timedelta()) -> None:
    assert start(world, inbox, later).wait(60) == 0


def kill_when(process: subprocess.Popen[bytes], reached: Callable[[], bool]) -> None:
    """Kill a process at once when something is so, or let it end when it never is."""
    until = time.monotonic() + 60
    while process.poll() is None and not reached() and time.monotonic() < until:
        time.sleep(0.002)
    process.kill()
    process.wait()


def states(world: World) -> Counter[MailState]:
    with Session(world.engine) as session:
        return Counter(session.scalars(select(Outbox.state)))


def ids(world: World, state: MailState) -> set[str]:
    with Session(world.engine) as session:
        return set(session.scalars(select(Outbox.message_id).where(Outbox.state == state)))


@pytest.mark.parametrize("where", ["EHLO", "RCPT"])
def test_killed_before_it_was_handed_over_it_leaves_when_the_lease_ends(world: World, inbox: Inbox, where: str) -> None:
    write(world, 3)
    inbox.hang = where
    kill_when(start(world, inbox), inbox.hangs.is_set)
    assert states(world) == {MailState.TAKEN: 1, MailState.WAITING: 2}
    inbox.hang = ""
    run(world, inbox)
    assert states(world) == {MailState.TAKEN: 1, MailState.SENT: 2}, "it may still be at work"
    run(world, inbox, LATER)
    assert states(world) == {MailState.SENT: 3}
    assert sorted(inbox.ids()) == sorted(ids(world, MailState.SENT))


def test_killed_while_the_server_has_it_nobody_knows_and_it_is_not_sent_again(world: World, inbox: Inbox) -> None:
    write(world, 3)
    inbox.hang = BODY
    kill_when(start(world, inbox), inbox.hangs.is_set)
    assert states(world) == {MailState.HANDING_OVER: 1, MailState.WAITING: 2}
    inbox.hang = ""
    run(world, inbox, LATER)
    run(world, inbox, LATER * 2)
    assert states(world) == {MailState.UNKNOWN: 1, MailState.SENT: 2}
    assert sorted(inbox.ids()) == sorted(ids(world, MailState.SENT) | ids(world, MailState.UNKNOWN))


def test_killed_again_and_again_every_message_arrives_once(world: World, inbox: Inbox) -> None:
    write(world, 40)
    later = timedelta()
    for _ in range(2):
        wanted = len(inbox.messages) + 7
        kill_when(start(world, inbox, later), lambda wanted=wanted: len(inbox.messages) >= wanted)
        later += LATER
    run(world, inbox, later)
    run(world, inbox, later + LATER)
    found = states(world)
    assert found[MailState.SENT] + found[MailState.UNKNOWN] == 40
    assert found[MailState.UNKNOWN] <= 2, "one at most for each that was killed"
    arrived = Counter(inbox.ids())
    assert set(arrived.values()) == {1}
    assert ids(world, MailState.SENT) <= set(arrived)


def test_two_processes_at_once_one_of_them_killed_send_nothing_twice(world: World, inbox: Inbox) -> None:
    write(world, 40)
    first, second = start(world, inbox), start(world, inbox)
    kill_when(first, lambda: len(inbox.messages) >= 10)
    assert second.wait(60) == 0
    run(world, inbox, LATER)
    run(world, inbox, LATER * 2)
    found = states(world)
    assert found[MailState.SENT] + found[MailState.UNKNOWN] == 40
    assert set(Counter(inbox.ids()).values()) == {1}
    assert ids(world, MailState.SENT) <= set(inbox.ids())
