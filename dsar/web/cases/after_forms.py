"""The forms about what comes after a request: what came in, its outcome, a term that was set, and what was done."""

from datetime import date

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from dsar.core.follow_ups import LONGEST_NAME, LONGEST_TEXT, FollowUpInput, OutcomeInput, TermInput, TermMetInput
from dsar.core.vocabulary import FollowUpKind, FollowUpResult, TermSetter
from dsar.language import lazy_gettext as _l
from dsar.web.fields import Boxes, DayField, Radios, closed_list
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence


def required() -> InputRequired:
    """Refuse a field that was left empty."""
    return InputRequired(lazy_sentence("required"))


def short(most: int = LONGEST_TEXT) -> Length:
    """Refuse a text that is too long."""
    return Length(max=most, message=lazy_sentence("detail_too_long", most=most))


def filled(field: DayField) -> date:
    """Give a day that the form has checked; raises RuntimeError before that."""
    if not isinstance(field.data, date):
        raise RuntimeError("the form was not checked first")
    return field.data


class FollowUpForm(CaseForm):
    """What came in about a case after the request."""

    kind = Radios(_l("Wat kwam er binnen?"))
    received_on = DayField(_l("Op welke dag kwam het binnen?"), [required()])
    request_ids = Boxes(_l("Over welke verzoeken?"), coerce=int)
    place = StringField(
        _l("Waar loopt het?"),
        [short(LONGEST_NAME)],
        description=_l("Bij een zaak bij de rechter: welke rechtbank. Anders mag dit leeg blijven."),
    )
    summary = TextAreaField(
        _l("Waar gaat het over?"), [required(), short()], description=_l("Kort. Schrijf hier nooit een BSN.")
    )
    act_by = DayField(
        _l("Wanneer moet u hier weer naar kijken?"),
        description=_l(
            "Op die dag staat de zaak bovenaan uw werkvoorraad. Bij een herinnering blijft dit leeg: "
            "een herinnering verandert geen enkele datum."
        ),
    )

    def given(self) -> FollowUpInput:
        """Give what came in as the service wants it; only after the form was found in order."""
        return FollowUpInput(
            FollowUpKind(self.kind.data),
            tuple(self.request_ids.data or ()),
            filled(self.received_on),
            self.summary.data or "",
            self.place.data or "",
            self.act_by.data,
        )


class OutcomeForm(CaseForm):
    """How a complaint or a procedure ended."""

    result = Radios(_l("Wat is de uitkomst?"), choices=closed_list(FollowUpResult))
    ended_on = DayField(_l("Op welke dag?"), [required()])
    note = TextAreaField(
        _l("Wat is er beslist of afgesproken?"),
        [required(), short()],
        description=_l("Kort. Dit staat in het dossier, niet in een brief."),
    )

    def given(self) -> OutcomeInput:
        """Give the outcome as the service wants it; only after the form was found in order."""
        return OutcomeInput(FollowUpResult(self.result.data), filled(self.ended_on), self.note.data or "")


class TermForm(CaseForm):
    """A term that somebody set on a request."""

    request_id = Radios(_l("Voor welk verzoek geldt de termijn?"), coerce=int)
    set_by = Radios(_l("Wie stelde de termijn?"), choices=closed_list(TermSetter))
    name = StringField(
        _l("Welke rechtbank, instantie of collega?"), [required(), short(LONGEST_NAME)], description=_l("De naam.")
    )
    set_on = DayField(_l("Op welke dag is de termijn gesteld?"), [required()])
    due_on = DayField(
        _l("Tot en met welke dag loopt de termijn?"),
        [required()],
        description=_l("Deze dag komt naast de andere termijnen te staan. Is die dag eerder, dan geldt die."),
    )
    reason = TextAreaField(
        _l("Wat moet er dan gedaan zijn, en waarom?"),
        [required(), short()],
        description=_l("Kort. Schrijf hier nooit een BSN."),
    )

    def given(self) -> TermInput:
        """Give the term as the service wants it; only after the form was found in order."""
        return TermInput(
            self.request_id.data or 0,
            TermSetter(self.set_by.data),
            self.name.data or "",
            filled(self.set_on),
            filled(self.due_on),
            self.reason.data or "",
        )


class TermMetForm(CaseForm):
    """What was done for a term that was set."""

    ended_on = DayField(_l("Op welke dag is het gedaan?"), [required()])
    note = TextAreaField(
        _l("Wat is er gedaan?"),
        [required(), short()],
        description=_l("Kort. Is de termijn ingetrokken? Schrijf dan dat."),
    )

    def given(self) -> TermMetInput:
        """Give what was done as the service wants it; only after the form was found in order."""
        return TermMetInput(filled(self.ended_on), self.note.data or "")
