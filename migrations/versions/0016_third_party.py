"""Third parties who were asked for a view, and what they said, all written once.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

WRITTEN_ONCE = ("third_party", "third_party_request", "third_party_view")


def upgrade() -> None:
    create_third_party()
    create_third_party_request()
    create_third_party_view()
    for table in WRITTEN_ONCE:
        protect(table)


def create_third_party() -> None:
    op.create_table(
        "third_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(200), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("who <> ''", name=op.f("ck_third_party_is_somebody")),
        sa.CheckConstraint("question <> ''", name=op.f("ck_third_party_asks_something")),
        sa.CheckConstraint("due_on > asked_on", name=op.f("ck_third_party_has_time")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_third_party_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_third_party_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_third_party")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_third_party_id_case_id")),
    )
    op.create_index("ix_third_party_case_id", "third_party", ["case_id"])


def create_third_party_request() -> None:
    op.create_table(
        "third_party_request",
        sa.Column("third_party_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["third_party_id", "case_id"],
            ["third_party.id", "third_party.case_id"],
            name=op.f("fk_third_party_request_third_party_id_third_party"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_third_party_request_request_id_request"),
        ),
        sa.PrimaryKeyConstraint("third_party_id", "request_id", name=op.f("pk_third_party_request")),
    )


def create_third_party_view() -> None:
    op.create_table(
        "third_party_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("third_party_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('no_objection', 'objects', 'silent', 'not_needed')",
            name=op.f("ck_third_party_view_outcome_known"),
        ),
        sa.ForeignKeyConstraint(
            ["third_party_id", "case_id"],
            ["third_party.id", "third_party.case_id"],
            name=op.f("fk_third_party_view_third_party_id_third_party"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_third_party_view_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_third_party_view")),
    )
    op.create_index("ix_third_party_view_third_party_id", "third_party_view", ["third_party_id"])


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
    for table in ("third_party_view", "third_party_request", "third_party"):
        op.drop_table(table)
