"""The pages about a letter that came back, and about requests that were sent on."""

from datetime import date

from flask.typing import ResponseReturnValue
from wtforms import StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dsar.core.errors import NotFound
from dsar.core.follow_ups import LONGEST_NAME
from dsar.core.permissions import Permission
from dsar.core.posting import ways_for
from dsar.core.sent_on import ForwardInput, ResendInput, ReturnInput
from dsar.core.vocabulary import DispatchWay, ReturnReason
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.case_view import CaseView, Letter
from dsar.queries.follow_ups import open_return
from dsar.services.forward import forward
from dsar.services.letter_return import record_return, send_again
from dsar.web.authorize import requires
from dsar.web.case_page import find_case, find_case_of_letter, opened, work_for
from dsar.web.cases.after_forms import filled, required, short
from dsar.web.cases.recording import Recording, recording
from dsar.web.cases.routes import blueprint
from dsar.web.context import today
from dsar.web.fields import Boxes, DayField, Radios, choices, closed_list
from dsar.web.filters import capital, day, request_name
from dsar.web.forms import CaseForm
from dsar.web.own_words import called
from dsar.wording.errors import sentence
from dsar.wording.words import pairs, word

_NOT = "not"  # the letter was not sent again


class ReturnForm(CaseForm):
    """When and why a letter came back."""

    reason = Radios(_l("Waarom kwam de brief terug?"), choices=closed_list(ReturnReason))
    returned_on = DayField(_l("Op welke dag kwam de brief terug?"), [required()])
    note = TextAreaField(_l("Toelichting"), [short()], description=_l("Niet verplicht. Schrijf hier nooit een BSN."))


class ResendForm(CaseForm):
    """How and when a letter that is back left again, or why not."""

    way = Radios(_l("Hoe is de brief opnieuw verzonden?"))
    sent_on = DayField(_l("Op welke dag?"), [required()])
    note = TextAreaField(
        _l("Toelichting"),
        [short()],
        description=_l("Verplicht als de brief niet opnieuw is verzonden: schrijf waarom niet."),
    )


class ForwardForm(CaseForm):
    """To whom requests were sent on, and by what consent."""

    request_ids = Boxes(_l("Welke verzoeken zijn doorgestuurd?"), coerce=int)
    to_name = StringField(
        _l("Aan wie?"),
        [required(), short(LONGEST_NAME)],
        description=_l("De organisatie die over de gegevens gaat, bijvoorbeeld het UWV, de gemeente of de werkgever."),
    )
    forwarded_on = DayField(_l("Op welke dag is doorgestuurd?"), [required()])
    consent_on = DayField(
        _l("Op welke dag vond de aanvrager dit goed?"),
        description=_l("Leeg laten als toestemming niet nodig was. Bijvoorbeeld 18-11-2026."),
    )
    without_consent = TextAreaField(
        _l("Waarom was toestemming niet nodig?"),
        [short()],
        description=_l("Alleen invullen zonder toestemming. Doorsturen geeft gegevens aan een ander."),
    )


