"""Safety point 11: a register goes down, step by step, and up again with its rows, and the trail still verifies.

A step down that would lose what the older version does not know refuses, and changes nothing.
"""

from collections.abc import Callable, Iterator

import flask_migrate
import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dsar.cli import complete_worklist
from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.models import AuditHead
from dsar.queries.audit import verify
from tests.faults.breaking import changed, engine_of, everything
from tests.migrations.test_migrations import PROTECTED, triggers
from tests.support.app import World, make_world
from tests.support.canned import can_letters
from tests.support.databases import MIGRATIONS
from tests.support.judging import at_desk
from tests.support.stages import Stage, case_at, fill
from tests.support.worklists import worklist_faults

# Rows of these are the same to the last character, whatever was dropped and made again around them.
KEPT = ("audit_event", "audit_head", "stored_file", "case_file", "request", "party", "advice", "decision", "dispatch")
FIRST = "0001"


@pytest.fixture
def world(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    can_letters(monkeypatch)
    made = make_world(database_url)
    yield made
    made.close()


def fill_with(world: World, fill_it: Callable[[World], object]) -> None:
    """Fill a register, and let nobody stay connected to it."""
    with world.app.app_context():
        fill_it(world)
    engine_of(world).dispose()  # after the session of the context gave its connection back


def cases(world: World) -> None:
    """Make a case at each stage, in which nothing is that the first version did not know."""
    for stage in Stage:
        case_at(world, stage)


def version(world: World) -> str:
    with engine_of(world).connect() as connection:
        found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


def down(world: World) -> str:
    """Go down step by step until a step refuses; give where that is."""
    with world.app.app_context():
        while version(world) != FIRST:
            db.engine.dispose()
            try:
                flask_migrate.downgrade(directory=str(MIGRATIONS), revision="-1")
            except SystemExit:  # how Flask-Migrate ends a command that failed
                break
    return version(world)


def up(world: World) -> None:
    """Go up to the newest version, and start on it as a server does."""
    with world.app.app_context():
        db.engine.dispose()
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        complete_worklist(world.app)


def check_whole(world: World) -> None:
    """Check the trail of every organisation, what guards the tables, and the worklist."""
    engine = engine_of(world)
    with Session(engine) as session:
        streams = session.scalars(select(AuditHead.stream)).all()
        assert len(streams) > 1
        assert [verify(session, stream) for stream in streams] == [None] * len(streams)
    assert triggers(engine.url.render_as_string(hide_password=False)) == PROTECTED
    assert worklist_faults(engine) == []


def test_a_full_register_goes_down_until_something_would_be_lost_and_up_again_as_it_was(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    fill_with(world, fill)
    newest, before = version(world), everything(engine_of(world))
    assert sum(bool(rows) for rows in before.values()) > 60, "rows in most tables"
    reached = down(world)
    assert FIRST < reached <= newest
    assert "would be lost" in caplog.text, "a step that loses what the older version does not know refuses"
    up(world)
    assert version(world) == newest
    assert changed(before, everything(engine_of(world))) == set()
    check_whole(world)


def test_cases_at_every_stage_go_down_to_the_first_version_and_up_again(world: World) -> None:
    fill_with(world, cases)
    newest, before = version(world), everything(engine_of(world))
    assert down(world) == FIRST
    up(world)
    assert version(world) == newest
    after = everything(engine_of(world))
    assert changed({name: before[name] for name in KEPT}, after) == set()
    assert {name: len(after[name]) for name in ("letter", "proposal")} == {
        name: len(before[name]) for name in ("letter", "proposal")
    }
    check_whole(world)
    contact = at_desk(world, Role.CONTACT_PERSON)
    assert contact.get("/").status == 200
