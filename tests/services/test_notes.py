"""Notes on a case are written once, by whoever handles or judges it, and the trail does not repeat them."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.vocabulary import Right, Role
from dsar.database import unit_of_work
from dsar.models import AuditEvent, CaseNote
from dsar.queries.audit import verify
from dsar.queries.notes import notes_of_case
from dsar.services.audit import stream_of
from dsar.services.note import MOST_TEXT, add_note, withdraw_note
from dsar.services.work import AlreadyDone
from tests.factories.world import World
from tests.services.desk import WPR, Desk

CALLED = "Mevrouw belde: zij komt liever op een dinsdag."


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Right.COPY)


def trail(desk: Desk) -> list[AuditEvent]:
    with Session(desk.world.engine) as session:
        query = select(AuditEvent).where(AuditEvent.case_id == desk.case_id).order_by(AuditEvent.seq)
        return list(session.scalars(query))


def test_a_note_tells_who_wrote_what_and_when(world: World, desk: Desk) -> None:
    add_note(desk.work(), desk.case_id, f"  {CALLED}\n")
    add_note(desk.work(Role.FG), desk.case_id, "Gezien.")
    with Session(world.engine) as session:
        found = [(note.body, note.author_id, note.created_at) for note in notes_of_case(session, desk.case_id)]
    officer, contact = world.users[WPR, Role.FG], world.users[WPR, Role.CONTACT_PERSON]
    assert found == [("Gezien.", officer, world.moment), (CALLED, contact, world.moment)]


def test_the_trail_tells_of_a_note_without_its_text(world: World, desk: Desk) -> None:
    note_id = add_note(desk.work(), desk.case_id, CALLED)
    withdraw_note(desk.work(), note_id)
    entries = trail(desk)[-2:]
    assert [entry.tag for entry in entries] == ["note.added", "note.withdrawn"]
    assert all(f'"payload":{{"note":{note_id}}}' in entry.canonical for entry in entries)
    assert not [entry for entry in trail(desk) if "dinsdag" in entry.canonical]
    with Session(world.engine) as session:
        assert verify(session, entries[0].stream) is None
        assert entries[0].stream == stream_of(session.get_one(CaseNote, note_id).organisation_id)


def test_a_note_disturbs_no_form_that_is_open(desk: Desk) -> None:
    version = desk.version
    withdraw_note(desk.work(), add_note(desk.work(), desk.case_id, CALLED))
    assert desk.version == version


@pytest.mark.parametrize("body", ["", "  \n", "...", "\u200b"])
def test_a_note_says_something(desk: Desk, body: str) -> None:
    with pytest.raises(InvalidInput, match="required"):
        add_note(desk.work(), desk.case_id, body)


def test_a_note_is_short(desk: Desk) -> None:
    add_note(desk.work(), desk.case_id, "x" * MOST_TEXT)
    with pytest.raises(InvalidInput, match="note_too_long"):
        add_note(desk.work(), desk.case_id, "x" * (MOST_TEXT + 1))


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR, Role.COLLEAGUE])
def test_who_neither_handles_nor_judges_a_case_writes_no_note(desk: Desk, role: Role) -> None:
    with pytest.raises(NotAllowed if role is Role.AUDITOR else NotFound):
        add_note(desk.work(role), desk.case_id, CALLED)


def test_another_organisations_case_gets_no_note(make_world) -> None:
    world = make_world(WPR, "aanzien")
    desk = Desk(world, Right.COPY)
    note_id = add_note(desk.work(), desk.case_id, CALLED)
    with pytest.raises(NotFound):
        add_note(world.work("aanzien", Role.CONTACT_PERSON), desk.case_id, CALLED)
    with pytest.raises(NotFound):
        withdraw_note(world.work("aanzien", Role.CONTACT_PERSON), note_id)
    with pytest.raises(NotFound):
        withdraw_note(desk.work(), 10_000)


def test_only_its_author_withdraws_a_note_and_once(desk: Desk) -> None:
    note_id = add_note(desk.work(), desk.case_id, CALLED)
    with pytest.raises(NotAllowed, match="not_your_note"):
        withdraw_note(desk.work(Role.FG), note_id)
    withdraw_note(desk.work(), note_id)
    with pytest.raises(NotAllowed, match="note_withdrawn"):
        withdraw_note(desk.work(), note_id)


def test_a_note_that_is_sent_twice_stands_there_once(world: World, desk: Desk) -> None:
    work = world.work(WPR, Role.CONTACT_PERSON, form_key="een-keer")
    note_id = add_note(work, desk.case_id, CALLED)
    with pytest.raises(AlreadyDone) as done:
        add_note(work, desk.case_id, CALLED)
    assert done.value.result == str(note_id)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE case_note SET body = 'anders'",
        "DELETE FROM case_note",
        "UPDATE case_note_withdrawal SET withdrawn_at = '2026-01-01'",
        "DELETE FROM case_note_withdrawal",
    ],
)
def test_the_database_refuses_to_change_a_note(world: World, desk: Desk, statement: str) -> None:
    withdraw_note(desk.work(), add_note(desk.work(), desk.case_id, CALLED))
    with pytest.raises(DBAPIError), unit_of_work(world.engine) as session:
        session.execute(text(statement))
