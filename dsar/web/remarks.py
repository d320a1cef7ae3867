"""The officer's remarks beside the fields of a text: asked for on the sign-off screens, shown to the author."""

import re
from collections.abc import Mapping
from typing import Any, Protocol

from wtforms import Form as NestedForm
from wtforms import FormField, TextAreaField
from wtforms.validators import Length

from dsar.core.remarks import Remarks, moved
from dsar.language import Words
from dsar.language import gettext as _
from dsar.web.forms import Form
from dsar.wording.placeholders import WORDS

MOST_TEXT = 4_000  # characters
READABLE_PLACE = re.compile(r"[a-z][a-z_0-9-]{0,79}", re.ASCII)
_PART = re.compile(r"parts-(\d+)-(.+)", re.ASCII)
WHOLE = Words(
    {
        "outcome": "Wat wordt voorgesteld",
        "answer": "Wat wordt toegewezen, hoe en wanneer",
        "appointment": "Nog iets over de afspraak",
    }
)
PART_FIELDS = Words(
    {
        "what": "Om welk deel het gaat",
        "outcome": "Wat er met dit deel gebeurt",
        "ground": "Grond",
        "facts": "Feiten",
        "weighing": "Afweging",
        "statute": "Wet die tot bewaren verplicht",
        "keep_until": "Bewaren tot en met",
        "alternative": "Wat wel kan",
        "file_note": "Alleen voor het dossier, nooit in de brief",
    }
)


class HasRemarks(Protocol):
    """An advice of either kind."""

    @property
    def remarks(self) -> str:
        """Canonical JSON of `core.remarks`."""


def label_of(place: str) -> str:
    """Give the name of the field beside which a remark stands."""
    match = _PART.fullmatch(place)
    if match is not None:
        return _("Onderdeel %(number)s: %(what)s", number=int(match[1]) + 1, what=PART_FIELDS.get(match[2], match[2]))
    name = place.removeprefix("details-")
    return WORDS[name].label if place != name and name in WORDS else WHOLE.get(place, place)


def remark_rows(advice: HasRemarks) -> list[dict[str, str]]:
    """Give the remarks of an advice as the rows of a summary list."""
    return [{"key": label_of(place), "value": text} for place, text in Remarks.from_json(advice.remarks).entries]


def remarks_field(places: Mapping[str, str]) -> "FormField[Any]":
    """Make a nested form with a field per place; `places` gives what the field beside it is called."""
    fields = {
        place: TextAreaField(_("Uw opmerking bij: %(what)s", what=label), [Length(max=MOST_TEXT)])
        for place, label in places.items()
    }
    return FormField(type("RemarkFields", (NestedForm,), fields), _("Opmerkingen per onderdeel"))


def typed_remarks(form: Any) -> Remarks:
    """Give what was typed in the nested form."""
    return Remarks.of({field.short_name: field.data or "" for field in form})


def show_beside(form: Form, remarks: str, parts: Mapping[int, int]) -> list[dict[str, str]]:
    """Put each remark beside the field of the author that it is about; `parts` says which part became which.

    Give what is beside nothing, because its field is gone, as the rows of a summary list.
    """
    left = []
    for place, text in Remarks.from_json(remarks).entries:
        field = form.find(moved(place, parts))
        if field is not None:
            vars(field)["officer_remark"] = text
        else:
            left.append({"key": label_of(place), "value": text})
    return left


def beside(form: Form, remarks: str, parts: Mapping[int, int]) -> list[dict[str, str]]:
    """Give a link to each remark that `show_beside` put beside a field, in the order of the remarks."""
    fields = ((place, form.find(moved(place, parts))) for place, _text in Remarks.from_json(remarks).entries)
    return [{"text": label_of(place), "href": f"#{field.id}-remark"} for place, field in fields if field is not None]


def place_of(name: str) -> str:
    """Give the place of a field of a whole text: that of the form of its author."""
    return name if name in WHOLE else f"details-{name}"


def gone(posted: Mapping[str, str], prefix: str, places: Mapping[str, str]) -> dict[str, str]:
    """Give the places of remarks typed beside what a newer revision no longer has: nothing typed is lost."""
    typed = (name.removeprefix(prefix) for name, text in posted.items() if name.startswith(prefix) and text)
    return {place: label_of(place) for place in typed if place not in places and READABLE_PLACE.fullmatch(place)}


def typed_remark_rows(form: Form) -> list[dict[str, str]]:
    """Give the remarks that were typed as the rows of a summary list."""
    if "remarks" not in form:
        return []
    return [{"key": label_of(field.short_name), "value": field.data} for field in form["remarks"].form if field.data]
