"""What is in the outbox leaves once: through refusals, faults, two processes at once, and somebody who stopped."""

import dataclasses
from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dsar.core.mailing import LEASE, MOST_TRIES, TOO_OLD, wait_after
from dsar.core.vocabulary import Role
from dsar.database import unit_of_work
from dsar.mail import Line, MailServer
from dsar.models import Hold, Outbox, User
from dsar.models.scheduled import MailKind, MailState
from dsar.services.outbox import send_waiting, write_message
from dsar.wording.mail_layout import MailContent, MailLine, Written, laid_out
from tests.factories.world import World
from tests.support.smtp import BODY, CONNECT, Inbox, mail_inbox

WPR = "westendorp-pr"
FIRST = timedelta(minutes=1)  # after the first try
CONTENT = MailContent("Wat op u wacht", "Er wacht iets.", (MailLine("De zaak WPR-2026-0004 wacht.", "/zaken/4"),))


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_inbox() as found:
        yield found


def write(world: World, *occasions: str, role: Role = Role.CONTACT_PERSON, kind: MailKind = MailKind.DIGEST) -> None:
    with unit_of_work(world.engine) as session:
        for occasion in occasions or ("2026-11-23",):
            written = laid_out(CONTENT, world.address)
            write_message(session, world.system(), world.users[WPR, role], kind, occasion, written)


def send(world: World, inbox: Inbox, *, later: timedelta = timedelta()) -> int:
    world.moment += later
    with Line(MailServer("127.0.0.1", inbox.port, "verzoeken@example.com"), 0.5, 0.5) as line:
        return send_waiting(world.system(), line)


def rows(world: World) -> list[Outbox]:
    with Session(world.engine, expire_on_commit=False) as session:
        return list(session.scalars(select(Outbox).order_by(Outbox.id)))


def states(world: World) -> list[MailState]:
    return [row.state for row in rows(world)]


def set_state(world: World, **values: object) -> None:
    with unit_of_work(world.engine) as session:
        session.execute(update(Outbox).values(**values))


def test_a_message_leaves_once_to_its_user_under_the_id_it_was_written_with(world: World, inbox: Inbox) -> None:
    write(world)
    assert (send(world, inbox), send(world, inbox)) == (1, 0)
    assert inbox.receivers == ["contact_person.westendorp-pr@example.com"]
    (row,) = rows(world)
    assert (row.state, row.tries, row.sent_at, row.lease_until) == (MailState.SENT, 1, world.moment, None)
    assert inbox.ids() == [row.message_id]
    assert row.message_id.endswith("@verzoeken.example.nl>")
    body = inbox.messages[0].get_body(["plain"])
    assert body is not None
    assert "https://verzoeken.example.nl/zaken/4" in body.get_content()


def test_a_second_message_about_the_same_occasion_is_the_first(world: World) -> None:
    write(world)
    (first,) = rows(world)
    write(world)
    write(world, "2026-11-24")
    write(world, kind=MailKind.WEEKLY)
    assert [row.message_id for row in rows(world)].count(first.message_id) == 1
    assert len(rows(world)) == 3


def test_what_tells_and_its_message_are_written_together_or_not_at_all(world: World) -> None:
    def stopped() -> None:
        with unit_of_work(world.engine) as session:
            user_id = world.users[WPR, Role.FG]
            write_message(session, world.system(), user_id, MailKind.TASK, "task-1", Written("a", "b", "c"))
            raise InterruptedError

    with pytest.raises(InterruptedError):
        stopped()
    assert rows(world) == []


def test_an_installation_without_mail_writes_no_message(world: World) -> None:
    write(dataclasses.replace(world, address=""))
    assert rows(world) == []


def test_waits_grow_and_end() -> None:
    minutes = [wait.total_seconds() / 60 for tries in range(1, MOST_TRIES) if (wait := wait_after(tries)) is not None]
    assert minutes == [1, 5, 30, 120, 720, 720, 720, 720, 720]
    assert wait_after(MOST_TRIES) is None


