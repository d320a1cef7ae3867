"""The forms about who acts for the data subject: who and on what, whether that was shown, and that it ended."""

from typing import Any

from wtforms import BooleanField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length, Optional

from dsar.core.intake import NewSubject
from dsar.core.representation import (
    LONGEST_NOTE,
    LONGEST_SCOPE,
    NewAuthority,
    NewRepresentative,
    representative_mistakes,
)
from dsar.core.vocabulary import AuthorityProof, ChildAge, RepresentativeKind
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView
from dsar.web.cases.forms import RegisterForm
from dsar.web.context import restored, today
from dsar.web.fields import DayField, Radios, Select, choices, closed_list
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence
from dsar.wording.words import pairs

YES, NO = "yes", "no"
REPRESENTATIVE, CLIENT = "representative", "client"
_LINES = (
    "salutation",
    "initials",
    "name_prefix",
    "last_name",
    "street",
    "postcode",
    "city",
    "country",
    "email",
    "telephone",
)


class RepresentativeForm(CaseForm):
    """Who acts for the data subject, on what and in what."""

    kind = Radios(
        _l("Waarom mag deze persoon dit namens de aanvrager vragen?"), choices=closed_list(RepresentativeKind)
    )
    scope = TextAreaField(
        _l("Waarvoor geldt dat?"),
        [Length(max=LONGEST_SCOPE, message=lazy_sentence("detail_too_long", most=LONGEST_SCOPE))],
        description=_l(
            "In eigen woorden, bijvoorbeeld: inzage in het dossier van 2025. "
            "Mag leeg blijven bij een ouder of een curator."
        ),
    )
    holds_until = DayField(
        _l("Tot en met welke dag geldt het? (mag leeg blijven)"),
        [Optional()],
        description=_l("Na deze dag gaan nieuwe brieven naar de aanvrager zelf. Bijvoorbeeld 18-11-2027."),
    )
    letters_to = Radios(
        _l("Naar wie gaan de brieven?"),
        choices=lambda: [
            SelectChoice(value=REPRESENTATIVE, label=_("Naar de vertegenwoordiger")),
            SelectChoice(value=CLIENT, label=_("Naar de aanvrager zelf")),
        ],
        default=REPRESENTATIVE,
        description=_l(
            "Zoals in de machtiging staat. "
            "Bij een ouder, curator, mentor of bewindvoerder gaan ze altijd naar die persoon."
        ),
    )
    child_age = Select(
        _l("Hoe oud was het kind toen het verzoek binnenkwam?"),
        choices=lambda: [SelectChoice(value="", label=_("Het gaat niet om een ouder")), *choices(pairs(ChildAge))],
        description=_l("Alleen bij een ouder. Een geboortedatum is niet nodig."),
    )
    child_asked_on = DayField(
        _l("Wanneer is het kind zelf gevraagd? (mag leeg blijven)"),
        [Optional()],
        description=_l("Vanaf 12 jaar, als de zorgwet of de jeugdwet geldt."),
    )
    child_view = TextAreaField(
        _l("Wat zei het kind? Of: waarom is het niet gevraagd?"),
        [Length(max=LONGEST_NOTE, message=lazy_sentence("detail_too_long", most=LONGEST_NOTE))],
        description=_l("Vanaf 12 jaar. Kort. Dit komt niet in een brief."),
    )
    salutation = RegisterForm.salutation
    initials = RegisterForm.initials
    name_prefix = RegisterForm.name_prefix
    last_name = RegisterForm.last_name
    street = RegisterForm.street
    postcode = RegisterForm.postcode
    city = RegisterForm.city
    country = RegisterForm.country
    email = RegisterForm.email
    telephone = RegisterForm.telephone

    def fill_in(self, view: CaseView) -> None:
        """Show what is known now."""
        known = view.representative
        if known is None:
            return
        for name in (*_LINES, "scope", "holds_until", "child_asked_on", "child_view"):
            self[name].data = getattr(known, name)
        self.kind.data = known.kind.value
        self.child_age.data = known.child_age.value if known.child_age is not None else ""
        self.letters_to.data = REPRESENTATIVE if known.gets_letters else CLIENT

    def typed(self) -> NewRepresentative:
        """Give what was typed as the service takes it; only after the kind was found in order.

        What is about a child counts only with a parent.
        """
        kind = RepresentativeKind(self.kind.data)
        parent = kind is RepresentativeKind.PARENT
        typed: dict[str, Any] = {name: (self[name].data or "").strip() for name in _LINES}
        return NewRepresentative(
            person=NewSubject(**typed),
            kind=kind,
            scope=self.scope.data or "",
            holds_until=self.holds_until.data,
            gets_letters=self.letters_to.data == REPRESENTATIVE,
            child_age=ChildAge(self.child_age.data) if parent and self.child_age.data else None,
            child_asked_on=self.child_asked_on.data if parent else None,
            child_view=(self.child_view.data or "") if parent else "",
        )

    def validate_for(self, view: CaseView) -> bool:
        """Check every field, so that every mistake is shown at once; a form that is put back is only shown."""
        in_order = self.validate()
        if restored() or self.kind.errors or self.child_age.errors:
            return in_order
        for mistake in representative_mistakes(self.typed(), view.case.received_on, today()):
            field = self.find(mistake.field)
            if field is None or not field.errors:
                self.refuse(mistake)
        return not self.errors


class AuthorityForm(CaseForm):
    """How it was checked whether somebody may act for the data subject."""

    proof = Radios(_l("Hoe is nagegaan of dit mag?"), choices=closed_list(AuthorityProof))
    within_scope = BooleanField(_l("Dit verzoek valt binnen wat deze persoon mag doen"))
    request_seen = BooleanField(_l("Gezien is dat de aanvrager dit zelf uitdrukkelijk vraagt"))
    established = Radios(
        _l("Staat vast dat deze persoon dit mag vragen?"),
        choices=[
            SelectChoice(value=YES, label=_l("Ja, dat staat vast")),
            SelectChoice(value=NO, label=_l("Nee, nog niet")),
        ],
    )
    checked_on = DayField(_l("Wanneer is dat nagegaan?"), [InputRequired(lazy_sentence("required"))])
    note = TextAreaField(
        _l("Toelichting"),
        [Length(max=LONGEST_NOTE, message=lazy_sentence("detail_too_long", most=LONGEST_NOTE))],
        description=_l("Niet verplicht. Schrijf geen nummer van een document op, en nooit een BSN."),
    )

    def offer(self, proofs: frozenset[AuthorityProof]) -> None:
        """Offer what can show an authority of this kind."""
        self.proof.choices = choices((code, label) for code, label in pairs(AuthorityProof) if code in proofs)

    def check(self) -> NewAuthority:
        """Give the check as the service wants it; only after the form was found in order."""
        if self.checked_on.data is None:
            raise RuntimeError("the form was not checked first")
        return NewAuthority(
            proof=AuthorityProof(self.proof.data),
            established=self.established.data == YES,
            checked_on=self.checked_on.data,
            within_scope=bool(self.within_scope.data),
            request_seen=bool(self.request_seen.data),
            note=self.note.data or "",
        )


class RepresentativeEndForm(CaseForm):
    """Why somebody acts for the data subject no longer."""

    reason = TextAreaField(
        _l("Waarom eindigt dit?"), description=_l("Kort. Dit staat in het dossier, niet in een brief.")
    )
