"""Keeps from the start what the letter's font cannot print: a decided request must always get its letter."""

from collections.abc import Iterable

from dsar.core.errors import InvalidInput
from dsar.letters import unprintable


def check_printable(texts: Iterable[tuple[str, str]]) -> None:
    """Raise InvalidInput for the first (field, text) with a character that cannot be printed."""
    for field, text in texts:
        strange = unprintable(text)
        if strange:
            raise InvalidInput(field, "unprintable", characters=" ".join(strange))


def printable(text: str) -> str:
    """Give a client's own words with a sign where a character cannot be printed; the case keeps them as they were."""
    strange = set(unprintable(text))
    return "".join("[teken]" if character in strange else character for character in text)
