"""`flask --app wsgi letters run`: makes many letters, shows how far it is, and goes on where it was stopped."""

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from dsar.cli.common import installed, work_of
from dsar.core.errors import DomainError
from dsar.core.vocabulary import Role
from dsar.queries.letter_runs import Progress, progress_of, without_acknowledgement
from dsar.queries.letters import without_pages
from dsar.queries.lookups import organisation_id, user_id
from dsar.queries.people import actor_of, members
from dsar.services.letter_runs import make_next, start_run
from dsar.wording.runs import problem_words

_SOME_FAILED = 1


@click.group("letters", help="Brieven: een reeks maken.")
def letters() -> None:
    """Group the commands about letters."""


@letters.command(
    "run", help="Maak alle brieven die nog geen bladzijden hebben, en de ontvangstbevestigingen die er niet zijn."
)
@click.option("--organisation", "slug", required=True, help="De korte naam van de organisatie, zoals aanzien.")
@click.option("--resume", "run_id", type=int, help="Het nummer van een reeks die bleef steken.")
@click.option("--as", "email", help="E-mailadres van de contactpersoon die de brieven maakt. Nodig als er meer zijn.")
@with_appcontext
def run(slug: str, run_id: int | None, email: str | None) -> None:
    """Start a run or go on with one; exit 1 when a letter could not be made, 2 for what cannot be."""
    try:
        organisation = _organisation(slug)
        acting = _acting(organisation, run_id, email)
        run_id = run_id if run_id is not None else _start(organisation, acting)
        if run_id is None:
            click.echo("Er is niets te maken: elke brief heeft bladzijden en elke ontvangst is bevestigd.")
            return
        progress = _go_on(run_id, acting, organisation)
    except DomainError as error:
        raise click.UsageError(problem_words(error.code)) from error
    for problem in progress.problems:
        click.echo(f"{problem.number or problem.reference}: {problem_words(problem.code)}")
    click.echo(f"Reeks {run_id}: {progress.done} van {progress.total} brieven gemaakt.")
    if progress.problems:
        raise SystemExit(_SOME_FAILED)


def _organisation(slug: str) -> int:
    with Session(installed().engine) as session:
        try:
            return organisation_id(session, slug)
        except NoResultFound as error:
            raise click.UsageError(f"Er is geen organisatie {slug}.") from error


def _acting(organisation: int, run_id: int | None, email: str | None) -> int:
    """Give who makes the letters: who was named, who began the run, or the only contact person."""
    with Session(installed().engine) as session:
        if email is not None:
            try:
                return user_id(session, email.lower())
            except NoResultFound as error:
                raise click.UsageError(f"Er is geen account {email}.") from error
        found = members(session, organisation, installed().clock())
        contacts = [user.id for user, role in found if role is Role.CONTACT_PERSON]
        if run_id is not None and contacts:
            began = progress_of(session, actor_of(session, contacts[0], installed().clock()), run_id).run.started_by_id
            contacts = [began] if began in contacts else contacts
    if len(contacts) != 1:
        raise click.UsageError("Zeg met --as welke contactpersoon de brieven maakt.")
    return contacts[0]


def _start(organisation: int, acting: int) -> int | None:
    work = work_of(acting, installed().clock())
    with Session(installed().engine) as session:
        numbered = [row.letter_id for row in without_pages(session, work.actor, organisation, work.today)]
        cases = [case.id for case in without_acknowledgement(session, work.actor, organisation)]
    return start_run(work, organisation, numbered, cases) if numbered or cases else None


def _go_on(run_id: int, acting: int, organisation: int) -> Progress:
    seconds = installed().settings.render_seconds
    progress = _progress(run_id, acting)
    if progress.run.organisation_id != organisation:
        raise click.UsageError(f"Reeks {run_id} hoort bij een andere organisatie.")
    click.echo(f"Reeks {run_id}: {progress.handled} van {progress.total}")
    while make_next(work_of(acting, installed().clock()), run_id, render_seconds=seconds):
        progress = _progress(run_id, acting)
        click.echo(f"Reeks {run_id}: {progress.handled} van {progress.total}")
    return _progress(run_id, acting)


def _progress(run_id: int, acting: int) -> Progress:
    moment = installed().clock()
    with Session(installed().engine, expire_on_commit=False) as session:
        return progress_of(session, actor_of(session, acting, moment), run_id)
