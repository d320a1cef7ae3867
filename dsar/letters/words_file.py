"""Reads a language's words from TOML and remembers everything that is not there, so that one message names it all."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any


def opened(file: Path) -> "Table":
    """Open a file; raises ValueError when it is no TOML."""
    return Table(tomllib.loads(file.read_text(encoding="utf-8")))


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the file; whatever is asked for and not there is added to `lacks`, by its full name."""

    values: Mapping[str, Any]
    place: str = ""
    lacks: list[str] = field(default_factory=list)

    def table(self, key: str) -> "Table":
        """Give a table within this one; an empty one when it is not there."""
        value = self.values.get(key)
        return Table(value if isinstance(value, dict) else {}, f"{self.place}{key}.", self.lacks)

    def text(self, key: str) -> str:
        """Give a text that holds something."""
        value = self.values.get(key)
        return value if isinstance(value, str) and value.strip() else self._lacking(key, "")

    def texts(self, key: str, count: int | None = None) -> tuple[str, ...]:
        """Give a list of texts, of exactly `count` where that is given; it may be empty otherwise."""
        value = self.values.get(key)
        whole = isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value)
        if not whole or (count is not None and len(value or ()) != count):
            self._lacking(key, "")
            return ("",) * (count or 0)
        return tuple(value or ())

    def flag(self, key: str) -> bool:
        """Give true or false."""
        value = self.values.get(key)
        if not isinstance(value, bool):
            self._lacking(key, "")
        return bool(value)

    def pattern(self, key: str, *names: str) -> str:
        """Give a text with exactly these names between braces."""
        text = self.text(key)
        try:
            used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError:
            used = set()
        return text if not text or used == set(names) else self._lacking(f"{key} with {{{'}, {'.join(names)}}}", text)

    def chosen(self, keys: tuple[str, ...]) -> Mapping[str, str]:
        """Give a text for each of these keys."""
        return MappingProxyType({key: self.text(key) for key in keys})

    def all(self) -> Mapping[str, str]:
        """Give every text there is."""
        return self.chosen(tuple(self.values))

    def _lacking(self, key: str, instead: str) -> str:
        self.lacks.append(f"{self.place}{key}")
        return instead
