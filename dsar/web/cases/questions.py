"""The pages on which a client is reminded of a question, and on which the waiting for an answer ends."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import InputRequired, Length

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import QuestionOutcome, ReminderWay
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView
from dsar.queries.clocks import Question
from dsar.services.questions import LONGEST_NOTE, EndInput, end_question, remind
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case_of_letter, opened, show, submit, work_for
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.fields import DayField, Radios, closed_list
from dsar.web.forms import CaseForm
from dsar.web.own_words import called
from dsar.wording.errors import lazy_sentence
from dsar.wording.words import word


class QuestionForm(CaseForm):
    """How and when the waiting ended."""

    outcome = Radios(_l("Hoe is het afgelopen?"))
    ended_on = DayField(_l("Op welke dag?"), [InputRequired(lazy_sentence("required"))])
    note = TextAreaField(
        _l("Wat was het antwoord?"),
        [Length(max=LONGEST_NOTE, message=lazy_sentence("detail_too_long", most=LONGEST_NOTE))],
        description=_l("Niet verplicht, en kort. Dit komt niet in een brief. Schrijf hier nooit een BSN."),
    )

    def ended(self) -> EndInput:
        """Give the end as the service wants it; only after the form was found in order."""
        if self.ended_on.data is None:
            raise RuntimeError("the form was not checked first")
        return EndInput(QuestionOutcome(self.outcome.data), self.ended_on.data, self.note.data or "")


@blueprint.route("/brieven/<int:letter_id>/antwoord", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def question(letter_id: int) -> ResponseReturnValue:
    """Record that the client answered a question, or that no answer is needed any more."""
    view = find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    asked = _asked(view, letter_id)
    form = QuestionForm()
    form.outcome.choices = _outcomes(view, asked)
    if not form.is_submitted():
        form.ended_on.data = today()
        form.outcome.data = form.outcome.choices[0].value
        return _page(view, asked, form)
    status = submit(form, lambda: end_question(work_for(form), letter_id, opened(form), form.ended()))
    if status is not None:
        view = find_case_of_letter(letter_id, Permission.CASE_HANDLE)
        return _page(view, _asked(view, letter_id), form, status)
    flash(_("Vastgelegd. De termijn loopt weer."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


class ReminderForm(CaseForm):
    """How and when the client was reminded."""

    way = Radios(_l("Hoe hebt u herinnerd?"), choices=closed_list(ReminderWay))
    reminded_on = DayField(_l("Op welke dag?"), [InputRequired(lazy_sentence("required"))])


@blueprint.route("/brieven/<int:letter_id>/herinnering", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def reminder(letter_id: int) -> ResponseReturnValue:
    """Record that the client was reminded of a question."""
    view = find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    form, status = ReminderForm(), OK
    if form.is_submitted():
        refused = submit(
            form,
            lambda: remind(work_for(form), letter_id, opened(form), ReminderWay(form.way.data), form.reminded_on.data),
        )
        if refused is None:
            flash(_("De herinnering is vastgelegd. De termijn verandert hierdoor niet."), "success")
            return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)
        status, view = refused, find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    else:
        form.reminded_on.data = today()
    return show("cases/reminder.html", view, form, status=status, asked=_asked(view, letter_id))


def _asked(view: CaseView, letter_id: int) -> Question:
    """Give the question that a letter asks; raises NotFound for a letter that asks none."""
    for one in view.case.questions:
        if one.letter_id == letter_id:
            return one
    raise NotFound


def _outcomes(view: CaseView, asked: Question) -> list[SelectChoice]:
    """Give how it can end here: who asks is answered by the check that establishes it."""
    client = called(view.regulation).data_subject
    answered = SelectChoice(
        value=QuestionOutcome.ANSWERED.value, label=_("De %(client)s heeft geantwoord", client=client)
    )
    withdrawn = SelectChoice(value=QuestionOutcome.WITHDRAWN.value, label=word(QuestionOutcome.WITHDRAWN))
    return [withdrawn] if asked.kind is PauseReason.IDENTITY else [answered, withdrawn]


def _page(view: CaseView, asked: Question, form: QuestionForm, status: int = OK) -> ResponseReturnValue:
    identity = asked.kind is PauseReason.IDENTITY
    return show("cases/question.html", view, form, status=status, asked=asked, identity=identity)
