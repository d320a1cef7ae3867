"""Safety point 8: several processes write to one SQLite file; nobody is told that it is locked, and nothing is lost."""

import os
import time
from collections.abc import Callable

from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import Channel, Right, Role
from dsar.database import install_hooks, unit_of_work
from dsar.models import AuditEvent, Case, CaseNote, Counter
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from dsar.services.note import add_note
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT, World
from tests.support.worklists import worklist_faults

SLUG = "westendorp-pr"
WRITERS = 4
SECONDS = 3.0


def write(world: World, case_id: int, until: float) -> int:
    """Write notes in one case that all share, and register cases, until a moment; give how often."""
    new = NewCase(world.organisation_id(SLUG), world.today, Channel.POST, SUBJECT, (NewRequest(Right.COPY),))
    work, rounds = world.work(SLUG, Role.CONTACT_PERSON), 0
    while time.monotonic() < until:
        add_note(work, case_id, "Gebeld, niemand thuis.")
        receive_case(work, new)
        rounds += 1
    return rounds


def in_a_process(act: Callable[[], int]) -> tuple[int, int]:
    """Act in a process of its own; give its number, and where it will say how often it did."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        said = "error"
        try:
            said = str(act())
        except BaseException as error:
            said = repr(error)
        finally:
            os.write(into, said.encode())
            os._exit(0)
    os.close(into)
    return child, out


def test_four_writers_at_once_are_never_told_that_it_is_locked_and_lose_nothing(fresh_database) -> None:
    world = World.make(fresh_database("sqlite"), SLUG)
    case_id = world.receive(SLUG, Right.INSPECTION)
    world.engine.dispose()  # nothing of the database may be open in two processes
    until = time.monotonic() + SECONDS
    children = [in_a_process(lambda: write(world, case_id, until)) for _ in range(WRITERS)]
    said = []
    for child, out in children:
        with os.fdopen(out) as answer:
            said.append(answer.read())
        os.waitpid(child, 0)
    assert all(one.isdigit() for one in said), said
    rounds = [int(one) for one in said]
    assert min(rounds) > 0, "each of them gets its turn"
    with Session(world.engine) as session:

        def number(query) -> int:
            return session.execute(query).scalar_one()

        assert number(select(func.count()).select_from(CaseNote)) == sum(rounds)
        assert number(select(func.count()).select_from(Case)) == sum(rounds) + 1
        assert number(select(Counter.last)) == sum(rounds) + 1
        added = select(func.count()).select_from(AuditEvent).where(AuditEvent.tag == "note.added")
        assert number(added) == sum(rounds)
        assert verify(session, stream_of(world.organisation_id(SLUG))) is None
    assert worklist_faults(world.engine) == []
    world.engine.dispose()


def test_every_connection_has_the_settings_that_this_needs(fresh_database) -> None:
    engine = create_engine(fresh_database("sqlite"))
    install_hooks(engine)
    wanted = {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "synchronous": 2,
        "recursive_triggers": 1,
        "busy_timeout": 10_000,  # milliseconds
    }
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            assert {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in wanted} == wanted
    engine.dispose()


def test_a_unit_of_work_takes_the_lock_before_it_reads(fresh_database) -> None:
    url = fresh_database("sqlite")
    engine, other = create_engine(url), create_engine(url, connect_args={"timeout": 0})
    install_hooks(engine)
    with unit_of_work(engine) as session, other.connect() as connection:
        session.execute(select(1))
        try:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        except Exception as error:
            told = str(error)
    assert "database is locked" in told, "a read that is followed by a write cannot be overtaken"
    for each in (engine, other):
        each.dispose()
