"""A request can end without a decision, and mistakes of registering can be put right; both written once.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "request_ending"
CORRECTIONS = "case_correction"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('withdrawn', 'not_handled', 'double')", name=op.f("ck_request_ending_kind_known")),
        sa.CheckConstraint(
            "(kind = 'double') = (letter_id IS NULL)", name=op.f("ck_request_ending_letter_unless_double")
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_request_ending_request_id_request"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id", "case_id"], ["letter.id", "letter.case_id"], name=op.f("fk_request_ending_letter_id_letter")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_request_ending_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_request_ending")),
    )
    op.create_index("ix_request_ending_case_id", TABLE, ["case_id"])
    corrections()
    for table in (TABLE, CORRECTIONS):
        protect(table)


def corrections() -> None:
    op.create_table(
        CORRECTIONS,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("before", sa.String(60), nullable=False),
        sa.Column("after", sa.String(60), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("corrected_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('received_on', 'right', 'double')", name=op.f("ck_case_correction_kind_known")),
        sa.CheckConstraint(
            "(kind = 'right') = (request_id IS NOT NULL)", name=op.f("ck_case_correction_right_of_request")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_case_correction_has_reason")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_case_correction_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_case_correction_request_id_request"),
        ),
        sa.ForeignKeyConstraint(
            ["corrected_by_id"], ["user_account.id"], name=op.f("fk_case_correction_corrected_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_correction")),
    )
    op.create_index("ix_case_correction_case_id", CORRECTIONS, ["case_id"])


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
    op.drop_table(CORRECTIONS)
    op.drop_table(TABLE)
