"""The page on which it is recorded that an oral request was read back to whoever asked."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import StringField
from wtforms.validators import InputRequired

from dsar.core.permissions import Permission
from dsar.core.read_back import ORAL, NewReadBack
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.services.read_back import record_read_back, words_of
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, opened, show, submit, work_for
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.fields import DayField
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence


class ReadBackForm(CaseForm):
    """Who read it back, and when."""

    read_on = DayField(_l("Op welke dag is het voorgelezen?"), [InputRequired(lazy_sentence("required"))])
    read_by = StringField(
        _l("Wie las het voor?"),
        [InputRequired(lazy_sentence("required"))],
        description=_l("Iemand van de organisatie, bijvoorbeeld de begeleider."),
    )

    def read(self) -> NewReadBack:
        """Give it as the service wants it; only after the form was found in order."""
        if self.read_on.data is None:
            raise RuntimeError("the form was not checked first")
        return NewReadBack(self.read_on.data, self.read_by.data or "")


@blueprint.route("/zaken/<int:case_id>/voorgelezen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def read_back(case_id: int) -> ResponseReturnValue:
    """Show what was written down of an oral request, and record that it was read back."""
    view, form, status = find_case(case_id, Permission.CASE_HANDLE), ReadBackForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: record_read_back(work_for(form), case_id, opened(form), form.read()))
        if refused is None:
            flash(_("Vastgelegd dat het verzoek is voorgelezen."), "success")
            return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    else:
        form.read_on.data = today()
    return show(
        "cases/read_back.html",
        view,
        form,
        status=status,
        written_down=words_of(view.case),
        oral=view.case.channel in ORAL,
    )
