"""Filled-in placeholders as text, for whoever reads or judges them, in the order of the letter."""

from datetime import date

from dsar.core.fields import Fields, Value
from dsar.core.placeholders import Placeholder
from dsar.wording.deadlines import date_in_words
from dsar.wording.placeholders import OPTIONS, WORDS


def labels_of(placeholders: tuple[Placeholder, ...]) -> dict[str, str]:
    """Give the label of every placeholder by its name."""
    return {item.name: WORDS[item.name].label for item in placeholders}


def texts_of(fields: Fields, placeholders: tuple[Placeholder, ...]) -> dict[str, str]:
    """Give what was filled in as text by the name of its placeholder; a table has a line per row."""
    return {item.name: _text(fields[item.name], item) for item in placeholders if fields[item.name]}


def rows_of(fields: Fields, placeholders: tuple[Placeholder, ...]) -> list[dict[str, str]]:
    """Give what was filled in as the rows of a summary list."""
    labels = labels_of(placeholders)
    return [{"key": labels[name], "value": text} for name, text in texts_of(fields, placeholders).items()]


def _text(value: Value, item: Placeholder) -> str:
    if isinstance(value, date):
        return date_in_words(value, weekday=False)
    if isinstance(value, str):
        return OPTIONS.get((item.name, value), value)
    return "\n".join(line if isinstance(line, str) else " – ".join(cell for cell in line if cell) for line in value)
