"""Fresh, migrated databases: each is a copy of one that was migrated once, which takes a fraction of the time."""

import shutil
import sqlite3
from collections.abc import Callable, Hashable
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import flask_migrate
import psycopg
from psycopg import sql
from sqlalchemy import make_url

from dsar import create_app
from dsar.extensions import db

T = TypeVar("T")
COPY = " STRATEGY file_copy"  # from PostgreSQL 15 on; the usual way writes every page to the log as well
MIGRATIONS = Path(__file__).parents[2] / "migrations"


def migrate(url: str) -> None:
    """Bring an empty database to the newest version, in the way an installation does."""
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "only-for-the-tests-" + "0" * 32})
    with app.app_context():
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        db.engine.dispose()  # neither a file nor a template may be copied while somebody is connected


class MigratedTemplate:
    """Gives copies of a database that was migrated, or filled, once per worker; nothing is done before it is needed."""

    def __init__(self, folder: Path, postgres_url: Callable[[], str], worker: str) -> None:
        self._folder = folder
        self._postgres_url = postgres_url
        self._worker = worker
        self._numbers = count(1)
        self._filled: dict[tuple[str, Hashable], tuple[str, Any]] = {}

    def copy(self, backend: str) -> str:
        """Make a fresh database on "sqlite" or "postgresql" and give its address."""
        return self._copy_of(f"sqlite:///{self._sqlite}" if backend == "sqlite" else self._address(self._postgres))

    def copy_filled(self, backend: str, what: Hashable, fill: Callable[[str], T]) -> tuple[str, T]:
        """Make a fresh database with `what` in it; give its address, and what `fill` gave when it filled the first.

        `fill` gets the address of an empty database and leaves nobody connected to it.
        """
        if (backend, what) not in self._filled:
            url = self.copy(backend)
            try:
                self._filled[backend, what] = url, fill(url)
            except BaseException:
                self.remove(url)
                raise
            if backend == "sqlite":
                _into_one_file(make_url(url).database)
        url, given = self._filled[backend, what]
        return self._copy_of(url), given

    def _copy_of(self, url: str) -> str:
        name = f"{self._worker}_{next(self._numbers)}"
        template = make_url(url).database or ""
        if make_url(url).get_backend_name() == "sqlite":
            file = self._folder / f"{name}.sqlite3"
            shutil.copyfile(template, file)
            return f"sqlite:///{file}"
        wanted = sql.SQL("CREATE DATABASE {} TEMPLATE {}" + COPY)
        self._execute(wanted.format(sql.Identifier(name), sql.Identifier(template)))
        return self._address(name)

    def remove(self, url: str) -> None:
        """Remove a database made by `copy`, whoever is still connected."""
        address = make_url(url)
        database = address.database or ""
        if address.get_backend_name() == "sqlite":
            for ending in ("", "-wal", "-shm"):
                Path(database + ending).unlink(missing_ok=True)
        else:
            self._execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))

    @cached_property
    def _sqlite(self) -> Path:
        file = self._folder / "template.sqlite3"
        self.remove(f"sqlite:///{file}")  # what a migration that failed has left
        migrate(f"sqlite:///{file}")
        _into_one_file(file)
        return file

    @cached_property
    def _postgres(self) -> str:
        name = f"{self._worker}_template"
        # A migration that failed for the test before this one has left a half-made template.
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        migrate(self._address(name))
        return name

    def _address(self, database: str) -> str:
        return make_url(self._postgres_url()).set(database=database).render_as_string(hide_password=False)

    def _execute(self, statement: sql.Composable) -> None:
        address = make_url(self._postgres_url()).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(statement)


def _into_one_file(database: str | Path | None) -> None:
    """Bring everything into the one file that is copied."""
    connection = sqlite3.connect(database or "")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
