"""What `doctor` looks at in the database; the first two checks tell whether the others can be done at all."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.cli.findings import Finding, good, watch, wrong
from dsar.config import MIGRATIONS
from dsar.installation import Installation
from dsar.queries import condition
from dsar.queries.audit import streams, verify_end
from dsar.queries.regulations import edited_versions
from dsar.services.rebuild_worklist import counts_differ, incomplete
from dsar.services.schema import newest_schema
from dsar.wording.audit import fault

_SAFE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "recursive_triggers": "1"}
_LITTLE, _NO_SPACE = 1024**3, 100 * 1024**2  # bytes
_OLDEST_POSTGRESQL = 130_000
_SKEW = timedelta(minutes=1)
_SILENT = timedelta(hours=26)  # a job of every day, and two hours of patience


def check_reachable(installation: Installation) -> Iterator[Finding]:
    """Connect."""
    database = installation.engine.url.database or ""
    if installation.engine.dialect.name == "sqlite" and not Path(database).exists():
        yield wrong(f"De database {database} is er niet. Controleer DATABASE_URL, of voer uit: flask --app wsgi setup")
        return
    try:
        with installation.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except DBAPIError as error:
        kind = type(error.orig).__name__
        yield wrong(f"De database antwoordt niet ({kind}). Controleer DATABASE_URL en of de server draait.")
    else:
        yield good("De database antwoordt.")


def check_schema(installation: Installation) -> Iterator[Finding]:
    """Compare the schema with the newest that this version knows."""
    with Session(installation.engine) as session:
        found, newest = condition.schema_revision(session), newest_schema(MIGRATIONS)
    if found == newest:
        yield good("De database heeft het nieuwste schema.")
    elif found is None:
        yield wrong("De database is nog leeg. Voer uit: flask --app wsgi setup")
    else:
        yield wrong(f"De database heeft schema {found} en dit programma {newest}. Voer uit: flask --app wsgi setup")


def check_engine(installation: Installation) -> Iterator[Finding]:
    """Look at what keeps this kind of database safe."""
    with Session(installation.engine) as session:
        kind = installation.engine.dialect.name
        found = list(_sqlite(session, installation) if kind == "sqlite" else _postgresql(session))
    yield from found or [good("De database is veilig ingesteld en kan worden beschreven.")]


def _sqlite(session: Session, installation: Installation) -> Iterator[Finding]:
    file = Path(installation.engine.url.database or "")
    for name, value in condition.sqlite_pragmas(session).items():
        if value != _SAFE[name]:
            yield wrong(f"SQLite staat op {name}={value} en hoort op {_SAFE[name]}. Staat het bestand op een schijf "
                        "van deze machine? Een netwerkschijf kan niet.")  # fmt: skip
    if damage := condition.sqlite_damage(session):
        yield wrong(f"Het bestand {file} is beschadigd ({damage}). Zet een reservekopie terug.")
    if not os.access(file, os.W_OK) or not os.access(file.parent, os.W_OK):
        yield wrong(f"De toepassing mag niet schrijven in {file.parent}. Geef haar gebruiker daar rechten.")
    free = shutil.disk_usage(file.parent).free
    if free < _NO_SPACE:
        yield wrong(f"Op de schijf van {file.parent} is nog {free // 1024**2} MB vrij. Maak ruimte.")
    elif free < _LITTLE:
        yield watch(f"Op de schijf van {file.parent} is nog {free // 1024**2} MB vrij.")


def _postgresql(session: Session) -> Iterator[Finding]:
    version = condition.postgresql_version(session)
    if version < _OLDEST_POSTGRESQL:
        yield wrong(f"PostgreSQL {version // 10_000} is te oud. Neem versie 13 of nieuwer.")
    if "pg_trgm" not in condition.postgresql_extensions(session):
        yield wrong("De uitbreiding pg_trgm ontbreekt, zonder kan er niet worden gezocht. Voer in de database uit: "
                    "CREATE EXTENSION pg_trgm")  # fmt: skip
    if session.scalar(text("SHOW transaction_read_only")) == "on":
        yield wrong("De database staat op alleen lezen. Is DATABASE_URL het adres van de hoofdserver?")
    if shutil.which("pg_dump") is None:
        yield watch("pg_dump ontbreekt, zonder kan er geen reservekopie worden gemaakt. Installeer postgresql-client.")


def check_moments(installation: Installation) -> Iterator[Finding]:
    """Compare the clock with the newest entry: a clock that was put back makes dates that are not so."""
    with Session(installation.engine) as session:
        newest = condition.newest_moment(session)
    if newest is not None and installation.clock() < newest - _SKEW:
        yield wrong("De klok loopt achter op wat al is vastgelegd. Zet de klok van de machine gelijk.")
    else:
        yield good("De klok loopt niet achter op wat is vastgelegd.")


def check_regulations(installation: Installation) -> Iterator[Finding]:
    """See whether a version that cases rest on was edited."""
    with Session(installation.engine) as session:
        edited = edited_versions(session, installation.catalogue)
    if edited:
        yield wrong(
            f"Gewijzigd, terwijl er zaken op rusten: {', '.join(edited)}. Zet het bestand terug en maak van "
            "de wijziging een nieuwe versie."
        )
    else:
        yield good("De reglementen zijn in orde en niet gewijzigd sinds er zaken op rusten.")


def check_trail(installation: Installation) -> Iterator[Finding]:
    """Check the end of every stream of the audit trail."""
    broken = False
    with Session(installation.engine) as session:
        for stream in streams(session):
            if (found := verify_end(session, stream)) is not None:
                broken = True
                said = fault(found.code, found.seq)
                yield wrong(f"Logboek {stream}: {said}. Voer uit: flask --app wsgi audit verify, en bewaar alles.")
    if not broken:
        yield good("Het einde van elk logboek klopt. Alles narekenen kan met: flask --app wsgi audit verify")


def check_worklist(installation: Installation) -> Iterator[Finding]:
    """See whether a case is missing from the worklist and whether its counts are right."""
    with Session(installation.engine) as session:
        differ = counts_differ(session)
    if differ or incomplete(installation.engine):
        yield wrong("De werkvoorraad klopt niet. Voer uit: flask --app wsgi worklist rebuild")
    else:
        yield good("In de werkvoorraad staat elke zaak.")


def check_scheduled(installation: Installation) -> Iterator[Finding]:
    """See whether work that is done at its time is done, and whether mail goes out."""
    with Session(installation.engine) as session:
        jobs, mail = condition.jobs(session), condition.mail_by_state(session)
        held = condition.is_held(session, condition.MAIL)
    newest = max((job.started_at for job in jobs), default=None)
    if newest is None:
        yield watch("Er heeft nog geen geplande taak gedraaid. Draait de planner?")
    elif installation.clock() - newest > _SILENT:
        yield wrong("De planner heeft meer dan een dag niets gedaan. Start hem, en kijk in zijn logboek.")
    for job in jobs:
        if job.problem:
            yield wrong(f"De taak {job.job} is mislukt ({job.problem}). Kijk in het logboek van de planner.")
    if held:
        yield watch("E-mail staat stil sinds er een reservekopie is teruggezet, tot iemand hem vrijgeeft.")
    if unknown := mail.get("unknown", 0):
        yield watch(f"Van {unknown} berichten is niet bekend of ze zijn aangekomen. Een beheerder beslist daarover.")
    if newest is not None and installation.clock() - newest <= _SILENT and not any(job.problem for job in jobs):
        yield good("De planner draait.")
