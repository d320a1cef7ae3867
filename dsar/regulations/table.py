"""A table of a regulation file, read key by key; every mistake is noted and reading goes on with a stand-in."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from dsar.regulations.found import found, shown, suggestion
from dsar.regulations.mistakes import Report

E = TypeVar("E", bound=StrEnum)
MAX_TEXT = 1000
FIRST_DAY = date(2018, 5, 25)  # the GDPR applies since then
STAND_IN_DAY = date(2018, 5, 25)


class Table:
    """Typed access to one table; `close` reports the keys that nobody asked for."""

    def __init__(self, values: Mapping[str, object], path: str, report: Report) -> None:
        self._values = values
        self._path = path
        self._report = report
        self._known: set[str] = set()

    def key(self, key: str) -> str:
        """Give a key's full dotted name."""
        return f"{self._path}.{key}" if self._path else key

    def has(self, key: str) -> bool:
        """Tell whether the table holds the key."""
        self._known.add(key)
        return key in self._values

    def names(self) -> tuple[str, ...]:
        """Give the keys of a table whose keys are not fixed; none of them is unknown."""
        self._known |= self._values.keys()
        return tuple(self._values)

    def mistake(self, key: str, message: str) -> None:
        """Note a mistake at one of this table's keys (an empty key: the table itself)."""
        self._report.add(self.key(key) if key else self._path, message)

    def text(self, key: str, expected: str = "een tekst", pattern: str = "", longest: int = MAX_TEXT) -> str:
        """Read a text that must be there and not be empty."""
        value = self._take(key, expected)
        return "" if value is None else self._text(self.key(key), value, expected, pattern, longest)

    def optional_text(self, key: str) -> str:
        """Read a text that may be left out or empty."""
        if not self.has(key) or self._values[key] == "":
            return ""
        return self.text(key)

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """Read a list of 1 to `most` texts."""
        expected = f"een lijst van 1 tot {most} teksten"
        return tuple(self._text(where, item, "een tekst", "", 200) for where, item in self._items(key, expected, most))

    def number(self, key: str, low: int, high: int) -> int:
        """Read a whole number within bounds."""
        expected = f"een geheel getal van {low} tot en met {high}"
        value = self._take(key, expected)
        if value is None:
            return low
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self._wrong(self.key(key), expected, value)
            return low
        return value

    def flag(self, key: str) -> bool:
        """Read true or false."""
        value = self._take(key, "true of false")
        if value is not None and not isinstance(value, bool):
            self._wrong(self.key(key), "true of false", value)
        return value is True

    def day(self, key: str) -> date:
        """Read a date since the GDPR applies, written without quotes and without a time."""
        expected = "een datum zonder aanhalingstekens, zoals 2018-05-25"
        value = self._take(key, expected)
        if value is None:
            return STAND_IN_DAY
        if isinstance(value, datetime) or not isinstance(value, date):
            self._wrong(self.key(key), expected, value)
            return STAND_IN_DAY
        if value < FIRST_DAY:
            self._wrong(self.key(key), "een datum vanaf 2018-05-25, want vanaf die dag geldt de AVG", value)
        return value

    def choice(self, key: str, kind: type[E], stand_in: E) -> E:
        """Read one word of a closed list."""
        expected = f"een van: {', '.join(kind)}"
        value = self._take(key, expected)
        chosen = None if value is None else self._choice(self.key(key), value, kind, expected)
        return stand_in if chosen is None else chosen

    def choices(self, key: str, kind: type[E]) -> frozenset[E]:
        """Read a list of different words of a closed list, at least one."""
        chosen: list[E] = []
        for where, item in self._items(key, f"een lijst met een of meer van: {', '.join(kind)}", len(kind)):
            one = self._choice(where, item, kind, f"een van: {', '.join(kind)}")
            if one is not None and one in chosen:
                self._report.add(where, f"staat er twee keer: '{one}'")
            chosen += [one] if one is not None else []
        return frozenset(chosen)

    def table(self, key: str) -> "Table":
        """Read a section that must be there; when it is not, its keys are not reported one by one."""
        value = self._take(key, f"een onderdeel [{self.key(key)}]")
        if value is None or not isinstance(value, Mapping):
            if value is not None:
                self._wrong(self.key(key), f"een tabel: [{self.key(key)}]", value)
            return Table({}, self.key(key), Report())
        return Table(value, self.key(key), self._report)

    def optional_table(self, key: str) -> "Table | None":
        """Read a section that may be left out."""
        return self.table(key) if self.has(key) else None

    def tables(self, key: str) -> "list[Table]":
        """Read sections that may occur any number of times: [[key]]."""
        if not self.has(key):
            return []
        value = self._values[key]
        expected = f"een lijst van tabellen: schrijf [[{self.key(key)}]]"
        if not isinstance(value, list):
            self._wrong(self.key(key), expected, value)
            return []
        return [self._row(f"{self.key(key)}[{index}]", item, expected) for index, item in enumerate(value, start=1)]

    def close(self) -> None:
        """Report every key that was never asked for."""
        for key in self._values:
            if key not in self._known:
                self.mistake(_one_line(key), f"onbekende sleutel; {suggestion(key, self._known)}")

    def _row(self, path: str, item: object, expected: str) -> "Table":
        if isinstance(item, Mapping):
            return Table(item, path, self._report)
        self._wrong(path, expected, item)
        return Table({}, path, Report())

    def _take(self, key: str, expected: str) -> object | None:
        if not self.has(key):
            self.mistake(key, f"ontbreekt; verwacht {expected}")
            return None
        return self._values[key]

    def _items(self, key: str, expected: str, most: int) -> list[tuple[str, object]]:
        value = self._take(key, expected)
        if value is None:
            return []
        if not isinstance(value, list) or not value:
            self._wrong(self.key(key), expected, value)
            return []
        if len(value) > most:
            self.mistake(key, f"verwacht {expected}; gevonden een lijst van {len(value)}")
        return [(f"{self.key(key)}[{index}]", item) for index, item in enumerate(value[:most], start=1)]

    def _text(self, where: str, value: object, expected: str, pattern: str, longest: int) -> str:
        if not isinstance(value, str) or not value.strip():
            self._wrong(where, expected, value)
            return ""
        if len(value) > longest:
            self._report.add(where, f"verwacht ten hoogste {longest} tekens; gevonden {len(value)}")
            return ""
        if not value.isprintable() or value != value.strip():
            self._report.add(where, f"verwacht één regel zonder spaties aan begin of eind; gevonden {shown(value)}")
            return ""
        if pattern and re.fullmatch(pattern, value) is None:
            self._wrong(where, expected, value)
            return ""
        return value

    def _choice(self, where: str, value: object, kind: type[E], expected: str) -> E | None:
        if not isinstance(value, str):
            self._wrong(where, expected, value)
        elif value not in [str(word) for word in kind]:
            self._report.add(where, f"onbekend woord {shown(value)}; {suggestion(value, kind)}")
        else:
            return kind(value)
        return None

    def _wrong(self, where: str, expected: str, value: object) -> None:
        self._report.add(where, f"verwacht {expected}; gevonden {found(value)}")


def _one_line(key: str) -> str:
    """Write a key that may hold anything so that it stays on one line."""
    return key if key.isprintable() and key else shown(key)
