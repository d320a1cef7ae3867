"""`flask --app wsgi scheduler`: the scheduled work as a process of its own."""

import logging
import signal
import threading

import click
from flask.cli import with_appcontext

from dsar.cli.common import installed
from dsar.jobs import Scheduler


@click.command("scheduler", help="Doe het werk op zijn tijd: herinneringen, mail en opruimen. Stop met Ctrl-C.")
@with_appcontext
def scheduler() -> None:
    """Run until somebody says stop; as many as wanted may run, one of them works."""
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    over = threading.Event()
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: over.set())
    working = Scheduler(installed())
    working.start()
    click.echo("Het geplande werk loopt; Ctrl-C stopt.")
    over.wait()
    working.stop()
    click.echo("Gestopt.")
