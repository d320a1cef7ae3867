"""A letter's context as canonical JSON and back: equal contexts give equal text, so that its hash means something."""

import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from dsar.core.fields import Fields
from dsar.core.letters import LetterContext

FORMAT = 2  # raised when the shape changes in a way that old text does not fit
_ADDED_LATER = frozenset({"acted_by", "died", "others"})  # text of before has none of these, and says the same without


def to_json(context: LetterContext) -> str:
    """Write a context as canonical JSON: sorted keys, no spaces, dates as YYYY-MM-DD."""
    document = {"format": FORMAT, "letter": _plain(context)}
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def from_json(text: str) -> LetterContext:
    """Read what `to_json` wrote; raises ValueError for anything else."""
    document = json.loads(text)
    if not isinstance(document, dict) or document.keys() != {"format", "letter"} or document["format"] != FORMAT:
        raise ValueError("not a frozen letter of a known format")
    context = _typed(LetterContext, document["letter"])
    if not isinstance(context, LetterContext):
        raise ValueError("not a letter")
    return context


def _plain(value: object) -> object:
    if isinstance(value, Fields):
        return value.to_plain()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, StrEnum) else value


def _typed(wanted: Any, value: object) -> object:
    if get_origin(wanted) in {Union, types.UnionType}:
        return None if value is None else _typed(_without_none(wanted), value)
    if get_origin(wanted) is tuple:
        return tuple(_typed(get_args(wanted)[0], item) for item in _checked(value, list))
    if is_dataclass(wanted):
        return Fields.from_plain(value) if wanted is Fields else _record(wanted, _checked(value, dict))
    if wanted is date:
        return date.fromisoformat(_checked(value, str))
    if issubclass(wanted, StrEnum):
        return wanted(_checked(value, str))
    return _checked(value, wanted)


def _record(wanted: Any, values: Mapping[str, object]) -> object:
    hints = get_type_hints(wanted)
    if values.keys() - hints.keys() or hints.keys() - values.keys() - _ADDED_LATER:
        raise ValueError(f"{wanted.__name__}: {sorted(values.keys() ^ hints.keys())}")
    return wanted(**{name: _typed(hints[name], value) for name, value in values.items()})


def _without_none(wanted: Any) -> Any:
    return next(kind for kind in get_args(wanted) if kind is not types.NoneType)


def _checked(value: object, wanted: type) -> Any:
    if type(value) is not wanted:
        raise ValueError(f"expected {wanted.__name__}, found {type(value).__name__}")
    return value
