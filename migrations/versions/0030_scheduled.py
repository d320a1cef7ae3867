"""Scheduled work: what ran, notices, the mail that goes out, and what each organisation and user chose about them.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

KINDS = (
    "due", "advice_waits", "decision_waits", "colleague_waits", "proof_waits", "not_posted", "not_carried_out",
    "deputising", "retention",
)  # fmt: skip
MAILS = ("digest", "weekly", "task")
STATES = ("waiting", "taken", "handing_over", "sent", "unknown", "given_up", "cancelled")
# Written out: SQLite adds a column with its CHECK in place, but not with batch tools.
COLUMNS = (
    ("organisation", "reminder_days", "VARCHAR(20) DEFAULT '7,3,1' NOT NULL"),
    (
        "organisation",
        "decision_days",
        "INTEGER DEFAULT 3 NOT NULL CONSTRAINT ck_organisation_decision_days_sane CHECK (decision_days BETWEEN 1 AND 10)",
    ),
    (
        "user_account",
        "digest_hour",
        "INTEGER DEFAULT 8 CONSTRAINT ck_user_account_digest_hour_sane CHECK (digest_hour BETWEEN 6 AND 20)",
    ),
    ("user_account", "calendar_sha256", "VARCHAR(64)"),
)


def upgrade() -> None:
    for table, column, text in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {text}")
    op.create_index("ix_user_account_calendar", "user_account", ["calendar_sha256"], unique=True)
    make_job_run()
    make_outbox()
    make_notice()
    op.create_table(
        "hold",
        sa.Column("name", sa.String(20), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_hold")),
    )


def make_job_run() -> None:
    op.create_table(
        "job_run",
        sa.Column("job", sa.String(40), nullable=False),
        sa.Column("slot", sa.String(20), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made", sa.Integer(), nullable=True),
        sa.Column("problem", sa.String(80), nullable=False),
        sa.CheckConstraint("(finished_at IS NULL) = (made IS NULL)", name=op.f("ck_job_run_finished_says_what")),
        sa.CheckConstraint("finished_at IS NULL OR problem = ''", name=op.f("ck_job_run_finished_or_failed")),
        sa.CheckConstraint("tries >= 1", name=op.f("ck_job_run_was_tried")),
        sa.PrimaryKeyConstraint("job", "slot", name=op.f("pk_job_run")),
    )


def make_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("occasion", sa.String(40), nullable=False),
        sa.Column("message_id", sa.String(120), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(80), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        known("outbox", "kind", MAILS),
        known("outbox", "state", STATES),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name=op.f("ck_outbox_sent_has_moment")),
        sa.CheckConstraint(
            "(state IN ('taken', 'handing_over')) = (lease_until IS NOT NULL)", name=op.f("ck_outbox_taken_has_lease")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_outbox_user_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("user_id", "kind", "occasion", name=op.f("uq_outbox_user_id_kind_occasion")),
        sa.UniqueConstraint("message_id", name=op.f("uq_outbox_message_id")),
    )
    op.create_index("ix_outbox_state", "outbox", ["state", "not_before", "id"])


def make_notice() -> None:
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("mark", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outbox_id", sa.Integer(), nullable=True),
        known("notice", "kind", KINDS),
        sa.CheckConstraint("about <> ''", name=op.f("ck_notice_about_something")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_notice_user_id_user_account")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_notice_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_notice_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(["outbox_id"], ["outbox.id"], name=op.f("fk_notice_outbox_id_outbox")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "user_id", "kind", "about", "due_on", "mark", name=op.f("uq_notice_user_id_kind_about_due_on_mark")
        ),
    )
    op.create_index("ix_notice_user", "notice", ["user_id", "settled_at", "id"])
    op.create_index("ix_notice_outbox", "notice", ["outbox_id"])
    op.create_index("ix_notice_case", "notice", ["case_id"])


def known(table: str, column: str, words: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}_known"))


def downgrade() -> None:
    for table in ("hold", "notice", "outbox", "job_run"):
        op.drop_table(table)
    op.drop_index("ix_user_account_calendar", table_name="user_account")
    for table, column, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
