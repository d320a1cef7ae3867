"""Making a letter: the acknowledgement of a case, the answer to a request, and their previews."""

from dataclasses import dataclass, replace

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotAllowed
from dsar.core.letters import answer_kind
from dsar.core.permissions import Permission
from dsar.core.vocabulary import LetterKind, Role
from dsar.core.workflow import Action, find_transition
from dsar.queries.case_view import CaseView, RequestView
from dsar.services.issue_letter import LetterInput, RenderError, issue_letter
from dsar.services.letter_context import addressee
from dsar.services.open_letter import preview_bytes
from dsar.services.preview import lacking_letter
from dsar.web.attempt import INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, find_request, note, opened, show, submit, work_for
from dsar.web.context import installation, session, today, work
from dsar.web.letters.blueprint import blueprint
from dsar.web.letters.forms import LetterForm
from dsar.wording.errors import sentence

_MAKER = frozenset({Role.CONTACT_PERSON})


@dataclass(frozen=True, slots=True)
class About:
    """What the pages on which a letter is made say of it."""

    wanted: RequestView | None  # None: the acknowledgement of the whole case
    kind: LetterKind | None
    addressee: tuple[str, ...]
    blocked: str  # why it cannot be made now; empty when it can
    lacking: tuple[str, ...]
    existing: tuple[int, str] | None  # id and number of the letter that there is already
    preview_url: str


@blueprint.route("/zaken/<int:case_id>/brief", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def acknowledgement(case_id: int) -> ResponseReturnValue:
    """Make the acknowledgement of a case."""
    return _make(find_case(case_id, Permission.CASE_HANDLE), None)


@blueprint.route("/verzoeken/<int:request_id>/brief", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def answer(request_id: int) -> ResponseReturnValue:
    """Make the letter that answers a request."""
    return _make(*find_request(request_id, Permission.CASE_HANDLE))


@blueprint.route("/zaken/<int:case_id>/brief/voorbeeld")
@requires(Permission.CASE_READ)
def acknowledgement_preview(case_id: int) -> ResponseReturnValue:
    """Show the acknowledgement as it would be made now."""
    return _preview(find_case(case_id, Permission.CASE_READ), None)


@blueprint.route("/verzoeken/<int:request_id>/voorbeeld")
@requires(Permission.CASE_READ)
def preview(request_id: int) -> ResponseReturnValue:
    """Show the answer as the newest proposal would make it."""
    return _preview(*find_request(request_id, Permission.CASE_READ))


def render_sentence(error: RenderError) -> str:
    """Say why there is no page yet, and that the number is kept."""
    return sentence(error.code)


def render_seconds() -> float:
    """Give the time limit of making one letter."""
    return installation().settings.render_seconds


def _preview(view: CaseView, wanted: RequestView | None) -> ResponseReturnValue:
    note(view, "letter_preview")
    content = preview_bytes(session(), view, wanted, today(), render_seconds(), installation().catalogue)
    name = f"concept-{view.case.reference}.pdf"
    return Response(content, mimetype="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


def _make(view: CaseView, wanted: RequestView | None) -> ResponseReturnValue:
    form = LetterForm()
    if not form.is_submitted():
        form.dated.data = today()
        return _page(view, wanted, form)
    step = request.form.get("step", "check")
    if step == "edit":
        return _page(view, wanted, form)
    if not form.validate():
        return _page(view, wanted, form, INVALID)
    if step != "record":
        return _check_page(view, wanted, form)
    return _issue(view, wanted, form)


def _issue(view: CaseView, wanted: RequestView | None, form: LetterForm) -> ResponseReturnValue:
    request_id = wanted.request.id if wanted is not None else None
    case_id, given = view.case.id, replace(_wanted(wanted), dated=form.day())
    try:
        status = submit(
            form,
            lambda: issue_letter(work_for(form), case_id, opened(form), given, render_seconds=render_seconds()),
        )
        message, kind = "De brief is definitief.", "success"
    except RenderError as error:
        status, message, kind = None, render_sentence(error), "error"
    view = find_case(case_id, Permission.CASE_HANDLE)
    wanted = view.request(request_id) if request_id is not None else None
    if status is not None:
        return _page(view, wanted, form, status)
    flash(message, kind)
    made = wanted.letter if wanted is not None else view.acknowledgement
    if made is None:
        return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
    return redirect(url_for("letters.letter", letter_id=made.id), SEE_OTHER)


def _page(view: CaseView, wanted: RequestView | None, form: LetterForm, status: int = OK) -> ResponseReturnValue:
    return show("letters_pages/make.html", view, form, status=status, about=_about(view, wanted))


def _check_page(view: CaseView, wanted: RequestView | None, form: LetterForm) -> ResponseReturnValue:
    about = _about(view, wanted)
    if about.blocked or about.lacking:
        return _page(view, wanted, form, INVALID)
    return show("letters_pages/make_check.html", view, form, about=about)


def _about(view: CaseView, wanted: RequestView | None) -> About:
    blocked = _blocked(view, wanted)
    existing = wanted.letter if wanted is not None else view.acknowledgement
    return About(
        wanted=wanted,
        kind=_kind(wanted),
        addressee=addressee(view.subject),
        blocked=blocked,
        lacking=() if blocked else lacking_letter(work(), view.case.id, _wanted(wanted)),
        existing=(existing.id, existing.number) if existing is not None else None,
        preview_url=_preview_url(view, wanted),
    )


def _wanted(wanted: RequestView | None) -> LetterInput:
    return LetterInput(today(), (wanted.request.id,) if wanted is not None else ())


def _preview_url(view: CaseView, wanted: RequestView | None) -> str:
    if wanted is None:
        return url_for("letters.acknowledgement_preview", case_id=view.case.id)
    return url_for("letters.preview", request_id=wanted.request.id) if wanted.proposal is not None else ""


def _kind(wanted: RequestView | None) -> LetterKind | None:
    if wanted is None:
        return LetterKind.ACKNOWLEDGEMENT
    return answer_kind([(wanted.request.right, wanted.proposal.outcome)]) if wanted.proposal is not None else None


def _blocked(view: CaseView, wanted: RequestView | None) -> str:
    """Say why this letter cannot be made now; empty when it can."""
    if wanted is None:
        return "De zaak is gesloten. Een ontvangstbevestiging heeft geen zin meer." if view.case.closed_on else ""
    if wanted.letter is not None:
        return sentence("letter_exists")
    try:
        find_transition(Action.ISSUE_LETTER, wanted.facts, _MAKER)
    except NotAllowed as reason:
        return sentence(reason.code, **reason.details)
    return ""
