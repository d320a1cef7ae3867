"""Since when an advice is asked, as keys of the worklist, for the cases that wait for one.

Revision ID: 0008
Revises: 0007

No column changes: the keys are those that `dsar.core.worklist` gives by now, as it was when this was written.
"""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
NOW = sa.DateTime(timezone=True)
PROPOSALS = sa.text(
    "SELECT r.case_id, p.created_at AS asked_at, p.author_id FROM request r JOIN proposal p ON p.request_id = r.id"
    " WHERE r.status = 'awaiting_advice'"
    " AND p.revision = (SELECT MAX(newest.revision) FROM proposal newest WHERE newest.request_id = r.id)"
).columns(case_id=sa.Integer, asked_at=NOW, author_id=sa.Integer)
DRAFTS = sa.text(
    "SELECT case_id, updated_at AS asked_at, author_id FROM letter_draft WHERE status = 'awaiting_advice'"
).columns(case_id=sa.Integer, asked_at=NOW, author_id=sa.Integer)
KEY = sa.table(
    "worklist_key",
    sa.column("organisation_id", sa.Integer),
    sa.column("key", sa.String),
    sa.column("closed", sa.Boolean),
    sa.column("day", sa.Date),
    sa.column("case_id", sa.Integer),
)
COUNT = sa.table(
    "worklist_count",
    sa.column("organisation_id", sa.Integer),
    sa.column("key", sa.String),
    sa.column("closed", sa.Boolean),
    sa.column("cases", sa.Integer),
)


def upgrade() -> None:
    connection = op.get_bind()
    wanted = {(row.case_id, key_of(row)) for query in (PROPOSALS, DRAFTS) for row in connection.execute(query)}
    places = (
        {row.case_id: row for row in connection.execute(sa.select(KEY).where(KEY.c.key == "all"))} if wanted else {}
    )
    rows = [
        {
            "organisation_id": place.organisation_id,
            "key": key,
            "closed": place.closed,
            "day": place.day,
            "case_id": case_id,
        }
        for case_id, key in sorted(wanted)
        if (place := places.get(case_id)) is not None  # a list that was not built yet is built as a whole
    ]
    if not rows:
        return
    connection.execute(KEY.insert(), rows)
    counted = Counter((row["organisation_id"], row["key"], row["closed"]) for row in rows)
    connection.execute(
        COUNT.insert(),
        [
            {"organisation_id": organisation_id, "key": key, "closed": closed, "cases": cases}
            for (organisation_id, key, closed), cases in sorted(counted.items())
        ],
    )


def downgrade() -> None:
    for table in ("worklist_key", "worklist_count"):
        op.execute(f"DELETE FROM {table} WHERE key LIKE 'asked:%'")


def key_of(row: sa.Row[tuple[int, datetime, int]]) -> str:
    asked_at = row.asked_at if row.asked_at.tzinfo is not None else row.asked_at.replace(tzinfo=UTC)
    return f"asked:{asked_at.astimezone(AMSTERDAM).date().isoformat()}:{row.author_id}"
