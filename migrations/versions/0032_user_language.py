"""In which language somebody gets e-mail: the one they last chose for the screens.

Revision ID: 0032
Revises: 0031
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE user_account ADD COLUMN language VARCHAR(5) DEFAULT 'nl' NOT NULL")


def downgrade() -> None:
    op.execute("ALTER TABLE user_account DROP COLUMN language")
