"""Runs migrations on the application's database, each in one transaction."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from flask import current_app
from sqlalchemy import DateTime, TypeDecorator

import dsar.models  # noqa: F401 -- fills the metadata that autogenerate compares with
from dsar.database import Base


def render_item(kind: str, item: Any, autogen: AutogenContext) -> str | Literal[False]:
    """Write our own column types as the plain types they are stored as: migrations do not import the application."""
    if kind == "type" and isinstance(item, TypeDecorator):
        stored = item.impl_instance
        return "sa.DateTime(timezone=True)" if isinstance(stored, DateTime) else f"sa.{stored!r}"
    return False


def run() -> None:
    """Migrate online; there is no offline mode, because triggers differ per database."""
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=True,
            render_item=render_item,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