@pytest.mark.parametrize(("where", "code"), [("RCPT", 451), ("DATA", 452), (BODY, 451), ("MAIL", 550), (CONNECT, 421)])
def test_what_is_refused_for_now_is_tried_later_and_given_up_in_the_end(
    world: World, inbox: Inbox, where: str, code: int
) -> None:
    write(world)
    inbox.refuse, inbox.code = where, code
    for tries in range(1, MOST_TRIES):
        assert send(world, inbox) == 0
        (row,) = rows(world)
        assert (row.state, row.tries, row.problem) == (MailState.WAITING, tries, str(code))
        assert row.not_before == world.moment + (wait_after(tries) or timedelta())
        send(world, inbox, later=row.not_before - world.moment - timedelta(seconds=1))
        assert rows(world)[0].tries == tries, "not before its time"
        world.moment += timedelta(seconds=1)
    send(world, inbox)
    assert (rows(world)[0].state, rows(world)[0].tries) == (MailState.GIVEN_UP, MOST_TRIES)
    assert inbox.messages == []


def test_greylisting_delays_a_message_and_no_other(world: World, inbox: Inbox) -> None:
    inbox.greylist = True
    inbox.tried.append("fg.westendorp-pr@example.com")
    write(world)
    write(world, role=Role.FG)
    assert send(world, inbox) == 1
    assert inbox.receivers == ["fg.westendorp-pr@example.com"]
    assert send(world, inbox, later=FIRST) == 1
    assert states(world) == [MailState.SENT] * 2
    assert len(set(inbox.ids())) == 2


@pytest.mark.parametrize("where", ["RCPT", "DATA", BODY])
def test_what_is_refused_for_good_is_not_tried_again(world: World, inbox: Inbox, where: str) -> None:
    write(world)
    inbox.refuse, inbox.code = where, 550
    send(world, inbox)
    inbox.refuse = ""
    assert send(world, inbox, later=timedelta(days=1)) == 0
    (row,) = rows(world)
    assert (row.state, row.problem) == (MailState.GIVEN_UP, "550")


def test_a_server_that_is_not_there_costs_one_try_of_one_message(world: World, inbox: Inbox) -> None:
    write(world, "a", "b", "c")
    inbox.drop = CONNECT
    send(world, inbox)
    assert [row.tries for row in rows(world)] == [1, 0, 0]
    inbox.drop = ""
    assert send(world, inbox, later=FIRST) == 3
    assert len(set(inbox.ids())) == 3


@pytest.mark.parametrize("how", ["drop", "hang"])
def test_a_break_before_the_message_went_is_tried_again(world: World, inbox: Inbox, how: str) -> None:
    write(world)
    setattr(inbox, how, "DATA")
    send(world, inbox)
    assert states(world) == [MailState.WAITING]
    setattr(inbox, how, "")
    assert send(world, inbox, later=FIRST) == 1
    assert len(inbox.messages) == 1


@pytest.mark.parametrize("how", ["drop", "hang"])
def test_after_a_break_behind_data_nobody_knows_and_it_is_not_sent_again(world: World, inbox: Inbox, how: str) -> None:
    write(world, "a", "b")
    setattr(inbox, how, BODY)
    send(world, inbox)
    setattr(inbox, how, "")
    assert send(world, inbox, later=timedelta(days=2)) == 0
    assert {row.state for row in rows(world)} == {MailState.UNKNOWN}
    assert sorted(inbox.ids()) == sorted(row.message_id for row in rows(world)), "they did arrive, each once"


def test_one_that_was_taken_waits_again_when_its_lease_ends(world: World, inbox: Inbox) -> None:
    write(world)
    set_state(world, state=MailState.TAKEN, lease_until=world.moment + LEASE, tries=1)
    assert send(world, inbox) == 0
    assert send(world, inbox, later=LEASE) == 1
    assert rows(world)[0].tries == 2


