"""Who acts for the data subject, that it ended, and how their authority was checked: each written once.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

REPRESENTATIVE, END, CHECK = TABLES = ("representative", "representative_end", "authority_check")
KINDS = "'mandated', 'lawyer', 'parent', 'curator', 'mentor', 'property_administrator'"
AGES = "'under_twelve', 'from_twelve', 'sixteen'"
PROOFS = "'person_said', 'on_file', 'mandate', 'register', 'court_decision'"


def upgrade() -> None:
    make_representative()
    make_end()
    make_check()
    for table in TABLES:
        protect(table)


def make_representative() -> None:
    op.create_table(
        REPRESENTATIVE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        *person(),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("holds_until", sa.Date(), nullable=True),
        sa.Column("gets_letters", sa.Boolean(), nullable=False),
        sa.Column("child_age", sa.String(32), nullable=True),
        sa.Column("child_asked_on", sa.Date(), nullable=True),
        sa.Column("child_view", sa.Text(), nullable=False),
        *by(REPRESENTATIVE, "recorded"),
        check(REPRESENTATIVE, "kind_known", f"kind IN ({KINDS})"),
        check(REPRESENTATIVE, "child_age_known", f"child_age IN ({AGES})"),
        check(REPRESENTATIVE, "salutation_known", "salutation IN ('mrs', 'mr', 'unknown')"),
        check(REPRESENTATIVE, "parent_of_child", "(kind = 'parent') = (child_age IS NOT NULL)"),
        check(REPRESENTATIVE, "child_under_sixteen", "child_age <> 'sixteen'"),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f(f"fk_{REPRESENTATIVE}_case_id_case_file"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REPRESENTATIVE}")),
        sa.UniqueConstraint("id", "case_id", name=op.f(f"uq_{REPRESENTATIVE}_id_case_id")),
    )
    op.create_index(f"ix_{REPRESENTATIVE}_case_id", REPRESENTATIVE, ["case_id"])


def person() -> tuple[sa.Column[str], ...]:
    lengths = {
        "salutation": 10,
        "initials": 30,
        "name_prefix": 30,
        "last_name": 100,
        "street": 100,
        "postcode": 12,
        "city": 80,
        "country": 60,
        "email": 254,
        "telephone": 40,
    }
    return tuple(sa.Column(name, sa.String(length), nullable=False) for name, length in lengths.items())


def make_end() -> None:
    op.create_table(
        END,
        sa.Column("representative_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *by(END, "ended"),
        check(END, "has_reason", "reason <> ''"),
        sa.ForeignKeyConstraint(
            ["representative_id"],
            [f"{REPRESENTATIVE}.id"],
            name=op.f(f"fk_{END}_representative_id_{REPRESENTATIVE}"),
        ),
        sa.PrimaryKeyConstraint("representative_id", name=op.f(f"pk_{END}")),
    )


def make_check() -> None:
    op.create_table(
        CHECK,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("representative_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("proof", sa.String(32), nullable=False),
        sa.Column("established", sa.Boolean(), nullable=False),
        sa.Column("within_scope", sa.Boolean(), nullable=False),
        sa.Column("request_seen", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        check(CHECK, "proof_known", f"proof IN ({PROOFS})"),
        check(CHECK, "within_scope", "NOT established OR within_scope"),
        sa.ForeignKeyConstraint(
            ["representative_id", "case_id"],
            [f"{REPRESENTATIVE}.id", f"{REPRESENTATIVE}.case_id"],
            name=op.f(f"fk_{CHECK}_representative_id_{REPRESENTATIVE}"),
        ),
        sa.ForeignKeyConstraint(
            ["checked_by_id"], ["user_account.id"], name=op.f(f"fk_{CHECK}_checked_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{CHECK}")),
    )
    op.create_index(f"ix_{CHECK}_representative_id", CHECK, ["representative_id"])


def by(table: str, verb: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column(f"{verb}_by_id", sa.Integer(), nullable=False),
        sa.Column(f"{verb}_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            [f"{verb}_by_id"], ["user_account.id"], name=op.f(f"fk_{table}_{verb}_by_id_user_account")
        ),
    )


def check(table: str, name: str, rule: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


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
