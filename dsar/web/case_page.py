"""What the pages of one case share: finding it, sending its form, and showing the form again."""

from collections.abc import Callable
from dataclasses import replace

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from dsar.core.permissions import Permission
from dsar.queries.case_view import CaseView, RequestView, case_id_of_letter, case_id_of_request, case_view
from dsar.services.reading import note_reading
from dsar.services.work import Work
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt, open_on, since
from dsar.web.context import actor, session, today, work
from dsar.web.forms import CaseForm
from dsar.web.looking import Looked
from dsar.web.own_words import called
from dsar.wording.people import full_name, in_own_words

OK = 200
SEE_OTHER = 303


def find_case(case_id: int, permission: Permission) -> CaseView:
    """Give a case as the actor sees it now; raises NotFound and NotAllowed."""
    return case_view(session(), actor(), case_id, permission, today())


def find_request(request_id: int, permission: Permission) -> tuple[CaseView, RequestView]:
    """Give a request and its case; raises as `find_case`."""
    view = find_case(case_id_of_request(session(), request_id), permission)
    return view, view.request(request_id)


def find_case_of_letter(letter_id: int, permission: Permission) -> CaseView:
    """Give the case of a letter; raises as `find_case`."""
    return find_case(case_id_of_letter(session(), letter_id), permission)


def submit(form: CaseForm, action: Callable[[], object]) -> int | None:
    """Do what a form asks; give None when it is done, else the HTTP status with which to show the form again."""
    if not form.validate():
        return INVALID
    try:
        attempt(form, action)
    except Refused as refused:
        return refused.status
    return None


def work_for(form: CaseForm) -> Work:
    """Give what a service needs to do what a form asks, once."""
    return work(form.form_key.data or "")


def opened(form: CaseForm) -> int:
    """Give the version of the case on which a form was opened; without one it counts as changed since."""
    return form.version.data or 0


def show(template: str, view: CaseView, form: CaseForm, *, status: int = OK, **context: object) -> ResponseReturnValue:
    """Render a page of a case with its form.

    After a conflict the page says what happened since the form was opened, and sending it again is deliberate.
    """
    events = since(form, view) if status == CONFLICT else ()
    if request.method == "GET" or status == CONFLICT:
        open_on(form, view)
    if request.method == "GET":
        note(view, request.endpoint or "")
    client = called(view.regulation).data_subject
    form.call_client(client)
    if isinstance(looked := context.get("looked"), Looked):
        context["looked"] = named(looked, client)
    page = render_template(
        template, form=form, events=events, page_has_errors=bool(form.errors), **context, **of_case(view)
    )
    return page, status


def named(looked: Looked, client: str) -> Looked:
    """Call who asks by the organisation's own word in what is missing."""
    lacking = tuple(replace(lack, text=in_own_words(lack.text, client)) for lack in looked.lacking)
    return replace(looked, lacking=lacking)


def of_case(view: CaseView) -> dict[str, object]:
    """Give what every page of a case shows."""
    subject = view.subject
    return {
        "view": view,
        "words": called(view.regulation),
        "client": full_name(subject.initials, subject.name_prefix, subject.last_name),
        "organisation_name": view.case.organisation.name,
    }


def note(view: CaseView, page: str) -> None:
    """Add a line to the access log; when it cannot be written, reading goes on and the server's log says so."""
    try:
        note_reading(work(), view.case.organisation_id, view.case.id, page)
    except OperationalError:
        current_app.logger.warning("access log not written: case %s, page %s", view.case.id, page)
