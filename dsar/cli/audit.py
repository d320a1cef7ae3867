"""`flask --app wsgi audit verify`: proves that the trail is whole."""

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from dsar.cli.common import installed
from dsar.queries.audit import streams, verify
from dsar.wording.audit import fault


@click.group("audit", help="Het logboek: nagaan of het heel is.")
def audit() -> None:
    """Group the commands about the audit trail."""


@audit.command("verify", help="Reken de keten van elk logboek na en noem de eerste regel die niet klopt.")
@with_appcontext
def verify_all() -> None:
    """Check every stream; exit 1 when one does not hold."""
    broken = False
    with Session(installed().engine) as session:
        for stream in streams(session):
            found = verify(session, stream)
            broken = broken or found is not None
            click.echo(f"{stream}: {'in orde' if found is None else fault(found.code, found.seq)}")
    if broken:
        raise SystemExit(1)
