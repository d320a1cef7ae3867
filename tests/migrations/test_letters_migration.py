"""The step to the whole set of letters, and back, with rows in every table that it touches or makes."""

from collections.abc import Iterator
from datetime import UTC, datetime

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from dsar import create_app
from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import Channel, LetterKind, ObjectionPurpose, Right, Role
from dsar.database import Base, unit_of_work
from dsar.extensions import db
from dsar.models import LetterRun, LetterRunItem, Printer
from dsar.models.letter import ItemState
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from dsar.services.issue_letter import LetterInput
from dsar.services.preview import preview_letter
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT, World
from tests.services.desk import WPR, Desk
from tests.support.canned import can_letters
from tests.support.databases import MIGRATIONS

NEW_TABLES = (
    "letter_draft",
    "letter_draft_request",
    "letter_draft_advice",
    "letter_preview",
    "letter_run",
    "letter_run_item",
    "printer",
)
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EXPECTED = {right: f"grant_{'correction' if right is Right.SUPPLEMENT else right.value}" for right in Right}


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    """Give an application on the database, in its context."""
    made = create_app({"DATABASE_URL": database_url, "SECRET_KEY": "only-for-the-tests-" + "0" * 32})
    with made.app_context():
        yield made
        db.engine.dispose()


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering: nothing here looks at the pages."""
    can_letters(monkeypatch)


def move(command, revision: str) -> None:
    """Migrate while nobody else is connected."""
    db.engine.dispose()
    command(directory=str(MIGRATIONS), revision=revision)
    db.engine.dispose()


def every_right(world: World) -> int:
    """Register a case with a request for every right."""
    requests = tuple(
        NewRequest(right, purpose=ObjectionPurpose.OTHER if right is Right.OBJECTION else None) for right in Right
    )
    new = NewCase(world.organisation_id(WPR), world.today, Channel.POST, SUBJECT, requests)
    return receive_case(world.work(WPR, Role.CONTACT_PERSON), new)


def letters_of_before(engine: Engine, case_id: int, organisation_id: int) -> None:
    """Put in, as the older version did, a final and posted grant of every right."""
    moment = {"at": "2026-11-23 09:00:00+00:00", "case": case_id, "organisation": organisation_id}
    with engine.begin() as connection:
        author = connection.execute(text("SELECT MIN(id) FROM user_account")).scalar_one()
        requests = connection.execute(
            text("SELECT id FROM request WHERE case_id = :case ORDER BY id"), moment
        ).scalars()
        for number, request_id in enumerate(list(requests), start=1):
            values = moment | {"id": number, "number": f"WPR-B2026-{number:04d}", "request": request_id, "by": author}
            for statement in (
                "INSERT INTO stored_file (id, organisation_id, media_type, size, sha256, cipher, body, stored_at)"
                " VALUES (:id, :organisation, 'application/pdf', 3, 'aa', 'zlib', 'abc', :at)",
                "INSERT INTO letter (id, case_id, organisation_id, kind, language, number, dated, status, context,"
                " context_sha256, file_id, sha256, created_by_id, created_at, finalised_at) VALUES (:id, :case,"
                " :organisation, 'grant', 'nl', :number, '2026-11-23', 'final', '{}', 'bb', :id, 'aa', :by, :at, :at)",
                "INSERT INTO letter_request (letter_id, request_id, case_id) VALUES (:id, :request, :case)",
                "INSERT INTO dispatch (letter_id, organisation_id, way, posted_on, recorded_by_id, recorded_at)"
                " VALUES (:id, :organisation, 'post', '2026-11-23', :by, :at)",
            ):
                connection.execute(text(statement), values)


def kinds(engine: Engine) -> dict[str, str]:
    """Give the kind of the letter to each request, by right."""
    query = (
        "SELECT request.right_code, letter.kind FROM letter JOIN letter_request ON letter_request.letter_id = letter.id"
        " JOIN request ON request.id = letter_request.request_id"
    )
    with engine.connect() as connection:
        return dict(connection.execute(text(query)).all())


def test_a_grant_is_named_after_its_right_and_back(app: Flask, database_url: str) -> None:
    world = World.make(database_url, WPR)
    case_id = every_right(world)
    world.engine.dispose()
    move(flask_migrate.downgrade, "0001")
    letters_of_before(db.engine, case_id, world.organisation_id(WPR))
    world.engine.dispose()
    for _ in range(2):
        move(flask_migrate.upgrade, "0002")
        assert kinds(db.engine) == {right.value: kind for right, kind in EXPECTED.items()}
        assert_letters_are_protected(db.engine)
        move(flask_migrate.downgrade, "0001")
        assert set(kinds(db.engine).values()) == {"grant"}
        assert_letters_are_protected(db.engine)


def assert_letters_are_protected(engine: Engine) -> None:
    """Nobody changes or removes a letter or its dispatch, before or after the step."""
    for statement in (
        "UPDATE letter SET context = 'x'",
        "DELETE FROM letter",
        "UPDATE dispatch SET posted_on = '2026-01-01'",
        "DELETE FROM dispatch",
    ):
        with pytest.raises(DBAPIError), engine.begin() as connection:
            connection.execute(text(statement))


@pytest.mark.usefixtures("canned")
def test_down_and_up_again_with_a_row_in_every_new_table(app: Flask, database_url: str) -> None:
    world = World.make(database_url, WPR)
    desk = full_desk(world)
    world.engine.dispose()
    assert rows(database_url, *NEW_TABLES) == dict.fromkeys(NEW_TABLES, 1)
    letters = rows(database_url, "letter", "letter_request", "dispatch", "audit_event", "stored_file")
    move(flask_migrate.downgrade, "0001")
    assert set(NEW_TABLES).isdisjoint(inspect(db.engine).get_table_names())
    move(flask_migrate.upgrade, "head")
    assert rows(database_url, *letters) == letters
    assert rows(database_url, *NEW_TABLES) == dict.fromkeys(NEW_TABLES, 0)
    with unit_of_work(world.engine) as session:
        assert verify(session, stream_of(world.organisation_id(WPR))) is None
    desk.draft(LetterKind.EXTENSION_NOTICE, Right.COPY)
    world.engine.dispose()


@pytest.mark.usefixtures("canned")
def test_the_older_version_is_not_given_letters_that_it_does_not_know(
    app: Flask, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    world = World.make(database_url, WPR)
    desk = Desk(world, Right.COPY)
    desk.issue(draft_id=desk.draft(LetterKind.LATE_ANSWER, Right.COPY))
    world.engine.dispose()
    with pytest.raises(SystemExit):
        move(flask_migrate.downgrade, "0001")
    assert "they would be lost" in caplog.text
    assert rows(database_url, "letter") == {"letter": 1}


def full_desk(world: World) -> Desk:
    """Give a case with letters of the older kinds, and everything that the newer version adds."""
    desk = Desk(world, Right.COPY)
    first = desk.issue()
    desk.post(first)
    desk.issue(replaces_id=first, correction_reason="Het adres was verkeerd.")
    desk.advised(desk.draft(LetterKind.EXTENSION_NOTICE, Right.COPY))
    preview_letter(desk.work(), desk.case_id, LetterInput(world.today))
    organisation_id, user_id = world.organisation_id(WPR), world.users[WPR, Role.CONTACT_PERSON]
    with unit_of_work(world.engine) as session:
        session.add(Printer(organisation_id=organisation_id, name="Balie", offset_right=3, offset_down=-2))
        run = LetterRun(organisation_id=organisation_id, started_by_id=user_id, started_at=NOW)
        item = LetterRunItem(position=1, organisation_id=organisation_id, case_id=desk.case_id, letter_id=first)
        item.state, item.problem = ItemState.DONE, ""
        run.items.append(item)
        session.add(run)
    return desk


def rows(url: str, *tables: str) -> dict[str, int]:
    """Count the rows of tables."""
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            name: connection.execute(select(func.count()).select_from(Base.metadata.tables[name])).scalar_one()
            for name in tables
        }
    engine.dispose()
    return found
