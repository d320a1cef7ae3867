"""What registering needs: the organisations of the contact person, and both clocks before anything is saved."""

from datetime import date

from dsar.core.deadlines import derive
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission, organisations_with
from dsar.core.progress import open_date
from dsar.core.workflow import Status
from dsar.queries.people import organisations_by_id
from dsar.services.languages import languages_of
from dsar.web.cases.clocks import Panel, panel
from dsar.web.cases.forms import RegisterForm
from dsar.web.context import actor, installation, session
from dsar.web.filters import right_name
from dsar.wording.people import ANYBODY
from dsar.wording.rights import RIGHTS

EXPLANATIONS = {right.value: words.explanation for right, words in RIGHTS.items()}


def open_form() -> RegisterForm:
    """Give the form, with the organisations of the actor and their word for who is asking."""
    form = RegisterForm()
    organisations = organisations_by_id(session(), organisations_with(actor(), Permission.CASE_REGISTER))
    languages = {one.id: languages_of(installation().catalogue, one.slug) for one in organisations}
    form.offer([(organisation.id, organisation.name) for organisation in organisations])
    form.offer_languages(languages)
    form.client_words.label.text = f"In de woorden van de {asker(form)}"
    return form


def asker(form: RegisterForm) -> str:
    """Give what the chosen organisation calls who is asking."""
    slug, _ = _details(form)
    return installation().catalogue.newest(slug).words.data_subject if slug else ANYBODY


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
            panels.append(panel(right_name(request.right), deadlines, due, unfolded=True))
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
