"""`flask --app wsgi doctor`, or `make doctor`: looks at a whole set-up and says in plain Dutch what is wrong."""

from collections.abc import Callable, Iterator

import click
from flask.cli import with_appcontext

from dsar.cli import checks_database, checks_machine
from dsar.cli.common import installed
from dsar.cli.findings import Finding, Level, wrong
from dsar.installation import Installation

Check = Callable[[Installation], Iterator[Finding]]

_MACHINE: tuple[Check, ...] = (
    checks_machine.check_settings,
    checks_machine.check_secret,
    checks_machine.check_clock,
    checks_machine.check_letters,
    checks_machine.check_mail,
    checks_machine.check_backups,
)
_FIRST: tuple[Check, ...] = (checks_database.check_reachable, checks_database.check_schema)  # each needs the one before
_DATABASE: tuple[Check, ...] = (
    checks_database.check_engine,
    checks_database.check_moments,
    checks_database.check_regulations,
    checks_database.check_trail,
    checks_database.check_worklist,
    checks_database.check_scheduled,
)
_SOMETHING_WRONG = 1


@click.command("doctor", help="Kijk of alles goed is ingesteld, en zeg wat er mis is en wat u kunt doen.")
@with_appcontext
def doctor() -> None:
    """Look at everything and say what was found; exit 1 when something is wrong."""
    levels = []
    for finding in findings(installed()):
        levels.append(finding.level)
        click.echo(f"{finding.level.value:<7} {finding.text}")
    bad = levels.count(Level.WRONG)
    click.echo(f"{bad} keer FOUT, {levels.count(Level.WATCH)} keer let op.")
    if bad:
        raise SystemExit(_SOMETHING_WRONG)


def findings(installation: Installation) -> Iterator[Finding]:
    """Do every check; those of the database only when it answers and has the newest schema."""
    for check in _MACHINE:
        yield from _done(check, installation)
    for check in _FIRST:
        found = _done(check, installation)
        yield from found
        if any(one.level is Level.WRONG for one in found):
            return
    for check in _DATABASE:
        yield from _done(check, installation)


def _done(check: Check, installation: Installation) -> list[Finding]:
    """Do one check; what stops it is a finding too, so that one fault does not hide the others."""
    try:
        return list(check(installation))
    except Exception as error:
        return [wrong(f"Een controle brak af ({check.__name__}, {type(error).__name__}). Meld dit aan de maker.")]
