"""The pages on which a note on a case is written and withdrawn."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.notes import note_of
from dsar.services.note import MOST_TEXT, add_note, withdraw_note
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, show, submit, work_for
from dsar.web.cases.routes import blueprint
from dsar.web.context import actor, session
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence


class NoteForm(CaseForm):
    """A note."""

    body = TextAreaField(
        _l("Notitie"),
        [
            InputRequired(lazy_sentence("required")),
            Length(max=MOST_TEXT, message=lazy_sentence("note_too_long", most=MOST_TEXT)),
        ],
        description=_l("Kort. Alleen voor collega's: dit komt niet in een brief. Schrijf hier nooit een BSN."),
    )


@blueprint.route("/zaken/<int:case_id>/notitie", methods=["GET", "POST"])
@requires(Permission.CASE_NOTE)
def note(case_id: int) -> ResponseReturnValue:
    """Write a note on a case."""
    view = find_case(case_id, Permission.CASE_NOTE)
    form, status = NoteForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: add_note(work_for(form), case_id, form.body.data or ""))
        if refused is None:
            flash(_("De notitie is bewaard."), "success")
            return _to_notes(case_id)
        status = refused
    return show("cases/note.html", view, form, status=status)


@blueprint.route("/notities/<int:note_id>/intrekken", methods=["GET", "POST"])
@requires(Permission.CASE_NOTE)
def withdraw(note_id: int) -> ResponseReturnValue:
    """Say what withdrawing a note does, and withdraw it."""
    found = note_of(session(), note_id)
    view = find_case(found.case_id, Permission.CASE_NOTE)
    form, status = CaseForm(), OK
    if form.is_submitted():
        refused = submit(form, lambda: withdraw_note(work_for(form), note_id))
        if refused is None:
            flash(_("De notitie is ingetrokken."), "success")
            return _to_notes(view.case.id)
        status, view, found = refused, find_case(found.case_id, Permission.CASE_NOTE), note_of(session(), note_id)
    return show(
        "cases/note_withdraw.html", view, form, status=status, note=found, own=found.author_id == actor().user_id
    )


def _to_notes(case_id: int) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id, _anchor="notities"), SEE_OTHER)
