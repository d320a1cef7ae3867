"""A case can be about somebody who died: who asks, on what ground, and the letter that explains; written once.

Revision ID: 0026
Revises: 0025
"""

import re

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

DECEASED, GROUND, END = TABLES = ("deceased", "deceased_ground", "deceased_end")
# The words that a CHECK allows, with the last one before and the new one.
WIDER = (
    ("letter", "ck_letter_kind_known", "'complaint_outcome'", "'deceased_answer'"),
    ("letter_draft", "ck_letter_draft_kind_known", "'complaint_outcome'", "'deceased_answer'"),
    ("request_ending", "ck_request_ending_kind_known", "'double'", "'explained'"),
)
IN_USE = (
    "SELECT 1 FROM letter WHERE kind = 'deceased_answer' UNION ALL SELECT 1 FROM letter_draft "
    "WHERE kind = 'deceased_answer' UNION ALL SELECT 1 FROM request_ending WHERE kind = 'explained' "
    "UNION ALL SELECT 1 FROM deceased LIMIT 1"
)


def upgrade() -> None:
    for table, name, last, new in WIDER:
        change_check(table, name, f"{last})", f"{last}, {new})")
    make_deceased()
    make_ground()
    make_end()
    for table in TABLES:
        protect(table)


def make_deceased() -> None:
    op.create_table(
        DECEASED,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("relation", sa.String(100), nullable=False),
        sa.Column("salutation", sa.String(10), nullable=False),
        sa.Column("initials", sa.String(30), nullable=False),
        sa.Column("name_prefix", sa.String(30), nullable=False),
        sa.Column("last_name", sa.String(100), nullable=False),
        sa.Column("street", sa.String(100), nullable=False),
        sa.Column("postcode", sa.String(12), nullable=False),
        sa.Column("city", sa.String(80), nullable=False),
        sa.Column("country", sa.String(60), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("telephone", sa.String(40), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('heir', 'relative', 'other')", name=op.f("ck_deceased_kind_known")),
        sa.CheckConstraint("salutation IN ('mrs', 'mr', 'unknown')", name=op.f("ck_deceased_salutation_known")),
        sa.CheckConstraint("relation <> ''", name=op.f("ck_deceased_says_relation")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_deceased_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_deceased_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deceased")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_deceased_id_case_id")),
    )
    op.create_index("ix_deceased_case_id", DECEASED, ["case_id"])


def make_ground() -> None:
    op.create_table(
        GROUND,
        sa.Column("deceased_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(32), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "ground IN ('no_care', 'consent', 'incident', 'interest', 'child', 'none')",
            name=op.f("ck_deceased_ground_ground_known"),
        ),
        sa.CheckConstraint("ground = 'no_care' OR facts <> ''", name=op.f("ck_deceased_ground_says_why")),
        sa.ForeignKeyConstraint(
            ["deceased_id", "case_id"],
            ["deceased.id", "deceased.case_id"],
            name=op.f("fk_deceased_ground_deceased_id_deceased"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_deceased_ground_request_id_request"),
        ),
        sa.PrimaryKeyConstraint("deceased_id", "request_id", name=op.f("pk_deceased_ground")),
    )


def make_end() -> None:
    op.create_table(
        END,
        sa.Column("deceased_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_deceased_end_has_reason")),
        sa.ForeignKeyConstraint(["deceased_id"], ["deceased.id"], name=op.f("fk_deceased_end_deceased_id_deceased")),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["user_account.id"], name=op.f("fk_deceased_end_ended_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("deceased_id", name=op.f("pk_deceased_end")),
    )


def change_check(table: str, name: str, old: str, new: str) -> None:
    """Let a CHECK allow other words."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        make_again(table, name, old, new)
        return
    checks = {str(one["name"]): one["sqltext"] for one in sa.inspect(bind).get_check_constraints(table)}
    words = re.findall(r"'(\w+)'", checks[name])
    gone, there = set(re.findall(r"'(\w+)'", old)), re.findall(r"'(\w+)'", new)
    kept = [word for word in words if word not in gone]
    op.drop_constraint(name, table)
    listed = ", ".join(f"'{word}'" for word in (*kept, *there))
    op.create_check_constraint(op.f(name), table, f"kind IN ({listed})")


def make_again(table: str, name: str, old: str, new: str) -> None:
    """Make a table of SQLite anew with its indexes and triggers: it cannot change a CHECK.

    Foreign keys are off meanwhile (env.py).
    """
    bind = op.get_bind()
    found = bind.execute(
        sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL"), {"table": table}
    ).all()
    made = next(sql for kind, sql in found if kind == "table")
    start = made.index(name)
    end = made.index(old, start)
    changed = made[:end] + new + made[end + len(old) :]
    changed = re.sub(rf'^CREATE TABLE "?{table}"?', f"CREATE TABLE {table}_new", changed)
    columns = ", ".join(f'"{column["name"]}"' for column in sa.inspect(bind).get_columns(table))
    statements = (
        changed,
        f"INSERT INTO {table}_new ({columns}) SELECT {columns} FROM {table}",
        f"DROP TABLE {table}",
        f"ALTER TABLE {table}_new RENAME TO {table}",
        *(sql for kind, sql in found if kind != "table"),
    )
    for statement in statements:
        bind.exec_driver_sql(statement)


def protect(table: str) -> None:
    """Let nobody change or remove a row, not even at the database."""
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
            )
        return
    for name, event, each in (("written_once", "UPDATE OR DELETE", "ROW"), ("no_truncate", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION dsar_written_once()"
        )


def downgrade() -> None:
    if op.get_bind().execute(sa.text(IN_USE)).first() is not None:
        raise RuntimeError("there are cases about somebody who died; they would be lost")
    for table in reversed(TABLES):
        op.drop_table(table)
    for table, name, last, new in WIDER:
        change_check(table, name, f"{last}, {new})", f"{last})")
