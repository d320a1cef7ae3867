"""The page of one letter: what it is, its bytes, when it left, and what to do when it could not be made."""

from datetime import date

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.core.posting import expired
from dsar.core.vocabulary import Role
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, Letter
from dsar.queries.follow_ups import open_return
from dsar.queries.foresight import PostingForeseen, foresee_posting, foresee_voiding
from dsar.queries.letters import dates_of_letter
from dsar.services.issue_letter import RenderError, finish_letter, void_letter
from dsar.services.open_letter import letter_bytes
from dsar.services.post_letter import PostInput, post_letter
from dsar.web.attempt import CONFLICT, open_on, since
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case_of_letter, note, of_case, opened, show, submit, work_for
from dsar.web.context import session, today, work
from dsar.web.foreseen import after_posting, after_voiding
from dsar.web.forms import CaseForm
from dsar.web.letters.blueprint import blueprint
from dsar.web.letters.forms import FinishForm, PostForm, VoidForm
from dsar.web.letters.making import render_seconds, render_sentence
from dsar.web.letters.state import correctable, replaced, replacement

_POST, _FINISH, _VOID = "verzonden", "opnieuw", "vervallen"  # prefixes: the page holds several forms


@blueprint.route("/brieven/<int:letter_id>")
@requires(Permission.CASE_READ)
def letter(letter_id: int) -> ResponseReturnValue:
    """Show a letter."""
    view = find_case_of_letter(letter_id, Permission.CASE_READ)
    note(view, "letter")
    return _page(view, letter_id)


@blueprint.route("/brieven/<int:letter_id>/pdf")
@requires(Permission.CASE_READ)
def pdf(letter_id: int) -> ResponseReturnValue:
    """Give the bytes of a final letter, as they were stored."""
    view = find_case_of_letter(letter_id, Permission.CASE_READ)
    note(view, "letter_pdf")
    found, content = letter_bytes(session(), view, letter_id)
    return Response(
        content,
        mimetype="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{found.number}.pdf"'},
    )


@blueprint.route("/brieven/<int:letter_id>/verzonden", methods=["POST"])
@requires(Permission.CASE_HANDLE)
def post(letter_id: int) -> ResponseReturnValue:
    """Check, go back or record that a letter left the house: `step`."""
    view = find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    form = PostForm(prefix=_POST)
    form.offer(view.regulation)
    step = request.form.get("step", "check")
    if step == "edit":
        return _page(view, letter_id, form)
    if step != "record":
        return _check_posting(view, letter_id, form)
    status = submit(form, lambda: post_letter(work_for(form), letter_id, opened(form), form.posted()))
    if status is not None:
        return _page(find_case_of_letter(letter_id, Permission.CASE_HANDLE), letter_id, form, status)
    flash(_("Vastgelegd dat de brief is verzonden."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


@blueprint.route("/brieven/<int:letter_id>/opnieuw", methods=["POST"])
@requires(Permission.CASE_HANDLE)
def finish(letter_id: int) -> ResponseReturnValue:
    """Try again to make a letter that has a number and no page."""
    find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    form = FinishForm(prefix=_FINISH)
    try:
        status = submit(form, lambda: finish_letter(work(), letter_id, render_seconds=render_seconds()))
        message, kind = _("De brief is definitief."), "success"
    except RenderError as error:
        status, message, kind = None, render_sentence(error), "error"
    if status is not None:
        return _page(find_case_of_letter(letter_id, Permission.CASE_HANDLE), letter_id, form, status)
    flash(message, kind)
    return redirect(url_for("letters.letter", letter_id=letter_id), SEE_OTHER)


@blueprint.route("/brieven/<int:letter_id>/vervallen", methods=["POST"])
@requires(Permission.CASE_HANDLE)
def void(letter_id: int) -> ResponseReturnValue:
    """Check, go back or give up a letter that did not leave: `step`; its number stays."""
    view = find_case_of_letter(letter_id, Permission.CASE_HANDLE)
    form = VoidForm(prefix=_VOID)
    step = request.form.get("step", "check")
    if step == "edit":
        return _page(view, letter_id, form)
    if step != "record":
        return _check_voiding(view, letter_id, form)
    status = submit(form, lambda: void_letter(work_for(form), letter_id, opened(form), form.reason.data or ""))
    if status is not None:
        return _page(find_case_of_letter(letter_id, Permission.CASE_HANDLE), letter_id, form, status)
    flash(_("De brief is vervallen. U kunt een nieuwe maken."), "success")
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)


def _check_posting(view: CaseView, letter_id: int, form: PostForm) -> ResponseReturnValue:
    """Show what will be recorded and what that does; what cannot be recorded gets no page to check."""
    shown = _shown(view, letter_id)
    found: list[PostingForeseen] = []
    status = submit(form, lambda: found.append(_foreseen(view, shown, form.posted())))
    if status is not None:
        return _page(view, letter_id, form, status)
    after = after_posting(view, found[0])
    return show("letters_pages/post_check.html", view, form, letter=shown, foreseen=found[0], after=after)


def _check_voiding(view: CaseView, letter_id: int, form: VoidForm) -> ResponseReturnValue:
    """Show what giving the letter up does; one that left meanwhile gets no page to check."""
    shown = _shown(view, letter_id)
    found: list[bool] = []
    status = submit(form, lambda: found.append(foresee_voiding(session(), shown)))
    if status is not None:
        return _page(view, letter_id, form, status)
    after = after_voiding(shown, draft=found[0])
    return show("letters_pages/void_check.html", view, form, letter=shown, after=after)


def _foreseen(view: CaseView, letter: Letter, posted: PostInput) -> PostingForeseen:
    return foresee_posting(view, letter, posted.way, posted.posted_on, posted.track_code, today())


def _shown(view: CaseView, letter_id: int) -> Letter:
    shown = next((row for row in view.letters if row.id == letter_id), None)
    if shown is None:
        raise NotFound
    return shown


def _page(view: CaseView, letter_id: int, form: CaseForm | None = None, status: int = OK) -> ResponseReturnValue:
    shown = _shown(view, letter_id)
    events = since(form, view) if form is not None and status == CONFLICT else ()
    if form is not None and status == CONFLICT:
        open_on(form, view)
    due, late = dates_of_letter(shown, session(), today())
    too_late = shown.status.value == "final" and shown.dispatch is None and expired(shown.kind, shown.dated, today())
    page = render_template(
        "letters_pages/letter.html",
        letter=shown,
        due=due,
        lateness=late,
        expired=too_late,
        form=form,
        post_form=form if isinstance(form, PostForm) else _post_form(view, shown.dated if too_late else today()),
        void_form=form if isinstance(form, VoidForm) else _opened(VoidForm(formdata=None, prefix=_VOID), view),
        finish_form=form if isinstance(form, FinishForm) else _opened(FinishForm(formdata=None, prefix=_FINISH), view),
        handles=Role.CONTACT_PERSON in view.roles,
        replaced=replaced(view, shown),
        replacement=replacement(view, shown.id),
        may_correct=correctable(view, shown),
        back=open_return(view.case, shown.id),
        events=events,
        page_has_errors=form is not None and bool(form.errors),
        **of_case(view),
    )
    return page, status


def _post_form(view: CaseView, day: date) -> PostForm:
    form = PostForm(formdata=None, prefix=_POST)
    form.offer(view.regulation)
    form.posted_on.data = day
    open_on(form, view)
    return form


def _opened(form: CaseForm, view: CaseView) -> CaseForm:
    open_on(form, view)
    return form
