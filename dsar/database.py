"""The declarative base, the engine's hooks and the unit of work (decision 5: reading and writing are apart)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import (
    CheckConstraint,
    Connection,
    DateTime,
    Dialect,
    Engine,
    ExceptionContext,
    MetaData,
    Select,
    String,
    TypeDecorator,
    event,
)
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, Session, UOWTransaction

E = TypeVar("E", bound=StrEnum)
R = TypeVar("R")

_WRITES = "dsar_writes"
_BUSY_TIMEOUT_MS = 10_000
_READ_ONLY = frozenset({sqlite3.SQLITE_READONLY, "25006"})
_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, "53100"})


class Base(DeclarativeBase):
    """Base of every model; constraint names follow one convention so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC; raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Word(TypeDecorator[E]):
    """A word from a closed list, stored as text; pair it with `one_of` for the CHECK."""

    impl = String(32)
    cache_ok = True

    def __init__(self, words: type[E]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        """Store the word; raises ValueError for one that is not on the list."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> E | None:
        """Read the word back as a member of its list."""
        return None if value is None else self.words(value)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Make the CHECK that keeps a column within its list (a NULL passes; add NOT NULL on the column)."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def cannot_write(error: BaseException | None) -> bool:
    """Tell of a driver's error whether the disk is full or the database only reads; nothing was stored then."""
    return _state(error) in _READ_ONLY | _FULL


def _state(error: BaseException | None) -> object:
    """Give what the driver calls an error: PostgreSQL's SQLSTATE, or SQLite's code, without the kind of read-only."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return getattr(error, "sqlstate", None)
    return sqlite3.SQLITE_READONLY if code & 0xFF == sqlite3.SQLITE_READONLY else code


def install_hooks(engine: Engine) -> None:
    """Make SQLite behave: WAL, foreign keys, full sync, and BEGIN IMMEDIATE for units of work."""

    @event.listens_for(engine, "handle_error", retval=True)
    def _only_reads(context: ExceptionContext) -> OperationalError | None:
        original = context.original_exception
        if _state(original) not in _READ_ONLY:
            return None
        context.is_disconnect = True  # a connection that was opened for reading stays so; the next one may write again
        return OperationalError(None, None, original)  # psycopg calls it an internal error

    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, record: object) -> None:
        connection.isolation_level = None  # the driver keeps out of transactions; `_begin` starts them
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={_BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "recursive_triggers=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def forbid_writes(session: Session, context: UOWTransaction, instances: object) -> None:
    """Listener for the reading session: a flush in it is a mistake in the program."""
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("the session of a request only reads; change things in a service")


def locked_or_new(session: Session, query: Select[R], make: Callable[[], R]) -> R:
    """Give the one row of a query, locked; make it when it is not there, also when somebody else does so meanwhile."""
    row = session.execute(query.with_for_update()).scalar_one_or_none()
    if row is None:
        with suppress(IntegrityError), session.begin_nested():
            session.add(make())
        row = session.execute(query.with_for_update()).scalar_one()
    return row


@contextmanager
def unit_of_work(engine: Engine) -> Iterator[Session]:
    """Open a writing session that commits once at the end, or rolls everything back on any error."""
    session = Session(engine.execution_options(**{_WRITES: True}), expire_on_commit=False, autoflush=True)
    with session, session.begin():
        yield session
