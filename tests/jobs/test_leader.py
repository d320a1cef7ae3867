"""One process at a time looks for work; the lock ends with whoever holds it, and another takes over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from dsar.jobs.leader import FileLeader, PostgresLeader, leader_of

TERMINATE = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = :here"
HERE = "SELECT oid FROM pg_database WHERE datname = current_database()"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


def test_one_of_two_holds_the_lock_until_it_lets_go(engine: Engine) -> None:
    one, other = leader_of(engine), leader_of(engine)
    assert [one.holds(), other.holds(), one.holds()] == [True, False, True]
    one.release()
    assert [other.holds(), one.holds()] == [True, False]
    other.release()


def test_every_database_has_a_lock_of_its_own(tmp_path: Path) -> None:
    one, other = FileLeader(tmp_path / "one"), FileLeader(tmp_path / "other")
    assert [one.holds(), other.holds()] == [True, True]
    one.release()
    other.release()


@pytest.mark.postgresql
def test_whoever_loses_the_server_loses_the_lock_and_can_take_it_again(fresh_database) -> None:
    engine = create_engine(fresh_database("postgresql"))
    one, other = PostgresLeader(engine), PostgresLeader(engine)
    assert one.holds()
    with engine.connect() as connection:
        here = connection.execute(text(HERE)).scalar_one()
        connection.execute(text(TERMINATE), {"here": here})
    assert [one.holds(), other.holds(), one.holds()] == [False, True, False]
    other.release()
    assert one.holds()
    one.release()
    engine.dispose()
