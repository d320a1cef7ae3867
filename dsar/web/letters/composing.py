"""Writing a letter: choosing its kind, its form with the page beside it, and keeping it as a draft."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.drafts import normalised
from dsar.core.permissions import Permission
from dsar.core.placeholders import ADVISED, COMPOSED
from dsar.core.vocabulary import LetterKind
from dsar.language import gettext as _
from dsar.queries.drafts import extended_requests
from dsar.queries.known_before import known_before
from dsar.services.advise_draft import submit_draft
from dsar.services.preview import preview_draft
from dsar.services.write_draft import as_input, drop_draft, write_draft
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, note, of_case, opened, show, submit, work_for
from dsar.web.context import session, today, work
from dsar.web.forms import CaseForm
from dsar.web.letter_kinds import kind_choices
from dsar.web.letters.begun import begun
from dsar.web.letters.blueprint import blueprint
from dsar.web.letters.composed import Composed, composed, composed_new
from dsar.web.letters.draft_form import DraftForm, as_begun, as_written, draft_form
from dsar.web.letters.mistakes import draft_in_order, overtaken
from dsar.web.looking import Looked, look, looked_before, not_filled_in
from dsar.web.own_words import called
from dsar.web.placeholders import GROUPS, PREFIX, more_rows, readable
from dsar.web.readings import readings_of
from dsar.web.remarks import beside, show_beside
from dsar.wording.words import word

PREVIEW, SUBMIT, FINISH = "preview", "submit", "finish"


@blueprint.route("/zaken/<int:case_id>/schrijven")
@requires(Permission.CASE_HANDLE)
def choose(case_id: int) -> ResponseReturnValue:
    """Show which letters can be written in this case now, and why others cannot."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    note(view, "choose_letter")
    choices = kind_choices(view, today(), extended_requests(session(), case_id))
    return render_template("letters_pages/choose.html", choices=choices, **of_case(view))


