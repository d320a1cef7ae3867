"""What condition an installation is in: its schema, its database, its scheduled work and its mail; nobody's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session

from dsar.models import AuditEvent, Hold, JobRun, Outbox

MAIL = "mail"  # what stands still after a restore
_SQLITE = ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")


@dataclass(frozen=True, slots=True)
class JobState:
    """How a job stands: when it last began and last finished, and the kind of its last error, empty without one."""

    job: str
    started_at: datetime
    finished_at: datetime | None
    problem: str


def schema_revision(session: Session) -> str | None:
    """Give the revision of the schema, or None in a database that was never set up."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return None
    found = session.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def sqlite_pragmas(session: Session) -> Mapping[str, str]:
    """Give the settings of this connection that keep SQLite safe."""
    return {name: str(session.scalar(text(f"PRAGMA {name}"))) for name in _SQLITE}


def sqlite_damage(session: Session) -> str:
    """Give the first fault of the file, empty when it is sound."""
    found = str(session.scalar(text("PRAGMA quick_check(1)")))
    return "" if found == "ok" else found


def postgresql_version(session: Session) -> int:
    """Give the number of the server's version, such as 150004."""
    return int(session.scalar(text("SHOW server_version_num")) or 0)


def postgresql_extensions(session: Session) -> frozenset[str]:
    """Name the extensions of this database."""
    return frozenset(session.scalars(text("SELECT extname FROM pg_extension")))


def newest_moment(session: Session) -> datetime | None:
    """Give the moment of the newest entry of the audit trail."""
    newest = select(AuditEvent.at).order_by(AuditEvent.at.desc()).limit(1)
    return session.scalar(newest)


def jobs(session: Session) -> tuple[JobState, ...]:
    """Give every job that ever ran, by name."""
    newest = select(JobRun.job, func.max(JobRun.slot).label("slot")).group_by(JobRun.job).subquery()
    ends = session.execute(select(JobRun.job, func.max(JobRun.finished_at)).group_by(JobRun.job))
    finished = {job: finished_at for job, finished_at in ends}  # noqa: C416 -- rows, which `dict` has no types for
    rows = session.scalars(
        select(JobRun).join(newest, (newest.c.job == JobRun.job) & (newest.c.slot == JobRun.slot)).order_by(JobRun.job)
    )
    return tuple(JobState(row.job, row.started_at, finished[row.job], row.problem) for row in rows)


def mail_by_state(session: Session) -> Mapping[str, int]:
    """Count the messages of the outbox by state."""
    rows = session.execute(select(Outbox.state, func.count()).group_by(Outbox.state))
    return {state.value: count for state, count in rows}


def is_held(session: Session, name: str) -> bool:
    """Tell whether something stands still until somebody releases it."""
    return session.get(Hold, name) is not None
