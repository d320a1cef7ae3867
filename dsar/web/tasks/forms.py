"""The forms about tasks: a question, its answer, taking it back, and the list of places."""

from datetime import date

from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

from dsar.core.tasks import MOST_PLACE, MOST_TEXT, AnswerInput, TaskInput
from dsar.core.vocabulary import HearingCapacity, PlaceKind, SearchResult, TaskKind
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.web.fields import Boxes, DayField, Radios, Select, choices, closed_list
from dsar.web.forms import CaseForm, Form
from dsar.wording.errors import lazy_sentence
from dsar.wording.words import pairs


def required() -> InputRequired:
    """Give the check of a field that must be filled in."""
    return InputRequired(lazy_sentence("required"))


def _kinds_of_place() -> list[SelectChoice]:
    return [SelectChoice(value="", label=_("Kies een soort")), *choices(pairs(PlaceKind))]


def _place_kind(text: str | None) -> PlaceKind | None:
    return PlaceKind(text) if text else None


def _day(field: DayField) -> date:
    day: date = field.data
    return day


class AskForm(CaseForm):
    """What one colleague is asked."""

    kind = Radios(_l("Wat vraagt u?"), choices=closed_list(TaskKind))
    request_ids = Boxes(_l("Over welke verzoeken?"), coerce=int)
    assignee_id = Select(_l("Aan wie vraagt u dit?"), coerce=int)
    place_kind = Select(
        _l("Soort plek"), choices=_kinds_of_place, description=_l("Alleen als u vraagt om op één plek te zoeken.")
    )
    place = StringField(
        _l("Welke plek?"),
        [Length(max=MOST_PLACE)],
        description=_l("Bijvoorbeeld de naam van het systeem, de kast of de mailbox."),
    )
    question = TextAreaField(
        _l("Uw vraag"),
        [required(), Length(max=MOST_TEXT)],
        description=_l(
            "De collega ziet alleen deze vraag en om wie het gaat, niet de zaak. Schrijf hier nooit een BSN."
        ),
    )
    due_on = DayField(_l("Uiterlijk"), [required()])

    def asked(self) -> TaskInput:
        """Give the question as the service wants it; a place counts only for a search."""
        kind = TaskKind(self.kind.data)
        searching = kind is TaskKind.SEARCH
        return TaskInput(
            kind=kind,
            request_ids=tuple(self.request_ids.data or ()),
            assignee_id=self.assignee_id.data or 0,
            question=self.question.data or "",
            due_on=_day(self.due_on),
            place_kind=_place_kind(self.place_kind.data) if searching else None,
            place=(self.place.data or "") if searching else "",
        )


class AnswerForm(Form):
    """An opinion on harm: words and a day; the other kinds of task add a field."""

    body = TextAreaField(
        _l("Uw antwoord"),
        [Length(max=MOST_TEXT)],
        description=_l("Kort en feitelijk. Schrijf hier nooit een BSN."),
    )
    answered_on = DayField(_l("Op welke dag?"), [required()])

    def answer(self) -> AnswerInput:
        """Give the answer as the service wants it."""
        return AnswerInput(self.body.data or "", _day(self.answered_on))


class HearAnswerForm(AnswerForm):
    """What somebody who is heard says, and in which capacity."""

    capacity = Radios(_l("Waarom wordt dit aan u gevraagd?"), choices=closed_list(HearingCapacity))

    def answer(self) -> AnswerInput:
        """Give the answer as the service wants it."""
        capacity = HearingCapacity(self.capacity.data)
        return AnswerInput(self.body.data or "", _day(self.answered_on), capacity=capacity)


class SearchAnswerForm(AnswerForm):
    """What came of a search."""

    result = Radios(_l("Wat kwam eruit?"), choices=closed_list(SearchResult))

    def answer(self) -> AnswerInput:
        """Give the answer as the service wants it."""
        return AnswerInput(self.body.data or "", _day(self.answered_on), result=SearchResult(self.result.data))


ANSWER_FORMS: dict[TaskKind, type[AnswerForm]] = {
    TaskKind.HEAR: HearAnswerForm,
    TaskKind.SEARCH: SearchAnswerForm,
    TaskKind.HARM: AnswerForm,
}


class SearchedForm(CaseForm):
    """A row of the search list that whoever handles the case fills in."""

    request_ids = Boxes(_l("Over welke verzoeken?"), coerce=int)
    place_kind = Select(_l("Soort plek"), choices=_kinds_of_place)
    place = StringField(_l("Welke plek?"), [required(), Length(max=MOST_PLACE)])
    result = Radios(_l("Wat kwam eruit?"), choices=closed_list(SearchResult))
    body = TextAreaField(
        _l("Toelichting"),
        [Length(max=MOST_TEXT)],
        description=_l("Wat is er gevonden? Of waarom is hier niet gezocht?"),
    )
    answered_on = DayField(_l("Op welke dag?"), [required()])

    def searched(self, user_id: int, today: date) -> TaskInput:
        """Give the place and the requests as the service wants them."""
        return TaskInput(
            kind=TaskKind.SEARCH,
            request_ids=tuple(self.request_ids.data or ()),
            assignee_id=user_id,
            question=_("Zelf ingevuld op de zoeklijst."),
            due_on=today,
            place_kind=_place_kind(self.place_kind.data),
            place=self.place.data or "",
        )

    def answer(self) -> AnswerInput:
        """Give what came of it as the service wants it."""
        return AnswerInput(self.body.data or "", _day(self.answered_on), result=SearchResult(self.result.data))


class WithdrawForm(CaseForm):
    """Why an answer is no longer needed."""

    reason = TextAreaField(_l("Waarom is er geen antwoord meer nodig?"), [required(), Length(max=MOST_TEXT)])
