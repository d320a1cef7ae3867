"""Somebody decided that a case rests on another version of its regulation; written once.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

CHOICE = "regulation_choice"


def upgrade() -> None:
    op.create_table(
        CHOICE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("before_id", sa.Integer(), nullable=False),
        sa.Column("after_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f(f"ck_{CHOICE}_has_reason")),
        sa.CheckConstraint("before_id <> after_id", name=op.f(f"ck_{CHOICE}_changes_version")),
        of_organisation("case_id", "case_file"),
        of_organisation("before_id", "regulation_version"),
        of_organisation("after_id", "regulation_version"),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["user_account.id"], name=op.f(f"fk_{CHOICE}_decided_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHOICE}")),
    )
    op.create_index(f"ix_{CHOICE}_case_id", CHOICE, ["case_id"])
    protect(CHOICE)


def of_organisation(column: str, other: str) -> sa.ForeignKeyConstraint:
    """Tie a row to one of the same organisation."""
    return sa.ForeignKeyConstraint(
        [column, "organisation_id"],
        [f"{other}.id", f"{other}.organisation_id"],
        name=op.f(f"fk_{CHOICE}_{column}_{other}"),
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
    op.drop_table(CHOICE)
