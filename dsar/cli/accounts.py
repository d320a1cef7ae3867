"""`flask --app wsgi user add`: the first accounts of an installation."""

import click
from flask.cli import with_appcontext

from dsar.cli.common import system_work
from dsar.core.errors import DomainError
from dsar.core.vocabulary import Role
from dsar.services.accounts import add_user, give_role
from dsar.wording.errors import sentence


@click.group("user", help="Accounts van medewerkers.")
def user() -> None:
    """Group the commands about accounts."""


@user.command("add", help="Maak een account en geef het rollen: ORGANISATIE:ROL, herhaalbaar.")
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--telephone", default="")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True)
@click.argument("roles", nargs=-1, metavar="ORGANISATIE:ROL...")
@with_appcontext
def add(email: str, name: str, telephone: str, password: str, roles: tuple[str, ...]) -> None:
    """Add an account; exit 2 with a sentence when something cannot be."""
    wanted = [_role(text) for text in roles]
    try:
        user_id = add_user(system_work(), email, name, password, telephone)
        for slug, role in wanted:
            give_role(system_work(), user_id, slug, role)
    except DomainError as error:
        raise click.UsageError(sentence(error.code, **error.details)) from error
    click.echo(f"Account {user_id} gemaakt.")


def _role(text: str) -> tuple[str, Role]:
    slug, _, name = text.partition(":")
    try:
        return slug, Role(name)
    except ValueError as error:
        known = ", ".join(role.value for role in Role)
        raise click.UsageError(f"{text}: verwacht ORGANISATIE:ROL, met als rol een van {known}") from error
