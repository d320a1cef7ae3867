"""The whole set of letters: composed letters and their advice, corrections, previews, printers, runs, and a logo.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

OLD_KINDS = ("acknowledgement", "grant", "partial", "refusal")
KINDS = (
    "acknowledgement",
    "identity_request",
    "clarification_request",
    "extension_notice",
    "grant_inspection",
    "grant_copy",
    "grant_correction",
    "grant_erasure",
    "grant_restriction",
    "grant_objection",
    "grant_portability",
    "partial",
    "refusal",
    "not_handled",
    "forwarded",
    "recipient_notice",
    "withdrawal_confirmation",
    "restriction_lifted",
    "late_answer",
    "complaint_outcome",
)
OLD_WAYS = ("post", "handed_over", "portal")
WAYS = ("post", "registered", "handed_over", "portal")

# A grant is named after the right it answers.
KIND_NOW = """
    CASE WHEN kind = 'grant' THEN COALESCE(
        (SELECT 'grant_' || CASE request.right_code WHEN 'supplement' THEN 'correction' ELSE request.right_code END
         FROM letter_request JOIN request ON request.id = letter_request.request_id
         WHERE letter_request.letter_id = letter.id ORDER BY request.id LIMIT 1),
        'grant_inspection')
    ELSE kind END
"""
KIND_BEFORE = "CASE WHEN kind LIKE 'grant_%' THEN 'grant' ELSE kind END"

# A numbered letter becomes final or void; a final one that was never posted can become void. Nothing else moves.
MOVED_BEFORE = """
    NOT (
        OLD.status = 'numbered'
        OR (
            OLD.status = 'final'
            AND NEW.status = 'void'
            AND NEW.file_id = OLD.file_id
            AND NEW.sha256 = OLD.sha256
            AND NEW.finalised_at = OLD.finalised_at
            AND NOT EXISTS (SELECT 1 FROM dispatch WHERE letter_id = OLD.id)
        )
    )
    OR NEW.id <> OLD.id
    OR NEW.case_id <> OLD.case_id
    OR NEW.kind <> OLD.kind
    OR NEW.number <> OLD.number
    OR NEW.dated <> OLD.dated
    OR NEW.context <> OLD.context
    OR NEW.context_sha256 <> OLD.context_sha256
"""
MOVED = (
    MOVED_BEFORE
    + """
    OR NEW.language <> OLD.language
    OR COALESCE(NEW.replaces_id, 0) <> COALESCE(OLD.replaces_id, 0)
    OR COALESCE(NEW.correction_reason, '') <> COALESCE(OLD.correction_reason, '')
    OR (OLD.status = 'final' AND COALESCE(NEW.pages, 0) <> COALESCE(OLD.pages, 0))
