"""A request that was answered can be judged anew in a round of its own; written once.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TABLE = "reopening"
REASONS = "'new_facts', 'complaint', 'court', 'wider_search', 'other'"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("earlier_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("counts_from", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f("ck_reopening_reason_known")),
        sa.CheckConstraint("explanation <> ''", name=op.f("ck_reopening_explained")),
        sa.CheckConstraint("round > 1 AND request_id <> earlier_id", name=op.f("ck_reopening_comes_after")),
        sa.ForeignKeyConstraint(["case_id"], ["case_file.id"], name=op.f("fk_reopening_case_id_case_file")),
        tied("request_id"),
        tied("earlier_id"),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_reopening_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_reopening")),
        sa.UniqueConstraint("earlier_id", name=op.f("uq_reopening_earlier_id")),
    )
    op.create_index("ix_reopening_case_id", TABLE, ["case_id"])
    protect(TABLE)


def tied(column: str) -> sa.ForeignKeyConstraint:
    """Tie a round to a request of the same case."""
    return sa.ForeignKeyConstraint(
        [column, "case_id"], ["request.id", "request.case_id"], name=op.f(f"fk_reopening_{column}_request")
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
    op.drop_table(TABLE)
