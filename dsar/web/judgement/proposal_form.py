"""The form of a proposal: an outcome, what is granted, and parts with their grounds."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, FieldList, FormField, StringField, TextAreaField, ValidationError
from wtforms import Form as NestedForm
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import Length

from dsar.core.errors import InvalidInput
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.placeholders import GRANTED
from dsar.core.proposals import MAX_PARTS, GroundChoice, PartInput, ProposalInput
from dsar.core.vocabulary import Outcome, Right
from dsar.language import Words
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import RequestView
from dsar.web.fields import DayField, Radios, Select, choices
from dsar.web.forms import CaseForm
from dsar.web.judgement.forms import MOST_TEXT
from dsar.web.placeholders import PlaceholderForm, as_data, form_for, readable
from dsar.wording.errors import sentence
from dsar.wording.grounds import ground_name
from dsar.wording.words import word

_PART_FIELD = re.compile(r"parts-([0-9]{1,4})-(.+)")
_TEXTS = ("what", "ground", "facts", "weighing", "statute", "alternative", "file_note")
_PART_OUTCOMES = (Outcome.REFUSE, Outcome.GRANT)
_PART_NAMES = Words(
    {
        "what": "welk deel",
        "outcome": "wat ermee gebeurt",
        "ground": "de grond",
        "facts": "de feiten",
        "weighing": "de afweging",
        "statute": "de wet",
        "keep_until": "bewaren tot en met",
        "alternative": "wat wel kan",
        "file_note": "alleen voor het dossier",
    }
)


class OutcomeRadios(Radios):
    """An outcome; whether this request knows it is for the rules of a proposal to say."""

    def pre_validate(self, form: object) -> None:
        """Refuse no choice, or a word that is no outcome."""
        if self.data not in set(Outcome):
            raise ValidationError(sentence("choose_one"))


class PartForm(NestedForm):
    """One part of a request with its own outcome."""

    what = StringField(
        _l("Om welk deel van het verzoek gaat het?"),
        [Length(max=MOST_TEXT)],
        description=_l("Bijvoorbeeld: de facturen van uw traject. Dit staat in de brief."),
    )
    outcome = Radios(
        _l("Wat gebeurt er met dit deel?"), choices=lambda: choices((item, word(item)) for item in _PART_OUTCOMES)
    )
    ground = Select(_l("Grond voor de afwijzing"), validate_choice=False)
    facts = TextAreaField(
        _l("Feiten van deze zaak"),
        [Length(max=MOST_TEXT)],
        description=_l("Waarom geldt deze grond hier? Schrijf het zoals het in de brief kan staan."),
    )
    weighing = TextAreaField(
        _l("Afweging"),
        [Length(max=MOST_TEXT)],
        description=_l(
            "Welke belangen heeft u afgewogen, en wat gaf de doorslag? Alleen verplicht bij sommige gronden."
        ),
    )
    statute = StringField(
        _l("Welke wet verplicht tot bewaren?"),
        [Length(max=MOST_TEXT)],
        description=_l(
            "De naam van de wet met het artikel. Een eigen reglement of bewaartermijn is geen wet. "
            "Alleen bij de grond dat een wet verplicht tot bewaren."
        ),
    )
    keep_until = DayField(_l("Bewaren tot en met"), description=_l("Alleen bij die grond. Bijvoorbeeld 31-12-2033."))
    alternative = TextAreaField(
        _l("Wat kan wel?"),
        [Length(max=MOST_TEXT)],
        description=_l("Niet verplicht. Wat kan deze persoon nog wel doen of krijgen?"),
    )
    file_note = TextAreaField(
        _l("Alleen voor het dossier"),
        [Length(max=MOST_TEXT)],
        description=_l("Komt nooit in de brief. Bijvoorbeeld iets dat een ander zou verraden."),
    )

    def typed(self) -> bool:
        """Tell whether anything was filled in."""
        return any(str(self[name].data or "").strip() for name in _TEXTS) or self.keep_until.data is not None

    def begin(self, facts: str, weighing: str, alternative: str) -> None:
        """Put the beginning of a text in every field that is still empty."""
        for field, text in ((self.facts, facts), (self.weighing, weighing), (self.alternative, alternative)):
            if not (field.data or "").strip():
                field.data = text

    def part(self) -> PartInput:
        """Give the part as the rules want it; what belongs to a refusal only is left out of a granted part."""
        outcome = Outcome(self.outcome.data)
        what, alternative, file_note = (_text(self[name].data) for name in ("what", "alternative", "file_note"))
        if outcome is Outcome.GRANT:
            return PartInput(what, outcome, alternative=alternative, file_note=file_note)
        return PartInput(
            what=what,
            outcome=outcome,
            ground=_text(self.ground.data),
            facts=_text(self.facts.data),
            weighing=_text(self.weighing.data),
            statute=_text(self.statute.data),
            keep_until=self.keep_until.data,
            alternative=alternative,
            file_note=file_note,
        )


ANNEX = ("purposes", "categories", "retention", "source")  # of which there are beginnings, by basis of use
BASES = Words(  # the bases of GDPR 6(1) for which `services.text_blocks` has beginnings
    {
        "consent": "Toestemming",
        "contract": "Een overeenkomst",
        "legal_obligation": "Een plicht uit de wet",
        "vital_interest": "Iemands leven of gezondheid",
        "public_task": "Een publieke taak",
        "legitimate_interest": "Een eigen belang dat zwaarder weegt",
    }
)


class ProposalForm(CaseForm):
    """A proposal as the contact person writes it; `form_of` adds what the letter of its right must hold."""

    outcome = OutcomeRadios(_l("Wat stelt u voor?"), validate_choice=False)
    answer = TextAreaField(
        _l("Wat wordt toegewezen, hoe en wanneer?"),
        [Length(max=MOST_TEXT)],
        description=_l("Dit staat in de brief. Niet nodig als u alles afwijst."),
    )
    appointment = TextAreaField(
        _l("Nog iets over de afspraak"),
        [Length(max=MOST_TEXT)],
        description=_l("Niet verplicht. Dag, tijd, plaats en wie erbij is staan al hierboven."),
    )
    basis = Select(
        _l("Waarop rust het gebruik van de gegevens?"),
        choices=lambda: [
            SelectChoice(value="", label=_("Kies een basis")),
            *(SelectChoice(value=v, label=t) for v, t in BASES.items()),
        ],
        validate_choice=False,
        description=_l("Alleen om met een voorbeeldtekst te beginnen. Die komt in lege velden, en u vult hem aan."),
    )
    details: Any  # a FormField of a PlaceholderForm
    parts: Any  # a FieldList of a PartForm

    def offer(self, outcomes: tuple[Outcome, ...], grounds: tuple[GroundChoice, ...]) -> None:
        """Set what can be chosen for this right at this organisation."""
        self.outcome.choices = choices((item, word(item)) for item in outcomes)
        listed = [SelectChoice(value="", label=_("Kies een grond")), *(_ground_option(ground) for ground in grounds)]
        for entry in self.parts:
            entry.form.ground.choices = listed

    def add_part(self) -> None:
        """Add an empty part, as long as there is room; a part is a refusal unless one says otherwise."""
        if len(self.parts) < MAX_PARTS:
            self.parts.append_entry({"outcome": Outcome.REFUSE.value})

    def letter_details(self) -> PlaceholderForm:
        """Give the nested form of what the letter must hold."""
        found: PlaceholderForm = self.details.form
        return found

    def begin_annex(self, texts: Mapping[str, str]) -> None:
        """Put the beginnings of the annex in every field of it that is still empty."""
        details = self.letter_details()
        for name in ANNEX:
            if not (details[name].data or "").strip():
                details[name].data = texts[name]

    def proposal(self) -> ProposalInput:
        """Give the proposal as the rules want it: only what belongs to its outcome."""
        outcome = Outcome(self.outcome.data)
        refused = outcome is Outcome.REFUSE
        return ProposalInput(
            outcome=outcome,
            answer="" if refused else _text(self.answer.data),
            appointment="" if refused else _text(self.appointment.data),
            parts=() if outcome is Outcome.GRANT else tuple(entry.form.part() for entry in self.parts),
            details=NO_FIELDS if refused else self.letter_details().fields(),
        )

    def gather_errors(self) -> None:
        """Say with several parts in which part and which field something is wrong, also in the summary on top."""
        if len(self.parts) > 1:
            for number, entry in enumerate(self.parts, start=1):
                for name, words in _PART_NAMES.items():
                    _say_where(entry.form[name], _("Onderdeel %(number)s, %(what)s: ", number=number, what=words))
        super().gather_errors()

    def grant_with_parts(self) -> InvalidInput | None:
        """Give what is wrong when everything is granted and a part was filled in, which would be lost silently."""
        typed = any(entry.form.typed() for entry in self.parts)
        if self.outcome.data == Outcome.GRANT and typed:
            return InvalidInput("outcome", "grant_with_parts")
        return None


@cache
def form_of(right: Right) -> type[ProposalForm]:
    """Give the form for a right, its fields in the order of the letter."""
    details = FormField(form_for(GRANTED[right]), _l("Wat de brief moet zeggen"))
    parts = FieldList(FormField(PartForm), max_entries=MAX_PARTS)
    return type("ProposalOfRight", (ProposalForm,), {"details": details, "parts": parts})


def renumbered(posted: MultiDict[str, str], left_out: int | None = None) -> MultiDict[str, str]:
    """Number the posted parts from 0 without gaps, so that a rule that names a part means that one.

    Parts beyond the most there can be, and names that no form of ours has, are left out.
    """
    numbers = {int(match[1]) for name in posted if (match := _PART_FIELD.fullmatch(name))} - {left_out}
    places = {number: place for place, number in enumerate(sorted(numbers)[:MAX_PARTS])}
    kept: MultiDict[str, str] = MultiDict()
    for name, value in readable(posted).items(multi=True):
        match = _PART_FIELD.fullmatch(name)
        if not name.startswith("parts-"):
            kept.add(name, value)
        elif match is not None and int(match[1]) in places:
            kept.add(f"parts-{places[int(match[1])]}-{match[2]}", value)
    return kept


def as_written(wanted: RequestView) -> dict[str, object]:
    """Give the newest revision as the form's data, to go on from."""
    newest = wanted.proposal
    if newest is None:
        return {}
    return {
        "outcome": newest.outcome.value,
        "answer": newest.answer,
        "appointment": newest.appointment,
        "details": as_data(Fields.from_json(newest.details), GRANTED[wanted.request.right]),
        "parts": [
            {
                **{name: getattr(part, name) for name in _TEXTS},
                "outcome": part.outcome.value,
                "keep_until": part.keep_until,
            }
            for part in newest.parts
        ],
    }


def _ground_option(choice: GroundChoice) -> SelectChoice:
    where = choice.regulation_article or _("niet in het reglement, alleen in de wet")
    return SelectChoice(
        value=choice.legal.code, label=f"{ground_name(choice.legal.code)} ({where}; {choice.legal.law})"
    )


def _say_where(field: Field, where: str) -> None:
    """Put the place before every error of a field that does not name it yet."""
    field.errors = [
        error if error.startswith(where) else f"{where}{error[:1].lower()}{error[1:]}" for error in field.errors
    ]


def _text(value: str | None) -> str:
    return (value or "").strip()
