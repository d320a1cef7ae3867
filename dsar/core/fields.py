"""What people fill in for a letter, by the name of its placeholder: immutable, comparable, and as canonical JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

Row = tuple[str, ...]
Value = str | date | tuple[str, ...] | tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Filled-in placeholders in the order of their names; what is empty is not there and reads as ""."""

    entries: tuple[tuple[str, Value], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Value]) -> "Fields":
        """Keep what is filled in: spaces at the ends go, and so do lines and rows without a character."""
        kept = ((name, _tidy(value)) for name, value in sorted(values.items()))
        return cls(tuple((name, value) for name, value in kept if value))

    def __getitem__(self, name: str) -> Value:
        """Give a value, or "" for what was not filled in; templates read `letter.fields.reason` this way."""
        return dict(self.entries).get(name, "")

    def __bool__(self) -> bool:
        """Tell whether anything was filled in."""
        return bool(self.entries)

    def text(self, name: str) -> str:
        """Give a line or text; raises TypeError for a value of another shape."""
        value = self[name]
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def day(self, name: str) -> date | None:
        """Give a day, or None when it was not filled in; raises TypeError for a value of another shape."""
        value = self[name]
        if value == "":
            return None
        if not isinstance(value, date):
            raise TypeError(name)
        return value

    def to_plain(self) -> dict[str, object]:
        """Give the values as JSON knows them; a day is {"day": "2026-11-24"}."""
        return {name: {"day": value.isoformat()} if isinstance(value, date) else value for name, value in self.entries}

    def to_json(self) -> str:
        """Write as canonical JSON: equal fields give equal text."""
        return json.dumps(self.to_plain(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_plain(cls, values: object) -> "Fields":
        """Read what `to_plain` gave; raises ValueError for anything else."""
        if not isinstance(values, dict) or not all(isinstance(name, str) for name in values):
            raise ValueError("not filled-in fields")
        return cls(tuple((name, _read(value)) for name, value in sorted(values.items())))

    @classmethod
    def from_json(cls, text: str) -> "Fields":
        """Read what `to_json` wrote; raises ValueError for anything else."""
        return cls.from_plain(json.loads(text))


NO_FIELDS = Fields()


def _tidy(value: Value) -> Value:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, date):
        return value
    lines = [line.strip() for line in value if isinstance(line, str)]
    rows = [tuple(cell.strip() for cell in row) for row in value if not isinstance(row, str)]
    return tuple(line for line in lines if line) or tuple(row for row in rows if any(row))


def _read(value: object) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and value.keys() == {"day"}:
        return date.fromisoformat(value["day"])
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if isinstance(value, list) and all(isinstance(item, list) for item in value):
        return tuple(tuple(str(cell) for cell in row) for row in value)
    raise ValueError("not a value of a field")
