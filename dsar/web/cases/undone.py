"""The page on which is recorded that what was granted was not carried out: the client does not take it."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import Optional

from dsar.core.foresight import Foreseen
from dsar.core.permissions import Permission
from dsar.core.undone import LEAST_INVITED, LONGEST_TEXT, UndoneInput, undone_mistakes
from dsar.core.vocabulary import LetterKind, UndoneReason
from dsar.core.workflow import Action
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.foresight import foresee_leaving_undone
from dsar.services.leave_undone import leave_undone
from dsar.web.attempt import INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_request, opened, show, submit, work_for
from dsar.web.cases.after_forms import filled, required, short
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.fields import DayField, Radios, WholeNumber, closed_list
from dsar.web.foreseen import after_carrying_out
from dsar.web.forms import CaseForm
from dsar.wording.duties import duty_text


class UndoneForm(CaseForm):
    """Why the client does not take what was granted."""

    reason = Radios(_l("Waarom is dit niet uitgevoerd?"), choices=closed_list(UndoneReason))
    invited = WholeNumber(
        _l("Hoe vaak is de aanvrager uitgenodigd?"),
        [Optional()],
        description=_l("Alleen als de aanvrager niet kwam. Nodig minstens %(least)s keer uit.", least=LEAST_INVITED),
    )
    last_on = DayField(
        _l("Op welke dag bleek dit het laatst?"),
        [required()],
        description=_l("De laatste afspraak, of de dag waarop u dit hoorde. Bijvoorbeeld 18-11-2026."),
    )
    explanation = TextAreaField(
        _l("Wat is er gebeurd?"),
        [required(), short(LONGEST_TEXT)],
        description=_l("Kort, met wat u hebt geprobeerd. Dit staat in het dossier, niet in een brief."),
    )
    not_done = TextAreaField(
        _l("Waarom is ook niet gedaan wat erbij hoort?"),
        [short(LONGEST_TEXT)],
        description=_l("Dit blijft in het dossier."),
    )

    def given(self) -> UndoneInput:
        """Give why as the service wants it; only after the form was found in order."""
        return UndoneInput(
            UndoneReason(self.reason.data),
            filled(self.last_on),
            self.explanation.data or "",
            self.invited.data,
            self.not_done.data or "",
        )


@blueprint.route("/verzoeken/<int:request_id>/niet-uitgevoerd", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def undone(request_id: int) -> ResponseReturnValue:
    """Fill in why it was not carried out; then check, go back or record: `step` is check, edit or record."""
    view, row = find_request(request_id, Permission.CASE_HANDLE)
    form, step = UndoneForm(), request.form.get("step", "check")
    if not form.is_submitted() or step == "edit":
        return _page(view, row, form)
    if not _in_order(row, form):
        return _page(view, row, form, INVALID)
    if step != "record":
        return _check(view, row, form)
    status = submit(form, lambda: leave_undone(work_for(form), request_id, opened(form), form.given()))
    if status is not None:
        return _page(*find_request(request_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd dat dit niet is uitgevoerd, met de reden."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


def _in_order(row: RequestView, form: UndoneForm) -> bool:
    """Tell everything that is wrong at once, each beside its field."""
    if not form.validate():
        return False
    answered_on = row.request.answered_on or row.request.case.received_on
    for mistake in undone_mistakes(form.given(), answered_on, today(), duties=bool(row.duties)):
        form.refuse(mistake)
    return not form.errors


def _check(view: CaseView, row: RequestView, form: UndoneForm) -> ResponseReturnValue:
    """Show what will be recorded and what that does; what cannot be recorded gets no page to check."""
    found: list[Foreseen] = []
    status = submit(form, lambda: found.append(foresee_leaving_undone(view, row)))
    if status is not None:
        return _page(view, row, form, status)
    return show("cases/undone_check.html", view, form, row=row, after=after_carrying_out(view, found[0]))


def _page(view: CaseView, row: RequestView, form: UndoneForm, status: int = OK) -> ResponseReturnValue:
    return show(
        "cases/undone.html",
        view,
        form,
        status=status,
        row=row,
        possible=Action.LEAVE_UNDONE in row.actions,
        duties=[duty_text(duty.text) for duty in row.duties],
        withdraw_url=url_for("letters.compose", case_id=view.case.id, soort=LetterKind.WITHDRAWAL_CONFIRMATION.value),
    )
