"""What was granted has been done: filled in, and recorded after a page that says what that does."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.foresight import Foreseen
from dsar.core.permissions import Permission
from dsar.core.vocabulary import Right
from dsar.core.workflow import Action
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.foresight import foresee_carrying_out
from dsar.services.carry_out import carry_out as carry_out_service
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_request, opened, show, submit, work_for
from dsar.web.context import today
from dsar.web.foreseen import after_carrying_out
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.forms import CarryOutForm
from dsar.wording.duties import duty_text


@blueprint.route("/verzoeken/<int:request_id>/uitvoering", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def carry_out(request_id: int) -> ResponseReturnValue:
    """Fill in what was done; then check, go back or record: `step` is check, edit or record."""
    view, wanted = find_request(request_id, Permission.CASE_HANDLE)
    form = CarryOutForm()
    form.duties.choices = [(duty.code, duty_text(duty.text)) for duty in wanted.duties]
    if not form.is_submitted():
        form.carried_out_on.data = today()
        return _page(view, wanted, form)
    step = request.form.get("step", "check")
    if step == "edit":
        return _page(view, wanted, form)
    if step != "record":
        return _check(view, wanted, form)
    status = submit(form, lambda: carry_out_service(work_for(form), request_id, opened(form), form.done()))
    if status is not None:
        return _page(*find_request(request_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd dat dit is uitgevoerd."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


def _check(view: CaseView, wanted: RequestView, form: CarryOutForm) -> ResponseReturnValue:
    """Show what will be recorded and what that does; what cannot be recorded gets no page to check."""
    found: list[Foreseen] = []
    status = submit(form, lambda: found.append(foresee_carrying_out(view, wanted, form.done(), today())))
    if status is not None:
        return _page(view, wanted, form, status)
    done = [duty_text(duty.text) for duty in wanted.duties if duty.code in (form.duties.data or ())]
    after = after_carrying_out(view, found[0])
    return show("judgement/carry_out_check.html", view, form, wanted=wanted, done=done, after=after)


def _page(view: CaseView, wanted: RequestView, form: CarryOutForm, status: int = OK) -> ResponseReturnValue:
    return show(
        "judgement/carry_out.html",
        view,
        form,
        status=status,
        wanted=wanted,
        possible=Action.CARRY_OUT in wanted.actions,
        description_hint=_description_hint(wanted.request.right),
        hints={duty.code: duty.article for duty in wanted.duties},
    )


def _description_hint(right: Right) -> str:
    if right is Right.INSPECTION:
        return _("Wie was erbij, en wat is er getoond?")
    if right is Right.COPY:
        return _("Wat is er meegegeven of gestuurd, en aan wie?")
    return _("Wat is er veranderd, en waar? Staat er ergens nog iets, schrijf dan op waarom.")
