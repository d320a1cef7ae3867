"""`flask --app wsgi setup`: brings the database to the newest version, adds organisations, and on request a demo."""

import click
import flask_migrate
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from dsar.cli.common import installed, system_work
from dsar.cli.demo import PASSWORD, accounts, make_accounts, make_cases
from dsar.queries.lookups import nobody_yet
from dsar.services.accounts import create_missing_organisations
from dsar.services.rebuild_worklist import incomplete, rebuild


@click.command("setup", help="Maak de database gereed en voeg de organisaties toe; veilig om vaker te doen.")
@click.option("--demo", is_flag=True, help="Voeg ook verzonnen accounts en zaken toe, alleen in een lege database.")
@with_appcontext
def setup(*, demo: bool) -> None:
    """Migrate, add what is missing, and say what was done."""
    flask_migrate.upgrade()
    new = create_missing_organisations(system_work())
    if incomplete(installed().engine):
        rebuild(system_work())
    click.echo(f"Database gereed. Nieuwe organisaties: {', '.join(new) or 'geen'}.")
    if demo:
        _demo()


def _demo() -> None:
    with Session(installed().engine) as session:
        empty = nobody_yet(session)
    if empty:
        make_accounts()
        click.echo("Verzonnen zaken en hun brieven worden gemaakt, dat duurt een halve minuut.")
        made = make_cases()
        click.echo(f"{made} verzonnen zaken gemaakt.")
    click.echo("Inloggen kan met een van deze verzonnen accounts; het wachtwoord is steeds: " + PASSWORD)
    for email, roles in accounts():
        click.echo(f"  {email:<48} {roles}")