@blueprint.route("/zaken/<int:case_id>/schrijven/brief", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def compose(case_id: int) -> ResponseReturnValue:
    """Write a new letter of the kind that the address names (`soort`)."""
    return _write(lambda: composed_new(find_case(case_id, Permission.CASE_HANDLE), request.args.get("soort", "")))


@blueprint.route("/concepten/<int:draft_id>", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def draft(draft_id: int) -> ResponseReturnValue:
    """Go on with a letter that is being written."""
    return _write(lambda: composed(draft_id, Permission.CASE_HANDLE))


@blueprint.route("/concepten/<int:draft_id>/weggooien", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def drop(draft_id: int) -> ResponseReturnValue:
    """Ask whether a draft can go, and throw it away."""
    what = composed(draft_id, Permission.CASE_HANDLE)
    form = CaseForm()
    if form.is_submitted():
        status = submit(form, lambda: drop_draft(work_for(form), draft_id, opened(form)))
        if status is None:
            flash(_("Het concept is weggegooid."), "success")
            return redirect(url_for("cases.case", case_id=what.view.case.id), SEE_OTHER)
        what = composed(draft_id, Permission.CASE_HANDLE)
        return show("letters_pages/drop.html", what.view, form, status=status, draft=what.draft)
    return show("letters_pages/drop.html", what.view, form, draft=what.draft)


def _write(find: Callable[[], Composed]) -> ResponseReturnValue:
    what = find()
    change = request.form.get("change", "")
    form = _form(what, change)
    if change == PREVIEW:
        return _preview(find, what, form)
    if request.method == "GET" or change:
        return _page(what, form)
    return _save(find, what, form, request.form.get("step", ""))


def _save(find: Callable[[], Composed], what: Composed, form: DraftForm, step: str) -> ResponseReturnValue:
    """Keep the draft, and go on to the officer or to the check of the letter when that was asked."""
    if not draft_in_order(form, what, complete=step == SUBMIT):
        return _page(what, form, INVALID)
    try:
        draft_id, version = _keep(what, form)
    except Refused as refused:
        return _page(find(), form, refused.status)
    if step == SUBMIT:
        return _submit(what, form, draft_id, version)
    if step == FINISH:
        return redirect(url_for("letters.draft_letter", draft_id=draft_id), SEE_OTHER)
    flash(_("Het concept is bewaard: %(kind)s.", kind=word(what.kind).lower()), "success")
    return redirect(url_for("letters.draft", draft_id=draft_id), SEE_OTHER)


def _submit(what: Composed, form: DraftForm, draft_id: int, version: int) -> ResponseReturnValue:
    """Ask for advice on what is kept by now; when that is refused, the draft itself says so."""
    again = work(f"{form.form_key.data}-{SUBMIT}")  # keeping has used the form's own key
    try:
        attempt(form, lambda: submit_draft(again, draft_id, version))
    except Refused:
        flash(" ".join((*form.form_errors, _("Het concept is bewaard, maar nog niet voorgelegd."))), "error")
        return redirect(url_for("letters.draft", draft_id=draft_id), SEE_OTHER)
    flash(_("De brief is voorgelegd aan de %(who)s.", who=called(what.view.regulation).adviser_short), "success")
    return redirect(url_for("cases.case", case_id=what.view.case.id), SEE_OTHER)


def _form(what: Composed, change: str) -> DraftForm:
    make = draft_form(what.kind)
    if request.method == "POST":
        form = make(formdata=readable(request.form))
    elif what.draft is not None:
        given = as_input(what.draft)
        form = make(
            formdata=None,
            data=as_written(what.kind, given.request_ids, what.draft.content, given.correction_reason),
        )
    else:
        form = make(formdata=None, data=as_begun(what.kind, begun(what.kind, what.requests)))
    form.offer(what.requests)
    form.letter_details().widen(more_rows(change))
    return form


def _preview(find: Callable[[], Composed], what: Composed, form: DraftForm) -> ResponseReturnValue:
    """Show the page as what was typed would make it; nothing is kept of the draft."""
    if not form.validate():
        return _page(what, form, INVALID)
    written = form.draft(what.kind, what.replaces_id)
    looked = look(form, lambda: preview_draft(work(), what.view.case.id, written, today()))
    return _page(find(), form, INVALID if form.errors else OK, looked)


def _keep(what: Composed, form: DraftForm) -> tuple[int, int]:
    """Keep what was typed, unless it is what is kept already; give the draft's id and the case's version after it."""
    written = form.draft(what.kind, what.replaces_id)
    draft_id = what.draft.id if what.draft is not None else None
    if draft_id is not None and what.draft is not None and normalised(written) == as_input(what.draft):
        return draft_id, opened(form)
    case_id = what.view.case.id
    kept = int(attempt(form, lambda: write_draft(work_for(form), case_id, opened(form), written, draft_id)))
    return kept, opened(form) + 1


def _page(what: Composed, form: DraftForm, status: int = OK, looked: Looked | None = None) -> ResponseReturnValue:
    language = what.view.subject.language
    fields, said = form.letter_details().fields(), what.to_work_on
    return show(
        "letters_pages/compose.html",
        what.view,
        form,
        status=status,
        what=what,
        said=said,
        remarks_left=show_beside(form, said.remarks, {}) if said is not None else [],
        remarks_beside=beside(form, said.remarks, {}) if said is not None else [],
        advised=what.kind in ADVISED,
        overtaken=overtaken(what),
        known=known_before(session(), what.view.case) if what.kind is LetterKind.IDENTITY_REQUEST else None,
        looked=looked or looked_before(what.view.case.id, not_filled_in(COMPOSED[what.kind], fields, PREFIX)),
        readings=readings_of(form, language) if looked is not None else {},
        groups=GROUPS,
        language=language,
        where=request.full_path.rstrip("?"),
    )
