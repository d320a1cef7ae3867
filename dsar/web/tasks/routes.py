"""One's own tasks: the list, and each at its own address, with nothing else of the case."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError

from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission, organisations_with
from dsar.core.tasks import check_answer
from dsar.language import gettext as _
from dsar.queries.regulations import regulation_of
from dsar.queries.tasks import Task, answered_tasks, own_task, own_tasks, state_of
from dsar.services.answer_task import answer_task
from dsar.services.reading import note_reading
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER
from dsar.web.context import actor, session, today, work
from dsar.web.own_words import called
from dsar.web.tasks.forms import ANSWER_FORMS, AnswerForm
from dsar.wording.people import full_name

blueprint = Blueprint("tasks", __name__)
_MOST_ANSWERED = 20


@blueprint.get("/taken")
@requires(Permission.TASK_ANSWER)
def mine() -> ResponseReturnValue:
    """List what the actor was asked and has not answered, and what can still be put right."""
    return show_mine()


def show_mine() -> ResponseReturnValue:
    """Show the actor's tasks; for a colleague this is where the application opens."""
    return render_template(
        "tasks/mine.html",
        waiting=[(task, state_of(task, today())) for task in own_tasks(session(), actor())],
        answered=answered_tasks(session(), actor(), _MOST_ANSWERED),
        several=len(organisations_with(actor(), Permission.TASK_ANSWER)) > 1,
    )


@blueprint.route("/taken/<int:task_id>", methods=["GET", "POST"])
@requires(Permission.TASK_ANSWER)
def task(task_id: int) -> ResponseReturnValue:
    """Show one task, check the answer, and record it: `step` is check, edit or record."""
    found = own_task(session(), actor(), task_id)
    form = ANSWER_FORMS[found.kind]()
    if not form.is_submitted():
        form.answered_on.data = today()
        _note(found)
        return _page(found, form)
    if not _in_order(form, found) or request.form.get("step") == "edit":
        return _page(found, form, INVALID if form.errors else OK)
    if request.form.get("step") != "record":
        return _page(found, form, template="tasks/task_check.html")
    try:
        attempt(form, lambda: answer_task(work(form.form_key.data or ""), task_id, form.answer()))
    except Refused as refused:
        return _page(own_task(session(), actor(), task_id), form, refused.status)
    flash(_("Bedankt. Uw antwoord is bewaard."), "success")
    return redirect(url_for("tasks.mine"), SEE_OTHER)


def _in_order(form: AnswerForm, found: Task) -> bool:
    """Check the fields and what the rule asks, so that a mistake is told before the page that checks."""
    if not form.validate():
        return False
    try:
        check_answer(found.kind, form.answer(), today(), found.case.received_on)
    except InvalidInput as error:
        form.refuse(error)
    return not form.errors


def _page(found: Task, form: AnswerForm, status: int = OK, *, template: str = "tasks/task.html") -> ResponseReturnValue:
    case = found.case
    subject = case.parties[0]
    words = called(regulation_of(session(), case.regulation_version_id))
    asked = {link.request_id for link in found.links}
    form.call_client(words.data_subject)
    page = render_template(
        template,
        form=form,
        task=found,
        state=state_of(found, today()),
        closed=case.closed_on is not None,
        words=words,
        client=full_name(subject.initials, subject.name_prefix, subject.last_name),
        rights=[one.right for one in case.requests if one.id in asked],
        page_has_errors=bool(form.errors),
    )
    return page, status


def _note(found: Task) -> None:
    """Add a line to the access log; when it cannot be written, reading goes on and the server's log says so."""
    try:
        note_reading(work(), found.organisation_id, found.case_id, "task")
    except OperationalError:
        current_app.logger.warning("access log not written: case %s, task %s", found.case_id, found.id)
