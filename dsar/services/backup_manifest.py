"""What a backup says about itself: its files with their hashes, and what was in the database at that moment."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from sqlalchemy import Connection, inspect, text

NAME = "manifest.json"
FORMAT = 1
_NOT_INCLUDED = (
    "SECRET_KEY",
    "DSAR_* settings",
)  # what another machine needs and a backup must not hold or cannot know
_REVISION = "alembic_version"


class BackupProblem(Exception):
    """A backup cannot be made or restored; `detail` fills the sentence of `code` (see `dsar.wording.backups`)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Head:
    """The last link of a stream of the audit trail."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a database: the revision of its schema, the rows of each table, the heads of the audit trail."""

    schema: str
    rows: Mapping[str, int]
    audit_heads: Mapping[str, Head]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a backup; `files` gives the SHA-256 of each file by its path in the folder."""

    made_at: datetime
    product: str
    database: str
    contents: Contents
    files: Mapping[str, str]


def contents_of(connection: Connection) -> Contents:
    """Count what is in a database; raises BackupProblem when it was never set up."""
    tables = sorted(inspect(connection).get_table_names())
    revision = connection.scalar(text(f"SELECT version_num FROM {_REVISION}")) if _REVISION in tables else None  # noqa: S608 -- a name of our own
    if revision is None:
        raise BackupProblem("not_set_up")
    quote = connection.dialect.identifier_preparer.quote
    rows = {name: connection.scalar(text(f"SELECT COUNT(*) FROM {quote(name)}")) or 0 for name in tables}  # noqa: S608 -- names of tables
    heads = connection.execute(text("SELECT stream, seq, hash FROM audit_head ORDER BY stream"))
    return Contents(revision, rows, {head.stream: Head(head.seq, head.hash) for head in heads})


def hash_of(file: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, the last file of a backup: a folder without it is a backup that was broken off."""
    contents = asdict(manifest.contents)
    body = {
        "format": FORMAT,
        "made_at": manifest.made_at.isoformat(),
        "product": manifest.product,
        "database": manifest.database,
        **contents,
        "files": dict(manifest.files),
        "not_included": _NOT_INCLUDED,
    }
    (folder / NAME).write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a backup; raises BackupProblem when it is not there or not one."""
    try:
        body = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BackupProblem("no_backup", str(folder)) from error
    except (OSError, ValueError) as error:
        raise BackupProblem("manifest_damaged", str(folder / NAME)) from error
    try:
        return _manifest(body)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BackupProblem("manifest_damaged", str(folder / NAME)) from error


def _manifest(body: dict[str, object]) -> Manifest:
    if body["format"] != FORMAT:
        raise ValueError("format")
    files, rows, heads = (_mapping(body[name]) for name in ("files", "rows", "audit_heads"))
    contents = Contents(
        str(body["schema"]),
        {name: int(str(count)) for name, count in rows.items()},
        {stream: Head(int(str(_mapping(head)["seq"])), str(_mapping(head)["hash"])) for stream, head in heads.items()},
    )
    return Manifest(
        datetime.fromisoformat(str(body["made_at"])),
        str(body["product"]),
        str(body["database"]),
        contents,
        {_inside(path): str(digest) for path, digest in files.items()},
    )


def _mapping(found: object) -> dict[str, object]:
    if not isinstance(found, dict):
        raise TypeError("not an object")
    return found


def _inside(path: str) -> str:
    """Refuse a path that leads out of the folder of the backup."""
    if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
        raise ValueError(path)
    return path


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file with its hash; raises BackupProblem naming the first that is gone or changed."""
    for path, digest in manifest.files.items():
        file = folder / path
        if not file.is_file():
            raise BackupProblem("file_missing", path)
        if hash_of(file) != digest:
            raise BackupProblem("file_changed", path)
