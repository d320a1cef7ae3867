"""A mistake in a letter that was sent: a new letter that says what was wrong and replaces it."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from dsar.core.drafts import DraftInput, correction_mistakes
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.permissions import Permission
from dsar.core.placeholders import COMPOSED
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, Letter
from dsar.queries.drafts import drafts_of_case
from dsar.services.write_draft import write_draft
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case_of_letter, opened, show, work_for
from dsar.web.context import session
from dsar.web.letters.blueprint import blueprint
from dsar.web.letters.forms import CorrectionForm
from dsar.web.letters.making import make
from dsar.web.letters.state import correctable
from dsar.web.letters.target import correction_of


@blueprint.route("/brieven/<int:letter_id>/verbeteren", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def correct(letter_id: int) -> ResponseReturnValue:
    """Correct a letter: one that follows from the case is made anew, one that was written becomes a draft again."""
    view, old = _found(letter_id)
    if old.kind not in COMPOSED:
        return make(lambda: correction_of(letter_id))
    written = [draft for draft in drafts_of_case(session(), view.case.id) if draft.replaces_id == old.id]
    if written:
        return redirect(url_for("letters.draft", draft_id=written[0].id), SEE_OTHER)
    return _as_draft(view, old)


def _as_draft(view: CaseView, old: Letter) -> ResponseReturnValue:
    form = CorrectionForm()
    if not form.is_submitted():
        return _page(view, old, form)
    if not form.validate():
        return _page(view, old, form, INVALID)
    reason = form.reason.data or ""
    for mistake in correction_mistakes(old.id, reason):
        form.refuse(mistake)
    if form.errors:
        return _page(view, old, form, INVALID)
    requests = tuple(link.request_id for link in old.links)
    written = DraftInput(old.kind, requests, _fields(view, old), old.id, reason)
    case_id, letter_id = view.case.id, old.id
    try:
        draft_id = attempt(form, lambda: write_draft(work_for(form), case_id, opened(form), written))
    except Refused as refused:
        return _page(*_found(letter_id), form, refused.status)
    flash(_("Verbeter hieronder wat er niet goed was. De eerdere brief blijft zoals hij is."), "success")
    return redirect(url_for("letters.draft", draft_id=int(draft_id)), SEE_OTHER)


def _page(view: CaseView, old: Letter, form: CorrectionForm, status: int = OK) -> ResponseReturnValue:
    possible = correctable(view, old)
    return show("letters_pages/correct.html", view, form, status=status, letter=old, possible=possible)


def _found(letter_id: int) -> tuple[CaseView, Letter]:
    view = find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    return view, next(letter for letter in view.letters if letter.id == letter_id)


def _fields(view: CaseView, old: Letter) -> Fields:
    """Give what was written in the letter, to go on from."""
    drafts = drafts_of_case(session(), view.case.id, open_only=False)
    return next((Fields.from_json(draft.content) for draft in drafts if draft.letter_id == old.id), NO_FIELDS)
