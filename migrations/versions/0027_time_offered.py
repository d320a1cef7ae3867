"""Time to reconsider an erasure is offered by a letter, and an erasure without it has its reason.

Revision ID: 0027
Revises: 0026
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = ("letter", "letter_draft")
LAST, NEW = "'deceased_answer'", "'reconsider_offer'"
COLUMN = "letter_id INTEGER CONSTRAINT fk_reconsideration_letter_id_letter REFERENCES letter (id)"
KEY = "fk_reconsideration_letter_id_letter"
IN_USE = (
    "SELECT 1 FROM letter WHERE kind = 'reconsider_offer' "
    "UNION ALL SELECT 1 FROM letter_draft WHERE kind = 'reconsider_offer' LIMIT 1"
)


def upgrade() -> None:
    for table in TABLES:
        change_check(table, f"{LAST})", f"{LAST}, {NEW})")
    op.add_column("carrying_out", sa.Column("without_time", sa.Text(), server_default="", nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"ALTER TABLE reconsideration ADD COLUMN {COLUMN}")
        return
    op.add_column("reconsideration", sa.Column("letter_id", sa.Integer(), nullable=True))
    op.create_foreign_key(op.f(KEY), "reconsideration", "letter", ["letter_id"], ["id"])


def change_check(table: str, old: str, new: str) -> None:
    """Let a CHECK allow other kinds of letters."""
    bind, name = op.get_bind(), f"ck_{table}_kind_known"
    if bind.dialect.name == "sqlite":
        make_again(table, name, old, new)
        return
    checks = {str(one["name"]): one["sqltext"] for one in sa.inspect(bind).get_check_constraints(table)}
    gone, there = set(re.findall(r"'(\w+)'", old)), re.findall(r"'(\w+)'", new)
    kept = [word for word in re.findall(r"'(\w+)'", checks[name]) if word not in gone | {NEW.strip("'")}]
    op.drop_constraint(name, table)
    listed = ", ".join(f"'{word}'" for word in (*kept, *there))
    op.create_check_constraint(op.f(name), table, f"kind IN ({listed})")


def make_again(table: str, after: str, old: str, new: str, *, without: str = "") -> None:
    """Make a table of SQLite anew with its indexes and triggers, with other words in it behind `after`.

    It cannot change a CHECK or drop a key. Foreign keys are off meanwhile (env.py).
    """
    bind = op.get_bind()
    found = bind.execute(
        sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL"), {"table": table}
    ).all()
    made = next(sql for kind, sql in found if kind == "table")
    start = made.index(old, made.index(after))
    changed = made[:start] + new + made[start + len(old) :]
    changed = re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_new", changed)
    names = [column["name"] for column in sa.inspect(bind).get_columns(table) if column["name"] != without]
    columns = ", ".join(f'"{name}"' for name in names)
    statements = (
        changed,
        f"INSERT INTO {table}_new ({columns}) SELECT {columns} FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE {table}_new RENAME TO {table}",
        *(sql for kind, sql in found if kind != "table"),
    )
    for statement in statements:
        bind.exec_driver_sql(statement)


def downgrade() -> None:
    if op.get_bind().execute(sa.text(IN_USE)).first() is not None:
        raise RuntimeError("there are letters that offer time to reconsider; they would be lost")
    if op.get_bind().dialect.name == "sqlite":
        make_again("reconsideration", "", f", {COLUMN}", "", without="letter_id")
    else:
        op.drop_constraint(KEY, "reconsideration")
        op.drop_column("reconsideration", "letter_id")
    op.execute("ALTER TABLE carrying_out DROP COLUMN without_time")
    for table in TABLES:
        change_check(table, f"{LAST}, {NEW})", f"{LAST})")
