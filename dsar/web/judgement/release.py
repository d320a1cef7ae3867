"""A decider lets a letter be made without advice once its term is over: one screen, in two steps (domain section 3)."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, TextAreaField
from wtforms.validators import Length
from wtforms.widgets import HiddenInput

from dsar.core.advice_terms import Stage
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.advice_terms import stage_of
from dsar.services.without_advice import ADVISERS, release_draft
from dsar.web.attempt import CONFLICT, INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, opened, show, submit, work_for
from dsar.web.context import actor, today
from dsar.web.forms import CaseForm
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.forms import MOST_TEXT
from dsar.web.judgement.letter_file import draft_of, letter_file, term_of
from dsar.web.letters.composed import Composed, composed
from dsar.wording.errors import sentence


class ReleaseForm(CaseForm):
    """Why the letter on the screen could not wait for the advice."""

    revision = IntegerField(widget=HiddenInput())
    reason = TextAreaField(
        _l("Waarom kan deze brief niet op het advies wachten?"),
        [Length(max=MOST_TEXT)],
        description=_l("Dit blijft in het dossier en komt niet in de brief."),
    )


@blueprint.route("/concepten/<int:draft_id>/zonder-advies", methods=["GET", "POST"])
@requires(Permission.DECIDE)
def release(draft_id: int) -> ResponseReturnValue:
    """Show the letter with all that can be known of it; then check, go back or record: `step`."""
    what, form = composed(draft_id, Permission.DECIDE), ReleaseForm()
    if not form.is_submitted():
        form.revision.data = draft_of(what).revision
        return _page(what, form)
    step = request.form.get("step", "check")
    if step == "edit":
        return _page(what, form)
    if not _in_order(form):
        return _page(what, form, INVALID)
    if step != "record":
        return _check(what, form)
    revision, reason = form.revision.data or 0, form.reason.data or ""
    status = submit(form, lambda: release_draft(work_for(form), draft_id, opened(form), revision, reason))
    if status is not None:
        return _again(draft_id, form, status)
    flash(_("Vastgelegd. De brief kan nu zonder advies worden gemaakt."), "success")
    return redirect(url_for("cases.case", case_id=what.view.case.id), SEE_OTHER)


def _in_order(form: ReleaseForm) -> bool:
    if form.validate() and not (form.reason.data or "").strip():
        form.refuse(InvalidInput("reason", "reason_without_advice_missing"))
    return not form.errors


def _check(what: Composed, form: ReleaseForm) -> ResponseReturnValue:
    if reason_why_not := _blocked(what):
        form.form_errors = [*form.form_errors, reason_why_not]
        return _page(what, form, CONFLICT)
    return show("judgement/release_check.html", what.view, form, draft=draft_of(what))


def _again(draft_id: int, form: ReleaseForm, status: int) -> ResponseReturnValue:
    """Show the form again; after a conflict it is tied to the revision that is on the screen now."""
    what = composed(draft_id, Permission.DECIDE)
    if status == CONFLICT:
        form.revision.data, form.revision.raw_data = draft_of(what).revision, None
    return _page(what, form, status)


def _page(what: Composed, form: ReleaseForm, status: int = OK) -> ResponseReturnValue:
    return show("judgement/release.html", what.view, form, status=status, blocked=_blocked(what), **letter_file(what))


def _blocked(what: Composed) -> str:
    """Say why this letter cannot go on without advice now; empty when it can."""
    stage = stage_of(term_of(what), today())
    if stage is None:
        return sentence("draft_not_submitted")
    if stage is not Stage.OVER:
        return sentence("draft_term_running")
    if draft_of(what).author_id == actor().user_id:
        return sentence("own_draft_released")
    return sentence("officer_goes_without") if what.view.roles & ADVISERS else ""
