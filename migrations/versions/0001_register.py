"""The register from its first day: organisations, people, cases, judgement, letters and the audit trail.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Rows that say what was signed or done: written once, never changed (decisions 1, 4 and 7).
WRITTEN_ONCE = (
    "regulation_version",
    "identity_check",
    "hearing",
    "hearing_request",
    "proposal",
    "proposal_part",
    "advice",
    "send_back",
    "decision",
    "carrying_out",
    "stored_file",
    "letter_request",
    "dispatch",
    "audit_event",
    "access_event",
)

# A numbered letter becomes final or void; a final one that was never posted can become void. Nothing else moves.
LETTER_MOVED = """
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

NOT_THE_NEXT_LINK = """
    NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM audit_event WHERE stream = NEW.stream)
    OR NEW.previous <> COALESCE(
        (SELECT hash FROM audit_event WHERE stream = NEW.stream ORDER BY seq DESC LIMIT 1),
        '0000000000000000000000000000000000000000000000000000000000000000'
    )
"""


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        protect_sqlite()
    else:
        protect_postgresql()


def downgrade() -> None:
    drop_tables()
    if op.get_bind().dialect.name == "postgresql":
        for function in ("dsar_written_once", "dsar_letter_final", "dsar_next_link", "dsar_head_forward"):
            op.execute(f"DROP FUNCTION {function}()")


def protect_sqlite() -> None:
    for table in WRITTEN_ONCE:
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table}: written once'); END"
            )
    op.execute(
        f"CREATE TRIGGER letter_no_update BEFORE UPDATE ON letter WHEN {LETTER_MOVED} "
        "BEGIN SELECT RAISE(ABORT, 'letter: never changes'); END"
    )
    op.execute("CREATE TRIGGER letter_no_delete BEFORE DELETE ON letter BEGIN SELECT RAISE(ABORT, 'letter: kept'); END")
    op.execute(
        f"CREATE TRIGGER audit_event_next_link BEFORE INSERT ON audit_event WHEN {NOT_THE_NEXT_LINK} "
        "BEGIN SELECT RAISE(ABORT, 'audit_event: not the next link'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head "
        "WHEN NEW.stream <> OLD.stream OR NEW.seq <> OLD.seq + 1 "
        "BEGIN SELECT RAISE(ABORT, 'audit_head: only forward'); END"
    )
    op.execute(
        "CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON audit_head "
        "BEGIN SELECT RAISE(ABORT, 'audit_head: kept'); END"
    )


def protect_postgresql() -> None:
    create_function("dsar_written_once", "RAISE EXCEPTION '%: written once', TG_TABLE_NAME;")
    create_function(
        "dsar_letter_final", f"IF {LETTER_MOVED} THEN RAISE EXCEPTION 'letter: never changes'; END IF; RETURN NEW;"
    )
    create_function(
        "dsar_next_link",
        f"IF {NOT_THE_NEXT_LINK} THEN RAISE EXCEPTION 'audit_event: not the next link'; END IF; RETURN NEW;",
    )
    create_function(
        "dsar_head_forward",
        "IF NEW.stream <> OLD.stream OR NEW.seq <> OLD.seq + 1 "
        "THEN RAISE EXCEPTION 'audit_head: only forward'; END IF; RETURN NEW;",
    )
    for table in WRITTEN_ONCE:
        create_trigger(f"{table}_written_once", "UPDATE OR DELETE", table, "ROW", "dsar_written_once")
        create_trigger(f"{table}_no_truncate", "TRUNCATE", table, "STATEMENT", "dsar_written_once")
    create_trigger("letter_no_update", "UPDATE", "letter", "ROW", "dsar_letter_final")
    create_trigger("audit_event_next_link", "INSERT", "audit_event", "ROW", "dsar_next_link")
    create_trigger("audit_head_forward", "UPDATE", "audit_head", "ROW", "dsar_head_forward")
    for table in ("letter", "audit_head"):
        create_trigger(f"{table}_no_delete", "DELETE", table, "ROW", "dsar_written_once")
        create_trigger(f"{table}_no_truncate", "TRUNCATE", table, "STATEMENT", "dsar_written_once")


