"""Why what was granted was not carried out: the client does not take it; written once.

Revision ID: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLE = "left_undone"
REASONS = "'not_come', 'declined', 'unreachable'"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"reason IN ({REASONS})", name=op.f("ck_left_undone_reason_known")),
        sa.CheckConstraint(
            "(reason = 'not_come') = (invited IS NOT NULL)", name=op.f("ck_left_undone_invited_who_came_not")
        ),
        sa.CheckConstraint("explanation <> ''", name=op.f("ck_left_undone_explained")),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_left_undone_request_id_request"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_left_undone_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_left_undone")),
    )
    protect(TABLE)


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
    if op.get_bind().execute(sa.text(f"SELECT 1 FROM {TABLE} LIMIT 1")).first() is not None:
        raise RuntimeError("there are requests that were left undone; why would be lost")
    op.drop_table(TABLE)
