"""`flask --app wsgi regulation`: check a file, and show or apply what changed rules do to open cases.

Checking needs no database. `moves` and `dates` show; with `--by` they apply, as that administrator.
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

import click
from flask.cli import with_appcontext
from sqlalchemy.orm import Session

from dsar.cli.common import installed, work_of
from dsar.core.errors import DomainError
from dsar.core.regulation import Regulation
from dsar.queries.rule_changes import Moving, Organisation, by_calendar, by_version, organisation_named, user_named
from dsar.regulations.loader import RegulationErrors, load_translated
from dsar.regulations.translations import untranslated
from dsar.services.rule_changes import apply_calendar, apply_version
from dsar.services.work import Work
from dsar.wording.errors import sentence

T = TypeVar("T")


@click.group("regulation", help="Reglementen als gegevens: bestanden nakijken, en toepassen op open zaken.")
def regulation() -> None:
    """Group the commands about regulation files."""


@regulation.command("check", help="Kijk een of meer reglementbestanden na en noem alle fouten.")
@click.argument("files", metavar="BESTAND...", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check files; exit 1 when one of them has a mistake."""
    results = [_check(path) for path in files]
    if not all(results):
        raise SystemExit(1)


def _check(path: Path) -> bool:
    try:
        loaded = load_translated(path)
        click.echo(f"{path}: in orde ({_summary(loaded.regulation)})")
        for language, texts in loaded.translations.items():
            for text in untranslated(loaded.regulation, texts):
                click.echo(f"{path}: translation.{language}: nog niet vertaald: {text}")
    except RegulationErrors as errors:
        for mistake in errors.mistakes:
            click.echo(str(mistake))
        return False
    return True


def _summary(read: Regulation) -> str:
    return f"{read.details.name}, versie {read.version}, geldt vanaf {read.effective_from.isoformat()}"


@regulation.command("moves", help="Toon welke open zaken onder een versie een andere datum krijgen, of pas die toe.")
@click.argument("slug", metavar="ORGANISATIE")
@click.argument("version", metavar="VERSIE")
@click.option("--by", "email", default="", help="E-mailadres van de beheerder die dit besluit; anders alleen tonen.")
@click.option("--reason", default="", help="Waarom; dit komt in het dossier van elke zaak.")
@click.option("--case", "references", multiple=True, help="Alleen deze zaak; mag vaker. Anders elke zaak die kan.")
@with_appcontext
def moves(slug: str, version: str, email: str, reason: str, references: tuple[str, ...]) -> None:
    """Show every open case that rests on another version with both dates; apply it to them with `--by`."""
    with Session(installed().engine) as session:
        organisation = _organisation(session, slug)
        organisation_id = organisation.id
        wanted = _tried(lambda: installed().catalogue.version(slug, version))
        found = [one for one in by_version(session, organisation, wanted) if one.free]
    chosen = [one for one in found if not references or one.reference in references]
    _show(chosen)
    if email:
        seen = {one.case_id: one.version for one in chosen}
        done = _tried(lambda: apply_version(_by(email), organisation_id, version, seen, reason))
        click.echo(f"Toegepast op {done} zaken.")


@regulation.command("dates", help="Toon welke open zaken een datum van voor een wijziging van feestdagen hebben.")
@click.argument("slug", metavar="ORGANISATIE")
@click.option("--by", "email", default="", help="E-mailadres van de beheerder die toepast; anders alleen tonen.")
@with_appcontext
def dates(slug: str, email: str) -> None:
    """Show every open case whose stored date is not what the rules say now; write it anew with `--by`."""
    with Session(installed().engine) as session:
        organisation = _organisation(session, slug)
        organisation_id = organisation.id
        found = list(by_calendar(session, organisation))
    _show(found)
    if email:
        seen = {one.case_id: one.version for one in found}
        done = _tried(lambda: apply_calendar(_by(email), organisation_id, seen))
        click.echo(f"Toegepast op {done} zaken.")


def _show(cases: Iterable[Moving]) -> None:
    """Print reference, version, and the dates of cases that move; nothing else of them."""
    found = list(cases)
    for one in found:
        arrow = f"-> {one.new_due}" if one.due != one.new_due else "blijft"
        arrow += "".join(f", ook {old} -> {new}" for old, new in one.others)
        click.echo(f"{one.reference}  ontvangen {one.received_on}  versie {one.rests_on}  {one.due} {arrow}")
    click.echo(f"{len(found)} zaken, waarvan {sum(one.moves for one in found)} met een andere datum.")


def _organisation(session: Session, slug: str) -> Organisation:
    found = organisation_named(session, slug)
    if found is None:
        raise click.ClickException(f"Er is geen organisatie '{slug}'.")
    return found


def _by(email: str) -> Work:
    with Session(installed().engine) as session:
        user_id = user_named(session, email)
    if user_id is None:
        raise click.ClickException(f"Er is geen gebruiker met het adres {email}.")
    return work_of(user_id, installed().clock())


def _tried(action: Callable[[], T]) -> T:
    try:
        return action()
    except DomainError as error:
        raise click.ClickException(sentence(error.code, **error.details)) from error
