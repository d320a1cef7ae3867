"""The form of a letter that people write themselves: about which requests it is, and what it must say."""

from functools import cache
from typing import Any

from wtforms import FormField, TextAreaField
from wtforms.validators import Length

from dsar.core.drafts import LONGEST_REASON, DraftInput
from dsar.core.fields import Fields
from dsar.core.placeholders import COMPOSED
from dsar.core.vocabulary import LetterKind
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import RequestView
from dsar.web.fields import Boxes
from dsar.web.filters import capital, request_name
from dsar.web.forms import CaseForm
from dsar.web.placeholders import PlaceholderForm, as_data, form_for


class DraftForm(CaseForm):
    """A composed letter; `draft_form` adds what its kind must say."""

    request_ids = Boxes(_l("Over welke verzoeken gaat deze brief?"), coerce=int, validate_choice=False)
    correction_reason = TextAreaField(
        _l("Wat was er niet goed in de eerdere brief?"),
        [
            Length(
                max=LONGEST_REASON,
                message=_l("Dit is te lang. Gebruik hoogstens %(most)s tekens.", most=LONGEST_REASON),
            )
        ],
        description=_l("Dit staat in de nieuwe brief. Bijvoorbeeld: in onze brief stond een verkeerde datum."),
    )
    details: Any  # a FormField of a PlaceholderForm

    def letter_details(self) -> PlaceholderForm:
        """Give the nested form of what the letter must say."""
        found: PlaceholderForm = self.details.form
        return found

    def offer(self, requests: tuple[RequestView, ...]) -> None:
        """Set which requests can be chosen; with one there is nothing to choose."""
        self.request_ids.choices = [(row.request.id, capital(request_name(row.request))) for row in requests]
        if len(requests) == 1 or not self.is_submitted():
            self.request_ids.data = self.request_ids.data or [row.request.id for row in requests]

    def draft(self, kind: LetterKind, replaces_id: int | None = None) -> DraftInput:
        """Give the letter as written, as the service wants it."""
        chosen = tuple(self.request_ids.data or ())
        reason = (self.correction_reason.data or "").strip() if replaces_id is not None else ""
        return DraftInput(kind, chosen, self.letter_details().fields(), replaces_id, reason)


@cache
def draft_form(kind: LetterKind) -> type[DraftForm]:
    """Give the form for a kind of letter."""
    return type("DraftOfKind", (DraftForm,), {"details": FormField(form_for(COMPOSED[kind]), _l("Wat de brief zegt"))})


def as_begun(kind: LetterKind, fields: Fields) -> dict[str, object]:
    """Give what a new letter begins with as the form's data."""
    return {"details": as_data(fields, COMPOSED[kind])}


def as_written(kind: LetterKind, request_ids: tuple[int, ...], content: str, reason: str | None) -> dict[str, object]:
    """Give a kept draft as the form's data, to go on from."""
    return {
        "request_ids": list(request_ids),
        "correction_reason": reason or "",
        "details": as_data(Fields.from_json(content), COMPOSED[kind]),
    }
