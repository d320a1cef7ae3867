"""Breaks a database at a chosen write, for real: no error is made up, the driver meets it."""

import os
import resource
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url, text

from dsar.database import Base
from tests.support.app import World
from tests.support.pages import Browser, form_values

WRITES = ("INSERT", "UPDATE", "DELETE")
COMMIT = "COMMIT"
_FORK_SECONDS = 60


def engine_of(world: World) -> Engine:
    """Give the engine of an application."""
    engine: Engine = world.app.extensions["dsar"].engine
    return engine


def everything(engine: Engine, *but: str) -> dict[str, list[str]]:
    """Give all rows of all tables but those named, each as text."""
    looking = create_engine(engine.url)
    with looking.connect() as connection:
        found = {
            table.name: sorted(map(repr, connection.execute(text(f"SELECT * FROM {table.name}"))))
            for table in Base.metadata.sorted_tables
            if table.name not in but
        }
    looking.dispose()
    return found


def changed(before: dict[str, list[str]], after: dict[str, list[str]]) -> set[str]:
    """Give the tables that differ."""
    return {name for name, rows in before.items() if rows != after[name]}


@dataclass
class Sent:
    """A form as a browser sends it: the same one can be sent again."""

    browser: Browser
    path: str
    data: dict[str, Any]

    @classmethod
    def from_page(cls, browser: Browser, form: int = 0, **typed: object) -> "Sent":
        """Fill in a form of the page that is in front of somebody."""
        assert browser.page is not None
        element = browser.page.forms()[form]
        return cls(browser, element.get("action") or browser.page.path, {**form_values(element), **typed})

    def post(self) -> int:
        """Send it and give the status, without following where it leads."""
        return self.browser.client.post(self.path, data=self.data).status_code


@dataclass
class Breaker:
    """Counts the writes of an application, its commits included, and breaks the one that is asked for."""

    engine: Engine
    at: int = 0  # 0: none
    seen: list[str] = field(default_factory=list)
    _broken: Connection | None = None
    _wrote: bool = False

    def __post_init__(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self._statement)
        event.listen(self.engine, "commit", self._commit)
        event.listen(self.engine, "handle_error", self._mend)

    def remove(self) -> None:
        """Let the application alone."""
        event.remove(self.engine, "before_cursor_execute", self._statement)
        event.remove(self.engine, "commit", self._commit)
        event.remove(self.engine, "handle_error", self._mend)

    def arm(self, at: int) -> None:
        """Count anew and break this write, the first one being 1."""
        self.at, self.seen, self._wrote = at, [], False

    @property
    def fired(self) -> bool:
        """Whether it came to that write."""
        return 0 < self.at <= len(self.seen)

    def break_now(self, connection: Connection, what: str) -> None:
        """Let the next thing that is asked of this connection fail."""
        driver: Any = connection.connection.dbapi_connection
        self._broken = connection
        if self.engine.dialect.name == "postgresql":
            terminate(self.engine, driver.info.backend_pid)
        elif what == COMMIT:
            limit_files(0)  # SQLite writes when it commits: no file grows any more
        else:
            driver.set_progress_handler(lambda: 1, 1)

    def _statement(self, connection: Connection, _: object, statement: str, *__: object) -> None:
        if statement.lstrip().upper().startswith(WRITES):
            self._wrote = True
            self._count(connection, statement)

    def _commit(self, connection: Connection) -> None:
        if self._wrote:
            self._wrote = False
            self._count(connection, COMMIT)

    def _count(self, connection: Connection, what: str) -> None:
        self.seen.append(what)
        if len(self.seen) == self.at:
            self.break_now(connection, what)

    def _mend(self, _: ExceptionContext) -> None:
        if self._broken is None or self.engine.dialect.name == "postgresql":
            return
        limit_files(resource.RLIM_INFINITY)
        if self._broken.connection.dbapi_connection is not None:
            self._broken.connection.dbapi_connection.set_progress_handler(None, 1)  # type: ignore[attr-defined]
        self._broken = None


class Killer(Breaker):
    """Kills the process at that write."""

    def break_now(self, connection: Connection, what: str) -> None:
        """End here and now, as `kill -9` or a power cut does."""
        os.kill(os.getpid(), signal.SIGKILL)


def _commit_and_die(connection: Connection) -> None:
    if connection.get_execution_options().get("dsar_writes"):
        connection.connection.dbapi_connection.commit()
        os.kill(os.getpid(), signal.SIGKILL)


def limit_files(most: int) -> None:
    """Let no file of this process become longer than so many bytes; RLIM_INFINITY: as it was."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def terminate(engine: Engine, pid: int | None = None) -> None:
    """End a backend of PostgreSQL, or all that serve this database, and wait until they are gone."""
    address = make_url(engine.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND (%(pid)s::int IS NULL OR pid = %(pid)s)",
            {"pid": pid},
        )


def killed(engine: Engine, act: Callable[[], object], at: int | None) -> bool:
    """Act in a process of its own that is killed at that write, or just after the first commit when `at` is None.

    Tells whether it was killed; otherwise it came to the end.
    """
    engine.dispose()  # nothing of the database may be open in both processes
    child = os.fork()
    if child == 0:
        try:
            if at is None:
                event.listen(engine, "commit", _commit_and_die)
            else:
                Killer(engine).arm(at)
            act()
        finally:
            os._exit(0)
    end = time.monotonic() + _FORK_SECONDS
    while time.monotonic() < end:
        gone, status = os.waitpid(child, os.WNOHANG)
        if gone:
            return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise AssertionError("the process that was to be killed hangs")
