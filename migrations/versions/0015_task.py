"""Tasks to colleagues with their answers, all written once, and the places where an organisation looks for data.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WRITTEN_ONCE = ("task", "task_request", "task_answer", "task_withdrawal")
PLACES = "'system', 'cabinet', 'mailbox', 'processor', 'inherited'"
CAPACITIES = "'collector', 'successor', 'deputy'"


def upgrade() -> None:
    create_search_place()
    create_task()
    create_task_request()
    create_task_answer()
    create_task_withdrawal()
    for table in WRITTEN_ONCE:
        protect(table)


def create_search_place() -> None:
    op.create_table(
        "search_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.CheckConstraint(f"kind IN ({PLACES})", name=op.f("ck_search_place_kind_known")),
        sa.CheckConstraint("name <> ''", name=op.f("ck_search_place_has_name")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_search_place_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_place")),
        sa.UniqueConstraint("organisation_id", "kind", "name", name=op.f("uq_search_place_organisation_id_kind_name")),
    )


def create_task() -> None:
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("place_kind", sa.String(32), nullable=True),
        sa.Column("place", sa.String(200), nullable=False),
        sa.Column("assignee_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('hear', 'search', 'harm')", name=op.f("ck_task_kind_known")),
        sa.CheckConstraint(f"place_kind IN ({PLACES})", name=op.f("ck_task_place_kind_known")),
        sa.CheckConstraint("question <> ''", name=op.f("ck_task_asks_something")),
        sa.CheckConstraint("(kind = 'search') = (place_kind IS NOT NULL)", name=op.f("ck_task_search_has_place")),
        sa.CheckConstraint("(place_kind IS NULL) = (place = '')", name=op.f("ck_task_place_has_name")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_task_case_id_case_file"),
        ),
        sa.ForeignKeyConstraint(["assignee_id"], ["user_account.id"], name=op.f("fk_task_assignee_id_user_account")),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user_account.id"], name=op.f("fk_task_asked_by_id_user_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_task_id_case_id")),
    )
    op.create_index("ix_task_case_id", "task", ["case_id"])
    op.create_index("ix_task_assignee_id", "task", ["assignee_id"])


def create_task_request() -> None:
    op.create_table(
        "task_request",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["task_id", "case_id"], ["task.id", "task.case_id"], name=op.f("fk_task_request_task_id_task")
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_task_request_request_id_request"),
        ),
        sa.PrimaryKeyConstraint("task_id", "request_id", name=op.f("pk_task_request")),
    )


def create_task_answer() -> None:
    op.create_table(
        "task_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(32), nullable=True),
        sa.Column("capacity", sa.String(32), nullable=True),
        sa.Column("hearing_id", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("result IN ('found', 'nothing', 'not_searched')", name=op.f("ck_task_answer_result_known")),
        sa.CheckConstraint(f"capacity IN ({CAPACITIES})", name=op.f("ck_task_answer_capacity_known")),
        sa.CheckConstraint(
            "body <> '' OR (result IS NOT NULL AND result = 'nothing')", name=op.f("ck_task_answer_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["task_id", "case_id"], ["task.id", "task.case_id"], name=op.f("fk_task_answer_task_id_task")
        ),
        sa.ForeignKeyConstraint(
            ["hearing_id", "case_id"], ["hearing.id", "hearing.case_id"], name=op.f("fk_task_answer_hearing_id_hearing")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by_id"], ["user_account.id"], name=op.f("fk_task_answer_answered_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_answer")),
    )
    op.create_index("ix_task_answer_task_id", "task_answer", ["task_id"])


def create_task_withdrawal() -> None:
    op.create_table(
        "task_withdrawal",
        sa.Column("task_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_task_withdrawal_reason_given")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_withdrawal_task_id_task")),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["user_account.id"], name=op.f("fk_task_withdrawal_withdrawn_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("task_id", name=op.f("pk_task_withdrawal")),
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
    for table in ("task_withdrawal", "task_answer", "task_request", "task", "search_place"):
        op.drop_table(table)
