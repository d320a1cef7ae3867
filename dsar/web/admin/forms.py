"""The forms with an organisation's details, and with its logo and colour."""

import hashlib
import re
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, Email, InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import HiddenInput

from dsar.core.advice_terms import FEWEST_DAYS, MOST_DAYS
from dsar.core.errors import InvalidInput
from dsar.core.reminders import LARGEST_BEFORE, MOST_BEFORE, check_before
from dsar.core.vocabulary import LegalNature
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.services.accounts import OrganisationInput
from dsar.services.house_style import HouseStyleInput
from dsar.web.fields import Radios, Select, WholeNumber, choices
from dsar.web.forms import Form
from dsar.wording.errors import lazy_sentence, sentence
from dsar.wording.words import pairs

_REQUIRED = lazy_sentence("required")
_LONGEST = 4  # digits of a number of days


def _at_most(count: int) -> Length:
    return Length(max=count, message=_l("Gebruik hoogstens %(count)s tekens.", count=count))


def _between(least: int, most: int) -> NumberRange:
    return NumberRange(
        least, most, message=_l("Vul een getal in van %(least)s tot en met %(most)s.", least=least, most=most)
    )


def _lines(value: str | None) -> str:
    return "\n".join(line.strip() for line in (value or "").replace("\x00", "").splitlines() if line.strip())


def _plain(field: StringField) -> str:
    return (field.data or "").strip()


class WorkingDays(StringField):
    """Numbers of working days before a date, typed with commas between them."""

    def process_data(self, value: str) -> None:
        """Show what is kept ("7,3,1") as people write it."""
        self.data = ", ".join((value or "").split(","))

    def numbers(self) -> tuple[int, ...]:
        """Give what was typed; raises InvalidInput as `check_before`, also for what is no number."""
        typed = [one for one in re.split(r"[\s,;]+", self.data or "") if one]
        found = tuple(int(one) if one.isascii() and one.isdigit() and len(one) < _LONGEST else 0 for one in typed)
        check_before(found)
        return found


