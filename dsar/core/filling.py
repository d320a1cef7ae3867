"""What may be typed in the placeholders of a letter: whole, printable on a page, and never endless."""

from collections.abc import Iterator
from datetime import date

from dsar.core.errors import InvalidInput
from dsar.core.fields import Fields, Value
from dsar.core.placeholders import Placeholder, Shape, lacking
from dsar.core.texts import lines_on_paper

LONGEST_LINE = 200  # characters
LONGEST_TEXT = 20_000  # characters, of a text and of a cell
MOST_ROWS = 60  # of a table, and lines of a list
_FIRST_YEAR, _LAST_YEAR = 1950, 2150  # a day outside these is a slip of the keyboard
_CHARACTERS_IN_A_ROW = 40  # of large print, over all its cells


def missing_fields(placeholders: tuple[Placeholder, ...], fields: Fields, prefix: str) -> Iterator[InvalidInput]:
    """Give a mistake for every placeholder that is needed and not filled in; its field is `prefix-name`."""
    for placeholder in lacking(placeholders, fields):
        yield InvalidInput(f"{prefix}-{placeholder.name}", "detail_missing", what=placeholder)


def impossible_fields(placeholders: tuple[Placeholder, ...], fields: Fields, prefix: str) -> Iterator[InvalidInput]:
    """Give a mistake for every value that cannot be: of another shape, not among the options, or too long."""
    for placeholder in placeholders:
        value = fields[placeholder.name]
        if value != "" and (mistake := _mistake(placeholder, value)) is not None:
            code, most = mistake
            yield InvalidInput(f"{prefix}-{placeholder.name}", code, most=most)


def texts_of(fields: Fields) -> Iterator[tuple[str, str]]:
    """Give every typed text with the name of its placeholder; a list or a table is one text."""
    for name, value in fields.entries:
        if isinstance(value, str):
            yield name, value
        elif not isinstance(value, date):
            yield name, "\n".join(line if isinstance(line, str) else "\n".join(line) for line in value)


def lines_of(fields: Fields) -> int:
    """Estimate the lines that filled-in placeholders take in a letter; a column of a table is narrow."""
    return sum(_lines(value) for _, value in fields.entries)


def _lines(value: Value) -> int:
    if isinstance(value, date):
        return 1
    if isinstance(value, str):
        return lines_on_paper(value)
    return sum(lines_on_paper(item) if isinstance(item, str) else _row_lines(item) for item in value)


def _row_lines(row: tuple[str, ...]) -> int:
    """A row stays whole: where it does not fit any more, it leaves up to as many lines empty as it has."""
    width = _CHARACTERS_IN_A_ROW // max(1, len(row))
    return 2 * max((lines_on_paper(cell, width) for cell in row), default=0)


def _mistake(placeholder: Placeholder, value: Value) -> tuple[str, int] | None:
    """Give the code of what is wrong with the most there may be of it, or None."""
    if not _has_shape(placeholder, value):
        return "day_unreadable" if placeholder.shape is Shape.DAY else "detail_unreadable", 0
    if placeholder.options and value not in placeholder.options:
        return "choose_one", 0
    if isinstance(value, str):
        return _text_mistake(value, LONGEST_TEXT if placeholder.shape is Shape.TEXT else LONGEST_LINE)
    if isinstance(value, date):
        return None if _FIRST_YEAR <= value.year <= _LAST_YEAR else ("day_impossible", 0)
    if len(value) > MOST_ROWS:
        return "too_many_rows", MOST_ROWS
    texts = [(item, LONGEST_LINE) if isinstance(item, str) else ("".join(item), LONGEST_TEXT) for item in value]
    return next((mistake for text, most in texts if (mistake := _text_mistake(text, most)) is not None), None)


def _text_mistake(text: str, most: int) -> tuple[str, int] | None:
    if most == LONGEST_LINE and "\n" in text:
        return "detail_of_one_line", most
    return ("detail_too_long", most) if len(text) > most else None


def _has_shape(placeholder: Placeholder, value: Value) -> bool:
    if placeholder.shape in {Shape.LINE, Shape.TEXT, Shape.CHOICE}:
        return isinstance(value, str)
    if placeholder.shape is Shape.DAY:
        return isinstance(value, date)
    if not isinstance(value, tuple):
        return False
    if placeholder.shape is Shape.LINES:
        return all(isinstance(item, str) for item in value)
    return all(not isinstance(item, str) and len(item) == len(placeholder.columns) for item in value)
