"""The forms about somebody who died: who asks and on what ground, and that it was a mistake."""

from collections.abc import Sequence
from typing import Any

from wtforms import Field, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

from dsar.core.deceased import (
    LONGEST_FACTS,
    LONGEST_REASON,
    LONGEST_RELATION,
    NewDeceased,
    NewGround,
    asks_for_care,
    deceased_mistakes,
    offered_day,
)
from dsar.core.intake import NewSubject
from dsar.core.vocabulary import CareGround, RelativeKind
from dsar.core.workflow import Status
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.deceased import ground_of
from dsar.web.cases.forms import RegisterForm
from dsar.web.context import restored, today
from dsar.web.fields import DayField, Radios, Select, choices, closed_list
from dsar.web.filters import request_name
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence
from dsar.wording.words import pairs

PERSON = (
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


def _short(most: int) -> Length:
    return Length(max=most, message=lazy_sentence("detail_too_long", most=most))


class DeceasedForm(CaseForm):
    """Who asks about somebody who died, and by when the organisation says it answers."""

    kind = Radios(_l("Wie vraagt dit?"), choices=closed_list(RelativeKind))
    relation = StringField(
        _l("Wat is deze persoon van de overledene?"),
        [_short(LONGEST_RELATION)],
        description=_l("In eigen woorden. Bijvoorbeeld: dochter, of erfgenaam volgens het testament."),
    )
    shown = TextAreaField(
        _l("Hoe is dit aangetoond? (mag leeg blijven)"),
        [_short(LONGEST_FACTS)],
        description=_l("Het overlijden, en wie het vraagt. Schrijf geen nummer van een document op, en nooit een BSN."),
    )
    answer_by = DayField(
        _l("Voor welke dag antwoordt uw organisatie?"),
        [InputRequired(lazy_sentence("required"))],
        description=_l("Dit is een belofte van uw organisatie. De wet noemt hier geen dag."),
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
        known = view.deceased
        self.answer_by.data = offered_day(view.case.received_on, today())
        if known is None:
            return
        for name in (*PERSON, "relation", "shown", "answer_by"):
            self[name].data = getattr(known, name)
        self.kind.data = known.kind.value
        for row in care_requests(view):
            found = ground_of(known, row.request.id)
            if found is not None:
                self[f"ground-{row.request.id}"].data = found.ground.value
                self[f"facts-{row.request.id}"].data = found.facts

    def grounds(self, view: CaseView) -> Sequence[tuple[RequestView, Field, Field]]:
        """Give the two fields of each request that a law on records of care can give."""
        return [(row, self[f"ground-{row.request.id}"], self[f"facts-{row.request.id}"]) for row in care_requests(view)]

    def typed(self, view: CaseView) -> NewDeceased:
        """Give what was typed as the service takes it; only after the kind and the day were found in order."""
        person: dict[str, Any] = {name: (self[name].data or "").strip() for name in PERSON}
        return NewDeceased(
            person=NewSubject(**person),
            kind=RelativeKind(self.kind.data),
            relation=self.relation.data or "",
            answer_by=self.answer_by.data,
            shown=self.shown.data or "",
            grounds={
                row.request.id: NewGround(CareGround(ground.data), facts.data or "")
                for row, ground, facts in self.grounds(view)
                if ground.data
            },
        )

    def validate_for(self, view: CaseView) -> bool:
        """Check every field, so that every mistake is shown at once; a form that is put back is only shown."""
        in_order = self.validate()
        unread = self.kind.errors or self.answer_by.errors or any(one.errors for _row, one, _f in self.grounds(view))
        if restored() or unread:
            return in_order
        rights = {row.request.id: row.request.right for row in open_rows(view)}
        for mistake in deceased_mistakes(self.typed(view), rights, today()):
            field = self.find(mistake.field)
            if field is None or not field.errors:
                self.refuse(mistake)
        return not self.errors


class AliveForm(CaseForm):
    """Why it was a mistake that somebody died."""

    reason = TextAreaField(
        _l("Wat ging er mis?"),
        [InputRequired(lazy_sentence("required")), _short(LONGEST_REASON)],
        description=_l("Kort. Dit staat in het dossier, niet in een brief."),
    )


def deceased_form(view: CaseView) -> DeceasedForm:
    """Give the form with a ground for each open request for an inspection or a copy."""
    fields: dict[str, Any] = {}
    for row in care_requests(view):
        fields[f"ground-{row.request.id}"] = Select(
            _("Op welke grond? (%(right)s)", right=request_name(row.request)),
            choices=lambda: [SelectChoice(value="", label=_("Kies een grond")), *choices(pairs(CareGround))],
            description=_("De wet over zorgdossiers noemt deze gronden (BW 7:458a)."),
        )
        fields[f"facts-{row.request.id}"] = TextAreaField(
            _("Waaruit blijkt dat? (%(right)s)", right=request_name(row.request)),
            [_short(LONGEST_FACTS)],
            description=_("Wat is gezien, of waarom er geen grond is. Mag leeg blijven als het geen zorgdossier is."),
        )
    form: DeceasedForm = type("CaseDeceasedForm", (DeceasedForm,), fields)()
    return form


def open_rows(view: CaseView) -> list[RequestView]:
    """Give the requests that somebody still waits for."""
    return [row for row in view.requests if row.request.status is not Status.CLOSED]


def care_requests(view: CaseView) -> list[RequestView]:
    """Give the open requests that a law on records of care can give."""
    return [row for row in open_rows(view) if asks_for_care(row.request.right)]
