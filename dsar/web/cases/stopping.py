"""The page on which is recorded that use for commercial or charitable ends was stopped."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired

from dsar.core.permissions import Permission
from dsar.core.stopping import StopInput
from dsar.core.workflow import Action
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView, RequestView
from dsar.services.stop_use import stop_use as stop_use_service
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_request, opened, show, submit, work_for
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.fields import DayField
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence


class StopForm(CaseForm):
    """When, by whom and where the use was stopped."""

    stopped_on = DayField(_l("Op welke dag is het gebruik gestopt?"), [InputRequired(lazy_sentence("required"))])
    stopped_by = StringField(_l("Wie heeft het gestopt?"), description=_l("Een naam of een functie."))
    systems = TextAreaField(
        _l("In welke systemen en lijsten?"),
        description=_l("Bijvoorbeeld: de verzendlijst van de nieuwsbrief. Zet elk ding op een eigen regel."),
    )

    def stop(self) -> StopInput:
        """Give the stop as the service wants it; only after the form was found in order."""
        if self.stopped_on.data is None:
            raise RuntimeError("the form was not checked first")
        return StopInput(self.stopped_on.data, self.stopped_by.data or "", self.systems.data or "")


@blueprint.route("/verzoeken/<int:request_id>/gestopt", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def stop_use(request_id: int) -> ResponseReturnValue:
    """Record that the use was stopped."""
    view, row = find_request(request_id, Permission.CASE_HANDLE)
    form = StopForm()
    if not form.is_submitted():
        form.stopped_on.data = today()
        return _page(view, row, form)
    status = submit(form, lambda: stop_use_service(work_for(form), request_id, opened(form), form.stop()))
    if status is not None:
        return _page(*find_request(request_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd dat het gebruik is gestopt. Het verzoek krijgt nog een antwoord."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


def _page(view: CaseView, row: RequestView, form: StopForm, status: int = OK) -> ResponseReturnValue:
    possible = Action.STOP_USE in row.actions
    return show("cases/stop.html", view, form, status=status, row=row, possible=possible)
