"""How long a password counts, per organisation, and since when each has been in use.

Revision ID: 0011
Revises: 0010

Nobody's password is too old at once: what is there counts from this step on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Written out: SQLite adds a column with its CHECK in place, but not with batch tools, and a default must be constant.
    op.execute(
        "ALTER TABLE organisation ADD COLUMN password_months INTEGER CONSTRAINT ck_organisation_password_months_sane"
        " CHECK (password_months BETWEEN 1 AND 24)"
    )
    op.add_column("user_account", sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE user_account SET password_set_at = CURRENT_TIMESTAMP")


def downgrade() -> None:
    op.drop_column("user_account", "password_set_at")
    op.execute("ALTER TABLE organisation DROP COLUMN password_months")  # its CHECK goes with it
