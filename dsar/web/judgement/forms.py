"""The forms about who asks, who was heard, the advice, the decision and the carrying out."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from wtforms import FormField, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from dsar.core.carrying_out import CarryOutInput
from dsar.core.placeholders import Placeholder
from dsar.core.remarks import NO_REMARKS, Remarks
from dsar.core.vocabulary import AdviceKind, DocumentKind, HearingCapacity, IdentityMethod
from dsar.language import Words
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.services.advise import AdviceInput
from dsar.services.check_identity import IdentityInput
from dsar.services.hear import HearingInput
from dsar.web.fields import Boxes, DayField, Radios, Select, choices, closed_list
from dsar.web.forms import CaseForm
from dsar.web.placeholders import PlaceholderForm, form_for
from dsar.web.remarks import remarks_field, typed_remarks
from dsar.wording.errors import lazy_sentence
from dsar.wording.words import pairs

MOST_TEXT = 20_000  # characters
MOST_NAME = 200  # characters, as wide as its column

METHOD_HINTS: Mapping[str, str] = Words(
    {
        IdentityMethod.KNOWN: "Meestal genoeg. Vraag dan geen ander bewijs.",
        IdentityMethod.CALL_BACK: "Bel het nummer dat al bekend is, niet een nummer uit het verzoek.",
        IdentityMethod.DOCUMENT: "Alleen bij redelijke twijfel, als niets lichters kan. Maak geen kopie.",
    }
)
YES = "yes"
NO = "no"
DECIDE = "decide"
SEND_BACK = "send_back"


def required() -> InputRequired:
    """Make the check that a field was filled in."""
    return InputRequired(lazy_sentence("required"))


class IdentityForm(CaseForm):
    """How it was checked who is asking."""

    method = Radios(_l("Hoe is nagegaan wie dit vraagt?"), choices=closed_list(IdentityMethod))
    document_kind = Select(
        _l("Welk soort document is getoond?"),
        choices=lambda: [SelectChoice(value="", label=_("Geen document")), *choices(pairs(DocumentKind))],
        description=_l("Alleen als u een document zag. Schrijf geen nummer op en bewaar geen kopie."),
    )
    established = Radios(
        _l("Staat vast wie dit vraagt?"),
        choices=[
            SelectChoice(value=YES, label=_l("Ja, dat staat vast")),
            SelectChoice(value=NO, label=_l("Nee, nog niet")),
        ],
    )
    checked_on = DayField(_l("Wanneer is dat nagegaan?"), [required()])
    note = TextAreaField(
        _l("Toelichting"),
        [Length(max=MOST_TEXT)],
        description=_l("Niet verplicht. Bijvoorbeeld wie met deze persoon sprak. Schrijf hier nooit een BSN."),
    )

    def check(self) -> IdentityInput:
        """Give the check as the service wants it; a kind of document counts only when a document was shown."""
        method = IdentityMethod(self.method.data)
        kind = self.document_kind.data if method is IdentityMethod.DOCUMENT else ""
        return IdentityInput(
            method=method,
            established=self.established.data == YES,
            checked_on=_day(self.checked_on),
            document_kind=DocumentKind(kind) if kind else None,
            note=self.note.data or "",
        )


class HearingForm(CaseForm):
    """Who was heard, and what they said."""

    request_ids = Boxes(_l("Over welke verzoeken is iemand gehoord?"), coerce=int)
    person = StringField(
        _l("Wie is gehoord?"),
        [required(), Length(max=MOST_NAME)],
        description=_l("Een naam of een functie, bijvoorbeeld: begeleider van het traject."),
    )
    capacity = Radios(_l("Waarom deze persoon?"), choices=closed_list(HearingCapacity))
    heard_on = DayField(_l("Wanneer?"), [required()])
    statement = TextAreaField(
        _l("Wat zei deze persoon?"),
        [required(), Length(max=MOST_TEXT)],
        description=_l("In het kort. Dit komt niet in de brief."),
    )

    def hearing(self) -> HearingInput:
        """Give the hearing as the service wants it."""
        return HearingInput(
            request_ids=tuple(self.request_ids.data or ()),
            person=self.person.data or "",
            capacity=HearingCapacity(self.capacity.data),
            heard_on=_day(self.heard_on),
            statement=self.statement.data or "",
        )


class RevisionForm(CaseForm):
    """A form about one revision of a proposal: the one that was on the screen."""

    proposal_id = IntegerField(widget=HiddenInput())

    def pinned(self) -> int:
        """Give the revision that was on the screen; none counts as an older one."""
        return self.proposal_id.data or 0


class AdviceForm(RevisionForm):
    """What the officer says of a revision."""

    kind = Radios(_l("Wat is uw advies?"), choices=closed_list(AdviceKind))
    remark = TextAreaField(
        _l("Opmerking"),
        [Length(max=MOST_TEXT)],
        description=_l(
            "Geeft u het voorstel terug of adviseert u negatief? Schrijf hier waarom, of bij het "
            "veld waar het om gaat. Dit komt niet in de brief."
        ),
    )

    def advice(self) -> AdviceInput:
        """Give the advice as the service wants it."""
        return AdviceInput(self.pinned(), AdviceKind(self.kind.data), self.remark.data or "", self.beside())

    def beside(self) -> Remarks:
        """Give the remarks beside the fields."""
        return typed_remarks(self["remarks"].form) if "remarks" in self else NO_REMARKS

    def says_something(self) -> bool:
        """Tell whether a return or an advice against says why."""
        return self.kind.data == AdviceKind.AGREE or bool((self.remark.data or "").strip()) or bool(self.beside())


def with_remarks(form: type[AdviceForm], places: Mapping[str, str]) -> type[AdviceForm]:
    """Give the form with a field beside each place of the text."""
    return type("AdviceWithRemarks", (form,), {"remarks": remarks_field(places)}) if places else form


class DecisionForm(RevisionForm):
    """Decide as a revision proposes, or send it back."""

    what = Radios(
        _l("Wat besluit u?"),
        choices=[
            SelectChoice(value=DECIDE, label=_l("Besluiten zoals voorgesteld")),
            SelectChoice(value=SEND_BACK, label=_l("Terugsturen met een opmerking")),
        ],
    )
    reason = TextAreaField(
        _l("Waarom beslist u tegen het advies in?"),
        [Length(max=MOST_TEXT)],
        description=_l(
            "Verplicht als u besluit zoals voorgesteld. Dit blijft in het dossier en komt niet in de brief."
        ),
    )
    remark = TextAreaField(
        _l("Opmerking"),
        [Length(max=MOST_TEXT)],
        description=_l("Verplicht als u het voorstel terugstuurt."),
    )


class CarryOutForm(CaseForm):
    """When and how what was granted was done; `carry_out_form` adds the facts of its right and duties."""

    carried_out_on = DayField(_l("Wanneer is dit gedaan?"), [required()])
    duties = Boxes(
        _l("Wat hoort erbij?"),
        description=_l(
            "Vink aan wat is gedaan. Antwoordde u hierboven ‘nee’, dan hoeft dat niet. "
            "Bij wat niet is gedaan, hoort een reden."
        ),
    )
    not_done = TextAreaField(
        _l("Waarom is iets hiervan niet gedaan?"),
        [Length(max=MOST_TEXT)],
        description=_l("Alleen als u iets niet aanvinkte. Dit blijft in het dossier."),
    )
    description = TextAreaField(
        _l("Nog iets over de uitvoering"),
        [Length(max=MOST_TEXT)],
        description=_l("Niet verplicht. Dit blijft in het dossier en komt niet in een brief."),
    )
    without_time = TextAreaField(
        _l("Waarom kreeg de aanvrager geen bedenktijd?"),
        [Length(max=MOST_TEXT)],
        description=_l("Verwijderen kan niet terug. Uw reden blijft in het dossier."),
    )
    before_access = TextAreaField(
        _l("Waarom wordt er verwijderd voordat de aanvrager de gegevens zag of kreeg?"),
        [Length(max=MOST_TEXT)],
        description=_l("Wat weg is, kunt u niet meer laten zien. Uw reden blijft in het dossier."),
    )
    details: Any  # a FormField of a PlaceholderForm

    def facts(self) -> PlaceholderForm:
        """Give the nested form of the facts."""
        found: PlaceholderForm = self.details.form
        return found

    def done(self) -> CarryOutInput:
        """Give what was done as the service wants it."""
        return CarryOutInput(
            carried_out_on=_day(self.carried_out_on),
            facts=self.facts().fields(),
            duties=frozenset(self.duties.data or ()),
            not_done=self.not_done.data or "",
            description=self.description.data or "",
            without_time=self.without_time.data or "",
            before_access=self.before_access.data or "",
        )


def carry_out_form(asked: tuple[Placeholder, ...]) -> type[CarryOutForm]:
    """Give the form with these facts, in their order."""
    details = FormField(form_for(asked), _l("Wat er is gedaan"))
    return type("CarryOutOfRight", (CarryOutForm,), {"details": details})


def _day(field: DayField) -> date:
    day: date = field.data
    return day
