"""Copies a whole database while others write in it, and puts such a copy in an empty place.

SQLite goes by its backup API: a copy of the file under load was inconsistent in 11 of 15 tries (safety point 8).
PostgreSQL goes by pg_dump and pg_restore; the password reaches them in the environment, never on the command line.
"""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from psycopg.conninfo import make_conninfo
from sqlalchemy import Engine, NullPool, create_engine, inspect, text

from dsar.services.backup_manifest import BackupProblem, Contents, contents_of

FILES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
_RESTORING = ".restoring"
_OURS_ONLY = 0o600
_OUR_FUNCTIONS = text(
    "SELECT oid::regprocedure FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
    " AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')"
)


def copy_out(engine: Engine, folder: Path) -> Contents:
    """Write a consistent copy of the database into the folder, and say what is in that copy; raises BackupProblem."""
    target = folder / FILES[engine.dialect.name]
    target.touch(_OURS_ONLY)
    return _copy_sqlite(engine, target) if engine.dialect.name == "sqlite" else _dump(engine, target)


def _copy_sqlite(engine: Engine, target: Path) -> Contents:
    _file_of(engine, there=True)
    with closing(engine.raw_connection()) as source, closing(sqlite3.connect(target)) as copy:
        cast("sqlite3.Connection", source.driver_connection).backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without the log beside it
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise BackupProblem("database_damaged")
    with _opened(target) as opened, opened.connect() as connection:
        return contents_of(connection)


def _dump(engine: Engine, target: Path) -> Contents:
    """Dump what a transaction sees that also counts it, so that the two agree whoever writes meanwhile."""
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        contents = contents_of(connection)
        _run(engine, "pg_dump", ["--format=custom", f"--snapshot={snapshot}", f"--file={target}"])
        connection.rollback()
    return contents


def refuse_filled(engine: Engine) -> None:
    """Raise BackupProblem unless the database to restore into is empty, or not there yet."""
    if engine.dialect.name == "sqlite":
        file = _file_of(engine)
        if _has_tables(file) or (Path(f"{file}-wal").exists() and not file.exists()):
            raise BackupProblem("target_filled", str(file))
        return
    with engine.connect() as connection:
        filled = inspect(connection).get_table_names()
    if filled:
        raise BackupProblem("target_filled", engine.url.database or "")


def _has_tables(file: Path) -> bool:
    """Tell whether there is anything in a file: opening a database that is not there makes an empty one."""
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file)) as opened:
            return bool(opened.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0])
    except sqlite3.DatabaseError:  # it is no database: somebody's file all the same
        return True


@contextmanager
def copy_in(engine: Engine, folder: Path) -> Iterator[Engine]:
    """Put a backup's database in its place, and give it to be checked; on an error nothing of it stays.

    On SQLite it gets its name only after the check, on PostgreSQL its tables are dropped again when the check fails.
    """
    source = folder / FILES[engine.dialect.name]
    with _file_in_place(engine, source) if engine.dialect.name == "sqlite" else _loaded(engine, source) as restored:
        yield restored


@contextmanager
def _file_in_place(engine: Engine, source: Path) -> Iterator[Engine]:
    file = _file_of(engine)
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + _RESTORING)
    try:
        beside.touch(_OURS_ONLY)
        shutil.copyfile(source, beside)  # nobody writes in a backup: here a copy of the file is whole
        with _opened(beside) as opened:
            yield opened
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        for leftover in ("-wal", "-shm"):
            Path(f"{file}{leftover}").unlink(missing_ok=True)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def _loaded(engine: Engine, source: Path) -> Iterator[Engine]:
    _run(engine, "pg_restore", ["--exit-on-error", "--single-transaction", str(source)])
    try:
        yield engine
    except BaseException:
        _empty(engine)
        raise


def _empty(engine: Engine) -> None:
    """Drop what was loaded, so that another backup can be tried; extensions stay."""
    with engine.begin() as connection:
        for table in inspect(connection).get_table_names():
            connection.execute(text(f"DROP TABLE {engine.dialect.identifier_preparer.quote(table)} CASCADE"))
        for function in connection.scalars(_OUR_FUNCTIONS).all():
            connection.execute(text(f"DROP FUNCTION {function}"))


@contextmanager
def _opened(file: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
    try:
        yield engine
    finally:
        engine.dispose()


def _file_of(engine: Engine, *, there: bool = False) -> Path:
    database = engine.url.database
    if not database or database == ":memory:":
        raise BackupProblem("in_memory")
    if there and not Path(database).is_file():
        raise BackupProblem("not_set_up")
    return Path(database)


def _run(engine: Engine, program: str, arguments: Sequence[str]) -> None:
    """Run one of PostgreSQL's programs on the database; raises BackupProblem with the first line of what it says."""
    found = shutil.which(program)
    if found is None:
        raise BackupProblem("no_program", program)
    address, password = _address(engine)
    command = [found, "--no-password", "--no-owner", "--no-privileges", "--no-comments", f"--dbname={address}"]
    done = subprocess.run(  # noqa: S603 -- a program found by name, arguments of our own
        [*command, *arguments], env={**os.environ, **password}, check=False, capture_output=True, text=True
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise BackupProblem("program_failed", said[0] if said else program)  # the next lines can hold a row


def _address(engine: Engine) -> tuple[str, Mapping[str, str]]:
    """Give the address for libpq without the password, and the password for its environment."""
    _, given = engine.dialect.create_connect_args(engine.url)
    parts: dict[str, Any] = {key: value for key, value in given.items() if isinstance(value, str | int)}
    password = parts.pop("password", None)
    return make_conninfo(**parts), {"PGPASSWORD": str(password)} if password else {}
