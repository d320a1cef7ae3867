"""The search list of a case: every place, who searched it, when, and what came of it (domain section 11)."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission, has_permission
from dsar.language import gettext as _
from dsar.queries.tasks import search_list, search_places, state_of
from dsar.services.answer_task import record_search
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER, find_case, note, of_case, show, submit, work_for
from dsar.web.context import actor, session, today
from dsar.web.tasks.asking import begin_place, choose_requests
from dsar.web.tasks.forms import SearchedForm
from dsar.web.tasks.routes import blueprint


@blueprint.get("/zaken/<int:case_id>/zoeklijst")
@requires(Permission.CASE_READ)
def searches(case_id: int) -> ResponseReturnValue:
    """Show where was looked in a case, and where not yet."""
    view = find_case(case_id, Permission.CASE_READ)
    note(view, "tasks.searches")
    rows = search_list(search_places(session(), view.case.organisation_id), view.tasks)
    may_handle = has_permission(actor(), Permission.CASE_HANDLE, view.case.organisation_id)
    return render_template(
        "tasks/searches.html",
        rows=rows,
        states={task.id: state_of(task, today()) for row in rows for task in row.tasks},
        may_handle=may_handle and view.case.closed_on is None,
        **of_case(view),
    )


@blueprint.route("/zaken/<int:case_id>/zoeklijst/invullen", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def searched(case_id: int) -> ResponseReturnValue:
    """Record what came of a search by oneself."""
    view = find_case(case_id, Permission.CASE_HANDLE)
    form, status = SearchedForm(), OK
    choose_requests(form, view)
    if form.is_submitted():
        refused = submit(
            form,
            lambda: record_search(work_for(form), case_id, form.searched(actor().user_id or 0, today()), form.answer()),
        )
        if refused is None:
            flash(_("Dit staat op de zoeklijst."), "success")
            return redirect(url_for("tasks.searches", case_id=case_id), SEE_OTHER)
        status, view = refused, find_case(case_id, Permission.CASE_HANDLE)
    else:
        begin_place(form, view)
        form.answered_on.data = today()
    return show("tasks/searched.html", view, form, status=status)
