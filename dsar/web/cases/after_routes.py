"""The pages on which is recorded what comes after a request: reminders, complaints, procedures and terms."""

from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.core.vocabulary import FollowUpKind, LegalNature
from dsar.language import Words
from dsar.language import gettext as _
from dsar.queries.case_view import CaseView
from dsar.queries.follow_ups import FollowUp, find_follow_up, find_term
from dsar.services.follow_up import end_follow_up, record_follow_up
from dsar.services.set_term import meet_term, set_term
from dsar.web.authorize import requires
from dsar.web.case_page import find_case, opened, work_for
from dsar.web.cases.after_forms import FollowUpForm, OutcomeForm, TermForm, TermMetForm
from dsar.web.cases.recording import Recording, recording, requests_of
from dsar.web.cases.routes import blueprint
from dsar.web.context import session, today
from dsar.web.fields import choices
from dsar.web.filters import day
from dsar.wording.errors import sentence
from dsar.wording.words import pairs, word

_ARTICLES = Words(
    {
        FollowUpKind.REMINDER: "Er begint geen nieuwe zaak, en geen datum verandert.",
        FollowUpKind.COMPLAINT: "De klachtroute van de organisatie zelf.",
        FollowUpKind.MEDIATION: "UAVG 36",
        FollowUpKind.AUTHORITY_COMPLAINT: "AVG 77",
        FollowUpKind.COURT: "UAVG 35",
        FollowUpKind.OBJECTION: "UAVG 34",
    }
)


@blueprint.route("/zaken/<int:case_id>/daarna", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def follow_up(case_id: int) -> ResponseReturnValue:
    """Attach a reminder, a complaint or a procedure to the case it is about; the address may say which."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), FollowUpForm()
    form.kind.choices = choices(one for one in pairs(FollowUpKind) if _possible(view, FollowUpKind(one[0])))
    form.request_ids.choices = requests_of(view)
    if not form.is_submitted():
        form.received_on.data = today()
        form.request_ids.data = [row.request.id for row in view.requests] if len(view.requests) == 1 else []
        wanted = request.args.get("soort", "")
        form.kind.data = wanted if wanted in set(FollowUpKind) else None
    one = Recording(
        view,
        form,
        _("Wat er na het verzoek binnenkomt"),
        (form.kind, form.received_on, form.request_ids, form.place, form.summary, form.act_by),
        (
            _("Een herinnering of een klacht hoort bij deze zaak. Er begint geen nieuwe zaak."),
            _("De termijnen van het verzoek blijven zoals ze zijn."),
            _("Is de zaak gesloten? Bij een klacht of een procedure gaat de zaak weer open, tot de uitkomst er is."),
        ),
        _("Vastgelegd bij deze zaak."),
        hints={kind.value: text for kind, text in _ARTICLES.items()},
    )
    return recording(one, lambda: record_follow_up(work_for(form), case_id, opened(form), form.given()))


@blueprint.route("/daarna/<int:follow_up_id>/uitkomst", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def outcome(follow_up_id: int) -> ResponseReturnValue:
    """Record how a complaint or a procedure ended."""
    row = find_follow_up(session(), follow_up_id)
    view, form = find_case(row.case_id, Permission.CASE_HANDLE), OutcomeForm()
    if not form.is_submitted():
        form.ended_on.data = today()
    one = Recording(
        view,
        form,
        _("Uitkomst vastleggen"),
        (form.result, form.ended_on, form.note),
        (
            _("%(what)s, binnengekomen op %(day)s.", what=word(row.kind), day=day(row.received_on)),
            _("Het antwoord en de brieven blijven zoals ze zijn. Is er niets meer open, dan sluit de zaak."),
        ),
        _("De uitkomst is vastgelegd."),
        not_now=_no_outcome(row),
    )
    return recording(one, lambda: end_follow_up(work_for(form), follow_up_id, opened(form), form.given()))


@blueprint.route("/zaken/<int:case_id>/opgelegd", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def term(case_id: int) -> ResponseReturnValue:
    """Record a term that a court, an authority or the organisation set on a request."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), TermForm()
    form.request_id.choices = requests_of(view)
    if not form.is_submitted():
        form.request_id.data = view.requests[0].request.id if len(view.requests) == 1 else None
    one = Recording(
        view,
        form,
        _("Een termijn die is opgelegd"),
        (form.request_id, form.set_by, form.name, form.set_on, form.due_on, form.reason),
        (
            _("Deze termijn komt naast de termijnen van het reglement en de AVG. Die blijven zoals ze zijn."),
            _("Is de zaak gesloten? Dan gaat die weer open, tot u vastlegt wat er is gedaan."),
        ),
        _("De termijn is vastgelegd."),
    )
    return recording(one, lambda: set_term(work_for(form), case_id, opened(form), form.given()))


@blueprint.route("/opgelegd/<int:term_id>/gedaan", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def term_done(term_id: int) -> ResponseReturnValue:
    """Record what was done for a term that was set."""
    row = find_term(session(), term_id)
    view, form = find_case(row.case_id, Permission.CASE_HANDLE), TermMetForm()
    if not form.is_submitted():
        form.ended_on.data = today()
    one = Recording(
        view,
        form,
        _("Vastleggen wat er is gedaan"),
        (form.ended_on, form.note),
        (
            _("Termijn tot en met %(due)s, gesteld door: %(who)s.", due=day(row.due_on), who=row.name),
            row.reason,
        ),
        _("Vastgelegd. Deze termijn loopt niet meer."),
        not_now=_recorded(_("gedaan"), row.end.ended_on) if row.end is not None else "",
    )
    return recording(one, lambda: meet_term(work_for(form), term_id, opened(form), form.given()))


def _possible(view: CaseView, kind: FollowUpKind) -> bool:
    """Tell whether something can come in here: an objection only with an administrative body (UAVG 34)."""
    administrative = view.case.organisation.legal_nature is LegalNature.ADMINISTRATIVE
    return administrative or kind is not FollowUpKind.OBJECTION


def _no_outcome(row: FollowUp) -> str:
    """Say why no outcome can be recorded; empty when one can."""
    if row.kind is FollowUpKind.REMINDER:
        return sentence("reminder_ends_not")
    return _recorded(word(row.end.result).lower(), row.end.ended_on) if row.end is not None else ""


def _recorded(what: str, on: date) -> str:
    return _("Dit is al vastgelegd: %(what)s, op %(day)s. U vindt het op de zaakpagina.", what=what, day=day(on))
