"""The page on which what was said at registering of who asks is called a mistake."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from dsar.core.errors import NotAllowed
from dsar.core.intake_marks import LONGEST_REASON
from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView
from dsar.services.intake_marks import withdraw_mark
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, opened, show, submit, work_for
from dsar.web.cases.routes import blueprint
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence


class MarkForm(CaseForm):
    """Why it was a mistake."""

    reason = TextAreaField(
        _l("Wat ging er mis?"),
        [
            InputRequired(lazy_sentence("required")),
            Length(max=LONGEST_REASON, message=lazy_sentence("detail_too_long", most=LONGEST_REASON)),
        ],
        description=_l("Kort. Dit staat in het dossier, niet in een brief."),
    )


@blueprint.route("/zaken/<int:case_id>/vinkje-vergissing", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def mark_mistake(case_id: int) -> ResponseReturnValue:
    """Record that what was said at registering of who asks was a mistake, after saying what that does."""
    view, form, status = find_case(case_id, Permission.CASE_HANDLE), MarkForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: _withdraw(view, form))
        if refused is None:
            flash(_("Vastgelegd dat dit vinkje een vergissing was."), "success")
            return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    return show("cases/mark_mistake.html", view, form, status=status)


def _withdraw(view: CaseView, form: MarkForm) -> None:
    if view.open_mark is None:
        raise NotAllowed("mark_not_open")
    withdraw_mark(work_for(form), view.case.id, opened(form), view.open_mark, form.reason.data or "")
