"""The pages on which a third party's view is asked for, and recorded."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from dsar.core.follow_ups import LONGEST_TEXT
from dsar.core.permissions import Permission
from dsar.core.third_parties import MOST_TEXT, MOST_WHO, ThirdPartyInput, ViewInput, default_due, last_due
from dsar.core.vocabulary import ThirdPartyOutcome
from dsar.core.workflow import BEFORE_DECISION
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView
from dsar.queries.due import answer_date
from dsar.queries.third_parties import third_party
from dsar.services.third_parties import ask_third_party, record_view
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, show, submit, work_for
from dsar.web.context import session, today
from dsar.web.fields import Boxes, DayField, Radios, closed_list
from dsar.web.filters import capital, request_name
from dsar.web.forms import CaseForm
from dsar.web.tasks.forms import required
from dsar.web.tasks.routes import blueprint


class AskThirdForm(CaseForm):
    """Who is asked for a view, what, and by when."""

    who = StringField(
        _l("Wie vraagt u?"),
        [required(), Length(max=MOST_WHO)],
        description=_l("Liefst alleen wat die voor de aanvrager is. Bijvoorbeeld: zus, huisarts of oud-begeleider."),
    )
    request_ids = Boxes(_l("Over welke verzoeken?"), coerce=int)
    question = TextAreaField(
        _l("Wat vraagt u?"),
        [required(), Length(max=MOST_TEXT)],
        description=_l("Noem niet meer over de aanvrager dan nodig is. Schrijf hier nooit een BSN."),
    )
    asked_on = DayField(_l("Wanneer vroeg u dit?"), [required()])
    due_on = DayField(_l("Uiterlijk antwoord"), [required()])
    consent_on = DayField(
        _l("Op welke dag vond de aanvrager dit goed?"),
        description=_l("Leeg laten als toestemming niet nodig was. Bijvoorbeeld 18-11-2026."),
    )
    without_consent = TextAreaField(
        _l("Waarom was toestemming niet nodig?"),
        [Length(max=LONGEST_TEXT)],
        description=_l("Alleen invullen zonder toestemming. Een derde hoort door uw vraag iets over de aanvrager."),
    )

    def asked(self) -> ThirdPartyInput:
        """Give the question as the service wants it."""
        return ThirdPartyInput(
            who=self.who.data or "",
            request_ids=tuple(self.request_ids.data or ()),
            question=self.question.data or "",
            asked_on=self.asked_on.data,
            due_on=self.due_on.data,
            consent_on=self.consent_on.data,
            without_consent=self.without_consent.data or "",
        )


class ViewForm(CaseForm):
    """What a third party said."""

    outcome = Radios(_l("Wat is de uitkomst?"), choices=closed_list(ThirdPartyOutcome))
    body = TextAreaField(
        _l("Toelichting"),
        [Length(max=MOST_TEXT)],
        description=_l("Wat zei de derde, en waarom? Of waarom is een antwoord niet meer nodig?"),
    )
    answered_on = DayField(_l("Op welke dag?"), [required()])

    def view(self) -> ViewInput:
        """Give the view as the service wants it."""
        return ViewInput(ThirdPartyOutcome(self.outcome.data), self.body.data or "", self.answered_on.data)


@blueprint.route("/zaken/<int:case_id>/zienswijze-vragen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def ask_third(case_id: int) -> ResponseReturnValue:
    """Record that a third party was asked for a view."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form, status = AskThirdForm(), OK
    form.request_ids.choices = [(row.request.id, capital(request_name(row.request))) for row in view.requests]
    if form.is_submitted():
        refused = submit(form, lambda: ask_third_party(work_for(form), case_id, form.asked()))
        if refused is None:
            flash(_("Vastgelegd dat u een derde om een zienswijze vroeg."), "success")
            return redirect(url_for("cases.case", case_id=case_id, _anchor="derden"), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    else:
        _begin(form, view)
    return show(
        "tasks/ask_third.html",
        view,
        form,
        status=status,
        last=last_due(today(), answer_date(session(), view.case, view.regulation)),
    )


@blueprint.route("/zienswijzen/<int:third_party_id>", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def third_party_view(third_party_id: int) -> ResponseReturnValue:
    """Record what a third party said, or that nothing came."""
    row = third_party(session(), third_party_id)
    view = find_case(row.case_id, Permission.CASE_HANDLE)
    form, status = ViewForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: record_view(work_for(form), third_party_id, form.view()))
        if refused is None:
            flash(_("Het antwoord van de derde is vastgelegd."), "success")
            return redirect(url_for("cases.case", case_id=view.case.id, _anchor="derden"), SEE_OTHER)
        status, view = refused, find_case(view.case.id, Permission.CASE_HANDLE)
    else:
        form.answered_on.data = today()
    return show("tasks/third_party_view.html", view, form, status=status, row=third_party(session(), third_party_id))


def _begin(form: AskThirdForm, view: CaseView) -> None:
    form.request_ids.data = [row.request.id for row in view.requests if row.request.status in BEFORE_DECISION]
    form.asked_on.data = today()
    form.due_on.data = default_due(today(), answer_date(session(), view.case, view.regulation))
