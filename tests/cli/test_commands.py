"""The commands that set an installation up and prove its trail, and what keeps the server from starting."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from dsar import create_app
from dsar.cli import refuse_edited_regulations
from dsar.cli.demo import PASSWORD, accounts
from dsar.core.vocabulary import ExtensionReason, LetterKind
from dsar.models import Case, Letter, LetterDraft, Question, Request, TermExtension, User
from dsar.models.letter import DraftStatus, LetterStatus
from dsar.regulations import canonical_json, load_catalogue, sha256
from tests.factories.world import SIXTH

SECRET = "only-for-the-tests-" + "0" * 32


def just_after_midnight() -> datetime:
    return datetime(2026, 12, 31, 23, 30, tzinfo=UTC)  # already New Year's Day in Amsterdam


@pytest.fixture
def make_app(fresh_database: Callable[[str], str]) -> Iterator[Callable[..., Flask]]:
    """Give a function that makes applications on one SQLite database, on a winter's night just after midnight."""
    url, made = fresh_database("sqlite"), []

    def make(**settings: object) -> Flask:
        made.append(create_app({"DATABASE_URL": url, "SECRET_KEY": SECRET, "CLOCK": just_after_midnight, **settings}))
        return made[-1]

    yield make
    for app in made:
        app.extensions["dsar"].engine.dispose()


def test_setup_with_demo_fills_every_stage_and_does_so_once(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    first = app.test_cli_runner().invoke(args=["setup", "--demo"])
    second = app.test_cli_runner().invoke(args=["setup", "--demo"])
    assert (first.exit_code, second.exit_code) == (0, 0), first.output + second.output
    assert PASSWORD in second.output
    with app.app_context(), Session(app.extensions["dsar"].engine) as session:
        assert session.execute(select(func.count()).select_from(Case)).scalar_one() == 14
        assert session.execute(select(func.count(Request.status.distinct()))).scalar_one() == 7
        assert session.execute(select(func.count()).select_from(Letter)).scalar_one() >= 4
        drafts = {(draft.kind, draft.status) for draft in session.scalars(select(LetterDraft))}
        assert drafts == {
            (LetterKind.IDENTITY_REQUEST, DraftStatus.WRITING),
            (LetterKind.IDENTITY_REQUEST, DraftStatus.USED),
            (LetterKind.EXTENSION_NOTICE, DraftStatus.AWAITING_ADVICE),
            (LetterKind.EXTENSION_NOTICE, DraftStatus.USED),
            (LetterKind.LATE_ANSWER, DraftStatus.USED),
        }
        assert session.scalars(select(Question)).one().end is None, "a term stands still"
        assert session.scalars(select(TermExtension)).one().reason is ExtensionReason.COMPLEXITY
        late = session.scalars(select(Letter).where(Letter.kind == LetterKind.LATE_ANSWER)).one()
        assert (late.status, late.dispatch) == (LetterStatus.FINAL, None)
        addresses = set(session.scalars(select(User.email)))
        assert addresses == {email for email, _ in accounts()}
    assert app.test_cli_runner().invoke(args=["audit", "verify"]).exit_code == 0


def test_setup_without_demo_invents_nobody(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    assert app.test_cli_runner().invoke(args=["setup"]).exit_code == 0
    with Session(app.extensions["dsar"].engine) as session:
        assert session.execute(select(func.count()).select_from(User)).scalar_one() == 0


def test_a_user_is_added_with_roles_or_refused_in_words(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    runner = app.test_cli_runner()
    runner.invoke(args=["setup"])
    plain = ["user", "add", "--email", "a@example.com", "--name", "A", "--password", "een lang wachtwoord"]
    assert runner.invoke(args=[*plain, "aanzien:fg", "werk-op-maat:fg"]).exit_code == 0
    again = runner.invoke(args=[*plain, "aanzien:fg"])
    assert (again.exit_code, "Er is al een account" in again.output) == (2, True)
    unknown = runner.invoke(args=[*plain, "aanzien:koning"])
    assert (unknown.exit_code, "contact_person" in unknown.output) == (2, True)


def test_verifying_a_changed_trail_names_the_entry_and_exits_1(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    app.test_cli_runner().invoke(args=["setup"])
    with Session(app.extensions["dsar"].engine) as session, session.begin():
        session.execute(text("DROP TRIGGER audit_event_no_update"))
        session.execute(text("UPDATE audit_event SET canonical = '{}' WHERE stream = 'organisation-2'"))
    result = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert result.exit_code == 1
    assert "organisation-2: de tekst van regel 1 is gewijzigd" in result.output
    assert "organisation-1: in orde" in result.output


def test_the_server_does_not_start_on_a_broken_regulation_file(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    (tmp_path / "stuk.toml").write_text('format = 1\n[regulation]\norganisation = "Niet Goed"\n', encoding="utf-8")
    with pytest.raises(SystemExit, match=r"stuk\.toml"):
        make_app(DSAR_REGULATIONS=tmp_path)


def test_the_server_does_not_start_when_a_version_in_use_was_edited(
    make_app: Callable[..., Flask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLASK_RUN_FROM_CLI", raising=False)
    file = tmp_path / "sixth.toml"
    shutil.copyfile(SIXTH / "sixth.toml", file)
    app = make_app(DSAR_REGULATIONS=tmp_path)
    app.test_cli_runner().invoke(args=["setup"])
    _use(app, "woonhof-de-linde", tmp_path)
    refuse_edited_regulations(app)
    file.write_text(file.read_text(encoding="utf-8").replace("1 mei 2018", "2 mei 2018"), encoding="utf-8")
    with pytest.raises(SystemExit, match="woonhof-de-linde 2018-05-25"):
        refuse_edited_regulations(make_app(DSAR_REGULATIONS=tmp_path))


def test_a_version_from_before_files_told_what_an_objection_is_against_is_no_edited_one(
    make_app: Callable[..., Flask], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FLASK_RUN_FROM_CLI", raising=False)
    file = tmp_path / "sixth.toml"
    shutil.copyfile(SIXTH / "sixth.toml", file)
    app = make_app(DSAR_REGULATIONS=tmp_path)
    app.test_cli_runner().invoke(args=["setup"])
    _use(app, "woonhof-de-linde", tmp_path)
    told = '\n[objection]\npurposes = ["other"]\n'
    file.write_text(file.read_text(encoding="utf-8") + told, encoding="utf-8")
    refuse_edited_regulations(make_app(DSAR_REGULATIONS=tmp_path))


def _use(app: Flask, slug: str, folder: Path) -> None:
    """Store a version as a first case would."""
    regulation = load_catalogue([folder]).newest(slug)
    with sqlite3.connect(app.extensions["dsar"].engine.url.database) as connection:
        connection.execute(
            "INSERT INTO regulation_version (organisation_id, version, effective_from, sha256, body, stored_at)"
            " SELECT id, ?, '2018-05-25', ?, ?, '2026-01-01' FROM organisation WHERE slug = ?",
            (regulation.version, sha256(regulation), canonical_json(regulation), slug),
        )
    connection.close()