"""
)


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("organisation") as batch_op:
        batch_op.add_column(sa.Column("logo", sa.Text(), server_default="", nullable=False))
    with op.batch_alter_table("proposal") as batch_op:
        batch_op.add_column(sa.Column("details", sa.Text(), server_default="{}", nullable=False))
    if sqlite:
        drop_sqlite_triggers()
        rebuild("dispatch", dispatch_items(WAYS, new=True))
        rebuild("letter", letter_items(KINDS, new=True), kind=KIND_NOW)
        letter_indexes(new=True)
    else:
        widen_postgresql()
    create_tables()
    if sqlite:
        create_sqlite_triggers(MOVED)
        protect_sqlite("letter_draft_advice")
    else:
        replace_letter_check(MOVED)
        protect_postgresql("letter_draft_advice")


def downgrade() -> None:
    newer = sa.text("SELECT COUNT(*) FROM letter WHERE kind NOT LIKE 'grant_%' AND kind NOT IN :old").bindparams(
        sa.bindparam("old", OLD_KINDS, expanding=True)
    )
    if op.get_bind().execute(newer).scalar_one():
        raise RuntimeError("there are letters of kinds that the older version does not know; they would be lost")
    sqlite = op.get_bind().dialect.name == "sqlite"
    drop_tables()
    if sqlite:
        drop_sqlite_triggers()
        rebuild(
            "dispatch", dispatch_items(OLD_WAYS, new=False), way="CASE way WHEN 'registered' THEN 'post' ELSE way END"
        )
        rebuild("letter", letter_items(OLD_KINDS, new=False), kind=KIND_BEFORE)
        letter_indexes(new=False)
        create_sqlite_triggers(MOVED_BEFORE)
    else:
        replace_letter_check(MOVED_BEFORE)
        narrow_postgresql()
    for table, column in (("proposal", "details"), ("organisation", "logo")):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")


def rebuild(table: str, items: list[sa.schema.SchemaItem], **changed: str) -> None:
    """Make a table of SQLite anew: it cannot change a CHECK. Foreign keys are off meanwhile (env.py)."""
    op.create_table(f"{table}_new", *items)
    there = {column["name"] for column in sa.inspect(op.get_bind()).get_columns(table)}
    kept = [item.name for item in items if isinstance(item, sa.Column) and item.name in there]
    source = ", ".join(changed.get(name, name) for name in kept)
    op.execute(f"INSERT INTO {table}_new ({', '.join(kept)}) SELECT {source} FROM {table}")
    op.execute(f"DROP TABLE {table}")
    op.execute(f"ALTER TABLE {table}_new RENAME TO {table}")


def listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def letter_items(kinds: tuple[str, ...], *, new: bool) -> list[sa.schema.SchemaItem]:
    items: list[sa.schema.SchemaItem] = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("context_sha256", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("created_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finalised_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "status <> 'final' OR (file_id IS NOT NULL AND sha256 IS NOT NULL AND finalised_at IS NOT NULL)",
            name=op.f("ck_letter_final_has_bytes"),
        ),
        sa.CheckConstraint(
            "status <> 'numbered' OR (file_id IS NULL AND sha256 IS NULL)", name=op.f("ck_letter_numbered_has_none")
        ),
        sa.CheckConstraint("(status = 'void') = (void_reason IS NOT NULL)", name=op.f("ck_letter_void_has_reason")),
        sa.CheckConstraint(f"kind IN ({listed(kinds)})", name=op.f("ck_letter_kind_known")),
        sa.CheckConstraint("status IN ('numbered', 'final', 'void')", name=op.f("ck_letter_status_known")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_letter_case_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["created_by_id"], ["user_account.id"], name=op.f("fk_letter_created_by_id")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_letter_file_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_letter_id_case_id")),
        sa.UniqueConstraint("organisation_id", "number", name=op.f("uq_letter_organisation_id_number")),
    ]
    return [*items, *letter_additions()] if new else items


def letter_additions() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("correction_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(replaces_id IS NULL) = (correction_reason IS NULL)", name=op.f("ck_letter_correction_has_reason")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id", "case_id"], ["letter.id", "letter.case_id"], name=op.f("fk_letter_replaces_id_case_id")
        ),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_letter_id_organisation_id")),
    ]


def letter_indexes(*, new: bool) -> None:
    op.create_index("ix_letter_case_id", "letter", ["case_id"])
    if new:
        op.create_index("ix_letter_waiting", "letter", ["organisation_id", "status", "id"])


def dispatch_items(ways: tuple[str, ...], *, new: bool) -> list[sa.schema.SchemaItem]:
    items: list[sa.schema.SchemaItem] = [
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(f"way IN ({listed(ways)})", name=op.f("ck_dispatch_way_known")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_dispatch_letter_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_dispatch_organisation_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_dispatch_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_dispatch_letter_id")),
    ]
    return [*items, sa.Column("track_code", sa.String(length=40), server_default="", nullable=False)] if new else items


def widen_postgresql() -> None:
    for column in (item for item in letter_additions() if isinstance(item, sa.Column)):
        op.add_column("letter", column)
    op.add_column("dispatch", sa.Column("track_code", sa.String(length=40), server_default="", nullable=False))
    op.execute("ALTER TABLE letter DISABLE TRIGGER letter_no_update")
    op.drop_constraint("ck_letter_kind_known", "letter")
    op.execute(f"UPDATE letter SET kind = {KIND_NOW}")
    op.create_check_constraint(op.f("ck_letter_kind_known"), "letter", f"kind IN ({listed(KINDS)})")
    op.execute("ALTER TABLE letter ENABLE TRIGGER letter_no_update")
    op.create_check_constraint(
        op.f("ck_letter_correction_has_reason"), "letter", "(replaces_id IS NULL) = (correction_reason IS NULL)"
    )
    op.create_unique_constraint(op.f("uq_letter_id_organisation_id"), "letter", ["id", "organisation_id"])
    op.create_foreign_key(
        op.f("fk_letter_replaces_id_case_id"), "letter", "letter", ["replaces_id", "case_id"], ["id", "case_id"]
    )
    op.create_index("ix_letter_waiting", "letter", ["organisation_id", "status", "id"])
    op.drop_constraint("ck_dispatch_way_known", "dispatch")
    op.create_check_constraint(op.f("ck_dispatch_way_known"), "dispatch", f"way IN ({listed(WAYS)})")


def narrow_postgresql() -> None:
    op.execute("ALTER TABLE dispatch DISABLE TRIGGER dispatch_written_once")
    op.execute("UPDATE dispatch SET way = 'post' WHERE way = 'registered'")
    op.execute("ALTER TABLE dispatch ENABLE TRIGGER dispatch_written_once")
    op.drop_constraint("ck_dispatch_way_known", "dispatch")
    op.create_check_constraint(op.f("ck_dispatch_way_known"), "dispatch", f"way IN ({listed(OLD_WAYS)})")
    op.drop_column("dispatch", "track_code")
    op.execute("ALTER TABLE letter DISABLE TRIGGER letter_no_update")
    op.drop_constraint("ck_letter_kind_known", "letter")
    op.execute(f"UPDATE letter SET kind = {KIND_BEFORE}")
    op.create_check_constraint(op.f("ck_letter_kind_known"), "letter", f"kind IN ({listed(OLD_KINDS)})")
    op.execute("ALTER TABLE letter ENABLE TRIGGER letter_no_update")
    op.drop_index("ix_letter_waiting", "letter")
    for column in ("pages", "replaces_id", "correction_reason"):
        op.drop_column("letter", column)
    op.drop_constraint("uq_letter_id_organisation_id", "letter")


def drop_sqlite_triggers() -> None:
    for trigger in ("letter_no_update", "letter_no_delete", "dispatch_no_update", "dispatch_no_delete"):
        op.execute(f"DROP TRIGGER {trigger}")


def create_sqlite_triggers(moved: str) -> None:
    protect_sqlite("dispatch")
    op.execute(
        f"CREATE TRIGGER letter_no_update BEFORE UPDATE ON letter WHEN {moved} "
        "BEGIN SELECT RAISE(ABORT, 'letter: never changes'); END"
    )
    op.execute("CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter BEGIN SELECT RAISE(ABORT, 'letter: kept'); END")


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


def replace_letter_check(moved: str) -> None:
    op.execute(
        "CREATE OR REPLACE FUNCTION dsar_letter_final() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {moved} THEN RAISE EXCEPTION 'letter: never changes'; END IF; RETURN NEW; END $$"
    )


def create_tables() -> None:
    op.create_table(
        "letter_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("started_by_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_letter_run_organisation_id")),
        sa.ForeignKeyConstraint(["started_by_id"], ["user_account.id"], name=op.f("fk_letter_run_started_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_run")),
    )
    op.create_table(
        "printer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("offset_right", sa.Integer(), nullable=False),
        sa.Column("offset_down", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "offset_right BETWEEN -200 AND 200 AND offset_down BETWEEN -200 AND 200",
            name=op.f("ck_printer_offset_sane"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_printer_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printer")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_printer_organisation_id_name")),
    )
    op.create_table(
        "letter_preview",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("cipher", sa.String(length=20), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_letter_preview_case_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_letter_preview_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_preview")),
        sa.UniqueConstraint("token", name=op.f("uq_letter_preview_token")),
        sa.UniqueConstraint("user_id", "case_id", name=op.f("uq_letter_preview_user_id_case_id")),
    )
    op.create_index("ix_letter_preview_made", "letter_preview", ["made_at"], unique=False)
    op.create_table(
        "letter_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("against_advice_reason", sa.Text(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("correction_reason", sa.Text(), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(status = 'used') = (letter_id IS NOT NULL)", name=op.f("ck_letter_draft_used_has_letter")),
        sa.CheckConstraint(
            "kind IN ('acknowledgement', 'identity_request', 'clarification_request', 'extension_notice', 'grant_inspection', 'grant_copy', 'grant_correction', 'grant_erasure', 'grant_restriction', 'grant_objection', 'grant_portability', 'partial', 'refusal', 'not_handled', 'forwarded', 'recipient_notice', 'withdrawal_confirmation', 'restriction_lifted', 'late_answer', 'complaint_outcome')",
            name=op.f("ck_letter_draft_kind_known"),
        ),
        sa.CheckConstraint(
            "status IN ('writing', 'awaiting_advice', 'returned', 'advised', 'used', 'dropped')",
            name=op.f("ck_letter_draft_status_known"),
        ),
        sa.CheckConstraint(
            "(replaces_id IS NULL) = (correction_reason IS NULL)", name=op.f("ck_letter_draft_correction_has_reason")
        ),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_letter_draft_author_id")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_letter_draft_case_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id", "case_id"], ["letter.id", "letter.case_id"], name=op.f("fk_letter_draft_letter_id_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id", "case_id"],
            ["letter.id", "letter.case_id"],
            name=op.f("fk_letter_draft_replaces_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_draft")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_letter_draft_id_case_id")),
    )
    op.create_index("ix_letter_draft_case_id", "letter_draft", ["case_id"], unique=False)
    op.create_index("ix_letter_draft_waiting", "letter_draft", ["organisation_id", "status", "id"], unique=False)
    op.create_table(
        "letter_run_item",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("problem", sa.String(length=40), nullable=False),
        sa.CheckConstraint("(state = 'failed') = (problem <> '')", name=op.f("ck_letter_run_item_failed_has_problem")),
        sa.CheckConstraint("state IN ('waiting', 'done', 'failed')", name=op.f("ck_letter_run_item_state_known")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_letter_run_item_case_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(
            ["letter_id", "organisation_id"],
            ["letter.id", "letter.organisation_id"],
            name=op.f("fk_letter_run_item_letter_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["run_id"], ["letter_run.id"], name=op.f("fk_letter_run_item_run_id")),
        sa.PrimaryKeyConstraint("run_id", "position", name=op.f("pk_letter_run_item")),
    )
    op.create_table(
        "letter_draft_advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind = 'agree' OR remark <> ''", name=op.f("ck_letter_draft_advice_remark_unless_agreed")),
        sa.CheckConstraint("kind IN ('agree', 'return', 'against')", name=op.f("ck_letter_draft_advice_kind_known")),
        sa.ForeignKeyConstraint(["draft_id"], ["letter_draft.id"], name=op.f("fk_letter_draft_advice_draft_id")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_letter_draft_advice_officer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_draft_advice")),
        sa.UniqueConstraint("draft_id", "revision", name=op.f("uq_letter_draft_advice_draft_id_revision")),
    )
    op.create_table(
        "letter_draft_request",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id", "case_id"],
            ["letter_draft.id", "letter_draft.case_id"],
            name=op.f("fk_letter_draft_request_draft_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_letter_draft_request_request_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("draft_id", "request_id", name=op.f("pk_letter_draft_request")),
    )


def drop_tables() -> None:

    op.drop_table("letter_draft_request")
    op.drop_table("letter_draft_advice")
    op.drop_table("letter_run_item")
    op.drop_index("ix_letter_draft_waiting", table_name="letter_draft")
    op.drop_index("ix_letter_draft_case_id", table_name="letter_draft")
    op.drop_table("letter_draft")
    op.drop_index("ix_letter_preview_made", table_name="letter_preview")
    op.drop_table("letter_preview")
    op.drop_table("printer")
    op.drop_table("letter_run")
