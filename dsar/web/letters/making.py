"""Making a letter final: the page with its date, the check of the page as it will be printed, and the letter itself."""

from collections.abc import Callable

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.drafts import correction_mistakes
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.core.posting import Due, Lateness, lateness
from dsar.language import gettext as _
from dsar.services.issue_letter import RenderError, date_mistake, issue_letter
from dsar.services.letter_context import addressee
from dsar.services.open_letter import preview_bytes
from dsar.services.preview import preview_letter
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, find_request, note, opened, show, work_for
from dsar.web.context import installation, session, today, work
from dsar.web.filters import capital, request_name
from dsar.web.letters.blueprint import blueprint
from dsar.web.letters.forms import LetterForm
from dsar.web.letters.target import Target, acknowledgement_of, answer_to, letter_of
from dsar.web.looking import Looked, look, look_stored
from dsar.wording.rendering import Kept, render_words


@blueprint.route("/zaken/<int:case_id>/brief", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def acknowledgement(case_id: int) -> ResponseReturnValue:
    """Make the acknowledgement of a case."""
    return make(lambda: acknowledgement_of(case_id))


@blueprint.route("/zaken/<int:case_id>/geregistreerd")
@requires(Permission.CASE_HANDLE)
def registered(case_id: int) -> ResponseReturnValue:
    """Show a case that was just registered, with its acknowledgement ready to be made."""
    target, form = acknowledgement_of(case_id), LetterForm(formdata=None)
    form.dated.data = today()
    looked = _look(target, form)
    where = url_for("letters.acknowledgement", case_id=case_id)
    return _shown("letters_pages/registered.html", acknowledgement_of(case_id), form, OK, looked, where)


@blueprint.route("/verzoeken/<int:request_id>/brief", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def answer(request_id: int) -> ResponseReturnValue:
    """Make the letter that answers a request, and others of the case that were decided."""
    return make(lambda: answer_to(request_id))


@blueprint.route("/concepten/<int:draft_id>/brief", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def draft_letter(draft_id: int) -> ResponseReturnValue:
    """Make the letter that was written as a draft."""
    return make(lambda: letter_of(draft_id))


@blueprint.route("/verzoeken/<int:request_id>/voorbeeld")
@requires(Permission.CASE_READ)
def preview(request_id: int) -> ResponseReturnValue:
    """Show the answer as the newest proposal would make it."""
    view, wanted = find_request(request_id, Permission.CASE_READ)
    note(view, "letter_preview")
    content = preview_bytes(session(), view, wanted, today(), render_seconds(), installation().catalogue)
    name = f"concept-{view.case.reference}.pdf"
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def render_sentence(error: RenderError) -> str:
    """Say why a numbered letter has no page yet, and that the number is kept."""
    return render_words(error.code, Kept.NUMBER)


def render_seconds() -> float:
    """Give the time limit of making one letter."""
    return installation().settings.render_seconds


def make(find: Callable[[], Target]) -> ResponseReturnValue:
    """Show the letter with its date; then check, go back or record: `step` is check, edit or record."""
    target, form = find(), LetterForm()
    form.also.choices = [(row.request.id, capital(request_name(row.request))) for row in target.others]
    if not form.is_submitted():
        form.dated.data = today()
        return _page(find(), form, looked=_look(target, form))
    step = request.form.get("step", "check")
    if step == "edit" or request.form.get("change"):
        return _page(find(), form, looked=_look(target, form) if form.validate() else None)
    if not _in_order(form, target):
        return _page(target, form, INVALID)
    return _issue(find, target, form) if step == "record" else _check_page(find, target, form)


def _in_order(form: LetterForm, target: Target) -> bool:
    if not form.validate():
        return False
    mistake = date_mistake(form.day(), target.view.case.received_on, today())
    if mistake is not None:
        form.refuse(mistake)
    reason = form.correction_reason.data or ""
    for mistake in correction_mistakes(target.replaces[0] if target.replaces is not None else None, reason):
        form.refuse(mistake)
    if target.against_advice and not (form.against_reason.data or "").strip():
        form.refuse(InvalidInput("against_reason", "reason_against_advice_missing"))
    return not form.errors


def _issue(find: Callable[[], Target], target: Target, form: LetterForm) -> ResponseReturnValue:
    case_id, wanted = target.view.case.id, target.wanted(form)
    letter_id = 0
    try:
        made = attempt(
            form,
            lambda: issue_letter(work_for(form), case_id, opened(form), wanted, render_seconds=render_seconds()),
        )
        letter_id, message, kind = int(made or 0), _("De brief is definitief."), "success"
    except Refused as refused:
        return _page(find(), form, refused.status)
    except RenderError as error:
        message, kind = render_sentence(error), "error"
    flash(message, kind)
    return redirect(url_for("letters.letter", letter_id=letter_id or _newest(case_id)), SEE_OTHER)


def _newest(case_id: int) -> int:
    """Give the letter that has just got its number and no pages yet."""
    return max(letter.id for letter in find_case(case_id, Permission.CASE_HANDLE).letters)


def _look(target: Target, form: LetterForm) -> Looked | None:
    """Look at a letter that can be made now: as it is stored when the page opens, then as it is typed."""
    if target.blocked or target.existing is not None:
        return None
    case_id, wanted = target.view.case.id, target.wanted(form)
    if request.method == "GET":
        return look_stored(form, case_id, wanted)
    return look(form, lambda: preview_letter(work(), case_id, wanted, render_seconds=render_seconds()))


def _check_page(find: Callable[[], Target], target: Target, form: LetterForm) -> ResponseReturnValue:
    looked = _look(target, form)
    target = find()
    if looked is None or looked.lacking or looked.problem or form.errors:  # what cannot be made gets no number
        return _page(target, form, INVALID, looked)
    return _shown("letters_pages/make_check.html", target, form, OK, looked)


def _page(target: Target, form: LetterForm, status: int = OK, looked: Looked | None = None) -> ResponseReturnValue:
    return _shown("letters_pages/make.html", target, form, status, looked)


def _lateness(target: Target, form: LetterForm) -> tuple[Due, Lateness] | None:
    """Tell by when the letter had to leave when its date is too late; None when it is in time, or has no date."""
    dated = form.dated.data
    leaves = target.due(dated) if dated is not None else None
    if dated is None or leaves is None:
        return None
    late = lateness(leaves, dated)
    return (leaves, late) if late.days or late.at_risk else None


def _shown(
    template: str, target: Target, form: LetterForm, status: int, looked: Looked | None, where: str = ""
) -> ResponseReturnValue:
    return show(
        template,
        target.view,
        form,
        status=status,
        target=target.answering(form),
        addressee=addressee(target.view.case, form.dated.data or today()),
        looked=looked or Looked(),
        late=_lateness(target.answering(form), form),
        language=target.view.subject.language,
        where=where or request.path,
    )
