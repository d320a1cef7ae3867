"""What guards data: use that was stopped, the freeze, time to reconsider and the end of a restriction; written once.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

STOP, FREEZE, RECONSIDER, LIFT = TABLES = ("use_stop", "freeze_notice", "reconsideration", "restriction_lift")
OPEN = "SELECT 1 FROM request WHERE purpose IN ('commercial', 'charitable') AND status <> 'closed' LIMIT 1"


def upgrade() -> None:
    make_stop()
    make_freeze()
    make_reconsideration()
    make_lift()
    for table in TABLES:
        protect(table)
    make_worklist_again()


def make_stop() -> None:
    op.create_table(
        STOP,
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stopped_on", sa.Date(), nullable=False),
        sa.Column("stopped_by", sa.String(200), nullable=False),
        sa.Column("systems", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("systems <> ''", name=op.f("ck_use_stop_says_where")),
        sa.CheckConstraint("stopped_by <> ''", name=op.f("ck_use_stop_says_who")),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"], ["request.id", "request.case_id"], name=op.f("fk_use_stop_request_id_request")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_use_stop_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_use_stop")),
    )


def make_freeze() -> None:
    op.create_table(
        FREEZE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("told", sa.String(200), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("told <> ''", name=op.f("ck_freeze_notice_says_who")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_freeze_notice_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_freeze_notice_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_freeze_notice")),
    )
    op.create_index("ix_freeze_notice_case_id", FREEZE, ["case_id"])


def make_reconsideration() -> None:
    op.create_table(
        RECONSIDER,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("waived_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(until IS NULL) <> (waived_on IS NULL)", name=op.f("ck_reconsideration_until_or_waived")),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_reconsideration_request_id_request"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_reconsideration_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconsideration")),
    )
    op.create_index("ix_reconsideration_request_id", RECONSIDER, ["request_id"])


def make_lift() -> None:
    op.create_table(
        LIFT,
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_restriction_lift_request_id_request"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id", "case_id"],
            ["letter.id", "letter.case_id"],
            name=op.f("fk_restriction_lift_letter_id_letter"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_restriction_lift_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_restriction_lift")),
    )


def make_worklist_again() -> None:
    """Such a request has another next step now; `flask setup` makes a list anew that misses a case."""
    if op.get_bind().execute(sa.text(OPEN)).first() is not None:
        for table in ("worklist_key", "worklist_count", "worklist_entry"):
            op.execute(f"DELETE FROM {table}")


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
