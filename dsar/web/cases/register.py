"""What registering needs: the organisations of the contact person, and both clocks before anything is saved."""

from datetime import date

from werkzeug.datastructures import MultiDict
from wtforms import SelectField

from dsar.core.deadlines import derive
from dsar.core.doubles import Person
from dsar.core.errors import InvalidInput
from dsar.core.intake import kept_postcode
from dsar.core.permissions import Permission, organisations_with
from dsar.core.progress import open_date
from dsar.core.workflow import Status
from dsar.language import gettext as _
from dsar.queries.doubles import Double, possible_doubles
from dsar.queries.people import organisations_by_id
from dsar.services.languages import languages_of
from dsar.services.open_form import Typed
from dsar.web.cases.clocks import Panel, panel
from dsar.web.cases.forms import RegisterForm
from dsar.web.context import actor, installation, session
from dsar.web.filters import capital, day, right_name, weekday_day
from dsar.web.own_words import called
from dsar.wording.people import anybody, full_name, place_line
from dsar.wording.rights import RIGHTS


def explanations() -> dict[str, str]:
    """Give what each right is for, by its code."""
    return {right.value: words.explanation for right, words in RIGHTS.items()}


def open_form(typed: Typed | None = None) -> RegisterForm:
    """Give the form, as it was put away or sent, with the organisations of the actor and their word for who asks."""
    form = RegisterForm(formdata=MultiDict(typed)) if typed is not None else RegisterForm()
    organisations = organisations_by_id(session(), organisations_with(actor(), Permission.CASE_REGISTER))
    languages = {one.id: languages_of(installation().catalogue, one.slug) for one in organisations}
    form.offer([(organisation.id, organisation.name) for organisation in organisations])
    form.offer_languages(languages)
    form.client_words.label.text = _("In de woorden van de %(who)s", who=asker(form))
    return form


def asker(form: RegisterForm) -> str:
    """Give what the chosen organisation calls who is asking."""
    slug = _details(form)[0]
    return called(installation().catalogue.newest(slug)).data_subject if slug else anybody()


def doubles(form: RegisterForm) -> tuple[Double, ...]:
    """Give the open cases that may be the same; call it on a form that is in order."""
    new = form.new_case()
    who = new.subject
    person = Person(who.initials, who.name_prefix, who.last_name, who.postcode, who.email)
    rights = [request.right for request in new.requests]
    return possible_doubles(session(), actor(), new.organisation_id, person, rights)


def answers(form: RegisterForm) -> list[dict[str, str]]:
    """Give what was typed as the rows of a summary list; call it on a form that is in order."""
    new, who = form.new_case(), form.new_case().subject
    read = new.read_back
    place = place_line(kept_postcode(who), who.city)
    rows = {
        form.organisation.label.text: chosen(form.organisation) if len(list(form.organisation)) > 1 else "",
        form.received_on.label.text: weekday_day(new.received_on),
        form.channel.label.text: chosen(form.channel),
        form.rights.label.text: "\n".join(capital(right_name(request.right)) for request in new.requests),
        form.purpose.label.text: chosen(form.purpose) if form.purpose.data else "",
        form.client_words.label.text: new.requests[0].client_words,
        _("Voorgelezen"): _("Op %(day)s door %(who)s", day=day(read.read_on), who=read.read_by) if read else "",
        form.salutation.label.text: chosen(form.salutation),
        _("Naam"): full_name(who.initials, who.name_prefix, who.last_name),
        _("Adres"): "\n".join(line for line in (who.street, place, who.country) if line),
        _("E-mailadres"): who.email,
        _("Telefoonnummer"): who.telephone,
        form.language.label.text: chosen(form.language),
        form.large_print.label.text: _("Ja") if who.large_print else "",
        form.represented.label.text: _("Ja") if form.represented.data else "",
        form.deceased.label.text: _("Ja") if form.deceased.data else "",
    }
    return [{"key": key, "value": value} for key, value in rows.items() if value]


def chosen(field: SelectField) -> str:
    """Give the label of what was chosen; empty when nothing was."""
    return next((str(option.label.text) for option in field if option.checked), "")


def clocks(form: RegisterForm) -> tuple[Panel, ...]:
    """Give both clocks of every chosen right; a day without a regulation is told beside the field."""
    slug, posting_days = _details(form)
    received: date = form.received_on.data
    try:
        regulation = installation().catalogue.for_day(slug, received)
        panels = []
        for request in form.requests():
            deadlines = derive(regulation, request.right, received, purpose=request.purpose, posting_days=posting_days)
            due = open_date(deadlines, Status.REGISTERED, None)
            panels.append(panel(right_name(request.right), deadlines, due))
    except InvalidInput as error:
        form.refuse(error)
        return ()
    return tuple(panels)


def _details(form: RegisterForm) -> tuple[str, int]:
    """Give the slug of the chosen organisation and how long its post takes."""
    chosen = frozenset({form.organisation.data or 0}) & organisations_with(actor(), Permission.CASE_REGISTER)
    for organisation in organisations_by_id(session(), chosen):
        return organisation.slug, organisation.posting_days
    return "", 0
