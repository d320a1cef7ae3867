"""The decision on a request: as proposed, or back to its author."""

from dataclasses import replace

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.permissions import Permission
from dsar.core.vocabulary import AdviceKind, Role
from dsar.core.workflow import Action, Status, find_transition
from dsar.language import Words
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.services.decide import decide, send_back
from dsar.services.open_letter import preview_text
from dsar.web.attempt import CONFLICT, INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_request, opened, show, submit, work_for
from dsar.web.cases.clocks import request_panel
from dsar.web.context import installation, session, today
from dsar.web.filters import request_name
from dsar.web.judgement.answer import look_at_answer
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.compare import newest_shown
from dsar.web.judgement.forms import DECIDE, DecisionForm
from dsar.wording.errors import sentence

_DECIDER = frozenset({Role.DECIDER})
_NOT_YET = Words(
    {
        Status.REGISTERED: "Er is nog geen voorstel. De contactpersoon schrijft dat eerst.",
        Status.RETURNED: "Dit voorstel is terug bij de contactpersoon. Wacht op de nieuwe versie.",
    }
)


@blueprint.route("/verzoeken/<int:request_id>/besluit", methods=["GET", "POST"])
@requires(Permission.DECIDE)
def decision(request_id: int) -> ResponseReturnValue:
    """Show the file; then check, go back or record: `step` is check, edit or record."""
    view, wanted = find_request(request_id, Permission.DECIDE)
    form = DecisionForm()
    if request.method == "GET":
        form.proposal_id.data = wanted.proposal.id if wanted.proposal is not None else None
        return _page(view, wanted, form)
    if request.form.get("step") == "edit":
        return _page(view, wanted, form)
    if not _in_order(form, wanted):
        return _page(view, wanted, form, INVALID)
    return _decide(view, wanted, form) if form.what.data == DECIDE else _send_back(view, request_id, form)


def against_advice(wanted: RequestView) -> bool:
    """Tell whether deciding as proposed goes against the officer's advice."""
    return wanted.facts.advice is AdviceKind.AGAINST


def without_advice(wanted: RequestView) -> bool:
    """Tell whether deciding as proposed is going on without advice, after its term."""
    return Action.GO_WITHOUT_ADVICE in wanted.actions


def blocked(wanted: RequestView) -> str:
    """Say why this cannot be decided as proposed now; empty when it can."""
    facts = wanted.facts
    if without_advice(wanted):
        facts = replace(facts, status=Status.AWAITING_DECISION, without_advice=True)
    elif wanted.request.status is Status.AWAITING_ADVICE:
        return sentence("advice_missing")
    elif wanted.request.status in _NOT_YET:
        return _NOT_YET[wanted.request.status]
    try:
        find_transition(Action.DECIDE, facts, _DECIDER)
    except NotAllowed as reason:
        return sentence(reason.code, **reason.details)
    return ""


def _send_back(view: CaseView, request_id: int, form: DecisionForm) -> ResponseReturnValue:
    remark = form.remark.data or ""
    status = submit(form, lambda: send_back(work_for(form), request_id, opened(form), form.pinned(), remark))
    if status is not None:
        return _again(request_id, form, status)
    flash(_("Het voorstel gaat terug met uw opmerking."), "success")
    return _to_case(view)


def _decide(view: CaseView, wanted: RequestView, form: DecisionForm) -> ResponseReturnValue:
    if request.form.get("step") != "record":
        if reason_why_not := blocked(wanted):
            form.form_errors = [*form.form_errors, reason_why_not]
            return _page(view, wanted, form, CONFLICT)
        return show(
            "judgement/decision_check.html",
            view,
            form,
            wanted=wanted,
            against=against_advice(wanted),
            without=without_advice(wanted),
        )
    request_id, reason = wanted.request.id, form.reason.data or ""
    status = submit(form, lambda: decide(work_for(form), request_id, opened(form), form.pinned(), reason))
    if status is not None:
        return _again(request_id, form, status)
    flash(_("Uw besluit is vastgelegd."), "success")
    return _to_case(view)


def _in_order(form: DecisionForm, wanted: RequestView) -> bool:
    if not form.validate():
        return False
    deciding = form.what.data == DECIDE
    if deciding and against_advice(wanted) and not (form.reason.data or "").strip():
        form.refuse(InvalidInput("reason", "reason_against_advice_missing"))
    if deciding and without_advice(wanted) and not (form.reason.data or "").strip():
        form.refuse(InvalidInput("reason", "reason_without_advice_missing"))
    if not deciding and not (form.remark.data or "").strip():
        form.refuse(InvalidInput("remark", "remark_missing"))
    return not form.errors


def _again(request_id: int, form: DecisionForm, status: int) -> ResponseReturnValue:
    view, wanted = find_request(request_id, Permission.DECIDE)
    if status == CONFLICT and wanted.proposal is not None:
        form.proposal_id.data, form.proposal_id.raw_data = wanted.proposal.id, None
    return _page(view, wanted, form, status)


def _page(view: CaseView, wanted: RequestView, form: DecisionForm, status: int = OK) -> ResponseReturnValue:
    if without_advice(wanted):
        form.reason.label.text = _("Waarom besluit u zonder advies?")
    return show(
        "judgement/decision.html",
        view,
        form,
        status=status,
        wanted=wanted,
        shown=newest_shown(wanted, view.regulation),
        clocks=request_panel(request_name(wanted.request), wanted),
        letter=preview_text(session(), view, wanted, today(), installation().catalogue),
        looked=look_at_answer(view, wanted),
        against=against_advice(wanted),
        without=without_advice(wanted),
        blocked=blocked(wanted),
        may_send_back=Action.SEND_BACK in wanted.actions,
    )


def _to_case(view: CaseView) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)
