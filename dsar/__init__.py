"""The application factory, nothing else.

What it needs is imported inside it: whoever imports `dsar.core`, such as the process that renders letters, must not
load Flask and the database with it (decision 3).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from flask import Flask


def create_app(settings: Mapping[str, object] | None = None) -> Flask:
    """Make the application; `settings` override the environment (see `dsar.config`), `CLOCK` overrides the time.

    Raises SystemExit in words when a setting or a regulation file is not in order: the server does not start on it.
    """
    from flask import Flask  # noqa: PLC0415 -- see the module's docstring

    from dsar import cli, web  # noqa: PLC0415
    from dsar.clock import now  # noqa: PLC0415
    from dsar.config import MIGRATIONS, ROOT, WrongSetting, read_settings  # noqa: PLC0415
    from dsar.extensions import db, install  # noqa: PLC0415
    from dsar.installation import Installation  # noqa: PLC0415
    from dsar.letters import use_workers  # noqa: PLC0415
    from dsar.mail import NoMailServer, mail_server  # noqa: PLC0415
    from dsar.regulations import RegulationErrors, load_catalogue  # noqa: PLC0415

    given = dict(settings or {})
    clock = cast("Callable[[], datetime]", given.pop("CLOCK", now))
    try:
        read = read_settings(os.environ, given)
        mail = mail_server(read.mail_server, read.mail_from)
    except (WrongSetting, NoMailServer) as error:
        raise SystemExit(f"Een instelling is niet goed, daarom start de server niet:\n{error}") from error
    try:
        catalogue = load_catalogue(read.regulation_folders)
    except RegulationErrors as errors:
        raise SystemExit(f"Een reglementbestand is niet in orde, daarom start de server niet:\n{errors}") from errors
    app = Flask("dsar", root_path=str(ROOT), static_folder="static", template_folder="templates")
    app.config.update(
        SECRET_KEY=read.secret_key,
        SQLALCHEMY_DATABASE_URI=read.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"pool_pre_ping": True, "hide_parameters": True},
        MAX_CONTENT_LENGTH=2 * 1024 * 1024,  # bytes
        MAX_FORM_MEMORY_SIZE=1024 * 1024,  # bytes
    )
    use_workers(read.render_workers)
    engine = install(app, migrations=MIGRATIONS)
    app.extensions["dsar"] = Installation(read, catalogue, clock, engine, db.session, mail)
    web.register(app)
    cli.register(app)
    return app
