"""The Flask extensions, made once and bound to an application by the factory."""

from pathlib import Path

from flask import Flask
from flask_babel import Babel  # noqa: TID251 -- our own texts go through dsar.language
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Engine, event

from dsar import language
from dsar.database import Base, forbid_writes, install_hooks

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate()
login_manager = LoginManager()
csrf = CSRFProtect()
babel = Babel()


def install(app: Flask, *, migrations: Path) -> Engine:
    """Bind the extensions to an application; give its engine, prepared but not connected."""
    db.init_app(app)
    migrate.init_app(app, db, directory=str(migrations), render_as_batch=True)
    login_manager.init_app(app, add_context_processor=False)  # it would read the database for every error page
    csrf.init_app(app)
    babel.init_app(app, locale_selector=language.spoken)  # for the messages of WTForms itself
    with app.app_context():
        install_hooks(db.engine)
        factory = db.session.session_factory
        if not event.contains(factory, "before_flush", forbid_writes):
            event.listen(factory, "before_flush", forbid_writes)
        return db.engine
