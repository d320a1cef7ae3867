"""The Flask extensions, made once and bound to an application by the factory."""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, event

from dsar.database import Base, forbid_writes, install_hooks


class ReadingSession(Session):
    """The session of a request, which only reads.

    On PostgreSQL it opens no transaction: each statement sees what was committed all the same, and the roll-back at
    its end would make the driver forget every statement that it had prepared, a third of a long page's time. On SQLite
    a transaction is what makes one page see one moment.
    """

    _without_transaction: Engine | None = None

    def get_bind(
        self, mapper: Any = None, clause: Any = None, bind: Engine | Connection | None = None, **kwargs: Any
    ) -> Engine | Connection:
        """Give the engine of the application, on PostgreSQL without transactions."""
        found = super().get_bind(mapper, clause, bind, **kwargs)
        if not isinstance(found, Engine) or found.dialect.name != "postgresql":
            return found
        if self._without_transaction is None:
            self._without_transaction = found.execution_options(isolation_level="AUTOCOMMIT")
        return self._without_transaction


db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": ReadingSession})
migrate = Migrate()
login_manager = LoginManager()
csrf = CSRFProtect()


def install(app: Flask, *, migrations: Path) -> Engine:
    """Bind the extensions to an application; give its engine, prepared but not connected."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(migrations), render_as_batch=True)
    login_manager.init_app(app, add_context_processor=False)  # it would read the database for every error page
    csrf.init_app(app)
    with app.app_context():
        install_hooks(db.engine)
        factory = db.session.session_factory
        if not event.contains(factory, "before_flush", forbid_writes):
            event.listen(factory, "before_flush", forbid_writes)
        return db.engine
