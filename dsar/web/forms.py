"""The base of every form: counts once, refuses a BSN in any text, and shows what the services refuse."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    FieldList,
    FormField,
    HiddenField,
    IntegerField,
    PasswordField,
    SelectField,
    StringField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.i18n import messages_path
from wtforms.widgets import HiddenInput

from dsar.core.errors import DomainError, InvalidInput
from dsar.core.identity import find_bsn
from dsar.core.texts import readable
from dsar.language import lazy_gettext as _l
from dsar.language import spoken
from dsar.web.context import restored
from dsar.wording.errors import sentence
from dsar.wording.people import in_own_words

_LONGEST_KEY = 64  # characters that the database keeps of a key


@cache
def _messages(language: str) -> NullTranslations:
    return Translations.load(messages_path(), [language], domain="wtforms")


class Form(FlaskForm):
    """A form that a person fills in."""

    class Meta(FlaskForm.Meta):
        """What WTForms itself says comes in the language of the screen."""

        def get_translations(self, form: FlaskForm) -> NullTranslations:
            """Give the messages of WTForms; Flask-WTF would read their file in every request."""
            return _messages(spoken())

    form_errors: list[str]
    form_key = HiddenField()
    not_a_bsn = BooleanField(_l("Dit is geen BSN"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self._walk(self):
            field.label.text, field.description = str(field.label.text), str(field.description)  # said by now
            if type(field.data) is str and not isinstance(field, PasswordField):  # a word of a closed list stays one
                field.data = readable(field.data)  # a name must not turn around what stands behind it on a screen
            elif type(field.data) is str:
                field.data = field.data.replace("\x00", "")  # PostgreSQL keeps none, and nobody types one
        self.bsn_found = False  # the template shows the box "dit is geen BSN" when it is set
        if not 0 < len(self.form_key.data or "") <= _LONGEST_KEY:
            self.form_key.data = secrets.token_urlsafe(24)

    def validate(self, extra_validators: Any = None) -> bool:
        """Run the fields' own checks and look for a BSN in everything that was typed.

        A form that is put back after signing in is never in order, and has no mistakes either: it is only shown.
        """
        if restored():
            return False
        in_order = bool(super().validate(extra_validators))
        for field in self._walk(self):
            if not isinstance(field, FormField):
                field.errors = [_said(one) for one in field.errors]
        return self.without_bsn() and in_order

    def without_bsn(self) -> bool:
        """Look for a BSN in everything that was typed, and tell it beside its field unless somebody said it is none."""
        found_none = True
        for field in self._with_bsn():
            self.bsn_found = True
            if not self.not_a_bsn.data:
                field.errors = [*field.errors, sentence("bsn_found")]
                found_none = False
        self.gather_errors()
        return found_none

    def _with_bsn(self) -> Iterator[Field]:
        """Give the fields in which a BSN was typed; the first of a row for one that is spread over its cells."""
        yield from (field for field in self.typed_fields(self) if find_bsn(str(field.data)) is not None)
        for rows in (field for field in self._walk(self) if isinstance(field, FieldList)):
            for row in (entry.form for entry in rows if isinstance(entry, FormField)):
                cells = [cell for cell in row if type(cell) is StringField]
                typed = [cell.data or "" for cell in cells]
                if find_bsn("\n".join(typed)) is not None and not any(map(find_bsn, typed)):
                    yield cells[0]

    def typed_fields(self, form: Any) -> Iterator[Field]:
        """Walk over the fields in which a person typed text, those of nested forms included."""
        for field in form:
            if isinstance(field, FormField):
                yield from self.typed_fields(field.form)
            elif isinstance(field, FieldList):
                for entry in field:
                    if isinstance(entry, FormField):
                        yield from self.typed_fields(entry.form)
            elif isinstance(field.data, str) and not isinstance(field, HiddenField | PasswordField):
                yield field

    def refuse(self, error: DomainError) -> None:
        """Show what a service refused: beside its field when the form has it, else on top."""
        words = sentence(error.code, **error.details)
        field = self.find(error.field) if isinstance(error, InvalidInput) else None
        if field is None:
            self.form_errors = [*self.form_errors, words]
        else:
            field.errors = [*field.errors, words]
            self.gather_errors()

    def call_client(self, client: str) -> None:
        """Let the labels, hints, choices and errors call who asks by the organisation's own word."""
        for field in self._walk(self):
            field.label.text, field.description = (
                in_own_words(text, client) for text in (field.label.text, field.description)
            )
            if not isinstance(field, FormField):
                field.errors = _in_own_words(field.errors, client)
            if isinstance(field, SelectField) and field.choices:
                field.choices = [_named(one, client) for one in field.choices]
        self.form_errors = _in_own_words(self.form_errors, client)
        self.gather_errors()

    def find(self, path: str) -> Field | None:
        """Give the field with a path such as "parts-0-facts", without the form's own prefix, or None."""
        wanted = f"{self._prefix}{path}"
        return next((field for field in self._walk(self) if field.name == wanted), None)

    def gather_errors(self) -> None:
        """Let every list of nested forms know what is wrong in them: it keeps a copy of their errors."""
        self._gather(self)

    def _gather(self, form: Any) -> None:
        for field in form:
            if isinstance(field, FormField):
                self._gather(field.form)
            elif isinstance(field, FieldList):
                own = [error for error in field.errors if isinstance(error, str)]
                nested = [entry.errors for entry in field if entry.errors]
                field.errors = [*own, *nested]

    def _walk(self, form: Any) -> Iterator[Field]:
        for field in form:
            yield field
            if isinstance(field, FormField):
                yield from self._walk(field.form)
            elif isinstance(field, FieldList):
                for entry in field:
                    yield entry
                    if isinstance(entry, FormField):
                        yield from self._walk(entry.form)


def _said(error: Any) -> Any:
    """Say an error that a check of a form's class gave; the errors of nested forms are not texts."""
    return error if isinstance(error, dict | list | tuple) else str(error)


def _in_own_words(errors: Sequence[object], client: str) -> list[Any]:
    return [in_own_words(one, client) if isinstance(one, str) else one for one in errors]


def _named(choice: Any, client: str) -> Any:
    if isinstance(choice, SelectChoice) and choice.label:
        return replace(choice, label=in_own_words(choice.label, client))
    return choice


class CaseForm(Form):
    """A form about a case: carries the version on which it was opened and the last entry that was on the screen."""

    version = IntegerField(widget=HiddenInput())
    seen = IntegerField(widget=HiddenInput())

    def opened_on(self, version: int, seen: int) -> None:
        """Set what the form is opened on; after a conflict this makes sending it again deliberate."""
        self.version.data, self.version.raw_data = version, None
        self.seen.data, self.seen.raw_data = seen, None
