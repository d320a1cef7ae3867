"""How easily the texts of a form read, by the id of their field."""

from collections.abc import Iterator, Mapping
from typing import Any

from wtforms import FieldList, FormField, TextAreaField

from dsar.reading import LANGUAGES, Reading, read_fields

_NOT_PRINTED = frozenset({"file_note"})


def readings_of(form: Any, language: str) -> Mapping[str, Reading]:
    """Read every text of a form that a letter prints; nothing in a language that cannot be read."""
    return read_fields(dict(_texts(form)), language) if language in LANGUAGES else {}


def _texts(form: Any) -> Iterator[tuple[str, str]]:
    for field in form:
        if isinstance(field, FormField):
            yield from _texts(field.form)
        elif isinstance(field, FieldList):
            yield from (pair for entry in field if isinstance(entry, FormField) for pair in _texts(entry.form))
        elif isinstance(field, TextAreaField) and field.short_name not in _NOT_PRINTED and field.data:
            yield field.id, field.data
