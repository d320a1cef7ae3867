"""`flask --app wsgi worklist`: is the worklist what follows from the cases, and make it again."""

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from dsar.cli.common import installed, system_work
from dsar.services.rebuild_worklist import differences, rebuild, recount

_WHAT = {"keys": "staat verkeerd in de lijst", "entry": "de regel klopt niet", "counts": "de aantallen kloppen niet"}


@click.group("worklist", help="De werkvoorraad: nagaan of hij klopt, en opnieuw opbouwen.")
def worklist() -> None:
    """Group the commands about the worklist."""


@worklist.command("check", help="Reken voor elke zaak na hoe hij in de werkvoorraad hoort te staan.")
@with_appcontext
def check() -> None:
    """Name every case that is not in the list as it should be; exit 1 when there is one."""
    with Session(installed().engine) as session:
        found = list(differences(session))
    for difference in found:
        about = f"zaak {difference.case_id}: " if difference.case_id else ""
        click.echo(f"{about}{_WHAT[difference.what]}")
    if found:
        click.echo("Herstellen kan met: flask --app wsgi worklist rebuild")
        raise SystemExit(1)
    click.echo("De werkvoorraad klopt.")


@worklist.command("rebuild", help="Bouw de werkvoorraad opnieuw op uit de zaken.")
@with_appcontext
def rebuild_all() -> None:
    """Make every row again, then the counts."""
    cases = rebuild(system_work())
    recount(system_work())
    click.echo(f"De werkvoorraad is opnieuw opgebouwd uit {cases} zaken.")
