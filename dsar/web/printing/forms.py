"""The forms of the post: which letters, how they are printed, how they left, a printer's offsets, a run."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wtforms import BooleanField, Field, IntegerField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, Length
from wtforms.widgets import HiddenInput, TextInput

from dsar.core.vocabulary import DispatchWay
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.language import number
from dsar.services.post_letter import PostInput
from dsar.services.printers import LONGEST_NAME, PrinterInput
from dsar.web.fields import Boxes, DayField, Radios, Select, choices, closed_list
from dsar.web.forms import Form
from dsar.wording.errors import lazy_sentence, sentence
from dsar.wording.words import pairs

_OFFSET = re.compile(r"([-+\u2212\u2013]?)\s*(\d{1,3})(?:[.,](\d))?")
NO_PRINTER = "0"


class Picked(Boxes):
    """Ids that were ticked; whether each is still on the list is for the route, which can name what is not."""

    def pre_validate(self, form: Any) -> None:
        """Refuse nothing chosen."""
        if not self.data:
            raise ValidationError(sentence("no_letter_chosen"))


def ids(choice: object) -> int:
    """Read an id; raises ValueError for anything that no database would hold."""
    text = str(choice)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(sentence("not_found"))
    return int(text)


class PickForm(Form):
    """Which letters, and how they are printed."""

    letters = Picked(_l("Welke brieven?"), coerce=ids)
    printer = Select(_l("Printer"), coerce=str)
    duplex = BooleanField(_l("Dubbelzijdig: elke brief begint op een nieuw vel"))
    with_list = BooleanField(_l("Met een verzendlijst als eerste bladzijde"))

    def offer(self, letters: Iterable[tuple[int, str]], printers: Iterable[tuple[int, str]]) -> None:
        """Offer what waits, and the printers of the organisation."""
        self.letters.choices = list(letters)
        none = SelectChoice(value=NO_PRINTER, label=_("Een printer die recht print (geen verschuiving)"))
        self.printer.choices = [*(SelectChoice(value=str(id_), label=name) for id_, name in printers), none]


class SentForm(Form):
    """How and on which day all chosen letters left."""

    letters = Picked(_l("Brieven"), coerce=ids)
    way = Radios(_l("Hoe zijn de brieven verzonden?"), choices=closed_list(DispatchWay))
    posted_on = DayField(_l("Wanneer zijn de brieven verzonden?"), [DataRequired(lazy_sentence("required"))])

    def offer(self, letters: Iterable[tuple[int, str]], ways: frozenset[DispatchWay]) -> None:
        """Offer the chosen letters and the ways that hold for each of them."""
        self.letters.choices = list(letters)
        self.way.choices = choices([(way, label) for way, label in pairs(DispatchWay) if way in ways])

    def posted(self) -> PostInput:
        """Give the dispatch as the service wants it."""
        day: date = self.posted_on.data
        return PostInput(DispatchWay(self.way.data), day)


class Millimetres(Field):
    """A distance in millimetres with a comma; `data` is in tenths, and what was typed is kept."""

    widget = TextInput()

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number((self.data or 0) / 10, "0.#")

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        """Read "1,5", "-0,5" or "2"; an empty field is zero."""
        text = str(valuelist[0]).strip() if valuelist else ""
        match = _OFFSET.fullmatch(text.removesuffix("mm").strip()) if text else None
        if text and match is None:
            raise ValueError(sentence("offset_unreadable"))
        tenths = int(match[2]) * 10 + int(match[3] or 0) if match else 0
        self.data = -tenths if match and match[1] not in {"", "+"} else tenths


class PrinterForm(Form):
    """A printer and how far its letters have to move."""

    version = IntegerField(widget=HiddenInput())
    name = StringField(
        _l("Naam van de printer"),
        [
            DataRequired(lazy_sentence("required")),
            Length(max=LONGEST_NAME, message=_l("Hoogstens %(most)s tekens.", most=LONGEST_NAME)),
        ],
        description=_l("Bijvoorbeeld: balie Enschede."),
    )
    offset_right = Millimetres(
        _l("Naar rechts, in millimeters"), description=_l("Bijvoorbeeld 1,5. Naar links is met een min ervoor: -1,5.")
    )
    offset_down = Millimetres(
        _l("Naar beneden, in millimeters"), description=_l("Bijvoorbeeld 0,5. Naar boven is met een min ervoor: -0,5.")
    )

    def wanted(self) -> PrinterInput:
        """Give what was typed as the service takes it."""
        return PrinterInput(self.name.data or "", self.offset_right.data or 0, self.offset_down.data or 0)


class RemoveForm(Form):
    """Take away what was opened on a version."""

    version = IntegerField(widget=HiddenInput())


class RunForm(Form):
    """Which letters a run makes."""

    letters = Boxes(_l("Brieven met een nummer en zonder bladzijden"), coerce=ids)
    cases = Boxes(_l("Zaken zonder ontvangstbevestiging"), coerce=ids)

    def offer(self, letters: Iterable[tuple[int, str]], cases: Iterable[tuple[int, str]]) -> None:
        """Offer what can be made."""
        self.letters.choices, self.cases.choices = list(letters), list(cases)

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for at least one of either."""
        in_order = super().validate(extra_validators)
        if in_order and not self.letters.data and not self.cases.data:
            self.form_errors = [*self.form_errors, sentence("no_letter_chosen")]
            return False
        return in_order


class GoOnForm(Form):
    """Go on with a run."""
