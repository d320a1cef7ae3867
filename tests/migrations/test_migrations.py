"""Migrations go up, down and up again, and leave what the models say, triggers included."""

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from dsar import create_app
from dsar.core.vocabulary import Right
from dsar.database import Base
from dsar.extensions import db
from tests.factories.world import World
from tests.support.databases import MIGRATIONS

PROTECTED = {
    "recipient",
    "recipient_removal",
    "recipient_told",
    "deceased",
    "deceased_end",
    "deceased_ground",
    "intake_mark",
    "intake_mark_end",
    "client_question",
    "client_question_end",
    "client_question_request",
    "term_extension",
    "regulation_version",
    "identity_check",
    "hearing",
    "hearing_request",
    "proposal",
    "proposal_part",
    "advice",
    "without_advice",
    "without_advice_seen",
    "send_back",
    "decision",
    "carrying_out",
    "duty_not_done",
    "left_undone",
    "use_stop",
    "freeze_notice",
    "reconsideration",
    "restriction_lift",
    "stored_file",
    "letter_request",
    "dispatch",
    "audit_event",
    "audit_head",
    "access_event",
    "letter",
    "letter_draft_advice",
    "case_note",
    "case_note_withdrawal",
    "task",
    "task_request",
    "task_answer",
    "task_withdrawal",
    "third_party",
    "third_party_request",
    "third_party_view",
    "client_question_reminder",
    "representative",
    "representative_end",
    "authority_check",
    "read_back",
    "request_ending",
    "reopening",
    "letter_return",
    "letter_resend",
    "forwarding",
    "forwarding_request",
    "follow_up",
    "follow_up_request",
    "follow_up_end",
    "set_term",
    "set_term_end",
    "case_correction",
    "regulation_choice",
}


def pieces(name: str) -> bool:
    """Tell whether a table or index is one that keeps the pieces of text to search in."""
    return name.startswith("worklist_search")


def triggers(url: str) -> set[str]:
    """Give the names of the tables that have a trigger, but for the one that is searched in."""
    query = (
        "SELECT DISTINCT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if url.startswith("sqlite")
        else "SELECT DISTINCT event_object_table FROM information_schema.triggers"
    )
    engine = create_engine(url)
    with engine.connect() as connection:
        found = set(connection.execute(text(query)).scalars())
    engine.dispose()
    return found - {"worklist_entry"}


def test_the_migrated_schema_is_what_the_models_say(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        opts = {
            "compare_type": True,
            "include_name": lambda name, kind, _: kind not in {"table", "index"} or not pieces(name),
        }
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, Base.metadata) == []
    engine.dispose()


def test_every_table_written_once_is_protected(database_url: str) -> None:
    assert triggers(database_url) == PROTECTED


def test_every_check_of_the_models_is_in_the_database(database_url: str) -> None:
    engine = create_engine(database_url)
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            wanted = {
                str(check.name)
                for check in table.constraints
                if type(check).__name__ == "CheckConstraint" and check.name
            }
            there = {str(check["name"]) for check in inspect(connection).get_check_constraints(table.name)}
            assert wanted <= there, table.name
    engine.dispose()


def test_up_down_and_up_again_with_rows(database_url: str) -> None:
    world = World.make(database_url, "westendorp-pr")
    world.receive("westendorp-pr", Right.INSPECTION)
    world.engine.dispose()
    app = create_app({"DATABASE_URL": database_url, "SECRET_KEY": "only-for-the-tests-" + "0" * 32})
    with app.app_context():
        flask_migrate.downgrade(directory=str(MIGRATIONS), revision="base")
        assert "case_file" not in inspect(db.engine).get_table_names()
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        db.engine.dispose()
    assert triggers(database_url) == PROTECTED


@pytest.mark.parametrize("name", ["case_file", "request", "letter"])
def test_a_row_of_one_organisation_cannot_be_tied_to_anothers(name: str) -> None:
    table = Base.metadata.tables[name]
    tied = [key for key in table.foreign_key_constraints if "organisation_id" in key.column_keys]
    assert tied, f"{name} carries organisation_id in no composite key"
