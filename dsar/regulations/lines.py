"""On which line of a TOML text a key stands; a small scan, because the parser does not tell."""

import re
from collections import Counter

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*"""
_PART = re.compile(r"""[A-Za-z0-9_-]+|"[^"]*"|'[^']*'""")
_LIST_HEADER = re.compile(rf"\s*\[\[\s*({_KEY})\s*\]\]\s*(?:#.*)?$")
_HEADER = re.compile(rf"\s*\[\s*({_KEY})\s*\]\s*(?:#.*)?$")
_PAIR = re.compile(rf"\s*({_KEY})\s*=")
_FENCES = ('"""', "'''")


class LineIndex:
    """Finds the line of a dotted key, or of the nearest table around it; best effort."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        self._keys: dict[int, str] = {}
        self._counts: Counter[str] = Counter()
        self._table = ""
        fence = ""
        for number, line in enumerate(text.splitlines(), start=1):
            if not fence:
                self._note(line, number)
            fence = _fence_after(line, fence)

    def line(self, key: str) -> int | None:
        """Give the line of a key; where it is not there, that of what holds it."""
        while key:
            if key in self._lines:
                return self._lines[key]
            key = re.sub(r"(\[\d+\]|\.?[^.\[\]]+)$", "", key) if re.search(r"[.\[]", key) else ""
        return None

    def key_at(self, line: int) -> str:
        """Give the key that begins on a line, or an empty string."""
        return self._keys.get(line, "")

    def _note(self, line: str, number: int) -> None:
        if match := _LIST_HEADER.match(line):
            name = _plain(match[1])
            self._counts[name] += 1
            self._table = f"{name}[{self._counts[name]}]"
            self._lines.setdefault(name, number)
            self._set(self._table, number)
        elif match := _HEADER.match(line):
            self._table = _plain(match[1])
            self._set(self._table, number)
        elif match := _PAIR.match(line):
            key = _plain(match[1])
            self._set(f"{self._table}.{key}" if self._table else key, number)

    def _set(self, key: str, number: int) -> None:
        self._lines.setdefault(key, number)
        self._keys[number] = key


def _plain(key: str) -> str:
    """Write a key without quotes and blanks, as the reader names it; a full stop within quotes stays as it is."""
    return ".".join(part.strip("\"'") for part in _PART.findall(key))


def _fence_after(line: str, fence: str) -> str:
    """Give the multi-line string mark that is still open after a line."""
    for mark in (fence,) if fence else _FENCES:
        if line.count(mark) % 2:
            return "" if fence else mark
    return fence
