"""The pages on which a colleague is asked something in a case, and on which that is taken back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dsar.core.permissions import TASK_HOLDERS, Permission
from dsar.core.tasks import default_due, last_due
from dsar.core.vocabulary import TaskKind
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView
from dsar.queries.due import answer_date
from dsar.queries.people import can_be_asked
from dsar.queries.tasks import search_places, state_of, task_of_case
from dsar.services.ask_colleague import ask_colleague, withdraw_task
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, show, submit, work_for
from dsar.web.context import actor, moment, session, today
from dsar.web.filters import capital, request_name
from dsar.web.tasks.forms import AskForm, SearchedForm, WithdrawForm
from dsar.web.tasks.routes import blueprint


@blueprint.route("/zaken/<int:case_id>/collega-vragen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def ask(case_id: int) -> ResponseReturnValue:
    """Ask one colleague something; the address may say what, and about which place of the list."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form, status = AskForm(), OK
    _offer(form, view)
    if form.is_submitted():
        refused = submit(form, lambda: ask_colleague(work_for(form), case_id, form.asked()))
        if refused is None:
            flash(_("De vraag staat klaar bij uw collega. Vertel het uw collega ook zelf."), "success")
            return redirect(url_for("cases.case", case_id=case_id, _anchor="vragen"), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    else:
        _begin(form, view)
    return show(
        "tasks/ask.html",
        view,
        form,
        status=status,
        last=last_due(today(), answer_date(session(), view.case, view.regulation)),
    )


@blueprint.route("/taken/<int:task_id>/intrekken", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def withdraw(task_id: int) -> ResponseReturnValue:
    """Say what taking a question back does, and do it."""
    found = task_of_case(session(), task_id)
    view = find_case(found.case_id, Permission.CASE_HANDLE)
    form, status = WithdrawForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: withdraw_task(work_for(form), task_id, form.reason.data or ""))
        if refused is None:
            flash(_("De vraag is ingetrokken."), "success")
            return redirect(url_for("cases.case", case_id=view.case.id, _anchor="vragen"), SEE_OTHER)
        status, view = refused, find_case(view.case.id, Permission.CASE_HANDLE)
    return show("tasks/withdraw.html", view, form, status=status, task=found, state=state_of(found, today()))


def choose_requests(form: AskForm | SearchedForm, view: CaseView) -> None:
    """Offer the requests of a case."""
    form.request_ids.choices = [(row.request.id, capital(request_name(row.request))) for row in view.requests]


def begin_place(form: AskForm | SearchedForm, view: CaseView) -> None:
    """Choose every request that is open, and the place of the list that the address names."""
    form.request_ids.data = [row.request.id for row in view.requests if row.request.closed_on is None]
    wanted = request.args.get("plek", "")
    for place in search_places(session(), view.case.organisation_id):
        if str(place.id) == wanted:
            form.place_kind.data, form.place.data = place.kind.value, place.name


def _offer(form: AskForm, view: CaseView) -> None:
    choose_requests(form, view)
    people = can_be_asked(session(), view.case.organisation_id, TASK_HOLDERS, moment())
    form.assignee_id.choices = [
        SelectChoice(value="0", label=_("Kies een collega")),
        *(SelectChoice(value=one.id, label=one.name) for one in people if one.id != actor().user_id),
    ]


def _begin(form: AskForm, view: CaseView) -> None:
    begin_place(form, view)
    kind = request.args.get("soort", "")
    form.kind.data = TaskKind.SEARCH.value if form.place.data else kind if kind in set(TaskKind) else None
    if kind == TaskKind.HEAR:
        missing = [row.request.id for row in view.requests if row.facts.hearing_article and not row.facts.heard]
        form.request_ids.data = missing or form.request_ids.data
    form.due_on.data = default_due(today(), answer_date(session(), view.case, view.regulation))
