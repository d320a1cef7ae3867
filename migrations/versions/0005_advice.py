"""Advice: its term and the deputy, remarks beside a field, and going on without it.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

OLD_ROLES = ("contact_person", "fg", "decider", "colleague", "administrator", "auditor")
ROLES = (*OLD_ROLES, "deputy_fg")
OLD_REMARK = "kind = 'agree' OR remark <> ''"
REMARK = "kind = 'agree' OR remark <> '' OR remarks <> '{}'"
ADVICES = ("advice", "letter_draft_advice")
NEW_TABLES = ("without_advice", "without_advice_seen")


def upgrade() -> None:
    op.execute(
        "ALTER TABLE organisation ADD COLUMN advice_days INTEGER DEFAULT 3 NOT NULL "
        "CONSTRAINT ck_organisation_advice_days_sane CHECK (advice_days BETWEEN 1 AND 10)"
    )
    if op.get_bind().dialect.name == "sqlite":
        rebuild("membership", membership_items(ROLES))
        rebuild("advice", advice_items(new=True))
        rebuild("letter_draft_advice", draft_advice_items(new=True))
        create_tables()
        for table in (*ADVICES, *NEW_TABLES):
            protect_sqlite(table)
        return
    set_check("membership", "role_known", f"role IN ({listed(ROLES)})")
    for table in ADVICES:
        op.add_column(table, remarks())
        set_check(table, "remark_unless_agreed", REMARK)
    create_tables()
    for table in NEW_TABLES:
        protect_postgresql(table)


def downgrade() -> None:
    for table in NEW_TABLES:
        refuse_when_filled(f"SELECT COUNT(*) FROM {table}")
    for table in ADVICES:
        refuse_when_filled(f"SELECT COUNT(*) FROM {table} WHERE remarks <> '{{}}'")
    op.execute("DELETE FROM membership WHERE role = 'deputy_fg'")  # the older version has no deputies
    for table in reversed(NEW_TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "sqlite":
        rebuild("membership", membership_items(OLD_ROLES))
        rebuild("advice", advice_items(new=False))
        rebuild("letter_draft_advice", draft_advice_items(new=False))
        for table in ADVICES:
            protect_sqlite(table)
    else:
        set_check("membership", "role_known", f"role IN ({listed(OLD_ROLES)})")
        for table in ADVICES:
            set_check(table, "remark_unless_agreed", OLD_REMARK)
            op.drop_column(table, "remarks")
    op.execute("ALTER TABLE organisation DROP COLUMN advice_days")


def refuse_when_filled(count: str) -> None:
    if op.get_bind().execute(sa.text(count)).scalar_one():
        raise RuntimeError(f"the older version does not know these rows; they would be lost: {count}")


def rebuild(table: str, items: list[sa.schema.SchemaItem]) -> None:
    """Make a table of SQLite anew: it cannot change a CHECK. Foreign keys are off meanwhile (env.py)."""
    op.create_table(f"{table}_new", *items)
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}
    kept = ", ".join(item.name for item in items if isinstance(item, sa.Column) and item.name in there)
    op.execute(f"INSERT INTO {table}_new ({kept}) SELECT {kept} FROM {table}")
    op.execute(f"DROP TABLE {table}")  # its triggers go with it
    op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")


def set_check(table: str, name: str, condition: str) -> None:
    op.drop_constraint(f"ck_{table}_{name}", table)
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)


def listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def remarks() -> sa.Column[str]:
    return sa.Column("remarks", sa.Text(), server_default="{}", nullable=False)


def membership_items(roles: tuple[str, ...]) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(f"role IN ({listed(roles)})", name=op.f("ck_membership_role_known")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "user_id", "organisation_id", "role", "since", name=op.f("uq_membership_user_id_organisation_id_role_since")
        ),
    ]


def advice_items(*, new: bool) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        *of_advice("advice", new=new),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_advice_proposal_id")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_advice_proposal_id")),
    ]


def draft_advice_items(*, new: bool) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        *of_advice("letter_draft_advice", new=new),
        sa.ForeignKeyConstraint(["draft_id"], ["letter_draft.id"], name=op.f("fk_letter_draft_advice_draft_id")),
        sa.UniqueConstraint("draft_id", "revision", name=op.f("uq_letter_draft_advice_draft_id_revision")),
    ]


def of_advice(table: str, *, new: bool) -> list[sa.schema.SchemaItem]:
    """Give what both kinds of advice have."""
    return [
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        *([remarks()] if new else []),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(REMARK if new else OLD_REMARK, name=op.f(f"ck_{table}_remark_unless_agreed")),
        sa.CheckConstraint("kind IN ('agree', 'return', 'against')", name=op.f(f"ck_{table}_kind_known")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f(f"fk_{table}_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def create_tables() -> None:
    op.create_table(
        "without_advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("draft_revision", sa.Integer(), nullable=True),
        sa.Column("asked_until", sa.Date(), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_without_advice_reason_given")),
        sa.CheckConstraint(
            "(proposal_id IS NULL) <> (draft_id IS NULL)", name=op.f("ck_without_advice_about_one_text")
        ),
        sa.CheckConstraint(
            "(draft_id IS NULL) = (draft_revision IS NULL)", name=op.f("ck_without_advice_draft_has_revision")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_without_advice_case_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["draft_id", "case_id"],
            ["letter_draft.id", "letter_draft.case_id"],
            name=op.f("fk_without_advice_draft_id_case_id"),
        ),
        sa.ForeignKeyConstraint(["decider_id"], ["user_account.id"], name=op.f("fk_without_advice_decider_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_without_advice_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_without_advice")),
        sa.UniqueConstraint("draft_id", "draft_revision", name=op.f("uq_without_advice_draft_id_draft_revision")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_without_advice_proposal_id")),
    )
    op.create_index("ix_without_advice_organisation", "without_advice", ["organisation_id", "id"])
    op.create_table(
        "without_advice_seen",
        sa.Column("without_advice_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_without_advice_seen_officer_id")),
        sa.ForeignKeyConstraint(
            ["without_advice_id"], ["without_advice.id"], name=op.f("fk_without_advice_seen_without_advice_id")
        ),
        sa.PrimaryKeyConstraint("without_advice_id", name=op.f("pk_without_advice_seen")),
    )


def protect_sqlite(table: str) -> None:
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
        )


def protect_postgresql(table: str) -> None:
    for name, event, each in (("written_once", "UPDATE OR DELETE", "ROW"), ("no_truncate", "TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION dsar_written_once()"
        )
