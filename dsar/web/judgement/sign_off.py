"""The officer's desk: what waits for advice, one screen per case, and the advice itself in two steps."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.core.vocabulary import AdviceKind
from dsar.core.workflow import Action, advice_required
from dsar.language import Words
from dsar.queries.advice_history import unseen
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.signoff import queue as waiting
from dsar.services.advise import advise as give_advice
from dsar.services.open_letter import preview_text
from dsar.services.without_advice import note_seen
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt, open_on, since
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, find_request, note, of_case, opened, show, submit, work_for
from dsar.web.cases.clocks import request_panel
from dsar.web.context import actor, installation, session, today, work
from dsar.web.filters import request_name
from dsar.web.forms import Form
from dsar.web.judgement.answer import look_at_answer
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.compare import newest_shown, places_of
from dsar.web.judgement.forms import AdviceForm, with_remarks
from dsar.web.remarks import gone
from dsar.wording.people import full_name

_SAID = Words(
    {
        AdviceKind.AGREE: "Uw akkoord is vastgelegd.",
        AdviceKind.RETURN: "Het voorstel gaat terug met uw opmerkingen.",
        AdviceKind.AGAINST: "Uw negatieve advies is vastgelegd.",
    }
)


@blueprint.route("/toetsing")
@requires(Permission.SIGN_OFF)
def queue() -> ResponseReturnValue:
    """Show what waits for the officer's advice, in all their organisations."""
    return _queue_page()


@blueprint.post("/toetsing/zonder-advies/<int:without_id>/gezien")
@requires(Permission.SIGN_OFF)
def without_advice_seen(without_id: int) -> ResponseReturnValue:
    """Record that an officer knows that somebody went on without advice."""
    form = Form()
    if not form.validate():
        return _queue_page(form, without_id, INVALID)
    key = form.form_key.data or ""
    try:
        attempt(form, lambda: note_seen(work(key), without_id))
    except Refused as refused:
        return _queue_page(form, without_id, refused.status)
    flash("Vastgelegd dat u dit heeft gezien.", "success")
    return redirect(url_for("judgement.queue"), SEE_OTHER)


def _queue_page(form: Form | None = None, about: int = 0, status: int = OK) -> ResponseReturnValue:
    found = waiting(session(), actor(), today())
    names = {row.case_id: full_name(*row.name_parts) for row in found.rows}
    names |= {row.case_id: full_name(*row.name_parts) for row in found.drafts}
    told = unseen(session(), actor())
    seen_forms = {entry.key[2]: Form(formdata=None) for entry in told}
    page = render_template(
        "judgement/queue.html",
        told=told,
        queue=found,
        drafts=found.drafts,
        draft_total=found.drafts_total,
        names=names,
        form=form,
        seen_forms=seen_forms | {about: form},
        page_has_errors=form is not None and bool(form.errors),
    )
    return page, status


@blueprint.route("/toetsing/<int:case_id>")
@requires(Permission.SIGN_OFF)
def sign_off(case_id: int) -> ResponseReturnValue:
    """Show every request of a case with all that an advice rests on; `verzoek` is the one to advise on first."""
    view = find_case(case_id, Permission.SIGN_OFF)
    note(view, "sign_off")
    return _page(view, about=request.args.get("verzoek", 0, type=int))


@blueprint.route("/verzoeken/<int:request_id>/advies", methods=["POST"])
@requires(Permission.SIGN_OFF)
def advise(request_id: int) -> ResponseReturnValue:
    """Show what will be recorded, go back, or record it: `step` is check, edit or record."""
    view, wanted = find_request(request_id, Permission.SIGN_OFF)
    form = _form(view, wanted, posted=True)
    step = request.form.get("step", "check")
    if step == "edit":
        return _page(view, form, request_id)
    if not _in_order(form):
        return _page(view, form, request_id, INVALID)
    if step != "record":
        return show("judgement/advise_check.html", view, form, wanted=wanted, kind=form.advice().kind)
    status = submit(form, lambda: give_advice(work_for(form), request_id, opened(form), form.advice()))
    if status is not None:
        return _page(find_case(view.case.id, Permission.SIGN_OFF), form, request_id, status)
    flash(_SAID[form.advice().kind], "success")
    return _next_page(view.case.id)


def _form(view: CaseView, wanted: RequestView, *, posted: bool = False) -> AdviceForm:
    """Make the form of one request; each has a prefix, because one screen holds several."""
    prefix = f"verzoek{wanted.request.id}"
    places = places_of(newest_shown(wanted, view.regulation))
    if not posted:
        return with_remarks(AdviceForm, places)(formdata=None, prefix=prefix)
    return with_remarks(AdviceForm, {**places, **gone(request.form, f"{prefix}-remarks-", places)})(prefix=prefix)


def _fresh(view: CaseView, row: RequestView) -> AdviceForm:
    form = _form(view, row)
    open_on(form, view)
    form.proposal_id.data = row.proposal.id if row.proposal is not None else 0
    return form


def _in_order(form: AdviceForm) -> bool:
    if not form.validate():
        return False
    if not form.says_something():
        form.refuse(InvalidInput("remark", "remark_missing"))
        return False
    return True


def _page(view: CaseView, form: AdviceForm | None = None, about: int = 0, status: int = OK) -> ResponseReturnValue:
    open_now = [row for row in view.requests if _may_advise(row)]
    events = since(form, view) if form is not None and status == CONFLICT else ()
    # One form at a time: sending one of two would lose what was typed in the other.
    if form is not None:
        first: RequestView | None = view.request(about)
        forms = {about: _deliberate(form, view, about) if status == CONFLICT else form}
    else:
        first = next((row for row in open_now if row.request.id == about), open_now[0] if open_now else None)
        forms = {first.request.id: _fresh(view, first)} if first is not None else {}
    page = render_template(
        "judgement/sign_off.html",
        forms=forms,
        first=first,
        open_now={row.request.id for row in open_now},
        form=form,
        events=events,
        page_has_errors=form is not None and bool(form.errors),
        shown={row.request.id: newest_shown(row, view.regulation) for row in view.requests},
        clocks={row.request.id: request_panel(request_name(row.request), row) for row in view.requests},
        places={row.request.id: places_of(newest_shown(row, view.regulation)) for row in view.requests},
        letters={
            row.request.id: preview_text(session(), view, row, today(), installation().catalogue)
            for row in view.requests
        },
        looked={row.request.id: look_at_answer(view, row) for row in view.requests},
        for_information={row.request.id for row in view.requests if not _passes(row)},
        **of_case(view),
    )
    return page, status


def _deliberate(form: AdviceForm, view: CaseView, about: int) -> AdviceForm:
    """After a conflict: tie the form to the case and to the revision that are on the screen now."""
    open_on(form, view)
    newest = view.request(about).proposal
    form.proposal_id.data, form.proposal_id.raw_data = newest.id if newest else 0, None
    return form


def _may_advise(row: RequestView) -> bool:
    return Action.AGREE in row.actions


def _passes(row: RequestView) -> bool:
    """Tell whether the newest revision needs advice."""
    return advice_required(row.facts.outcome, advice_on_grants=row.facts.advice_on_grants)


def _next_page(case_id: int) -> ResponseReturnValue:
    """Go on with the same case while it waits for more of this officer's advice, else back to the queue."""
    view = find_case(case_id, Permission.SIGN_OFF)
    if any(_may_advise(row) for row in view.requests):
        return redirect(url_for("judgement.sign_off", case_id=case_id), SEE_OTHER)
    return redirect(url_for("judgement.queue"), SEE_OTHER)
