"""A request may object to telling those who are involved in the care now (AanZien 10.2).

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

OLD = ("commercial", "charitable", "other")
NEW = ("commercial", "charitable", "current_care", "other")
RIGHTS = ("inspection", "copy", "correction", "supplement", "erasure", "restriction", "objection", "portability")
STATUSES = ("registered", "awaiting_advice", "returned", "awaiting_decision", "decided", "answered", "closed")


def upgrade() -> None:
    allow(NEW)


def downgrade() -> None:
    op.execute("UPDATE request SET purpose = 'other' WHERE purpose = 'current_care'")  # what it was called before
    allow(OLD)


def allow(purposes: tuple[str, ...]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        rebuild(purposes)
        return
    op.drop_constraint("ck_request_purpose_known", "request")
    op.create_check_constraint(op.f("ck_request_purpose_known"), "request", f"purpose IN ({listed(purposes)})")


def rebuild(purposes: tuple[str, ...]) -> None:
    """Make the table of SQLite anew: it cannot change a CHECK. Foreign keys are off meanwhile (env.py)."""
    items = request_items(purposes)
    op.create_table("request_new", *items)
    kept = ", ".join(item.name for item in items if isinstance(item, sa.Column))
    op.execute(f"INSERT INTO request_new ({kept}) SELECT {kept} FROM request")
    op.execute("DROP TABLE request")
    op.execute("ALTER TABLE request_new RENAME TO request")
    op.create_index("ix_request_case_id", "request", ["case_id"])


def listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def request_items(purposes: tuple[str, ...]) -> list[sa.schema.SchemaItem]:
    def check(name: str, condition: str) -> sa.CheckConstraint:
        return sa.CheckConstraint(condition, name=op.f(f"ck_request_{name}"))

    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("right_code", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=True),
        sa.Column("client_words", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        check("purpose_for_objection", "(right_code = 'objection') = (purpose IS NOT NULL)"),
        check("closed_has_day", "(status = 'closed') = (closed_on IS NOT NULL)"),
        check("day_means_answered", "answered_on IS NULL OR status IN ('answered', 'closed')"),
        check("purpose_known", f"purpose IN ({listed(purposes)})"),
        check("right_code_known", f"right_code IN ({listed(RIGHTS)})"),
        check("status_known", f"status IN ({listed(STATUSES)})"),
        check("answered_has_day", "status NOT IN ('answered', 'closed') OR answered_on IS NOT NULL"),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_request_case_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_request_id_case_id")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_request_id_organisation_id")),
    ]