@blueprint.route("/brieven/<int:letter_id>/teruggekomen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def returned(letter_id: int) -> ResponseReturnValue:
    """Record that a posted letter came back, after saying what that changes."""
    view, form = find_case_of_letter(letter_id, Permission.CASE_HANDLE), ReturnForm()
    letter = _letter(view, letter_id)
    if not form.is_submitted():
        form.returned_on.data = today()
    one = Recording(
        view,
        form,
        _("Brief %(number)s kwam terug", number=letter.number),
        (form.reason, form.returned_on, form.note),
        (
            _("De brief telt als verzonden op de dag dat hij de deur uit ging. Wat op tijd was, blijft op tijd."),
            _(
                "De termijn van de %(client)s in de brief kan nu te kort zijn.",
                client=called(view.regulation).data_subject,
            ),
            _("Zoek daarna het goede adres en verstuur de brief opnieuw. Tot dan blijft de zaak open."),
        ),
        _("Vastgelegd dat de brief terugkwam. Ga het adres na en verstuur de brief opnieuw."),
        not_now=_not_returned(view, letter),
    )
    return recording(one, lambda: record_return(work_for(form), letter_id, opened(form), _return(form)))


@blueprint.route("/brieven/<int:letter_id>/nog-een-keer", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def resend(letter_id: int) -> ResponseReturnValue:
    """Record that a letter that is back left again, or why it did not."""
    view, form = find_case_of_letter(letter_id, Permission.CASE_HANDLE), ResendForm()
    letter, back = _letter(view, letter_id), open_return(view.case, letter_id)
    ways = ways_for(view.regulation.letter_ways)
    form.way.choices = [
        *choices((way, name) for way, name in pairs(DispatchWay) if way in ways),
        SelectChoice(value=_NOT, label=_("Niet opnieuw verzonden")),
    ]
    if not form.is_submitted():
        form.sent_on.data = today()
    one = Recording(
        view,
        form,
        _("Brief %(number)s opnieuw versturen", number=letter.number),
        (form.way, form.sent_on, form.note),
        (
            *(_came_back(back.returned_on, back.reason) if back is not None else ()),
            _("Ga eerst het adres na, en verbeter het op de zaakpagina. Op de brief zelf staat het oude adres."),
            _("Klopt er iets in de brief niet meer? Maak dan een verbeterde brief. Die telt ook als opnieuw."),
        ),
        _("Vastgelegd. De eerste dag van verzenden blijft staan."),
        not_now="" if back is not None else sentence("letter_not_back"),
    )
    return recording(one, lambda: send_again(work_for(form), letter_id, opened(form), _resend(form)))


@blueprint.route("/zaken/<int:case_id>/doorgestuurd", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def forwarded(case_id: int) -> ResponseReturnValue:
    """Record that requests were sent on to whoever is responsible."""
    view, form = find_case(case_id, Permission.CASE_HANDLE), ForwardForm()
    rows = [row for row in view.requests if row.request.answered_on is None]
    form.request_ids.choices = [(row.request.id, capital(request_name(row.request))) for row in rows]
    if not form.is_submitted():
        form.request_ids.data = [row.request.id for row in rows] if len(rows) == 1 else []
        form.forwarded_on.data = today()
    client = called(view.regulation).data_subject
    one = Recording(
        view,
        form,
        _("Een verzoek is doorgestuurd"),
        (form.request_ids, form.to_name, form.forwarded_on, form.consent_on, form.without_consent),
        (
            _("Doorsturen geeft gegevens aan een ander. Vraag de %(client)s dus eerst of dat mag.", client=client),
            _("Het verzoek blijft open: over uw eigen gegevens geeft u zelf antwoord, binnen dezelfde termijn."),
        ),
        _("Vastgelegd. Schrijf de %(client)s nu de brief: het verzoek is doorgestuurd.", client=client),
        not_now="" if rows else sentence("request_answered"),
    )
    return recording(one, lambda: forward(work_for(form), case_id, opened(form), _forward(form)))


def _not_returned(view: CaseView, letter: Letter) -> str:
    """Say why a letter cannot come back now; empty when it can."""
    if letter.dispatch is None:
        return sentence("letter_not_sent")
    return sentence("letter_is_back") if open_return(view.case, letter.id) is not None else ""


def _came_back(on: date, reason: ReturnReason) -> tuple[str, ...]:
    return (_("De brief kwam terug op %(day)s: %(why)s.", day=day(on), why=word(reason).lower()),)


def _letter(view: CaseView, letter_id: int) -> Letter:
    for letter in view.letters:
        if letter.id == letter_id:
            return letter
    raise NotFound


def _return(form: ReturnForm) -> ReturnInput:
    return ReturnInput(ReturnReason(form.reason.data), filled(form.returned_on), form.note.data or "")


def _resend(form: ResendForm) -> ResendInput:
    way = None if form.way.data == _NOT else DispatchWay(form.way.data)
    return ResendInput(way, filled(form.sent_on), form.note.data or "")


def _forward(form: ForwardForm) -> ForwardInput:
    return ForwardInput(
        tuple(form.request_ids.data or ()),
        form.to_name.data or "",
        filled(form.forwarded_on),
        form.consent_on.data,
        form.without_consent.data or "",
    )