def create_function(name: str, body: str) -> None:
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} END $$")


def create_trigger(name: str, event: str, table: str, each: str, function: str) -> None:
    op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH {each} EXECUTE FUNCTION {function}()")


def create_tables() -> None:
    op.create_table(
        "access_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_event")),
    )
    with op.batch_alter_table("access_event", schema=None) as batch_op:
        batch_op.create_index("ix_access_event_case", ["case_id", "at"], unique=False)

    op.create_table(
        "audit_event",
        sa.Column("stream", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("tag", sa.String(length=40), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("canonical", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("stream", "seq", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index("ix_audit_event_case", ["stream", "case_id", "seq"], unique=False)

    op.create_table(
        "audit_head",
        sa.Column("stream", sa.String(length=60), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("stream", name=op.f("pk_audit_head")),
    )
    op.create_table(
        "login_attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_hash", sa.String(length=64), nullable=False),
        sa.Column("address_hash", sa.String(length=64), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_attempt")),
    )
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.create_index("ix_login_attempt_account", ["account_hash", "at"], unique=False)
        batch_op.create_index("ix_login_attempt_address", ["address_hash", "at"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("reference_prefix", sa.String(length=8), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("return_address", sa.String(length=200), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=200), nullable=False),
        sa.Column("legal_nature", sa.String(length=32), nullable=True),
        sa.Column("posting_days", sa.Integer(), nullable=False),
        sa.Column("carry_out_days", sa.Integer(), nullable=False),
        sa.Column("window_side", sa.String(length=5), nullable=False),
        sa.Column("accent", sa.String(length=7), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "legal_nature IN ('private', 'administrative')", name=op.f("ck_organisation_legal_nature_known")
        ),
        sa.CheckConstraint("window_side IN ('left', 'right')", name=op.f("ck_organisation_window_side_known")),
        sa.CheckConstraint("carry_out_days BETWEEN 1 AND 60", name=op.f("ck_organisation_carry_out_days_sane")),
        sa.CheckConstraint("posting_days BETWEEN 0 AND 10", name=op.f("ck_organisation_posting_days_sane")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("reference_prefix", name=op.f("uq_organisation_reference_prefix")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_account")),
        sa.UniqueConstraint("email", name=op.f("uq_user_account_email")),
    )
    op.create_table(
        "counter",
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_counter_organisation_id")),
        sa.PrimaryKeyConstraint("organisation_id", "kind", "year", name=op.f("pk_counter")),
    )
    op.create_table(
        "idempotency_key",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("result", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_idempotency_key_user_id")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_idempotency_key")),
    )
    op.create_table(
        "login_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token_sha256", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_login_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_login_session")),
        sa.UniqueConstraint("token_sha256", name=op.f("uq_login_session_token_sha256")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "role IN ('contact_person', 'fg', 'decider', 'colleague', 'administrator', 'auditor')",
            name=op.f("ck_membership_role_known"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_membership_organisation_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "user_id", "organisation_id", "role", "since", name=op.f("uq_membership_user_id_organisation_id_role_since")
        ),
    )
    op.create_table(
        "regulation_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=40), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_regulation_version_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_regulation_version")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_regulation_version_id_organisation_id")),
        sa.UniqueConstraint("organisation_id", "version", name=op.f("uq_regulation_version_organisation_id_version")),
    )
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=60), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("cipher", sa.String(length=20), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("stored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_stored_file_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_file")),
    )
    op.create_table(
        "case_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(length=30), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("regulation_version_id", sa.Integer(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("next_due_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "channel IN ('post', 'desk', 'oral', 'telephone', 'email', 'portal')",
            name=op.f("ck_case_file_channel_known"),
        ),
        sa.CheckConstraint("received_on >= '2018-05-25'", name=op.f("ck_case_file_received_under_gdpr")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_case_file_organisation_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["user_account.id"], name=op.f("fk_case_file_owner_id")),
        sa.ForeignKeyConstraint(
            ["regulation_version_id", "organisation_id"],
            ["regulation_version.id", "regulation_version.organisation_id"],
            name=op.f("fk_case_file_regulation_version_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_file")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_case_file_id_organisation_id")),
        sa.UniqueConstraint("organisation_id", "reference", name=op.f("uq_case_file_organisation_id_reference")),
    )
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.create_index("ix_case_file_due", ["organisation_id", "next_due_on", "id"], unique=False)
        batch_op.create_index(
            "ix_case_file_owner_due", ["organisation_id", "owner_id", "next_due_on", "id"], unique=False
        )

    op.create_table(
        "hearing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(length=200), nullable=False),
        sa.Column("capacity", sa.String(length=32), nullable=False),
        sa.Column("heard_on", sa.Date(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("capacity IN ('collector', 'successor', 'deputy')", name=op.f("ck_hearing_capacity_known")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_hearing_case_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_hearing_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hearing")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_hearing_id_case_id")),
    )
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.create_index("ix_hearing_case_id", ["case_id"], unique=False)

    op.create_table(
        "letter",
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
        sa.CheckConstraint(
            "kind IN ('acknowledgement', 'grant', 'partial', 'refusal')", name=op.f("ck_letter_kind_known")
        ),
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
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_case_id", ["case_id"], unique=False)

    op.create_table(
        "party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("salutation", sa.String(length=10), nullable=False),
        sa.Column("initials", sa.String(length=30), nullable=False),
        sa.Column("name_prefix", sa.String(length=30), nullable=False),
        sa.Column("last_name", sa.String(length=100), nullable=False),
        sa.Column("street", sa.String(length=100), nullable=False),
        sa.Column("postcode", sa.String(length=12), nullable=False),
        sa.Column("city", sa.String(length=80), nullable=False),
        sa.Column("country", sa.String(length=60), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("telephone", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("large_print", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('subject')", name=op.f("ck_party_kind_known")),
        sa.CheckConstraint("salutation IN ('mrs', 'mr', 'unknown')", name=op.f("ck_party_salutation_known")),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_party_case_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_party")),
        sa.UniqueConstraint("case_id", "kind", name=op.f("uq_party_case_id_kind")),
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("right_code", sa.String(length=32), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=True),
        sa.Column("client_words", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(right_code = 'objection') = (purpose IS NOT NULL)", name=op.f("ck_request_purpose_for_objection")
        ),
        sa.CheckConstraint("(status = 'closed') = (closed_on IS NOT NULL)", name=op.f("ck_request_closed_has_day")),
        sa.CheckConstraint(
            "answered_on IS NULL OR status IN ('answered', 'closed')", name=op.f("ck_request_day_means_answered")
        ),
        sa.CheckConstraint("purpose IN ('commercial', 'charitable', 'other')", name=op.f("ck_request_purpose_known")),
        sa.CheckConstraint(
            "right_code IN ('inspection', 'copy', 'correction', 'supplement', 'erasure', 'restriction', 'objection', 'portability')",
            name=op.f("ck_request_right_code_known"),
        ),
        sa.CheckConstraint(
            "status IN ('registered', 'awaiting_advice', 'returned', 'awaiting_decision', 'decided', 'answered', 'closed')",
            name=op.f("ck_request_status_known"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('answered', 'closed') OR answered_on IS NOT NULL", name=op.f("ck_request_answered_has_day")
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_request_case_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("id", "case_id", name=op.f("uq_request_id_case_id")),
        sa.UniqueConstraint("id", "organisation_id", name=op.f("uq_request_id_organisation_id")),
    )
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.create_index("ix_request_case_id", ["case_id"], unique=False)

    op.create_table(
        "carrying_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("carried_out_on", sa.Date(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_carrying_out_recorded_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id", "organisation_id"],
            ["request.id", "request.organisation_id"],
            name=op.f("fk_carrying_out_request_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrying_out")),
        sa.UniqueConstraint("request_id", name=op.f("uq_carrying_out_request_id")),
    )
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=32), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way IN ('post', 'handed_over', 'portal')", name=op.f("ck_dispatch_way_known")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_dispatch_letter_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_dispatch_organisation_id")),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["user_account.id"], name=op.f("fk_dispatch_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_dispatch_letter_id")),
    )
    op.create_table(
        "duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("article", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("target_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(done_on IS NULL) = (done_by_id IS NULL)", name=op.f("ck_duty_done_by_somebody")),
        sa.ForeignKeyConstraint(["done_by_id"], ["user_account.id"], name=op.f("fk_duty_done_by_id")),
        sa.ForeignKeyConstraint(
            ["request_id", "organisation_id"],
            ["request.id", "request.organisation_id"],
            name=op.f("fk_duty_request_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
        sa.UniqueConstraint("request_id", "code", name=op.f("uq_duty_request_id_code")),
    )
    op.create_table(
        "hearing_request",
        sa.Column("hearing_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["hearing_id", "case_id"],
            ["hearing.id", "hearing.case_id"],
            name=op.f("fk_hearing_request_hearing_id_case_id"),
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_hearing_request_request_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("hearing_id", "request_id", name=op.f("pk_hearing_request")),
    )
    op.create_table(
        "identity_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("party_id", sa.Integer(), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("document_kind", sa.String(length=32), nullable=True),
        sa.Column("established", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(method = 'document') = (document_kind IS NOT NULL)", name=op.f("ck_identity_check_document_has_kind")
        ),
        sa.CheckConstraint(
            "document_kind IN ('passport', 'identity_card', 'driving_licence', 'residence_permit')",
            name=op.f("ck_identity_check_document_kind_known"),
        ),
        sa.CheckConstraint(
            "method IN ('known', 'desk', 'call_back', 'questions', 'portal', 'document')",
            name=op.f("ck_identity_check_method_known"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id", "organisation_id"],
            ["case_file.id", "case_file.organisation_id"],
            name=op.f("fk_identity_check_case_id_organisation_id"),
        ),
        sa.ForeignKeyConstraint(["checked_by_id"], ["user_account.id"], name=op.f("fk_identity_check_checked_by_id")),
        sa.ForeignKeyConstraint(["party_id"], ["party.id"], name=op.f("fk_identity_check_party_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_check")),
    )
    with op.batch_alter_table("identity_check", schema=None) as batch_op:
        batch_op.create_index("ix_identity_check_case_id", ["case_id"], unique=False)

    op.create_table(
        "letter_request",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["letter_id", "case_id"], ["letter.id", "letter.case_id"], name=op.f("fk_letter_request_letter_id_case_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id", "case_id"],
            ["request.id", "request.case_id"],
            name=op.f("fk_letter_request_request_id_case_id"),
        ),
        sa.PrimaryKeyConstraint("letter_id", "request_id", name=op.f("pk_letter_request")),
    )
    with op.batch_alter_table("letter_request", schema=None) as batch_op:
        batch_op.create_index("ix_letter_request_request_id", ["request_id"], unique=False)

    op.create_table(
        "proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("appointment", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("outcome = 'refuse' OR answer <> ''", name=op.f("ck_proposal_grant_says_how")),
        sa.CheckConstraint("outcome IN ('grant', 'partial', 'refuse')", name=op.f("ck_proposal_outcome_known")),
        sa.ForeignKeyConstraint(["author_id"], ["user_account.id"], name=op.f("fk_proposal_author_id")),
        sa.ForeignKeyConstraint(
            ["request_id", "organisation_id"],
            ["request.id", "request.organisation_id"],
            name=op.f("fk_proposal_request_id_organisation_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal")),
        sa.UniqueConstraint("id", "request_id", name=op.f("uq_proposal_id_request_id")),
        sa.UniqueConstraint("request_id", "revision", name=op.f("uq_proposal_request_id_revision")),
    )
    op.create_table(
        "advice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind = 'agree' OR remark <> ''", name=op.f("ck_advice_remark_unless_agreed")),
        sa.CheckConstraint("kind IN ('agree', 'return', 'against')", name=op.f("ck_advice_kind_known")),
        sa.ForeignKeyConstraint(["officer_id"], ["user_account.id"], name=op.f("fk_advice_officer_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_advice_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advice")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_advice_proposal_id")),
    )
    op.create_table(
        "decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=False),
        sa.Column("against_advice_reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decider_id"], ["user_account.id"], name=op.f("fk_decision_decider_id")),
        sa.ForeignKeyConstraint(
            ["proposal_id", "request_id"],
            ["proposal.id", "proposal.request_id"],
            name=op.f("fk_decision_proposal_id_request_id"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sa.UniqueConstraint("request_id", name=op.f("uq_decision_request_id")),
    )
    op.create_table(
        "proposal_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=32), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=False),
        sa.Column("regulation_article", sa.String(length=200), nullable=False),
        sa.Column("law", sa.String(length=200), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("weighing", sa.Text(), nullable=False),
        sa.Column("statute", sa.Text(), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("alternative", sa.Text(), nullable=False),
        sa.Column("file_note", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "outcome = 'grant' OR (ground <> '' AND law <> '' AND facts <> '')",
            name=op.f("ck_proposal_part_refusal_has_reasons"),
        ),
        sa.CheckConstraint("outcome IN ('grant', 'refuse')", name=op.f("ck_proposal_part_outcome_known")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_proposal_part_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposal_part")),
        sa.UniqueConstraint("proposal_id", "position", name=op.f("uq_proposal_part_proposal_id_position")),
    )
    op.create_table(
        "send_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("decider_id", sa.Integer(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("remark <> ''", name=op.f("ck_send_back_remark_given")),
        sa.ForeignKeyConstraint(["decider_id"], ["user_account.id"], name=op.f("fk_send_back_decider_id")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name=op.f("fk_send_back_proposal_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_send_back")),
        sa.UniqueConstraint("proposal_id", name=op.f("uq_send_back_proposal_id")),
    )


def drop_tables() -> None:
    op.drop_table("send_back")
    op.drop_table("proposal_part")
    op.drop_table("decision")
    op.drop_table("advice")
    op.drop_table("proposal")
    with op.batch_alter_table("letter_request", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_request_request_id")

    op.drop_table("letter_request")
    with op.batch_alter_table("identity_check", schema=None) as batch_op:
        batch_op.drop_index("ix_identity_check_case_id")

    op.drop_table("identity_check")
    op.drop_table("hearing_request")
    op.drop_table("duty")
    op.drop_table("dispatch")
    op.drop_table("carrying_out")
    with op.batch_alter_table("request", schema=None) as batch_op:
        batch_op.drop_index("ix_request_case_id")

    op.drop_table("request")
    op.drop_table("party")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_case_id")

    op.drop_table("letter")
    with op.batch_alter_table("hearing", schema=None) as batch_op:
        batch_op.drop_index("ix_hearing_case_id")

    op.drop_table("hearing")
    with op.batch_alter_table("case_file", schema=None) as batch_op:
        batch_op.drop_index("ix_case_file_owner_due")
        batch_op.drop_index("ix_case_file_due")

    op.drop_table("case_file")
    op.drop_table("stored_file")
    op.drop_table("regulation_version")
    op.drop_table("membership")
    op.drop_table("login_session")
    op.drop_table("idempotency_key")
    op.drop_table("counter")
    op.drop_table("user_account")
    op.drop_table("organisation")
    with op.batch_alter_table("login_attempt", schema=None) as batch_op:
        batch_op.drop_index("ix_login_attempt_address")
        batch_op.drop_index("ix_login_attempt_account")

    op.drop_table("login_attempt")
    op.drop_table("audit_head")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index("ix_audit_event_case")

    op.drop_table("audit_event")
    with op.batch_alter_table("access_event", schema=None) as batch_op:
        batch_op.drop_index("ix_access_event_case")

    op.drop_table("access_event")
