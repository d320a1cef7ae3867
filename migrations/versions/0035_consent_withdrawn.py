"""A request may be that consent is withdrawn (AVG 7(3)); it is registered like an objection.

Revision ID: 0035
Revises: 0034
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

OLD = "'commercial', 'charitable', 'current_care', 'other'"
NEW = "'commercial', 'charitable', 'current_care', 'consent', 'other'"
CHECK = "ck_request_purpose_known"


def upgrade() -> None:
    allow(OLD, NEW)


def downgrade() -> None:
    if op.get_bind().execute(sa.text("SELECT 1 FROM request WHERE purpose = 'consent' LIMIT 1")).first() is not None:
        raise RuntimeError("there are requests that withdraw consent; what they are about would be lost")
    allow(NEW, OLD)


def allow(old: str, new: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        make_again(old, new)
        return
    op.drop_constraint(CHECK, "request")
    op.create_check_constraint(op.f(CHECK), "request", f"purpose IN ({new})")


def make_again(old: str, new: str) -> None:
    """Make the table of SQLite anew with its indexes: it cannot change a CHECK. Foreign keys are off meanwhile."""
    bind = op.get_bind()
    found = bind.execute(sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = 'request' AND sql IS NOT NULL"))
    rows = found.all()
    made = next(sql for kind, sql in rows if kind == "table")
    if old not in made:
        raise RuntimeError(f"{CHECK} is not what it was")
    changed = re.sub(r'^CREATE TABLE "?request"?', "CREATE TABLE request_new", made.replace(old, new))
    columns = ", ".join(f'"{column["name"]}"' for column in sa.inspect(bind).get_columns("request"))
    for statement in (
        changed,
        f"INSERT INTO request_new ({columns}) SELECT {columns} FROM request",
        "DROP TABLE request",
        "ALTER TABLE request_new RENAME TO request",
        *(sql for kind, sql in rows if kind != "table"),
    ):
        bind.exec_driver_sql(statement)
