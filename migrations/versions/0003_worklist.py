"""The worklist as an index: keys in the order of the day that is due, counts, and text to search in.

Revision ID: 0003
Revises: 0002

The tables follow from the cases; `flask --app wsgi worklist rebuild` fills them, and so does `setup`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Pieces of three letters, so that a search finds parts of words. The text itself stays in `worklist_entry`.
SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE worklist_search USING fts5(
        searched, content='worklist_entry', content_rowid='case_id', tokenize='trigram', detail='full')""",
    """CREATE TRIGGER worklist_search_insert AFTER INSERT ON worklist_entry BEGIN
        INSERT INTO worklist_search (rowid, searched) VALUES (NEW.case_id, NEW.searched); END""",
    """CREATE TRIGGER worklist_search_delete AFTER DELETE ON worklist_entry BEGIN
        INSERT INTO worklist_search (worklist_search, rowid, searched) VALUES ('delete', OLD.case_id, OLD.searched); END""",
    """CREATE TRIGGER worklist_search_update AFTER UPDATE OF searched ON worklist_entry
        WHEN NEW.searched <> OLD.searched BEGIN
        INSERT INTO worklist_search (worklist_search, rowid, searched) VALUES ('delete', OLD.case_id, OLD.searched);
        INSERT INTO worklist_search (rowid, searched) VALUES (NEW.case_id, NEW.searched); END""",
)


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_SEARCH:
            op.execute(statement)
    elif _has_trigrams():
        op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        op.execute("CREATE INDEX worklist_search_pieces ON worklist_entry USING gin (searched gin_trgm_ops)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE worklist_search")
    for name in ("worklist_count", "worklist_key", "worklist_entry"):
        op.drop_table(name)


def _has_trigrams() -> bool:
    """Tell whether the server has pg_trgm; without it a search reads every row, and is right all the same."""
    found = op.get_bind().execute(sa.text("SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm'"))
    return found.first() is not None


def create_tables() -> None:
    op.create_table(
        "worklist_entry",
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("rights", sa.String(length=200), nullable=False),
        sa.Column("steps", sa.String(length=200), nullable=False),
        sa.Column("draft_roles", sa.String(length=200), nullable=False),
        sa.Column("sort_name", sa.String(length=100), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_worklist_entry_case_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_worklist_entry")),
    )
    op.create_index(
        "ix_worklist_entry_sort_name",
        "worklist_entry",
        ["organisation_id", "sort_name", "case_id"],
        postgresql_ops={"sort_name": "varchar_pattern_ops"},
    )
    op.create_table(
        "worklist_key",
        sa.Column("organisation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("case_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_worklist_key_case_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", "closed", "day", "case_id", name=op.f("pk_worklist_key")),
        sa.UniqueConstraint("case_id", "key", name=op.f("uq_worklist_key_case_id_key")),
    )
    op.create_table(
        "worklist_count",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_worklist_count_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", "closed", name=op.f("pk_worklist_count")),
    )
