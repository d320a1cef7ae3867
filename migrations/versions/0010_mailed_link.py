"""Links that went to the user's own address, and that nobody else saw.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("access_link", sa.Column("mailed", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.execute("DELETE FROM access_link WHERE mailed")  # the older version would let them open nothing anyway
    op.drop_column("access_link", "mailed")
