"""Identity and hearing: what a contact person records about a case before it is decided."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.core.workflow import Action
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.known_before import known_before
from dsar.services.check_identity import check_identity
from dsar.services.hear import record_hearing
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, opened, show, submit, work_for
from dsar.web.context import session, today
from dsar.web.filters import capital, request_name
from dsar.web.judgement.blueprint import blueprint
from dsar.web.judgement.forms import METHOD_HINTS, HearingForm, IdentityForm

_IDENTIFICATION_WARNINGS = frozenset({"identification_always"})
_QUOTE = 80  # characters of the data subject's words beside a request


@blueprint.route("/zaken/<int:case_id>/identiteit", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def identity(case_id: int) -> ResponseReturnValue:
    """Record how it was checked who is asking."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form = IdentityForm()
    if not form.is_submitted():
        form.checked_on.data = today()
        return _identity_page(view, form)
    status = submit(form, lambda: check_identity(work_for(form), case_id, opened(form), form.check()))
    if status is not None:
        return _identity_page(find_case(case_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd hoe is nagegaan wie dit vraagt."), "success")
    return _to_case(case_id)


@blueprint.route("/zaken/<int:case_id>/gehoord", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def hearing(case_id: int) -> ResponseReturnValue:
    """Record that whoever collected the data was heard."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form = HearingForm()
    form.request_ids.choices = [(row.request.id, _named(row)) for row in _may_be_heard(view)]
    if not form.is_submitted():
        form.heard_on.data = today()
        form.request_ids.data = [row.request.id for row in _may_be_heard(view) if _hearing_missing(row)]
        return _hearing_page(view, form)
    status = submit(form, lambda: record_hearing(work_for(form), case_id, opened(form), form.hearing()))
    if status is not None:
        return _hearing_page(find_case(case_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd wie is gehoord."), "success")
    return _to_case(case_id)


def _identity_page(view: CaseView, form: IdentityForm, status: int = OK) -> ResponseReturnValue:
    rights = {row.request.right for row in view.requests}
    regulation = view.regulation
    return show(
        "judgement/identity.html",
        view,
        form,
        status=status,
        hints=METHOD_HINTS,
        known=known_before(session(), view.case),
        possible=any(Action.CHECK_IDENTITY in row.actions for row in view.requests),
        identity_rules=[rule for rule in regulation.identity if rights & rule.rights],
        representation_rules=[rule for rule in regulation.representation if rights & rule.rights],
        warnings=[
            warning
            for warning in regulation.warnings
            if warning.code in _IDENTIFICATION_WARNINGS and rights & warning.rights
        ],
    )


def _hearing_page(view: CaseView, form: HearingForm, status: int = OK) -> ResponseReturnValue:
    return show(
        "judgement/hearing.html",
        view,
        form,
        status=status,
        possible=bool(_may_be_heard(view)),
        hints={row.request.id: _hearing_hint(row) for row in view.requests if row.facts.hearing_article},
    )


def _may_be_heard(view: CaseView) -> list[RequestView]:
    return [row for row in view.requests if Action.HEAR in row.actions]


def _hearing_missing(row: RequestView) -> bool:
    return row.facts.hearing_article is not None and not row.facts.heard


def _hearing_hint(row: RequestView) -> str:
    done = _("Hierover is al iemand gehoord.") if row.facts.heard else _("Zonder horen kan er geen besluit komen.")
    return _("%(article)s van het reglement. %(done)s", article=capital(row.facts.hearing_article or ""), done=done)


def _named(row: RequestView) -> str:
    words = row.request.client_words
    quote = f"{words[:_QUOTE].rstrip()}…" if len(words) > _QUOTE else words
    name = capital(request_name(row.request))
    return f"{name}: “{quote}”" if quote else name


def _to_case(case_id: int) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
