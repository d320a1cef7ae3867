"""Safety point 12: with a full disk or a read-only database one reads on, writing says so, and it ends by itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, make_url, text

from dsar.core.vocabulary import Right, Role
from dsar.database import cannot_write
from tests.faults.breaking import Sent, changed, engine_of, everything, terminate
from tests.support.app import PASSWORD, World, address
from tests.support.judging import SLUG, at_desk, new_case
from tests.support.pages import Browser, Page
from tests.web.test_register import LETTER

WORDS = "Ik wil alles zien wat u over mij hebt. " * 200  # longer than what is free in the pages of a file
KINDS = ("read_only", "full")


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    """Somebody who is about to register a request."""
    engine_of(world).dispose()  # a connection that an earlier test left may have been opened for reading only
    browser = at_desk(world, Role.CONTACT_PERSON)
    browser.get("/zaken/nieuw")
    return browser


def register(contact: Browser) -> Page:
    """Send what was typed while nobody can write."""
    return contact.send(action="register", **{**LETTER, "client_words": WORDS}, status=503)


@contextmanager
def broken(engine: Engine, kind: str) -> Iterator[None]:
    """Make the database one that nobody can write to, as the driver or the server says it."""
    ways = {
        ("sqlite", "read_only"): _sqlite_read_only,
        ("sqlite", "full"): _sqlite_full,
        ("postgresql", "read_only"): _postgresql_read_only,
        ("postgresql", "full"): _postgresql_full,
    }
    with ways[engine.dialect.name, kind](engine):
        yield


@contextmanager
def _sqlite_read_only(engine: Engine) -> Iterator[None]:
    def opened_for_reading(_: object, __: object, ___: object, options: dict[str, Any]) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{make_url(engine.url).database}?mode=ro", uri=True, check_same_thread=False)

    engine.dispose()
    event.listen(engine, "do_connect", opened_for_reading)
    try:
        yield
    finally:
        event.remove(engine, "do_connect", opened_for_reading)


@contextmanager
def _sqlite_full(engine: Engine) -> Iterator[None]:
    def no_page_more(connection: sqlite3.Connection, _: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")

    engine.dispose()
    with closing(sqlite3.connect(make_url(engine.url).database or "")) as connection:
        connection.execute("VACUUM")  # no page is free
    event.listen(engine, "connect", no_page_more)
    try:
        yield
    finally:
        event.remove(engine, "connect", no_page_more)
        engine.dispose()  # the limit is of a connection, and not of the file as a full disk is


@contextmanager
def _postgresql_read_only(engine: Engine) -> Iterator[None]:
    name = make_url(engine.url).database
    _as_superuser(engine, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    terminate(engine)
    try:
        yield
    finally:
        _as_superuser(engine, f'ALTER DATABASE "{name}" SET default_transaction_read_only = off')


@contextmanager
def _postgresql_full(engine: Engine) -> Iterator[None]:
    _as_superuser(
        engine,
        "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$",
        *(
            f"CREATE TRIGGER full_disk_{table} BEFORE INSERT ON {table} EXECUTE FUNCTION full_disk()"
            for table in ("case_file", "access_event", "audit_event", "login_session", "form_draft")
        ),
    )
    try:
        yield
    finally:
        _as_superuser(engine, "DROP FUNCTION full_disk CASCADE")


def _as_superuser(engine: Engine, *statements: str) -> None:
    own = create_engine(
        engine.url, isolation_level="AUTOCOMMIT", connect_args={"options": "-c default_transaction_read_only=off"}
    )
    with own.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    own.dispose()


def told(page: Page) -> None:
    """Check that a page says what happened and what to do, and holds what was typed."""
    assert page.h1 == "Opslaan lukt nu niet"
    assert "De schijf van de server is vol, of de database staat op alleen lezen." in page.text
    assert "Wat u net deed, is niet afgemaakt." in page.text
    assert "Meld dit bij uw beheerder." in page.text
    assert page.response.headers["Retry-After"] == "60"
    assert page.value_of("client_words") == WORDS
    assert page.text.count(WORDS.strip()) == 1, "to be copied as well"


def send_until_stored(contact: Browser) -> None:
    """Send the form of an error page; a connection that was opened before may say once more that it only reads."""
    if Sent.from_page(contact).post() == 503:
        contact.send()


@pytest.mark.parametrize("kind", KINDS)
def test_reading_goes_on_and_a_form_waits_on_its_page_until_there_is_room(
    world: World, contact: Browser, kind: str
) -> None:
    case_id, typing = new_case(world, Right.INSPECTION), contact.page
    before = everything(engine_of(world))
    with broken(engine_of(world), kind):
        for path in ("/", f"/zaken/{case_id}", f"/zaken/{case_id}/notitie", f"/zaken/{case_id}/identiteit"):
            assert contact.get(path).status == 200
        contact.page = typing
        told(register(contact))
        assert changed(before, everything(engine_of(world))) <= {"access_event"}, "who read it, while there is room"
        told(contact.send(status=503))
        told(contact.send(status=503))
    send_until_stored(contact)
    after = everything(engine_of(world))
    assert len(after["case_file"]) == len(before["case_file"]) + 1


def test_who_signs_in_is_told_and_the_password_is_in_no_page(world: World) -> None:
    stranger = Browser(world.app)
    stranger.get("/inloggen")
    with broken(engine_of(world), "read_only"):
        page = stranger.send(email=address(SLUG, Role.FG), password=PASSWORD, status=503)
    assert page.h1 == "Opslaan lukt nu niet"
    assert not page.forms()
    assert PASSWORD not in page.response.text


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_said_in_english_too(world: World, contact: Browser, kind: str) -> None:
    contact.client.set_cookie("taal", "en")
    with broken(engine_of(world), kind):
        page = register(contact)
    assert page.one("html").get("lang") == "en"
    assert page.h1 == "Saving does not work at the moment"
    assert page.value_of("client_words") == WORDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_log_names_the_fault_and_nothing_that_was_typed(
    world: World, contact: Browser, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    with broken(engine_of(world), kind):
        register(contact)
    assert "database cannot be written to" in caplog.text
    assert "Ik wil" not in caplog.text
    assert "Meer" not in caplog.text


def test_only_a_fault_of_room_is_called_one() -> None:
    class Wrong(Exception):
        sqlstate = "23505"

    assert not cannot_write(Wrong())
    assert not cannot_write(None)
    assert not cannot_write(ValueError())
