"""Says in plain Dutch what stood in a file where something else was expected."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from difflib import get_close_matches
from types import UnionType
from typing import Any

_SHOWN = 60  # characters of a wrong value that are shown back
_LONG_NUMBER = 10**20


def found(value: object) -> str:
    """Describe a value by its kind, and show it where it is short."""
    for kinds, describe in _KINDS:
        if isinstance(value, kinds):
            return describe(value)
    return "iets anders"


def shown(text: str) -> str:
    """Quote a text, cut short, with what cannot be printed written out."""
    safe = "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text[:_SHOWN])
    return f"'{safe}{'…' if len(text) > _SHOWN else ''}'"


def suggestion(word: str, known: Iterable[str]) -> str:
    """Give the known word that was probably meant, or else all of them."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1)
    return f"bedoelde u '{near[0]}'?" if near else f"mogelijk: {', '.join(words)}"


def _number(value: float) -> str:
    """Write a number; one of thousands of digits cannot be turned into text at all."""
    if isinstance(value, int) and abs(value) >= _LONG_NUMBER:
        return "een getal met heel veel cijfers"
    return f"het getal {value}"


_KINDS: tuple[tuple[type | UnionType, Callable[[Any], str]], ...] = (  # bool before int, datetime before date
    (bool, lambda value: "true" if value else "false"),
    (str, lambda value: shown(value) if value.strip() else "een lege tekst"),
    (int | float, _number),
    (datetime, lambda value: f"een datum met tijd ({value.isoformat()})"),
    (date, lambda value: f"de datum {value.isoformat()}"),
    (time, lambda value: f"een tijdstip ({value.isoformat()})"),
    (Mapping, lambda _: "een tabel"),
    (list, lambda value: "een lijst" if value else "een lege lijst"),
)
