"""`flask --app wsgi backup FOLDER` and `restore FOLDER`: keep the whole register elsewhere, and get it back."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from dsar.cli.common import installed
from dsar.config import MIGRATIONS, VERSION
from dsar.services.backup import REGULATIONS, make_backup
from dsar.services.backup_manifest import BackupProblem
from dsar.services.restore import restore_backup
from dsar.services.schema import newest_schema
from dsar.wording.backups import problem

_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command("backup", help="Maak een reservekopie in een nieuwe of lege map, terwijl iedereen doorwerkt.")
@click.argument("folder", metavar="MAP", type=_FOLDER)
@with_appcontext
def backup(folder: Path) -> None:
    """Make a backup and say what is in it; exit 1 with a sentence when it cannot be made."""
    settings = installed().settings
    try:
        made = make_backup(
            installed().engine,
            folder,
            regulation_folders=settings.regulation_folders,
            moment=installed().clock(),
            product=VERSION,
        )
    except BackupProblem as error:
        raise click.ClickException(problem(error.code, error.detail)) from error
    rows = made.contents.rows
    click.echo(f"Reservekopie gemaakt in {folder}: {sum(rows.values())} rijen in {len(rows)} tabellen.")
    click.echo("Hierin staan persoonsgegevens. Bewaar de map op slot en op een andere plek.")
    click.echo("Niet in de kopie: SECRET_KEY en de andere instellingen. Bewaar die apart.")


@click.command("restore", help="Zet een reservekopie terug in een lege database.")
@click.argument("folder", metavar="MAP", type=_FOLDER)
@with_appcontext
def restore(folder: Path) -> None:
    """Restore a backup, check it, and say what is left to do; exit 1 with a sentence when it cannot be restored."""
    try:
        restored = restore_backup(installed().engine, folder, migrations=MIGRATIONS, moment=installed().clock())
    except BackupProblem as error:
        raise click.ClickException(problem(error.code, error.detail)) from error
    click.echo(f"Teruggezet: de reservekopie van {restored.made_at.isoformat(timespec='minutes')}.")
    click.echo("Alle aantallen en bewaarde stukken kloppen en het logboek is heel.")
    click.echo("E-mail staat stil tot iemand hem vrijgeeft, zodat niemand een bericht twee keer krijgt.")
    if any(path.startswith(f"{REGULATIONS}/") for path in restored.files):
        click.echo(
            f"Zet ook de eigen reglementen uit {folder / REGULATIONS} terug en wijs ernaar met DSAR_REGULATIONS."
        )
    if restored.contents.schema != newest_schema(MIGRATIONS):
        click.echo("De kopie is van een oudere versie. Voer nu uit: flask --app wsgi setup")
