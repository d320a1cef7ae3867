"""Many requests at once: a CSV file in, one line of JSON for each row out, in order."""

import csv
import io
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click

from dsar.cli.deadline_input import Catalogue, Unusable, read_question, read_yes_or_no, split_pauses
from dsar.cli.deadline_output import answer_as_json
from dsar.core.errors import InvalidInput
from dsar.wording.deadline_problems import problem_text

NEEDED = ("organisation", "right", "received")
OPTIONAL = ("purpose", "pauses", "extended")
STDIN = "-"
COLUMN = "kolom {}"


def run_batch(source: str, catalogue: Catalogue) -> bool:
    """Print a line for every row, counted from 1 below the header; tell whether all could be computed.

    A row that cannot be computed gives {"row", "error"} in its place. Raises Unusable when the file cannot be read or
    misses a column.
    """
    complete = True
    try:
        with _opened(source) as lines:
            reader = csv.DictReader(lines, restkey="", restval="")
            _check_columns(source, reader.fieldnames)
            for number, row in enumerate(reader, start=1):
                try:
                    click.echo(_line(row, catalogue))
                except (Unusable, InvalidInput) as error:
                    complete = False
                    text = problem_text(error) if isinstance(error, InvalidInput) else str(error)
                    click.echo(json.dumps({"row": number, "error": text}, ensure_ascii=False))
    except BrokenPipeError:
        raise  # whoever reads has seen enough
    except (OSError, UnicodeDecodeError, csv.Error):
        expected = "verwacht een CSV-bestand in UTF-8, of - voor standaardinvoer"
        raise Unusable(f"--batch: {source} is niet te lezen; {expected}.") from None
    return complete


@contextmanager
def _opened(source: str) -> Iterator[TextIO]:
    """Open a file, or standard input; a byte order mark is skipped."""
    if source != STDIN:
        with Path(source).open(encoding="utf-8-sig", newline="") as lines:
            yield lines
        return
    wrapped = io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="")
    try:
        yield wrapped
    finally:
        wrapped.detach()


def _check_columns(source: str, found: object) -> None:
    columns = [str(name) for name in found] if isinstance(found, list) else []
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        expected = f"{', '.join(NEEDED)} en naar keuze {', '.join(OPTIONAL)}, gescheiden door komma's"
        raise Unusable(
            f"--batch: in {source} ontbreekt de kolom {', '.join(missing)}; verwacht op regel 1: {expected}."
        )
    doubled = sorted({name for name in columns if columns.count(name) > 1})
    if doubled:
        raise Unusable(f"--batch: in {source} staat de kolom {', '.join(doubled)} meer dan eens.")
    unknown = [name for name in columns if name not in NEEDED + OPTIONAL]
    if unknown:
        click.echo(f"Let op: deze kolommen worden niet gelezen: {', '.join(unknown)}.", err=True)


def _line(row: Mapping[str, str | list[str]], catalogue: Catalogue) -> str:
    if any(cell.strip() for cell in row.get("", ())):
        raise Unusable(f"Deze rij heeft meer waarden dan er kolommen zijn; verwacht: {', '.join(NEEDED + OPTIONAL)}.")
    cells = {name: str(row.get(name, "")).strip() for name in NEEDED + OPTIONAL}
    asked = {name: cells[name] for name in NEEDED} | {"purpose": cells["purpose"] or None}
    extended = read_yes_or_no(cells["extended"], COLUMN.format("extended"))
    question = read_question(catalogue, asked, split_pauses(cells["pauses"]), extended, COLUMN)
    return answer_as_json(question, question.derive())
