"""Who looks after whose cases while a contact person is away.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

INDEXES = {"organisation": "organisation_id", "user": "user_id", "deputy": "deputy_id"}


def upgrade() -> None:
    op.create_table(
        "deputising",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("user_id <> deputy_id", name=op.f("ck_deputising_two_people")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_deputising_days_in_order")),
        sa.CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_deputising_ended_by_somebody")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_deputising_organisation_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_deputising_user_id")),
        sa.ForeignKeyConstraint(["deputy_id"], ["user_account.id"], name=op.f("fk_deputising_deputy_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["user_account.id"], name=op.f("fk_deputising_set_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user_account.id"], name=op.f("fk_deputising_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deputising")),
    )
    for name, column in INDEXES.items():
        op.create_index(f"ix_deputising_{name}", "deputising", [column, "last_day"])


def downgrade() -> None:
    for name in INDEXES:
        op.drop_index(f"ix_deputising_{name}", table_name="deputising")
    op.drop_table("deputising")