def test_one_that_was_being_handed_over_is_unknown_when_its_lease_ends(world: World, inbox: Inbox) -> None:
    write(world)
    set_state(world, state=MailState.HANDING_OVER, lease_until=world.moment + LEASE, tries=1)
    assert send(world, inbox, later=LEASE) == 0
    (row,) = rows(world)
    assert (row.state, row.problem, row.lease_until) == (MailState.UNKNOWN, "stopped", None)
    assert inbox.messages == []


def test_one_that_stops_whoever_takes_it_is_given_up(world: World, inbox: Inbox) -> None:
    write(world)
    set_state(world, state=MailState.TAKEN, lease_until=world.moment, tries=MOST_TRIES)
    assert send(world, inbox) == 0
    assert states(world) == [MailState.GIVEN_UP]


def test_nobody_writes_to_somebody_who_may_not_get_in_any_more(world: World, inbox: Inbox) -> None:
    write(world)
    write(world, role=Role.FG)
    with unit_of_work(world.engine) as session:
        session.get_one(User, world.users[WPR, Role.CONTACT_PERSON]).active = False
    assert send(world, inbox) == 1
    assert [(row.state, row.problem) for row in rows(world)] == [
        (MailState.CANCELLED, "inactive"),
        (MailState.SENT, ""),
    ]
    assert inbox.receivers == ["fg.westendorp-pr@example.com"]


def test_it_goes_to_the_address_that_somebody_has_when_it_leaves(world: World, inbox: Inbox) -> None:
    write(world)
    with unit_of_work(world.engine) as session:
        session.get_one(User, world.users[WPR, Role.CONTACT_PERSON]).email = "nieuw@example.com"
    send(world, inbox)
    assert inbox.receivers == ["nieuw@example.com"]


def test_what_has_waited_for_longer_than_a_week_tells_nothing_new(world: World, inbox: Inbox) -> None:
    write(world)
    assert send(world, inbox, later=TOO_OLD + timedelta(seconds=1)) == 0
    (row,) = rows(world)
    assert (row.state, row.problem) == (MailState.CANCELLED, "too_old")


def test_nothing_leaves_while_mail_is_held(world: World, inbox: Inbox) -> None:
    write(world)
    with unit_of_work(world.engine) as session:
        session.add(Hold(name="mail", since=world.moment, reason="restored"))
    assert send(world, inbox) == 0
    assert (inbox.connections, states(world)) == (0, [MailState.WAITING])
    with unit_of_work(world.engine) as session:
        session.delete(session.get_one(Hold, "mail"))
    assert send(world, inbox) == 1


def test_several_processes_at_once_send_nothing_twice(world: World, inbox: Inbox) -> None:
    write(world, *(f"dag {number}" for number in range(60)))
    barrier, gave = Barrier(3), list[int]()

    def run() -> None:
        barrier.wait()
        gave.append(send(world, inbox))

    at_once(run, run, run)
    assert sum(gave) == 60
    assert (len(inbox.messages), len(set(inbox.ids()))) == (60, 60)
    assert set(states(world)) == {MailState.SENT}


def test_the_answer_that_comes_after_the_lease_still_counts(world: World, inbox: Inbox) -> None:
    """Another process said "unknown" meanwhile; the one that waited for the server knows better."""
    write(world)
    inbox.hang = BODY

    def slow() -> None:
        with Line(MailServer("127.0.0.1", inbox.port, "verzoeken@example.com"), 5, 20) as line:
            send_waiting(world.system(), line)

    waiting = Thread(target=slow)
    waiting.start()
    assert inbox.hangs.wait(10)
    set_state(world, state=MailState.UNKNOWN, lease_until=None, problem="stopped")
    inbox.answer_late = True
    inbox.release()
    waiting.join()
    assert states(world) == [MailState.SENT]


def at_once(*runs: Callable[[], None]) -> None:
    threads = [Thread(target=run) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
