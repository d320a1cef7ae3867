"""What comes after a request, with its outcome, and terms that a court or an authority sets; all written once.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLES = ("follow_up", "follow_up_request", "follow_up_end", "set_term", "set_term_end")
KINDS = "'reminder', 'complaint', 'mediation', 'authority_complaint', 'court', 'objection'"
RESULTS = "'upheld', 'partly_upheld', 'dismissed', 'not_heard', 'settled', 'withdrawn'"


def upgrade() -> None:
    create_follow_up()
    create_follow_up_request()
    create_follow_up_end()
    create_set_term()
    create_set_term_end()
    for table in TABLES:
        protect(table)


def recorded(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Give who recorded a row and when."""
    name = op.f(f"fk_{table}_recorded_by_id_user_account")
    return (
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=name),
    )


def tied(table: str, column: str, to: str, second: str = "case_id") -> sa.ForeignKeyConstraint:
    """Tie a row to another of the same case, or a case to its organisation."""
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column, second], [f"{to}.id", f"{to}.{second}"], name=name)


def create_follow_up() -> None:
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("act_by", sa.Date(), nullable=True),
        *recorded("follow_up"),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_follow_up_kind_known")),
        sa.CheckConstraint("(kind = 'reminder') = (act_by IS NULL)", name=op.f("ck_follow_up_reminder_waits_not")),
        sa.CheckConstraint("summary <> ''", name=op.f("ck_follow_up_says_something")),
        tied("follow_up", "case_id", "case_file", "organisation_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_follow_up_id_case_id")),
    )
    op.create_index("ix_follow_up_case_id", "follow_up", ["case_id"])


def create_follow_up_request() -> None:
    op.create_table(
        "follow_up_request",
        sa.Column("follow_up_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        tied("follow_up_request", "follow_up_id", "follow_up"),
        tied("follow_up_request", "request_id", "request"),
        sa.PrimaryKeyConstraint("follow_up_id", "request_id", name=op.f("pk_follow_up_request")),
    )


def create_follow_up_end() -> None:
    op.create_table(
        "follow_up_end",
        sa.Column("follow_up_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(32), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *recorded("follow_up_end"),
        sa.CheckConstraint(f"result IN ({RESULTS})", name=op.f("ck_follow_up_end_result_known")),
        sa.CheckConstraint("note <> ''", name=op.f("ck_follow_up_end_says_something")),
        tied("follow_up_end", "follow_up_id", "follow_up"),
        sa.PrimaryKeyConstraint("follow_up_id", name=op.f("pk_follow_up_end")),
    )


def create_set_term() -> None:
    op.create_table(
        "set_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *recorded("set_term"),
        sa.CheckConstraint("set_by IN ('court', 'authority', 'own')", name=op.f("ck_set_term_set_by_known")),
        sa.CheckConstraint("due_on >= set_on", name=op.f("ck_set_term_ends_after_set")),
        sa.CheckConstraint("name <> '' AND reason <> ''", name=op.f("ck_set_term_says_who_and_why")),
        tied("set_term", "case_id", "case_file", "organisation_id"),
        tied("set_term", "request_id", "request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_term")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_set_term_id_case_id")),
    )
    op.create_index("ix_set_term_case_id", "set_term", ["case_id"])


def create_set_term_end() -> None:
    op.create_table(
        "set_term_end",
        sa.Column("set_term_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *recorded("set_term_end"),
        sa.CheckConstraint("note <> ''", name=op.f("ck_set_term_end_says_something")),
        tied("set_term_end", "set_term_id", "set_term"),
        sa.PrimaryKeyConstraint("set_term_id", name=op.f("pk_set_term_end")),
    )


def protect(table: str) -> None:
    """Let nobody change or remove a row, not even at the database."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
            )
        return
    for name, event, each in (("written_once", "UPDATE OR DELETE", "ROW"), ("no_truncate", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION dsar_written_once()"
        )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
