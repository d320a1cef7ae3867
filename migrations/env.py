"""Runs migrations on the application's database, each in one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import Connection, DateTime, TypeDecorator

import dsar.models  # noqa: F401 -- fills the metadata that autogenerate compares with
from dsar.database import Base


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain types they are stored as: migrations do not import the application."""
    if kind == "type" and isinstance(item, TypeDecorator):
        stored = item.impl_instance
        return "sa.DateTime(timezone=True)" if isinstance(stored, DateTime) else f"sa.{stored!r}"
    return False


def include_name(name: str | None, kind: str, parents: object) -> bool:
    """Leave out what both databases keep the pieces of text in that a search looks for: no model describes it."""
    return kind not in {"table", "index"} or not (name or "").startswith("worklist_search")


@contextmanager
def foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let SQLite drop and make again a table that others refer to; afterwards every reference must hold."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.driver_connection
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        if driver.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise RuntimeError("a migration left a reference to a row that is gone")
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def run() -> None:
    """Migrate online; there is no offline mode, because triggers differ per database."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection, foreign_keys_off(connection):
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=True,
            include_name=include_name,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
