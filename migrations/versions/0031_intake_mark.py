"""What was said at registering of who asks is kept until it is recorded, and that it was a mistake; written once.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MARK, END = TABLES = ("intake_mark", "intake_mark_end")
KINDS = "kind IN ('about_deceased', 'by_other')"


def upgrade() -> None:
    op.create_table(
        MARK,
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_intake_mark_kind_known")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_intake_mark_case_id_case_file")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_intake_mark_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", name=op.f("pk_intake_mark")),
    )
    op.create_table(
        END,
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_intake_mark_end_kind_known")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_intake_mark_end_has_reason")),
        sa.ForeignKeyConstraint(
            ["case_id", "kind"],
            ["intake_mark.case_id", "intake_mark.kind"],
            name=op.f("fk_intake_mark_end_case_id_intake_mark"),
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["user_account.id"], name=op.f("fk_intake_mark_end_ended_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("case_id", "kind", name=op.f("pk_intake_mark_end")),
    )
    for table in TABLES:
        protect(table)


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
    if op.get_bind().execute(sa.text("SELECT 1 FROM intake_mark LIMIT 1")).first() is not None:
        raise RuntimeError("there are cases of which somebody said who asks; that would be lost")
    for table in reversed(TABLES):
        op.drop_table(table)
