"""The pages about who acts for the data subject: who it is, whether that was shown, and that it ended."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.core.representation import BY_LAW, BY_MANDATE, PROOFS
from dsar.core.vocabulary import RepresentativeKind
from dsar.core.workflow import Action
from dsar.language import Words
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView
from dsar.services.represent import check_representative, end_representative, set_representative
from dsar.web.attempt import INVALID
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, opened, show, submit, work_for
from dsar.web.cases.representative_forms import AuthorityForm, RepresentativeEndForm, RepresentativeForm
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.filters import request_name
from dsar.web.own_words import called
from dsar.wording.people import in_own_words

KIND_HINTS = Words(
    {
        RepresentativeKind.MANDATED: "De aanvrager gaf een machtiging. Schrijf hieronder waarvoor.",
        RepresentativeKind.LAWYER: "Ook een advocaat laat een machtiging zien.",
        RepresentativeKind.PARENT: "Alleen voor een kind onder de 16. Vanaf 12 jaar telt ook wat het kind vindt.",
        RepresentativeKind.CURATOR: "Voor alles wat de aanvrager niet zelf kan of mag.",
        RepresentativeKind.MENTOR: "Alleen over zorg, hulp en begeleiding. Schrijf hieronder waarover dit gaat.",
        RepresentativeKind.PROPERTY_ADMINISTRATOR: "Alleen over geld en spullen. Schrijf hieronder waarover dit gaat.",
    }
)


@blueprint.route("/zaken/<int:case_id>/vertegenwoordiger", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def representative(case_id: int) -> ResponseReturnValue:
    """Say who acts for the data subject, or change what is known of them."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), RepresentativeForm()
    if not form.is_submitted():
        form.fill_in(view)
        return _page(view, form)
    if not form.validate_for(view):
        return _page(view, form, INVALID)
    status = submit(form, lambda: set_representative(work_for(form), case_id, opened(form), form.typed()))
    if status is not None:
        return _page(find_case(case_id, Permission.CASE_HANDLE), form, status)
    view = find_case(case_id, Permission.CASE_HANDLE)
    if view.authority is None and _may_check(view):
        flash(_("Vastgelegd wie dit vraagt. Leg nu vast of dat mag."), "success")
        return redirect(url_for("cases.authority", case_id=case_id), SEE_OTHER)
    flash(_("Vastgelegd. Nieuwe brieven krijgen deze gegevens."), "success")
    return _to_case(case_id)


@blueprint.route("/zaken/<int:case_id>/machtiging", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def authority(case_id: int) -> ResponseReturnValue:
    """Record whether somebody may act for the data subject."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), AuthorityForm()
    if not form.is_submitted():
        form.checked_on.data = today()
        return _authority_page(view, form)
    status = submit(form, lambda: check_representative(work_for(form), case_id, opened(form), form.check()))
    if status is not None:
        return _authority_page(find_case(case_id, Permission.CASE_HANDLE), form, status)
    flash(_("Vastgelegd of deze persoon dit mag vragen."), "success")
    return _to_case(case_id)


@blueprint.route("/zaken/<int:case_id>/vertegenwoordiger/eindigen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def representative_end(case_id: int) -> ResponseReturnValue:
    """Say what it does that nobody acts for the data subject any more, and record it."""
    view, form, status = find_case(case_id, Permission.CASE_HANDLE), RepresentativeEndForm(), OK
    if form.is_submitted():
        refused = submit(
            form, lambda: end_representative(work_for(form), case_id, opened(form), form.reason.data or "")
        )
        if refused is None:
            client = called(view.regulation).data_subject
            flash(_("Vastgelegd. Nieuwe brieven gaan naar de %(who)s zelf.", who=client), "success")
            return _to_case(case_id)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    return show("cases/representative_end.html", view, form, status=status)


def _explicit_request(view: CaseView) -> tuple[str, str]:
    """Give the article that asks for the person's own explicit request, and the rights for which; empty without one."""
    if view.representative is None or view.representative.kind not in BY_MANDATE:
        return "", ""
    asked = [(one, row) for row in view.requests if (one := view.regulation.explicit_requests.get(row.request.right))]
    return (asked[0][0] if asked else "", ", ".join(request_name(row.request) for _article, row in asked))


def _page(view: CaseView, form: RepresentativeForm, status: int = OK) -> ResponseReturnValue:
    rights, client = {row.request.right for row in view.requests}, called(view.regulation).data_subject
    return show(
        "cases/representative.html",
        view,
        form,
        status=status,
        hints={kind: in_own_words(hint, client) for kind, hint in KIND_HINTS.items()},
        rules=[rule for rule in view.regulation.representation if rights & rule.rights],
    )


def _authority_page(view: CaseView, form: AuthorityForm, status: int = OK) -> ResponseReturnValue:
    found = view.representative
    article, rights = _explicit_request(view)
    if found is not None:
        form.offer(PROOFS[found.kind])
    return show(
        "cases/authority.html",
        view,
        form,
        status=status,
        by_law=found is not None and found.kind in BY_LAW,
        possible=found is not None and _may_check(view),
        explicit_article=article,
        explicit_rights=rights,
        checks=[check for row in view.case.representatives for check in row.checks],
    )


def _may_check(view: CaseView) -> bool:
    return any(Action.CHECK_IDENTITY in row.actions for row in view.requests)


def _to_case(case_id: int) -> ResponseReturnValue:
    return redirect(url_for("cases.case", case_id=case_id), SEE_OTHER)