class OrganisationForm(Form):
    """What an administrator may change."""

    version = IntegerField(widget=HiddenInput())
    name = StringField(_l("Naam"), [DataRequired(_REQUIRED), _at_most(200)])
    address = TextAreaField(_l("Adres in het briefhoofd"), [DataRequired(_REQUIRED), _at_most(500)], filters=[_lines])
    return_address = StringField(
        _l("Retouradres boven het venster, op één regel"), [DataRequired(_REQUIRED), _at_most(200)]
    )
    telephone = StringField(_l("Telefoonnummer"), [DataRequired(_REQUIRED), _at_most(40)])
    email = StringField(
        _l("E-mailadres"),
        [DataRequired(_REQUIRED), _at_most(254), Email(lazy_sentence("email_impossible"), check_deliverability=False)],
    )
    website = StringField(_l("Website"), [_at_most(200)])
    legal_nature = Select(
        _l("Wat voor organisatie is dit?"),
        choices=lambda: [SelectChoice(value="", label=_("Nog niet bekend")), *choices(pairs(LegalNature))],
        description=_l(
            "Hiervan hangt af waar iemand terecht kan na een afwijzing. Zolang dit niet bekend is, kan geen "
            "afwijzing definitief worden."
        ),
    )
    posting_days = WholeNumber(
        _l("Werkdagen die de post erover doet"),
        [InputRequired(_REQUIRED), _between(0, 10)],
        description=_l("Zo veel werkdagen voor de termijn gaat een brief uiterlijk de deur uit. Gebruikelijk is 2."),
    )
    carry_out_days = WholeNumber(
        _l("Werkdagen om een toewijzing uit te voeren"),
        [InputRequired(_REQUIRED), _between(1, 60)],
        description=_l(
            "Een streefdag na het besluit, geen termijn van de wet. De termijn van de wet gaat altijd voor."
        ),
    )
    advice_days = WholeNumber(
        _l("Werkdagen om advies te geven"),
        [InputRequired(_REQUIRED), _between(FEWEST_DAYS, MOST_DAYS)],
        description=_l(
            "Zo lang heeft wie adviseert, daarna de waarnemer. Pas dan mag er zonder advies worden besloten."
        ),
    )
    decision_days = WholeNumber(
        _l("Werkdagen om te besluiten"),
        [InputRequired(_REQUIRED), _between(FEWEST_DAYS, MOST_DAYS)],
        description=_l("Duurt een besluit langer? Dan krijgt wie besluit een melding. Dit is geen termijn van de wet."),
    )
    reminder_days = WorkingDays(
        _l("Werkdagen vooraf met een melding"),
        description=_l(
            "Zo veel werkdagen voor een uiterste datum krijgt de behandelaar een melding. Hoogstens %(count)s getallen "
            "van 1 tot en met %(most)s, met een komma ertussen. Op de dag zelf en daarna komt altijd een melding.",
            count=MOST_BEFORE,
            most=LARGEST_BEFORE,
        ),
    )
    password_months = WholeNumber(
        _l("Maanden dat een wachtwoord geldig is"),
        [Optional(), _between(1, 24)],
        description=_l("Daarna kiest iedereen met een rol in deze organisatie een nieuw wachtwoord. Leeg: geen grens."),
    )
    window_side = Radios(
        _l("Venster van de envelop"),
        choices=[SelectChoice(value="left", label=_l("Links")), SelectChoice(value="right", label=_l("Rechts"))],
    )

    def validate_reminder_days(self, field: WorkingDays) -> None:
        """Tell at the field what is wrong with the days."""
        try:
            field.numbers()
        except InvalidInput as error:
            raise ValidationError(sentence(error.code, **error.details)) from error

    def wanted(self) -> OrganisationInput:
        """Give what was typed as the service takes it."""
        return OrganisationInput(
            name=_plain(self.name),
            address=_plain(self.address),
            return_address=_plain(self.return_address),
            telephone=_plain(self.telephone),
            email=_plain(self.email),
            website=_plain(self.website),
            legal_nature=LegalNature(self.legal_nature.data) if self.legal_nature.data else None,
            posting_days=self.posting_days.data or 0,
            carry_out_days=self.carry_out_days.data or 0,
            advice_days=self.advice_days.data or 0,
            window_side=self.window_side.data,
            password_months=self.password_months.data,
            decision_days=self.decision_days.data or 0,
            reminder_days=self.reminder_days.numbers(),
        )


class HouseStyleForm(Form):
    """The logo and the colour of an organisation's letters and screens."""

    version = IntegerField(widget=HiddenInput())
    accent = StringField(
        _l("Kleur van de organisatie"),
        [DataRequired(_REQUIRED), _at_most(20)],
        description=_l(
            "Een # met zes tekens, bijvoorbeeld #0b6e4f. De kleur moet donker genoeg zijn om op wit te lezen. "
            "Voor links op de schermen maken wij de kleur zo nodig donkerder."
        ),
    )
    logo = FileField(
        _l("Nieuw logo"),
        description=_l("Een PNG of SVG van hoogstens 1 MB. Van het bestand bewaren wij alleen de tekening."),
    )
    remove_logo = BooleanField(_l("Haal het logo weg"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._content: bytes | None = None
        if hasattr(self.logo.data, "read"):  # a file; otherwise the logo that is there
            self._content = self.logo.data.read()
            self.logo.data.close()

    def key_with_file(self) -> str:
        """Give a key for this form with this file: with another file it is another form."""
        return f"{self.form_key.data}{hashlib.sha256(self._content or b'').hexdigest()}"

    def wanted(self) -> HouseStyleInput:
        """Give what was chosen as the service takes it."""
        return HouseStyleInput(_plain(self.accent), self._content, bool(self.remove_logo.data))
