"""Restores a backup into an empty place, and believes it only when everything agrees with what the backup says."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, inspect, literal, select
from sqlalchemy.orm import Session

from dsar.files import Damaged, unseal
from dsar.models import FormDraft, Hold, LetterPreview, StoredFile
from dsar.queries.audit import streams, verify
from dsar.queries.condition import MAIL
from dsar.services.backup_database import FILES, copy_in, refuse_filled
from dsar.services.backup_manifest import BackupProblem, Manifest, check_files, contents_of, read_manifest
from dsar.services.schema import is_known

_PIECE = 50  # stored files in memory at once
_SEALED = (
    select(literal(StoredFile.__tablename__), StoredFile.id, StoredFile.body, StoredFile.cipher, StoredFile.sha256),
    select(literal(FormDraft.__tablename__), FormDraft.id, FormDraft.content, FormDraft.cipher, FormDraft.sha256),
    select(
        literal(LetterPreview.__tablename__),
        LetterPreview.id,
        LetterPreview.body,
        LetterPreview.cipher,
        LetterPreview.sha256,
    ),
)


def restore_backup(engine: Engine, folder: Path, *, migrations: Path, moment: datetime) -> Manifest:
    """Restore a backup into an empty database; raises BackupProblem, and then the place is as empty as it was.

    First the files are compared with their hashes, afterwards the rows of each table, every link of the audit trail
    and the content of every stored file. Mail stands still in what was restored until somebody releases it: whoever
    was told meanwhile is not told again. `migrations` holds the schemas that this version knows.
    """
    manifest = read_manifest(folder)
    _refuse_other(engine, manifest, migrations)
    refuse_filled(engine)
    check_files(folder, manifest)
    with copy_in(engine, folder) as restored:
        _check(restored, manifest)
        _hold_mail(restored, moment)
    return manifest


def _refuse_other(engine: Engine, manifest: Manifest, migrations: Path) -> None:
    if manifest.database != engine.dialect.name:
        raise BackupProblem("other_database", manifest.database)
    if FILES[manifest.database] not in manifest.files:
        raise BackupProblem("file_missing", FILES[manifest.database])
    if not is_known(migrations, manifest.contents.schema):
        raise BackupProblem("newer_version", manifest.product)


def _check(engine: Engine, manifest: Manifest) -> None:
    with engine.connect() as connection:
        found = contents_of(connection)
    differing = [
        name
        for name in sorted(found.rows.keys() | manifest.contents.rows.keys())
        if found.rows.get(name) != manifest.contents.rows.get(name)
    ]
    if differing:
        raise BackupProblem("rows_differ", ", ".join(differing))
    if found != manifest.contents:
        raise BackupProblem("heads_differ")
    with Session(engine) as session:
        for stream in streams(session):
            if (broken := verify(session, stream)) is not None:
                raise BackupProblem("trail_broken", f"{stream}, {broken.seq}")
        for name in _damaged(session):
            raise BackupProblem("content_damaged", name)


def _hold_mail(engine: Engine, moment: datetime) -> None:
    if not inspect(engine).has_table(Hold.__tablename__):
        return  # an older version, which sends nothing by itself
    with Session(engine) as session, session.begin():
        session.merge(Hold(name=MAIL, since=moment, reason="restored"))


def _damaged(session: Session) -> Iterator[str]:
    """Name the stored bytes that no longer give what was sealed."""
    for query in _SEALED:
        for table, number, body, cipher, sha256 in session.execute(query.execution_options(yield_per=_PIECE)):
            try:
                unseal(body, cipher, sha256)
            except Damaged:
                yield f"{table} {number}"
