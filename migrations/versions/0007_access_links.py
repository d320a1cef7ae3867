"""Links with rights: invitations, and links to choose a new password.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "access_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("purpose IN ('invitation', 'password')", name=op.f("ck_access_link_purpose_known")),
        sa.CheckConstraint(
            "purpose <> 'password' OR user_id IS NOT NULL", name=op.f("ck_access_link_password_has_user")
        ),
        sa.CheckConstraint("used_at IS NULL OR user_id IS NOT NULL", name=op.f("ck_access_link_used_has_user")),
        sa.CheckConstraint("used_at IS NULL OR withdrawn_at IS NULL", name=op.f("ck_access_link_used_or_withdrawn")),
        sa.ForeignKeyConstraint(["made_by_id"], ["user_account.id"], name=op.f("fk_access_link_made_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_access_link_organisation_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_access_link_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_link")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_access_link_token_sha256")),
    )
    op.create_index("ix_access_link_organisation", "access_link", ["organisation_id", "purpose", "id"], unique=False)
    op.create_index("ix_access_link_user", "access_link", ["user_id"], unique=False)
    op.create_table(
        "access_link_role",
        sa.Column("link_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "role IN ('contact_person', 'fg', 'decider', 'colleague', 'administrator', 'auditor', 'deputy_fg')",
            name=op.f("ck_access_link_role_role_known"),
        ),
        sa.ForeignKeyConstraint(["link_id"], ["access_link.id"], name=op.f("fk_access_link_role_link_id")),
        sa.PrimaryKeyConstraint("link_id", "role", name=op.f("pk_access_link_role")),
    )


def downgrade() -> None:
    op.drop_table("access_link_role")
    op.drop_index("ix_access_link_user", table_name="access_link")
    op.drop_index("ix_access_link_organisation", table_name="access_link")
    op.drop_table("access_link")
