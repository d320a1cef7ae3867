"""`flask --app wsgi deadline`: the dates of a request, or the end of a bare term, and why; needs no database."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import IO, Any

import click

from dsar.cli.deadline_batch import run_batch
from dsar.cli.deadline_input import (
    CALENDARS,
    ORGANISATION,
    PURPOSES,
    RIGHTS,
    Catalogue,
    Question,
    Unusable,
    read_calendar,
    read_date,
    read_pause,
    read_period,
    read_question,
)
from dsar.cli.deadline_output import (
    answer_as_json,
    answer_for_people,
    bare_as_json,
    bare_for_people,
)
from dsar.core.deadlines import bare_term
from dsar.core.errors import InvalidInput
from dsar.core.regulation import Calendar
from dsar.regulations import RegulationErrors, load_catalogue
from dsar.wording.deadline_problems import problem_text

WAYS = (
    "Geef --organisation, --right en --received voor een verzoek, --rule en --received voor een losse termijn, "
    "of --batch met een CSV-bestand."
)


class Misuse(click.UsageError):
    """The command was used wrongly: exit code 2 and, on standard error, what was expected."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the message in Dutch."""
        path = self.ctx.command_path if self.ctx else "deadline"
        click.echo(f"Fout: {self.message}\nUitleg: {path} --help", file=file, err=True)


class _Command(click.Command):
    """A command whose own complaints are in Dutch as well."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; raises Misuse."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            known = ", ".join(sorted(name for option in self.params for name in option.opts))
            raise Misuse(f"De optie {error.option_name} bestaat niet; kies uit: {known}.", ctx) from None
        except click.BadOptionUsage as error:
            raise Misuse(f"De optie {error.option_name} mist een waarde, of kreeg er een te veel.", ctx) from None
        except click.UsageError:
            raise Misuse(f"Naast de opties horen hier geen losse woorden. {WAYS}", ctx) from None


@click.command(
    "deadline",
    cls=_Command,
    help=f"""Bereken de termijnen van een verzoek, met de afleiding.

    {WAYS} Een datum is JJJJ-MM-DD. De exitcode is 2 bij verkeerd gebruik, 1 als een rij van --batch niet te
    berekenen is.""",
)
@click.option("--organisation", metavar="NAAM", help=ORGANISATION)
@click.option("--right", metavar="RECHT", help=f"Het recht: {RIGHTS}.")
@click.option("--received", metavar="DATUM", help="De dag van ontvangst, JJJJ-MM-DD.")
@click.option("--purpose", metavar="DOEL", help=f"Alleen bij objection: {PURPOSES} (zonder deze optie: other).")
@click.option(
    "--pause",
    "pauses",
    metavar="VAN:TOT",
    multiple=True,
    help="Een pauze, van de vraag tot het antwoord; met :clarification erachter een vraag om toelichting, anders (of "
    "met :identity) naar de identiteit. Mag vaker.",
)
@click.option("--extended", is_flag=True, help="De termijn is met twee maanden verlengd (AVG 12(3)).")
@click.option(
    "--batch",
    metavar="BESTAND",
    help="Een CSV-bestand (- is standaardinvoer) met de kolommen organisation, right, received en naar keuze purpose, "
    "pauses (VAN:TOT;VAN:TOT) en extended (yes of no); geeft per rij een regel JSON.",
)
@click.option("--rule", metavar="REGEL", help="Een losse termijn, zoals 2w, 4w, 1m of 10d.")
@click.option("--calendar", metavar="KALENDER", help=f"Alleen bij --rule: {CALENDARS} (zonder deze optie: none).")
@click.option("--json", "as_json", is_flag=True, help="Schrijf JSON in plaats van tekst.")
def deadline(  # noqa: PLR0913 - one argument for each option
    *,
    organisation: str | None,
    right: str | None,
    received: str | None,
    purpose: str | None,
    pauses: tuple[str, ...],
    extended: bool,
    batch: str | None,
    rule: str | None,
    calendar: str | None,
    as_json: bool,
) -> None:
    """Print dates and derivation; the help text for users stands in the decorator."""
    question = {"--organisation": organisation, "--right": right, "--purpose": purpose}
    try:
        if batch is not None:
            more = {"--received": received, "--pause": pauses, "--extended": extended}
            _refuse("--batch", question | more | {"--rule": rule, "--calendar": calendar})
            if not run_batch(batch, _catalogue()):
                click.get_current_context().exit(1)
        elif rule is not None:
            _refuse("--rule", question)
            click.echo(_bare(rule, calendar, _required("received", received), pauses, extended, as_json))
        else:
            _refuse("een verzoek (zonder --rule)", {"--calendar": calendar})
            asked = {"organisation": organisation, "right": right, "received": received}
            _refuse_missing(asked)
            asked |= {"purpose": purpose}
            found = read_question(_catalogue(), asked, pauses, extended, "--{}")
            click.echo(_answer(found, as_json))
    except Unusable as error:
        raise Misuse(str(error), click.get_current_context()) from None
    except InvalidInput as error:
        raise Misuse(problem_text(error), click.get_current_context()) from None


def _answer(question: Question, as_json: bool) -> str:
    deadlines = question.derive()
    return answer_as_json(question, deadlines, indent=2) if as_json else answer_for_people(question, deadlines)


def _bare(rule: str, calendar: str | None, received: str, pauses: Sequence[str], extended: bool, as_json: bool) -> str:
    period = read_period(rule, "--rule")
    days = Calendar.NONE if calendar is None else read_calendar(calendar, "--calendar")
    start: date = read_date(received, "--received")
    spans = [read_pause(pause, "--pause") for pause in pauses]
    term = bare_term(period, days, start, spans, extended)
    write = bare_as_json if as_json else bare_for_people
    return write(term, period, days, start)


def _catalogue() -> Catalogue:
    try:
        return load_catalogue()
    except RegulationErrors as errors:
        raise click.ClickException("\n".join(str(mistake) for mistake in errors.mistakes)) from None


def _required(name: str, value: str | None) -> str:
    _refuse_missing({name: value})
    return value or ""


def _refuse_missing(asked: Mapping[str, str | None]) -> None:
    missing = [f"--{name}" for name, value in asked.items() if value is None]
    if missing:
        raise Unusable(f"Er ontbreekt: {', '.join(missing)}. {WAYS}")


def _refuse(way: str, others: Mapping[str, object]) -> None:
    """Refuse options that do not go with this way of asking."""
    given = [name for name, value in others.items() if value not in (None, (), False)]
    if given:
        raise Unusable(f"Bij {way} horen deze opties niet: {', '.join(given)}. {WAYS}")
