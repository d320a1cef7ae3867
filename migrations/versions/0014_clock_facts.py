"""What moves a clock: a question to the client, how it ended, and the extension of a term; each written once.

Revision ID: 0014
Revises: 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

QUESTION, ABOUT, END, EXTENSION = TABLES = (
    "client_question",
    "client_question_request",
    "client_question_end",
    "term_extension",
)


def upgrade() -> None:
    make_question()
    make_about()
    make_end()
    make_extension()
    for table in TABLES:
        protect(table)


def make_question() -> None:
    op.create_table(
        QUESTION,
        sa.Column("letter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        *recorded(QUESTION),
        sa.CheckConstraint("kind IN ('identity', 'clarification')", name=op.f(f"ck_{QUESTION}_kind_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f(f"fk_{QUESTION}_case_id_case_file")),
        to(QUESTION, "letter", "letter_id", "id"),
        sa.PrimaryKeyConstraint("letter_id", name=op.f(f"pk_{QUESTION}")),
        sa.UniqueConstraint("letter_id", "case_id", name=op.f(f"uq_{QUESTION}_letter_id_case_id")),
    )
    op.create_index(f"ix_{QUESTION}_case_id", QUESTION, ["case_id"])


def make_about() -> None:
    op.create_table(
        ABOUT,
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        to(ABOUT, QUESTION, "letter_id", "letter_id"),
        to(ABOUT, "request", "request_id", "id"),
        sa.PrimaryKeyConstraint("letter_id", "request_id", name=op.f(f"pk_{ABOUT}")),
    )


def make_end() -> None:
    op.create_table(
        END,
        sa.Column("letter_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *recorded(END),
        sa.CheckConstraint("outcome IN ('answered', 'withdrawn')", name=op.f(f"ck_{END}_outcome_known")),
        to(END, QUESTION, "letter_id", "letter_id"),
        sa.PrimaryKeyConstraint("letter_id", name=op.f(f"pk_{END}")),
    )


def make_extension() -> None:
    op.create_table(
        EXTENSION,
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        *recorded(EXTENSION),
        sa.CheckConstraint("reason IN ('complexity', 'number')", name=op.f(f"ck_{EXTENSION}_reason_known")),
        sa.CheckConstraint("explanation <> ''", name=op.f(f"ck_{EXTENSION}_explained")),
        to(EXTENSION, "request", "request_id", "id"),
        to(EXTENSION, "letter", "letter_id", "id"),
        sa.PrimaryKeyConstraint("request_id", name=op.f(f"pk_{EXTENSION}")),
    )


def recorded(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    """Give who recorded a row, and when."""
    return (
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f(f"fk_{table}_recorded_by_id_user_account")
        ),
    )


def to(table: str, other: str, column: str, key: str) -> sa.ForeignKeyConstraint:
    """Tie a row to one of the same case."""
    return sa.ForeignKeyConstraint(
        [column, "case_id"], [f"{other}.{key}", f"{other}.case_id"], name=op.f(f"fk_{table}_{column}_{other}")
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
