"""Who got the data of a request, and how each came to know what changed; written once (GDPR 19).

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

RECIPIENT, REMOVAL, TOLD = TABLES = ("recipient", "recipient_removal", "recipient_told")


def upgrade() -> None:
    make_recipient()
    make_removal()
    make_told()
    for table in TABLES:
        protect(table)


def make_recipient() -> None:
    op.create_table(
        RECIPIENT,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("name <> '' AND what <> ''", name=op.f("ck_recipient_says_who_and_what")),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"], ["request.id", "request.case_id"], name=op.f("fk_recipient_request_id_request")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_recipient_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id", "case_id"],
            ["recipient.id", "recipient.case_id"],
            name=op.f("fk_recipient_replaces_id_recipient"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_recipient_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_recipient_id_case_id")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_recipient_replaces_id")),
    )
    op.create_index("ix_recipient_request_id", RECIPIENT, ["request_id"])


def make_removal() -> None:
    op.create_table(
        REMOVAL,
        sa.Column("recipient_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("removed_by_id", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["recipient_id"], ["recipient.id"], name=op.f("fk_recipient_removal_recipient_id_recipient")
        ),
        sa.ForeignKeyConstraint(
            ["removed_by_id"], ["user_account.id"], name=op.f("fk_recipient_removal_removed_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("recipient_id", name=op.f("pk_recipient_removal")),
    )


def make_told() -> None:
    op.create_table(
        TOLD,
        sa.Column("recipient_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('letter', 'otherwise', 'not_told')", name=op.f("ck_recipient_told_way_known")),
        sa.CheckConstraint("(way = 'letter') = (letter_id IS NOT NULL)", name=op.f("ck_recipient_told_letter_named")),
        sa.CheckConstraint(
            "(way = 'otherwise') = (told_on IS NOT NULL)", name=op.f("ck_recipient_told_otherwise_has_day")
        ),
        sa.CheckConstraint("way = 'letter' OR text <> ''", name=op.f("ck_recipient_told_says_how_or_why")),
        sa.ForeignKeyConstraint(
            ["recipient_id", "case_id"],
            ["recipient.id", "recipient.case_id"],
            name=op.f("fk_recipient_told_recipient_id_recipient"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id", "case_id"], ["letter.id", "letter.case_id"], name=op.f("fk_recipient_told_letter_id_letter")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_recipient_told_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("recipient_id", name=op.f("pk_recipient_told")),
    )


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
    for table in reversed(TABLES):
        op.drop_table(table)
