"""The audit trail: only grows, proves itself whole, and holds no personal data."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.vocabulary import Right
from dsar.database import unit_of_work
from dsar.queries.audit import streams, verify
from tests.factories.world import SUBJECT, World

WPR = "westendorp-pr"


@pytest.fixture
def stream(world: World) -> str:
    case_id = world.receive(WPR, Right.INSPECTION, Right.ERASURE)
    world.identify(WPR, case_id)
    return f"organisation-{world.organisation_id(WPR)}"


def fault(world: World, stream: str) -> tuple[int, str] | None:
    with Session(world.engine) as session:
        found = verify(session, stream)
    return (found.seq, found.code) if found is not None else None


def tamper(world: World, *statements: str) -> None:
    """Change the trail as somebody who owns the database could: with its triggers switched off."""
    with unit_of_work(world.engine) as session:
        if world.engine.dialect.name == "sqlite":
            for name in session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
                session.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("audit_event", "audit_head"):
                session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))
        for statement in statements:
            session.execute(text(statement))


def test_a_trail_that_nobody_touched_verifies(world: World, stream: str) -> None:
    with Session(world.engine) as session:
        assert all(verify(session, name) is None for name in streams(session))
        assert stream in streams(session)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET tag = 'case.closed' WHERE seq = 2",
        "DELETE FROM audit_event WHERE seq = 2",
        "DELETE FROM audit_head",
        "UPDATE audit_head SET seq = seq - 1",
        "UPDATE audit_head SET seq = seq + 2",
        "INSERT INTO audit_event SELECT stream, seq + 100, at, actor_id, tag, case_id, request_id, canonical, previous,"
        " hash FROM audit_event WHERE seq = 1",
        "INSERT INTO audit_event SELECT stream, (SELECT MAX(seq) + 1 FROM audit_event), at, actor_id, tag, case_id,"
        " request_id, canonical, previous, hash FROM audit_event WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_change_the_trail(world: World, stream: str, statement: str) -> None:
    with pytest.raises(DBAPIError), unit_of_work(world.engine) as session:
        session.execute(text(statement))
    assert fault(world, stream) is None


def test_the_trail_cannot_be_replaced_or_emptied(world: World, stream: str) -> None:
    statement = (
        "REPLACE INTO audit_event SELECT * FROM audit_event WHERE seq = 1"
        if world.engine.dialect.name == "sqlite"
        else "TRUNCATE audit_event"
    )
    with pytest.raises(DBAPIError), unit_of_work(world.engine) as session:
        session.execute(text(statement))
    assert fault(world, stream) is None


@pytest.mark.parametrize(
    ("statement", "seq", "code"),
    [
        ("UPDATE audit_event SET canonical = replace(canonical, 'post', 'desk') WHERE tag = 'case.registered'", 0, ""),
        ("UPDATE audit_event SET tag = 'case.closed' WHERE seq = 2", 2, "columns_changed"),
        ("UPDATE audit_event SET actor_id = 99 WHERE seq = 3", 3, "columns_changed"),
        ("UPDATE audit_event SET hash = 'x' WHERE seq = 2", 2, "text_changed"),
        ("UPDATE audit_event SET previous = 'x' WHERE seq = 4", 4, "chain_broken"),
        ("DELETE FROM audit_event WHERE seq = 3", 3, "missing"),
        ("UPDATE audit_head SET seq = seq - 1", 0, "head_differs"),
        ("DELETE FROM audit_head", 0, "head_missing"),
    ],
)
def test_verifying_names_the_first_entry_that_does_not_hold(
    world: World, stream: str, statement: str, seq: int, code: str
) -> None:
    tamper(world, f"{statement} {'AND' if 'WHERE' in statement else 'WHERE'} stream = '{stream}'")
    found = fault(world, stream)
    assert found is not None
    if seq:
        assert found[0] == seq
    if code:
        assert found[1] == code


def test_a_trail_cut_off_at_the_end_is_noticed(world: World, stream: str) -> None:
    with Session(world.engine) as session:
        last = session.execute(text("SELECT MAX(seq) FROM audit_event WHERE stream = :s"), {"s": stream}).scalar_one()
    tamper(world, f"DELETE FROM audit_event WHERE seq = {last} AND stream = '{stream}'")
    assert fault(world, stream) == (last, "missing")


def test_the_trail_holds_no_personal_data(world: World, stream: str) -> None:
    with Session(world.engine) as session:
        trail = " ".join(session.scalars(text("SELECT canonical FROM audit_event")).all())
    for word in (SUBJECT.last_name, SUBJECT.street, SUBJECT.postcode, "eigen woorden"):
        assert word not in trail
