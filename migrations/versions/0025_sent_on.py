"""Letters that came back with what was done about it, and requests that were sent on; all written once.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

TABLES = ("letter_return", "letter_resend", "forwarding", "forwarding_request")
REASONS = "'unknown_address', 'moved', 'refused', 'unclaimed'"
WAYS = "'post', 'registered', 'handed_over', 'portal'"


def upgrade() -> None:
    create_letter_return()
    create_letter_resend()
    create_forwarding()
    create_forwarding_request()
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


def create_letter_return() -> None:
    op.create_table(
        "letter_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *recorded("letter_return"),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f("ck_letter_return_reason_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_letter_return_case_id_case_file")),
        tied("letter_return", "letter_id", "letter"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_return")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_letter_return_id_case_id")),
    )
    op.create_index("ix_letter_return_case_id", "letter_return", ["case_id"])


def create_letter_resend() -> None:
    op.create_table(
        "letter_resend",
        sa.Column("return_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("correction_id", sa.Integer(), nullable=True),
        sa.Column("way", sa.String(32), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *recorded("letter_resend"),
        sa.CheckConstraint(f"way IN ({WAYS})", name=op.f("ck_letter_resend_way_known")),
        sa.CheckConstraint("way IS NOT NULL OR note <> ''", name=op.f("ck_letter_resend_sent_or_why_not")),
        tied("letter_resend", "return_id", "letter_return"),
        tied("letter_resend", "correction_id", "letter"),
        sa.PrimaryKeyConstraint("return_id", name=op.f("pk_letter_resend")),
    )


def create_forwarding() -> None:
    op.create_table(
        "forwarding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("to_name", sa.String(200), nullable=False),
        sa.Column("forwarded_on", sa.Date(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("without_consent", sa.Text(), nullable=False),
        *recorded("forwarding"),
        sa.CheckConstraint("to_name <> ''", name=op.f("ck_forwarding_names_whom")),
        sa.CheckConstraint(
            "(consent_on IS NULL) = (without_consent <> '')", name=op.f("ck_forwarding_consent_or_reason")
        ),
        tied("forwarding", "case_id", "case_file", "organisation_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forwarding")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_forwarding_id_case_id")),
    )
    op.create_index("ix_forwarding_case_id", "forwarding", ["case_id"])


def create_forwarding_request() -> None:
    op.create_table(
        "forwarding_request",
        sa.Column("forwarding_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        tied("forwarding_request", "forwarding_id", "forwarding"),
        tied("forwarding_request", "request_id", "request"),
        sa.PrimaryKeyConstraint("forwarding_id", "request_id", name=op.f("pk_forwarding_request")),
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
