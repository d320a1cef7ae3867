"""Screens: parse, authorise, one service or query, render. `register` hooks everything into the application."""

from flask import Flask

from dsar.installation import Installation
from dsar.web import (
    admin,
    audit,
    auth,
    calendar,
    cases,
    compression,
    errors,
    health,
    house,
    judgement,
    kept,
    letters,
    logs,
    manual,
    notices,
    pages,
    printing,
    security,
    speaking,
    tasks,
    unsent,
)
from dsar.web.authorize import guard


def register(app: Flask) -> None:
    """Add the blueprints, the checks before a request and what templates can use."""
    installation: Installation = app.extensions["dsar"]
    settings = installation.settings
    logs.install(app, settings.log)
    speaking.install(app)
    compression.install(app)
    security.install(app, https=settings.https, session_minutes=settings.session_minutes, proxies=settings.proxies)
    auth.install(app)
    app.before_request(guard)
    kept.install(app)
    unsent.install(app)
    for blueprint in (
        auth.blueprint,
        cases.blueprint,
        judgement.blueprint,
        letters.blueprint,
        tasks.blueprint,
        printing.blueprint,
        audit.blueprint,
        admin.blueprint,
        calendar.blueprint,
        manual.blueprint,
        health.blueprint,
        notices.blueprint,
    ):
        app.register_blueprint(blueprint)
    house.install(app)
    pages.install(app)
    errors.install(app)
