"""Fresh, migrated databases: each is a copy of one that was migrated once, which takes a fraction of the time."""

import shutil
import sqlite3
from collections.abc import Callable
from functools import cached_property
from itertools import count
from pathlib import Path

import flask_migrate
import psycopg
from psycopg import sql
from sqlalchemy import make_url

from dsar import create_app
from dsar.extensions import db

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def migrate(url: str) -> None:
    """Bring an empty database to the newest version, in the way an installation does."""
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": "only-for-the-tests-" + "0" * 32})
    with app.app_context():
        flask_migrate.upgrade(directory=str(MIGRATIONS))
        db.engine.dispose()  # neither a file nor a template may be copied while somebody is connected


class MigratedTemplate:
    """Gives copies of a database that was migrated once per worker; nothing is migrated before it is asked for."""

    def __init__(self, folder: Path, postgres_url: Callable[[], str], worker: str) -> None:
        self._folder = folder
        self._postgres_url = postgres_url
        self._worker = worker
        self._numbers = count(1)

    def copy(self, backend: str) -> str:
        """Make a fresh database on "sqlite" or "postgresql" and give its address."""
        name = f"{self._worker}_{next(self._numbers)}"
        if backend == "sqlite":
            file = self._folder / f"{name}.sqlite3"
            shutil.copyfile(self._sqlite, file)
            return f"sqlite:///{file}"
        self._execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(self._postgres))
        )
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
        connection = sqlite3.connect(file)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # everything into the one file that is copied
        connection.close()
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
