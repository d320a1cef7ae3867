"""Fields of our own: a day typed the Dutch way, and a closed list of words as radios, select or boxes."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from wtforms import Field, IntegerField, RadioField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from dsar.language import gettext as _
from dsar.wording.deadlines import month_number
from dsar.wording.errors import sentence
from dsar.wording.words import pairs

_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_THIS_CENTURY = 2000
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2}) ?([a-z]+)\.? (\d{4})")


def read_day(text: str) -> date:
    """Read 18-11-2026, 18-11-26, 18 november 2026 or 2026-11-18, in any language; raises ValueError for no day."""
    plain = " ".join(text.lower().split())
    if match := _ISO.fullmatch(plain):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.fullmatch(plain):
        year = int(match[3]) if len(match[3]) > 2 else _THIS_CENTURY + int(match[3])
        return date(year, int(match[2]), int(match[1]))
    if match := _NAMED.fullmatch(plain):
        return date(int(match[3]), month_number(match[2]), int(match[1]))
    raise ValueError(text)


class WholeNumber(IntegerField):
    """A whole number; something else is told in Dutch."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Vul een heel getal in.")) from error


class DayField(Field):
    """A calendar day in one text field; what was typed is kept when it is no day."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%d-%m-%Y}" if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read what was typed; an empty field gives None and leaves it to a validator whether that is right."""
        self.data = None
        text = str(valuelist[0]).strip() if valuelist else ""
        if not text:
            self.raw_data = []  # spaces are no answer: without this they pass for one that was given
            return
        try:
            self.data = read_day(text)
        except ValueError as error:
            raise ValueError(sentence("day_unreadable")) from error


def as_typed(value: str | date | bool) -> str:
    """Give a choice as it stands in an address: a day as people write it, "ja" for a box that was ticked."""
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return "ja" if value is True else str(value)


def choices(words: Iterable[tuple[StrEnum, str]]) -> list[SelectChoice]:
    """Make choices from words and their names."""
    return [SelectChoice(value=word.value, label=label) for word, label in words]


def closed_list(words: type[StrEnum]) -> Callable[[], list[SelectChoice]]:
    """Offer every member of a list, named when the form is opened."""
    return lambda: choices(pairs(words))


class Radios(RadioField):
    """One of a closed list; nothing chosen gives a sentence that says so."""

    def pre_validate(self, form: Any) -> None:
        """Refuse no choice, or one that is not on the list."""
        if self.data in (None, "", "None"):
            raise ValidationError(sentence("choose_one"))
        super().pre_validate(form)


class Select(SelectField):
    """One of a longer list."""


class Boxes(SelectMultipleField):
    """Any number of a closed list."""

    option_widget = CheckboxInput()
    widget = ListWidget(prefix_label=False)
