"""The officer's advice on a letter that people write themselves, such as an extension: one screen, in two steps."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from dsar.core.advice_terms import Stage
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.core.vocabulary import AdviceKind, Role
from dsar.language import Words
from dsar.queries.drafts import LetterDraft
from dsar.services.advise_draft import advise_on_draft
from dsar.web.attempt import CONFLICT, INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, opened, show, submit, work_for
from dsar.web.context import actor, today
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.forms import AdviceForm, with_remarks
from dsar.web.judgement.letter_file import draft_of, letter_file, marked, term_of
from dsar.web.letters.composed import Composed, composed
from dsar.web.remarks import gone, place_of

_SAID = Words(
    {
        AdviceKind.AGREE: "Uw akkoord is vastgelegd.",
        AdviceKind.RETURN: "De brief gaat terug met uw opmerkingen.",
        AdviceKind.AGAINST: "Uw negatieve advies is vastgelegd.",
    }
)


class DraftAdviceForm(AdviceForm):
    """What the officer says of one revision of a letter."""

    revision = IntegerField(widget=HiddenInput())


@blueprint.route("/toetsing/brieven/<int:draft_id>", methods=["GET", "POST"])
@requires(Permission.SIGN_OFF)
def sign_off_draft(draft_id: int) -> ResponseReturnValue:
    """Show the letter with all that an advice rests on; then check, go back or record: `step`."""
    what = composed(draft_id, Permission.SIGN_OFF)
    form = _form(draft_of(what))
    if not form.is_submitted():
        form.revision.data = draft_of(what).revision
        return _page(what, form)
    step = request.form.get("step", "check")
    if step == "edit":
        return _page(what, form)
    if not _in_order(form):
        return _page(what, form, INVALID)
    kind, remark = AdviceKind(form.kind.data), form.remark.data or ""
    if step != "record":
        return show("judgement/draft_advice_check.html", what.view, form, draft=what.draft, kind=kind)
    revision = form.revision.data or 0
    status = submit(
        form,
        lambda: advise_on_draft(work_for(form), draft_id, opened(form), revision, kind, remark, remarks=form.beside()),
    )
    if status is not None:
        return _again(draft_id, form, status)
    flash(_SAID[kind], "success")
    return redirect(url_for("judgement.queue"), SEE_OTHER)


def _form(draft: LetterDraft) -> DraftAdviceForm:
    places = {place_of(field.name): field.label for field in marked(draft)}
    form: DraftAdviceForm = with_remarks(DraftAdviceForm, {**places, **gone(request.form, "remarks-", places)})()
    return form


def _in_order(form: DraftAdviceForm) -> bool:
    if not form.validate():
        return False
    if not form.says_something():
        form.refuse(InvalidInput("remark", "remark_missing"))
    return not form.errors


def _again(draft_id: int, form: DraftAdviceForm, status: int) -> ResponseReturnValue:
    """Show the form again; after a conflict it is tied to the revision that is on the screen now."""
    what = composed(draft_id, Permission.SIGN_OFF)
    if status == CONFLICT:
        form.revision.data, form.revision.raw_data = draft_of(what).revision, None
    return _page(what, form, status)


def _page(what: Composed, form: DraftAdviceForm, status: int = OK) -> ResponseReturnValue:
    term = term_of(what)
    return show(
        "judgement/sign_off_draft.html",
        what.view,
        form,
        status=status,
        waits=term is not None,
        my_turn=term is not None and (Role.FG in what.view.roles or term.stage(today()) is not Stage.OFFICER),
        own=draft_of(what).author_id == actor().user_id,
        **letter_file(what),
    )
