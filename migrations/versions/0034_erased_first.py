"""Why data were erased while the client of the same case still was to see or get them.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("carrying_out", sa.Column("before_access", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    if (
        op.get_bind().execute(sa.text("SELECT 1 FROM carrying_out WHERE before_access <> '' LIMIT 1")).first()
        is not None
    ):
        raise RuntimeError("there are erasures that came before an inspection; why would be lost")
    op.execute("ALTER TABLE carrying_out DROP COLUMN before_access")
