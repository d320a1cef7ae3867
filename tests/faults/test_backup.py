"""Safety points 8 and 10: a backup made while somebody writes is whole, and it is restored whole or not at all."""

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text

from dsar import create_app
from dsar.core.vocabulary import Right, Role
from dsar.services import backup_manifest
from dsar.services.issue_letter import LetterInput, issue_letter
from dsar.services.note import add_note
from dsar.wording.backups import SENTENCES
from tests.support.app import SECRET_KEY, World, address, make_world
from tests.support.canned import can_letters
from tests.support.cases import receive
from tests.support.databases import MIGRATIONS

SLUG = "westendorp-pr"
KEPT = ("case_file", "audit_event", "stored_file", "user_account", "worklist_entry")


@pytest.fixture
def world(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Give a register with a few cases, one of them with a letter."""
    can_letters(monkeypatch)
    made = make_world(database_url)
    with made.app.app_context():
        case_id = receive(made, SLUG, Right.INSPECTION, Right.ERASURE)
        issue_letter(
            made.work(address(SLUG, Role.CONTACT_PERSON)), case_id, 1, LetterInput(made.today), render_seconds=60
        )
        for _ in range(3):
            receive(made, SLUG, Right.COPY)
    yield made
    made.close()


@pytest.fixture
def empty(backend: str, tmp_path: Path, postgres_url: str) -> Iterator[str]:
    """Give the address of a database in which nothing is."""
    if backend == "sqlite":
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'dsar.sqlite3'}"
        return
    admin = create_engine(postgres_url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("CREATE DATABASE restored_into"))
    yield make_url(postgres_url).set(database="restored_into").render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE restored_into WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def run(world: World) -> Iterator[Callable[..., str]]:
    """Give a function that runs a command on the register, or on another address, and gives what it says."""
    others: list[Flask] = []

    def invoke(*words: object, at: str = "", exit_code: int = 0) -> str:
        app = world.app
        if at:
            app = create_app({"DATABASE_URL": at, "SECRET_KEY": SECRET_KEY})
            others.append(app)
        result = app.test_cli_runner().invoke(args=[str(word) for word in words])
        assert result.exit_code == exit_code, result.output + repr(result.exception)
        return result.output

    yield invoke
    for app in others:
        app.extensions["dsar"].engine.dispose()


def rows(url: str, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            table: list(map(tuple, connection.execute(text(f"SELECT * FROM {table} ORDER BY 1"))))
            for table in tables or KEPT
        }
    engine.dispose()
    return found


def at(world: World) -> str:
    return world.app.extensions["dsar"].engine.url.render_as_string(hide_password=False)


def writing(world: World, case_id: int, stop: threading.Event, started: threading.Event) -> None:
    """Write notes, each with its link of the audit trail, until told to stop."""
    with world.app.app_context():
        work = world.work(address(SLUG, Role.CONTACT_PERSON))
        while not stop.is_set():
            add_note(work, case_id, "Gebeld, niemand thuis.")
            started.set()


def test_a_backup_made_while_somebody_writes_is_restored_whole(
    world: World, run: Callable[..., str], empty: str, tmp_path: Path
) -> None:
    with world.app.app_context():
        case_id = receive(world, SLUG, Right.INSPECTION)
    stop, started = threading.Event(), threading.Event()
    writer = threading.Thread(target=writing, args=(world, case_id, stop, started))
    writer.start()
    assert started.wait(30)
    try:
        for number in range(3):
            run("backup", tmp_path / f"backup-{number}")
    finally:
        stop.set()
        writer.join()
    said = run("restore", tmp_path / "backup-1", at=empty)
    assert "het logboek is heel" in said
    assert rows(empty, "hold")["hold"][0][0] == "mail", "what was sent since the backup is not sent again"
    manifest = json.loads((tmp_path / "backup-1" / "manifest.json").read_text())
    restored, source = rows(empty), rows(at(world))
    assert len(restored["audit_event"]) == manifest["rows"]["audit_event"] < len(source["audit_event"])
    for table in KEPT:
        assert set(restored[table]) <= set(source[table]) or table == "worklist_entry", table
    assert "in orde" in run("audit", "verify", at=empty)
    assert "klopt" in run("worklist", "check", at=empty)


def test_what_was_restored_is_worked_in_and_guarded_as_before(
    world: World, run: Callable[..., str], empty: str, tmp_path: Path
) -> None:
    run("backup", tmp_path / "backup")
    run("restore", tmp_path / "backup", at=empty)
    assert rows(empty) == rows(at(world))
    app = create_app({"DATABASE_URL": empty, "SECRET_KEY": SECRET_KEY, "CLOCK": world.clock})
    again = World(app, world.clock, world.organisations, world.users)
    with app.app_context():
        receive(again, SLUG, Right.COPY)
        with pytest.raises(Exception, match="audit_event"), app.extensions["dsar"].engine.begin() as connection:
            connection.execute(text("DELETE FROM audit_event"))
    again.close()
    assert len(rows(empty)["case_file"]) == len(rows(at(world))["case_file"]) + 1


def test_a_backup_of_an_older_version_is_restored_and_brought_up_to_date(
    world: World, run: Callable[..., str], empty: str, tmp_path: Path
) -> None:
    with world.app.app_context():
        flask_migrate.downgrade(directory=str(MIGRATIONS), revision="-1")
    run("backup", tmp_path / "backup")
    assert "flask --app wsgi setup" in run("restore", tmp_path / "backup", at=empty)
    assert rows(empty) == rows(at(world))
    run("setup", at=empty)
    assert rows(empty, "alembic_version") != rows(at(world), "alembic_version")
    assert "in orde" in run("audit", "verify", at=empty)


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_restore_that_was_killed_halfway_is_done_again(run: Callable[..., str], empty: str, tmp_path: Path) -> None:
    run("backup", tmp_path / "backup")
    file = Path(make_url(empty).database or "")
    file.parent.mkdir()
    file.with_name(file.name + ".restoring").write_bytes(b"half")
    assert "het logboek is heel" in run("restore", tmp_path / "backup", at=empty)
    assert [one.name for one in file.parent.iterdir() if one.name.endswith(".restoring")] == []


def test_nothing_is_restored_over_a_register(world: World, run: Callable[..., str], tmp_path: Path) -> None:
    run("backup", tmp_path / "backup")
    before = rows(at(world))
    assert "is niet leeg" in run("restore", tmp_path / "backup", at=at(world), exit_code=1)
    assert rows(at(world)) == before


def test_a_damaged_or_unfinished_backup_is_refused_and_leaves_the_place_empty(
    backend: str, run: Callable[..., str], empty: str, tmp_path: Path
) -> None:
    whole = tmp_path / "backup"
    run("backup", whole)
    name = "database.sqlite3" if backend == "sqlite" else "database.dump"

    def broken(change: Callable[[Path], object]) -> str:
        copy = shutil.copytree(whole, tmp_path / "broken", dirs_exist_ok=True)
        change(copy)
        said = run("restore", copy, at=empty, exit_code=1)
        shutil.rmtree(copy)
        return said

    def flip(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)

    assert f"{name} in de reservekopie is veranderd" in broken(flip)
    assert f"ontbreekt {name}" in broken(lambda folder: (folder / name).unlink())
    assert "geen hele reservekopie" in broken(lambda folder: (folder / "manifest.json").unlink())
    assert "is beschadigd" in broken(lambda folder: (folder / "manifest.json").write_text("{"))
    assert "is beschadigd" in broken(lambda folder: tell(folder, files={"../elders": "0"}))
    assert "nieuwere versie" in broken(lambda folder: tell(folder, schema="9999"))
    assert "andere soort database" in broken(lambda folder: tell(folder, database="oracle"))
    assert "aantallen niet van: case_file" in broken(lambda folder: tell(folder, rows={"case_file": 400}))
    assert "einde van het logboek" in broken(
        lambda folder: tell(folder, audit_heads={"installation": {"seq": 1, "hash": "0" * 64}})
    )
    assert "het logboek is heel" in run("restore", whole, at=empty), "the place was left empty each time"


def tell(folder: Path, **changed: object) -> None:
    """Let the manifest say something else; what is a mapping keeps its other keys."""
    file = folder / "manifest.json"
    body = json.loads(file.read_text())
    for name, value in changed.items():
        body[name] = {**body[name], **value} if isinstance(value, dict) else value
    file.write_text(json.dumps(body))


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_trail_or_a_letter_that_was_changed_inside_a_backup_is_found(
    run: Callable[..., str], empty: str, tmp_path: Path
) -> None:
    def changed(*statements: str) -> str:
        folder = tmp_path / "backup"
        run("backup", folder)
        with closing(sqlite3.connect(folder / "database.sqlite3")) as connection, connection:
            for statement in statements:
                connection.execute(statement)
        tell(folder, files={"database.sqlite3": backup_manifest.hash_of(folder / "database.sqlite3")})
        said = run("restore", folder, at=empty, exit_code=1)
        shutil.rmtree(folder)
        return said

    trail = "UPDATE audit_event SET canonical = replace(canonical, '2026', '2025') WHERE stream = 'organisation-5'"
    assert "niet heel (organisation-5, 1)" in changed("DROP TRIGGER audit_event_no_update", trail)
    assert "beschadigd (stored_file 1)" in changed(
        "DROP TRIGGER stored_file_no_update", "UPDATE stored_file SET body = x'00'"
    )


def test_a_backup_goes_into_an_empty_folder_only_and_only_its_owner_reads_it(
    run: Callable[..., str], tmp_path: Path
) -> None:
    run("backup", tmp_path / "backup")
    assert (tmp_path / "backup").stat().st_mode & 0o777 == 0o700
    assert "is niet leeg" in run("backup", tmp_path / "backup", exit_code=1)
    (tmp_path / "file").touch()
    assert "kan niet worden gemaakt" in run("backup", tmp_path / "file" / "inside", exit_code=1)


def test_a_database_without_a_register_is_not_kept(run: Callable[..., str], empty: str, tmp_path: Path) -> None:
    assert "nog geen register" in run("backup", tmp_path / "backup", at=empty, exit_code=1)


def test_regulation_files_of_ones_own_go_along(world: World, tmp_path: Path) -> None:
    own = Path(__file__).parents[1] / "data" / "regulations"
    app = create_app({"DATABASE_URL": at(world), "SECRET_KEY": SECRET_KEY, "DSAR_REGULATIONS": str(own)})
    assert app.test_cli_runner().invoke(args=["backup", str(tmp_path / "backup")]).exit_code == 0
    app.extensions["dsar"].engine.dispose()
    kept = tmp_path / "backup" / "regulations" / "1" / "sixth.toml"
    assert kept.read_bytes() == (own / "sixth.toml").read_bytes()
    manifest = json.loads((tmp_path / "backup" / "manifest.json").read_text())
    assert "regulations/1/sixth.toml" in manifest["files"]
    assert "SECRET_KEY" in manifest["not_included"]


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_the_password_of_the_database_is_on_no_command_line(
    world: World, run: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = shutil.which("pg_dump")
    spy = tmp_path / "bin" / "pg_dump"
    spy.parent.mkdir()
    spy.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" >{tmp_path}/words\nprintenv PGPASSWORD >{tmp_path}/secret\n{program} "$@"'
    )
    spy.chmod(0o755)
    monkeypatch.setenv("PATH", str(spy.parent), prepend=":")
    with_password = make_url(at(world)).set(password="zeer geheim").render_as_string(hide_password=False)
    run("backup", tmp_path / "backup", at=with_password)
    assert "zeer geheim" not in (tmp_path / "words").read_text()
    assert (tmp_path / "secret").read_text() == "zeer geheim\n"


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_missing_or_failing_program_is_said_in_words(
    run: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "Installeer het pakket postgresql-client" in run("backup", tmp_path / "one", exit_code=1)
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho server is te nieuw >&2\necho rij met een naam >&2\nexit 1\n")
    (tmp_path / "pg_dump").chmod(0o755)
    said = run("backup", tmp_path / "two", exit_code=1)
    assert "De database meldt: server is te nieuw" in said
    assert "naam" not in said


def test_every_problem_has_its_sentence() -> None:
    sources = Path(backup_manifest.__file__).parent
    raised = {
        piece.split('"')[1]
        for file in ("backup.py", "backup_database.py", "backup_manifest.py", "restore.py")
        for piece in (sources / file).read_text().split("BackupProblem(")[1:]
        if piece.startswith('"')
    }
    assert raised == set(SENTENCES)
