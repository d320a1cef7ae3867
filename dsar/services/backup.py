"""Makes a backup: a copy of the database, the regulation files of one's own, and a manifest that proves both."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from dsar.services.backup_database import copy_out
from dsar.services.backup_manifest import BackupProblem, Manifest, hash_of, write_manifest

REGULATIONS = "regulations"
_OURS_ONLY = 0o700


def make_backup(
    engine: Engine, folder: Path, *, regulation_folders: Sequence[Path], moment: datetime, product: str
) -> Manifest:
    """Fill a new or empty folder with a backup, while the application goes on; raises BackupProblem.

    The manifest is written last: a folder without one is no backup.
    """
    _prepare(folder)
    contents = copy_out(engine, folder)
    _copy_regulations(regulation_folders, folder / REGULATIONS)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): hash_of(path) for path in files}
    manifest = Manifest(moment, product, engine.dialect.name, contents, hashes)
    write_manifest(folder, manifest)
    return manifest


def _prepare(folder: Path) -> None:
    try:
        folder.mkdir(_OURS_ONLY, parents=True, exist_ok=True)
        filled = next(folder.iterdir(), None) is not None
    except OSError as error:
        raise BackupProblem("folder_unusable", str(folder)) from error
    if filled:
        raise BackupProblem("folder_filled", str(folder))


def _copy_regulations(folders: Sequence[Path], target: Path) -> None:
    """Copy the regulation files of one's own: a new case rests on one."""
    for number, folder in enumerate(folders, 1):
        inside = target / str(number)  # two folders may have a file of the same name
        inside.mkdir(parents=True)
        for file in sorted(folder.glob("*.toml")):
            shutil.copyfile(file, inside / file.name)
