"""Placeholders of a letter as fields of a form, and what was typed in them back as `Fields`.

Names in the page are those of the nested form: `details-day`, and for a table `details-searched-0-place`.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, RadioField, StringField, TextAreaField, ValidationError
from wtforms import Form as NestedForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length

from dsar.core.fields import Fields, Value
from dsar.core.placeholders import Placeholder, Shape, relevant
from dsar.language import Words, lazy
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.web.fields import DayField
from dsar.wording.columns import COLUMNS
from dsar.wording.errors import sentence
from dsar.wording.placeholders import OPTIONS, WORDS

MOST_TEXT = 20_000  # characters
MOST_LINE = 300  # characters
MOST_ROWS = 60
EMPTY_ROWS = 2  # kept at the end of a table
GROUPS: Mapping[str, str] = Words(
    {  # headings in a long form, by the placeholder that they stand above
        "understood": "Het verzoek",
        "form": "De inzage",
        "delivery": "De kopie",
        "searched": "Het zoeken",
        "purposes": "De bijlage over de gegevens",
        "told": "Anderen die de gegevens kregen",
    }
)
PREFIX = "details"  # of the nested form, as the rules name its fields
_MORE = re.compile(r"rows-([a-z_]+)")
_READABLE_NAME = re.compile(r"[a-z_0-9-]{1,120}", re.ASCII)
_LONG_NUMBER = re.compile(r"[0-9]{5}")


class Choice(RadioField):
    """One of the options, or none yet: whether it is needed is for the rules of the letter to say."""

    def pre_validate(self, form: Any) -> None:
        """Refuse an option that is not on the list."""
        if self.data not in (None, "", *(choice[0] for choice in self.iter_choices())):
            raise ValidationError(sentence("choose_one"))


class PlaceholderForm(NestedForm):
    """The placeholders of one letter, in its order; `form_for` makes one."""

    placeholders: ClassVar[tuple[Placeholder, ...]] = ()

    def fields(self) -> Fields:
        """Give what was filled in; what the choices leave out is not among it."""
        found = Fields.of({item.name: _value(self[item.name], item.shape) for item in self.placeholders})
        return relevant(self.placeholders, found)

    def widen(self, name: str = "") -> None:
        """Keep empty rows at the end of every table, and add some to the one that is named."""
        for item in self.placeholders:
            if item.shape is Shape.ROWS:
                _add_rows(self[item.name], EMPTY_ROWS if item.name == name else 0)


def form_for(placeholders: tuple[Placeholder, ...]) -> type[PlaceholderForm]:
    """Make the form of these placeholders."""
    attributes = {"placeholders": placeholders, **{item.name: _field(item, placeholders) for item in placeholders}}
    return type("Placeholders", (PlaceholderForm,), attributes)


def as_data(fields: Fields, placeholders: tuple[Placeholder, ...]) -> dict[str, object]:
    """Give filled-in fields as the form's data, to go on from."""
    return {item.name: _shown(fields[item.name], item) for item in placeholders if fields[item.name]}


def readable(posted: MultiDict[str, str]) -> MultiDict[str, str]:
    """Leave out names that no form of ours has: a row's number of five digits, or a character that is no letter."""
    kept: MultiDict[str, str] = MultiDict()
    for name, value in posted.items(multi=True):
        if _READABLE_NAME.fullmatch(name) and not _LONG_NUMBER.search(name):
            kept.add(name, value)
    return kept


def more_rows(change: str) -> str:
    """Give the table for which more rows were asked with the button, or ""."""
    match = _MORE.fullmatch(change)
    return match[1] if match else ""


def _field(item: Placeholder, among: tuple[Placeholder, ...]) -> Any:
    named: dict[str, Any] = {"label": lazy(_label, item), "description": lazy(_hint, item)}
    if item.shape is Shape.DAY:
        return DayField(**named)
    if item.shape is Shape.CHOICE:
        options = [
            SelectChoice(value=option, label=lazy(OPTIONS.__getitem__, (item.name, option))) for option in item.options
        ]
        return Choice(choices=options, **named)
    if item.shape is Shape.ROWS:
        return FieldList(FormField(_row_form(item)), max_entries=MOST_ROWS, **named)
    if item.shape is Shape.LINE:
        return StringField(validators=[_at_most(MOST_LINE)], **named)
    return TextAreaField(validators=[_at_most(MOST_TEXT)], **named)


def _row_form(item: Placeholder) -> type[NestedForm]:
    cells = {
        column: StringField(lazy(COLUMNS.__getitem__, (item.name, column)), validators=[_at_most(MOST_LINE)])
        for column in item.columns
    }
    return type("Row", (NestedForm,), cells)


def _label(item: Placeholder) -> str:
    return WORDS[item.name].label


def _hint(item: Placeholder) -> str:
    """Say for which choice a field is asked, before what to write in it."""
    hint = WORDS[item.name].hint
    if item.only_when is None:
        return hint
    condition = _("Alleen bij “%(choice)s”.", choice=OPTIONS[item.only_when])
    return f"{condition} {hint}".strip()


def _at_most(most: int) -> Length:
    return Length(max=most, message=_l("Dit is te lang. Gebruik hoogstens %(most)s tekens.", most=most))


def _value(field: Any, shape: Shape) -> Value:
    if shape is Shape.DAY:
        return field.data or ""
    if shape is Shape.ROWS:
        return tuple(_cells(entry) for entry in field)
    text = (field.data or "").replace("\r\n", "\n").replace("\x00", "")
    return tuple(text.split("\n")) if shape is Shape.LINES else text


def _cells(entry: Any) -> tuple[str, ...]:
    return tuple((cell.data or "").replace("\x00", "") for cell in entry.form)


def _shown(value: Value, item: Placeholder) -> object:
    if item.shape is Shape.LINES and isinstance(value, tuple):
        return "\n".join(str(line) for line in value)
    if item.shape is Shape.ROWS and isinstance(value, tuple):
        return [dict(zip(item.columns, row, strict=False)) for row in value if isinstance(row, tuple)]
    return value


def _add_rows(rows: Any, more: int) -> None:
    wanted = max(EMPTY_ROWS - _empty_at_end(rows), 0) + more
    for _row in range(min(wanted, MOST_ROWS - len(rows))):
        rows.append_entry()


def _empty_at_end(rows: Any) -> int:
    count = 0
    for entry in reversed(rows.entries):
        if any(cell.strip() for cell in _cells(entry)):
            break
        count += 1
    return count
