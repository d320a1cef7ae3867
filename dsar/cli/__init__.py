"""Commands: each calls one service or query."""

import atexit
import os
import sys

from flask import Flask
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from dsar.cli.accounts import user
from dsar.cli.audit import audit
from dsar.cli.backups import backup, restore
from dsar.cli.common import system_work
from dsar.cli.deadline import deadline
from dsar.cli.doctor import doctor
from dsar.cli.letters import letters
from dsar.cli.regulation import regulation
from dsar.cli.scheduler import scheduler
from dsar.cli.setup import setup
from dsar.cli.worklist import worklist
from dsar.installation import Installation
from dsar.jobs import Scheduler
from dsar.queries.regulations import edited_versions
from dsar.services.rebuild_worklist import incomplete, rebuild


def register(app: Flask) -> None:
    """Add the commands to `flask --app wsgi`."""
    commands = (audit, backup, deadline, doctor, letters, regulation, restore, scheduler, setup, user, worklist)
    for command in commands:
        app.cli.add_command(command)


def complete_worklist(app: Flask) -> None:
    """Make the worklist again before the server starts on one that misses a case, as some migrations leave it."""
    installation: Installation = app.extensions["dsar"]
    if _is_command() or not inspect(installation.engine).has_table("worklist_entry"):
        return
    with app.app_context():
        if incomplete(installation.engine):
            rebuild(system_work())


def schedule_in_web(app: Flask) -> None:
    """Do the scheduled work in this web process where the settings say so; of several processes one works."""
    installation: Installation = app.extensions["dsar"]
    if installation.settings.scheduler and not _is_command():
        working = Scheduler(installation)
        working.start()
        atexit.register(working.stop)


def _is_command() -> bool:
    return os.environ.get("FLASK_RUN_FROM_CLI") == "true" and "run" not in sys.argv


def refuse_edited_regulations(app: Flask) -> None:
    """Keep the server from starting when a regulation version in use was edited (decision 1).

    Commands other than `run` may go on: they are what repairs it. Raises SystemExit naming the versions.
    """
    if _is_command():
        return
    installation: Installation = app.extensions["dsar"]
    if not inspect(installation.engine).has_table("regulation_version"):
        return
    with Session(installation.engine) as session:
        edited = edited_versions(session, installation.catalogue)
    if edited:
        raise SystemExit(
            "Een reglement waarop al zaken rusten is gewijzigd, daarom start de server niet: "
            f"{', '.join(edited)}. Zet het bestand terug en maak van de wijziging een nieuwe versie."
        )
