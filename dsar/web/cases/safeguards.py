"""Pages that guard data: who knows that nothing is destroyed, time to reconsider, and the end of a restriction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field, StringField
from wtforms.validators import InputRequired

from dsar.core.errors import NotAllowed, NotFound
from dsar.core.permissions import Permission
from dsar.core.progress import due_on
from dsar.core.reconsider import ReconsiderInput, offered_until
from dsar.core.vocabulary import LetterKind, Right
from dsar.core.workflow import Status
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView, RequestView
from dsar.services.freeze import tell_freeze
from dsar.services.lift_restriction import lift_restriction
from dsar.services.reconsider import reconsider as reconsider_service
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, find_request, opened, show, submit, work_for
from dsar.web.cases.letter_tasks import reconsider_name
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.fields import DayField
from dsar.web.filters import weekday_day
from dsar.web.forms import CaseForm
from dsar.wording.errors import lazy_sentence


class FreezeForm(CaseForm):
    """Who was told that nothing is destroyed, and when."""

    told = StringField(
        _l("Wie weet dit nu?"),
        description=_l("Een naam, een functie of een bedrijf. Bijvoorbeeld: de applicatiebeheerder."),
    )
    told_on = DayField(_l("Op welke dag is dat verteld?"), [InputRequired(lazy_sentence("required"))])


class ReconsiderForm(CaseForm):
    """Until when the client can reconsider, or since when that is not needed."""

    until = DayField(
        _l("Tot wanneer is er bedenktijd?"),
        description=_l("Voor deze dag wordt niets verwijderd. Bied veertien dagen aan."),
    )
    waived_on = DayField(
        _l("Wanneer zei de aanvrager dat bedenktijd niet nodig is?"),
        description=_l("Alleen als de aanvrager dat zelf zei. Maak dan het veld hierboven leeg."),
    )


class LiftForm(CaseForm):
    """When a restriction ended."""

    lifted_on = DayField(_l("Op welke dag is de afscherming gestopt?"), [InputRequired(lazy_sentence("required"))])


@dataclass(frozen=True, slots=True)
class Record:
    """One short page: its heading, what it says first, and its fields in order."""

    heading: str
    intro: str
    fields: Sequence[Field]
    first: str = ""  # what comes before this, where that is not done
    link: str = ""
    url: str = ""


@blueprint.route("/zaken/<int:case_id>/bewaren", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def freeze(case_id: int) -> ResponseReturnValue:
    """Record who was told that nothing about the client is destroyed now."""
    form = FreezeForm()
    _open_while(find_case(case_id, Permission.CASE_HANDLE).case.closed_on is None, "case_closed")
    record = Record(
        _("Niets vernietigen"),
        _("Zolang deze zaak open is, wordt niets over deze persoon vernietigd. Vertel dat aan wie gegevens beheert."),
        (form.told, form.told_on),
    )
    if not form.is_submitted():
        form.told_on.data = today()
    return _recorded(
        form,
        record,
        lambda: find_case(case_id, Permission.CASE_HANDLE),
        lambda: tell_freeze(work_for(form), case_id, form.told.data or "", form.told_on.data),
    )


@blueprint.route("/verzoeken/<int:request_id>/bedenktijd", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def reconsider(request_id: int) -> ResponseReturnValue:
    """Record until when the client can reconsider an erasure, or that the client needs no time."""
    form = ReconsiderForm()
    view, row = find_request(request_id, Permission.CASE_HANDLE)
    _only_for(row, Right.ERASURE)
    _open_while(row.request.status is not Status.CLOSED, "nothing_to_reconsider")
    last = due_on(row.deadlines.fulfil, row.deadlines)
    record = Record(
        reconsider_name(row),
        _(
            "Verwijderen kan niet terug. Vertel de gevolgen, en geef tijd om erover na te denken. "
            "De bedenktijd valt binnen de termijn: uiterlijk %(day)s.",
            day=weekday_day(last),
        ),
        (form.until, form.waived_on),
        link=_("Brief met bedenktijd schrijven"),
        url=url_for("letters.compose", case_id=view.case.id, soort=LetterKind.RECONSIDER_OFFER.value),
    )
    if not form.is_submitted():
        form.until.data = offered_until(today(), last)
    return _recorded(
        form,
        record,
        lambda: find_request(request_id, Permission.CASE_HANDLE)[0],
        lambda: reconsider_service(
            work_for(form), request_id, opened(form), ReconsiderInput(form.until.data, form.waived_on.data)
        ),
    )


@blueprint.route("/verzoeken/<int:request_id>/afscherming", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def lift(request_id: int) -> ResponseReturnValue:
    """Record that a restriction ended, after the client was told."""
    form = LiftForm()
    view, row = find_request(request_id, Permission.CASE_HANDLE)
    _only_for(row, Right.RESTRICTION)
    _open_while(row.carrying_out is not None, "nothing_to_lift")
    record = Record(
        _("De afscherming stopt"),
        _("De afscherming mag pas stoppen na de brief die dat vooraf zegt (AVG 18(3))."),
        (form.lifted_on,),
        first="" if _told(view, request_id) else _("Die brief is nog niet verzonden."),
        link=_("Brief over het einde van de afscherming schrijven"),
        url=url_for("letters.compose", case_id=view.case.id, soort=LetterKind.RESTRICTION_LIFTED.value),
    )
    if not form.is_submitted():
        form.lifted_on.data = today()
    return _recorded(
        form,
        record,
        lambda: find_request(request_id, Permission.CASE_HANDLE)[0],
        lambda: lift_restriction(work_for(form), request_id, opened(form), form.lifted_on.data),
    )


def _told(view: CaseView, request_id: int) -> bool:
    """Tell whether a letter left that says that the restriction of this request ends."""
    sent = (one for one in view.letters if one.kind is LetterKind.RESTRICTION_LIFTED and one.dispatch is not None)
    return any(link.request_id == request_id for one in sent for link in one.links)


def _only_for(row: RequestView, right: Right) -> None:
    """Have no such page for a request that asks something else; raises NotFound."""
    if row.request.right is not right:
        raise NotFound


def _open_while(possible: bool, code: str) -> None:
    """Open no form for what cannot be done; one that was typed meanwhile is shown again with the reason."""
    if request.method == "GET" and not possible:
        raise NotAllowed(code)


def _recorded(
    form: CaseForm, record: Record, find: Callable[[], CaseView], act: Callable[[], None]
) -> ResponseReturnValue:
    """Show the form, or record what it says; what cannot be recorded comes back with everything that was typed."""
    view, status = find(), OK
    if form.is_submitted():
        refused = submit(form, act)
        if refused is None:
            flash(_("Vastgelegd."), "success")
            return redirect(url_for("cases.case", case_id=view.case.id), SEE_OTHER)
        status, view = refused, find()
    return show("cases/record.html", view, form, status=status, record=record)
