"""One process at a time looks for work: a lock that ends with whoever holds it, even when that dies (decision 36)."""

import fcntl
import logging
import os
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

logger = logging.getLogger(__name__)
_LOCK = 0x64736172  # "dsar", the key of the advisory lock


class Leader(Protocol):
    """Whoever holds the lock may look."""

    def holds(self) -> bool:
        """Tell whether this process holds the lock; takes it when it is free."""
        ...

    def release(self) -> None:
        """Let go of the lock."""
        ...


class FileLeader:
    """Holds a lock on a file beside the SQLite database; the system lets go of it when the process ends."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def holds(self) -> bool:
        """Tell whether this process holds the lock; takes it when it is free."""
        if self._file is not None:
            return True
        found = os.open(self._path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(found, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(found)
            return False
        self._file = found
        return True

    def release(self) -> None:
        """Let go of the lock."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class PostgresLeader:
    """Holds a session-level advisory lock on a connection of its own, outside the pool.

    Behind pgbouncer the address must lead to the server itself: a pooled connection changes hands, the lock with it.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def holds(self) -> bool:
        """Tell whether this process holds the lock; takes it when it is free, gives it up when the server is gone."""
        try:
            if self._connection is not None:
                self._connection.execute(text("SELECT 1"))
                return True
            return self._take()
        except DBAPIError as error:
            logger.warning("the scheduler lost the database: %s", type(error).__name__)
            self._drop()
            return False

    def release(self) -> None:
        """Let go of the lock."""
        self._drop()

    def _take(self) -> bool:
        found = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        found.detach()
        mine = False
        try:
            mine = bool(found.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}).scalar_one())
        finally:
            if not mine:
                found.close()
        self._connection = found if mine else None
        return mine

    def _drop(self) -> None:
        found, self._connection = self._connection, None
        if found is not None:
            found.close()


def leader_of(engine: Engine) -> Leader:
    """Give the lock of a database."""
    if engine.dialect.name == "postgresql":
        return PostgresLeader(engine)
    return FileLeader(Path(f"{engine.url.database}.scheduler"))
