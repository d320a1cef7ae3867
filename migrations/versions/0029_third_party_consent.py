"""By what consent of the client, or why without, a third party was asked for a view.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

IN_USE = "SELECT 1 FROM third_party WHERE consent_on IS NOT NULL OR without_consent <> '' LIMIT 1"


def upgrade() -> None:
    op.add_column("third_party", sa.Column("consent_on", sa.Date(), nullable=True))
    op.add_column("third_party", sa.Column("without_consent", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    if op.get_bind().execute(sa.text(IN_USE)).first() is not None:
        raise RuntimeError("there are questions to third parties with their consent; that would be lost")
    for column in ("without_consent", "consent_on"):
        op.execute(f"ALTER TABLE third_party DROP COLUMN {column}")
