"""`doctor` on a set-up in which each thing is broken on purpose, and on one in which nothing is."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from dsar import create_app
from dsar.cli import checks_database, checks_machine
from dsar.config import NAMES, WrongSetting, read_settings
from dsar.core.vocabulary import Right
from dsar.services import trial_letter
from tests.support.app import MONDAY, Clock, World, make_world
from tests.support.cases import receive
from tests.support.smtp import mail_inbox

SLUG = "westendorp-pr"
SECRET = "mag-niemand-weten-0123456789-abcdefghij"


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    made = make_world(database_url)
    with made.app.app_context():
        receive(made, SLUG, Right.INSPECTION)
    yield made
    made.close()


@pytest.fixture
def look(world: World) -> Iterator[Callable[..., str]]:
    """Give a function that runs `doctor` with settings of its own, and gives what it says."""
    made = []

    def run(exit_code: int = 1, **settings: object) -> str:
        engine = world.app.extensions["dsar"].engine
        given = {"DATABASE_URL": engine.url.render_as_string(hide_password=False), "SECRET_KEY": SECRET}
        app = create_app({**given, "CLOCK": world.clock, **settings})
        made.append(app)
        result = app.test_cli_runner().invoke(args=["doctor"])
        assert result.exit_code == exit_code, result.output
        return result.output

    yield run
    for app in made:
        app.extensions["dsar"].engine.dispose()


def change(world: World, *statements: str) -> None:
    with world.app.extensions["dsar"].engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def ran(world: World, problem: str = "") -> None:
    finished = "NULL, NULL" if problem else f"'{world.clock.moment.isoformat(sep=' ')}', 3"
    change(
        world,
        "INSERT INTO job_run (job, slot, started_at, lease_until, tries, finished_at, made, problem)"
        f" VALUES ('remind', '2026-11-23', '{world.clock.moment.isoformat(sep=' ')}',"
        f" '{world.clock.moment.isoformat(sep=' ')}', 1, {finished}, '{problem}')",
    )


def test_nothing_is_wrong_with_a_good_set_up(
    world: World, look: Callable[..., str], run_backup: Callable[[], Path]
) -> None:
    ran(world)
    said = look(0, DSAR_BACKUPS=run_backup())
    assert "0 keer FOUT, 0 keer let op." in said
    assert said.count("goed") >= 12


@pytest.fixture
def run_backup(world: World, tmp_path: Path) -> Callable[[], Path]:
    def make() -> Path:
        result = world.app.test_cli_runner().invoke(args=["backup", str(tmp_path / "backups" / "one")])
        assert result.exit_code == 0, result.output
        return tmp_path / "backups"

    return make


def test_a_backup_that_is_old_broken_off_or_not_there_is_told(
    world: World, look: Callable[..., str], run_backup: Callable[[], Path], tmp_path: Path
) -> None:
    assert "let op  Hoe oud de reservekopie is, is niet bekend" in look(0)
    (tmp_path / "nothing").mkdir()
    assert "staat geen reservekopie" in look(DSAR_BACKUPS=tmp_path / "nothing")
    folder = run_backup()
    world.clock.forward(days=3)
    assert "FOUT    De nieuwste reservekopie is van 23-11-2026 10:00" in look(DSAR_BACKUPS=folder)
    (folder / "one" / "manifest.json").unlink()
    assert "staat geen reservekopie" in look(DSAR_BACKUPS=folder)


def test_a_setting_with_a_slip_in_its_name_is_told(look: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DSAR_TRUSTED_HOST", "dsar.example.com")
    assert "Bedoelt u DSAR_TRUSTED_HOSTS?" in look()


def test_tls_without_a_name_or_a_proxy_is_told(look: Callable[..., str]) -> None:
    said = look(DSAR_HTTPS=1)
    assert "FOUT    DSAR_TRUSTED_HOSTS noemt alleen deze machine" in said
    assert "let op  DSAR_HTTPS staat aan en DSAR_PROXIES op 0" in said
    assert "TRUSTED_HOSTS" not in look(0, DSAR_HTTPS=1, DSAR_PROXIES=1, DSAR_TRUSTED_HOSTS="dsar.example.com")


def test_a_key_that_can_be_guessed_or_read_is_told(
    look: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "SECRET_KEY is te raden" in look(SECRET_KEY="x" * 40)
    file = tmp_path / "secret_key"
    file.write_text(SECRET)
    file.chmod(0o644)
    monkeypatch.setattr(checks_machine, "SECRET_FILE", file)
    monkeypatch.delenv("SECRET_KEY", raising=False)
    assert f"chmod 600 {file}" in look()
    file.chmod(0o600)
    assert "chmod" not in look(0)


def test_a_machine_that_makes_no_letter_or_another_one_is_told(
    look: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "geen brief worden gemaakt (render_time)" in look(DSAR_RENDER_SECONDS=0.0001)
    monkeypatch.setattr(checks_machine, "find_library", lambda name: None)
    assert "Installeer het pakket libharfbuzz-subset0" in look(0)
    monkeypatch.setattr(trial_letter, "_PAGE", trial_letter._PAGE.replace("<p>", '<p style="font-family:Oud">'))
    monkeypatch.setattr(checks_machine, "FONT", "Andere")
    assert "een ander lettertype" in look()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_the_mail_server_is_asked_and_sends_nothing(look: Callable[..., str]) -> None:
    assert "E-mail staat uit" in look(0)
    with mail_inbox() as inbox:
        server = {"DSAR_MAIL_SERVER": f"smtp://127.0.0.1:{inbox.port}", "DSAR_MAIL_FROM": "a@example.com"}
        assert "De mailserver antwoordt" in look(0, **server)
        inbox.drop = "NOOP"
        assert "neemt ons niet aan" in look(**server)
    assert inbox.messages == []
    assert f"127.0.0.1:{inbox.port} neemt ons niet aan" in look(**server)


def test_a_database_that_is_not_there_or_empty_or_old_is_told(
    world: World, look: Callable[..., str], tmp_path: Path
) -> None:
    missing = tmp_path / "weg" / "a.sqlite3"
    assert f"De database {missing} is er niet" in look(DATABASE_URL=f"sqlite:///{missing}")
    assert not missing.parent.exists(), "looking makes nothing"
    (tmp_path / "empty.sqlite3").touch()
    assert "De database is nog leeg" in look(DATABASE_URL=f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    assert "antwoordt niet" in look(DATABASE_URL="postgresql://iemand:geheim@127.0.0.1:1/dsar")
    change(world, "UPDATE alembic_version SET version_num = '0029'")
    said = look()
    assert "heeft schema 0029" in said
    assert "geheim" not in said


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_full_disk_and_a_file_that_cannot_be_written_are_told(
    look: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage("/")
    for free, said in ((50, "FOUT    Op de schijf"), (500, "let op  Op de schijf")):
        monkeypatch.setattr(
            checks_database.shutil, "disk_usage", lambda path, free=free: usage._replace(free=free * 1024**2)
        )
        assert said in look(1 if free == 50 else 0)
    monkeypatch.setattr(checks_database.os, "access", lambda path, mode: mode != os.W_OK)
    assert "mag niet schrijven" in look()
    monkeypatch.setattr(checks_database.condition, "sqlite_pragmas", lambda session: {"journal_mode": "delete"})
    assert "journal_mode=delete en hoort op wal" in look()


@pytest.mark.parametrize("backend", ["sqlite"], indirect=True)
def test_a_damaged_file_is_told(world: World, look: Callable[..., str]) -> None:
    change(world, "PRAGMA writable_schema=ON", "UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'ix_notice_user'")
    world.app.extensions["dsar"].engine.dispose()
    assert "is beschadigd" in look()


@pytest.mark.parametrize("backend", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_postgresql_that_is_too_old_read_only_or_cannot_search_is_told(
    world: World, look: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    change(world, "DROP EXTENSION pg_trgm CASCADE")
    monkeypatch.setenv("PATH", "/nowhere")
    said = look()
    assert "CREATE EXTENSION pg_trgm" in said
    assert "let op  pg_dump ontbreekt" in said
    name = world.app.extensions["dsar"].engine.url.database
    change(world, f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
    assert "staat op alleen lezen" in look()
    monkeypatch.setattr(checks_database.condition, "postgresql_version", lambda session: 120_009)
    assert "PostgreSQL 12 is te oud" in look()


def test_a_clock_that_was_put_back_is_told(world: World, look: Callable[..., str]) -> None:
    assert "FOUT    De klok loopt achter" in look(CLOCK=Clock(MONDAY - timedelta(hours=1)))
    assert "De klok loopt niet achter" in look(0)


def test_an_edited_regulation_is_told(backend: str, world: World, look: Callable[..., str]) -> None:
    unguarded(world, backend, "regulation_version")
    change(world, "UPDATE regulation_version SET sha256 = 'anders'")
    assert "terwijl er zaken op rusten: westendorp-pr" in look()


def unguarded(world: World, backend: str, table: str) -> None:
    if backend == "sqlite":
        change(world, f"DROP TRIGGER IF EXISTS {table}_no_update")
    else:
        change(world, f"ALTER TABLE {table} DISABLE TRIGGER USER")


def test_a_trail_of_which_the_end_was_changed_is_told(backend: str, world: World, look: Callable[..., str]) -> None:
    unguarded(world, backend, "audit_event")
    stream = f"organisation-{world.organisations[SLUG]}"
    newest = f"(SELECT MAX(seq) FROM audit_event WHERE stream = '{stream}')"
    change(world, f"UPDATE audit_event SET canonical = '{{}}' WHERE stream = '{stream}' AND seq = {newest}")
    assert f"Logboek {stream}: de tekst van regel" in look()


def test_a_case_that_is_missing_from_the_worklist_is_told(world: World, look: Callable[..., str]) -> None:
    change(world, "UPDATE worklist_count SET cases = cases + 1")
    assert "worklist rebuild" in look()


def test_a_scheduler_that_stopped_failed_or_never_ran_is_told(world: World, look: Callable[..., str]) -> None:
    assert "let op  Er heeft nog geen geplande taak gedraaid" in look(0)
    ran(world, "OperationalError")
    assert "FOUT    De taak remind is mislukt (OperationalError)" in look()
    world.clock.forward(days=2)
    assert "De planner heeft meer dan een dag niets gedaan" in look()
    change(world, "INSERT INTO hold (name, since, reason) VALUES ('mail', '2026-11-23 09:00:00+00:00', 'restored')")
    assert "E-mail staat stil" in look()


def test_a_check_that_breaks_hides_no_other(look: Callable[..., str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("een naam")

    monkeypatch.setattr(checks_machine, "fonts_of_a_letter", broken)
    said = look()
    assert "FOUT    Een controle brak af (check_letters, RuntimeError)" in said
    assert "De database antwoordt" in said
    assert "een naam" not in said


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://root:geheim@127.0.0.1/dsar"),
        ("DATABASE_URL", "geheim"),
        ("SECRET_KEY", "geheim"),
        ("DSAR_PROXIES", "geheim"),
        ("DSAR_HTTPS", "ja, geheim"),
        ("DSAR_SESSION_MINUTES", "0"),
        ("DSAR_RENDER_SECONDS", "geheim"),
        ("DSAR_RENDER_WORKERS", "33"),
        ("DSAR_MAIL_SERVER", "geheim"),
        ("DSAR_METRICS_TOKEN", "geheim"),
        ("DSAR_LOG", "geheim"),
    ],
)
def test_a_wrong_value_is_told_by_the_name_of_its_setting_before_anything_starts(name: str, value: str) -> None:
    with pytest.raises(SystemExit, match=f"{name}: verwacht") as refusal:
        create_app({"DATABASE_URL": "sqlite://", "SECRET_KEY": SECRET, name: value})
    assert "geheim" not in str(refusal.value)


def test_the_list_of_settings_names_each_one_that_is_read() -> None:
    source = Path(checks_machine.__file__).parents[1] / "config.py"
    read = {
        name for name in source.read_text().replace('"', " ").split() if name.startswith("DSAR_") and name.isupper()
    }
    assert {name.strip("`|,:") for name in read} - {"DSAR_*"} <= NAMES
    assert {"DATABASE_URL", "SECRET_KEY", "DSAR_BACKUPS"} <= NAMES
    with pytest.raises(WrongSetting):
        read_settings({"SECRET_KEY": "kort"})
