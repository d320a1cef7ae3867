"""`flask --app wsgi regulation check FILE...`: what is wrong with a regulation file; needs no database."""

from pathlib import Path

import click

from dsar.core.regulation import Regulation
from dsar.regulations.loader import RegulationErrors, load_translated
from dsar.regulations.translations import untranslated


@click.group("regulation", help="Reglementen als gegevens: bestanden nakijken.")
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
