"""A run of letters on the screen: started from a list, made a few seconds at a time, to be left and taken up again."""

from time import monotonic

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.queries.letter_runs import latest_runs, progress_of, without_acknowledgement
from dsar.queries.letters import without_pages
from dsar.services.letter_runs import make_next, start_run
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, installation, restored, session, today, work
from dsar.web.printing.blueprint import blueprint
from dsar.web.printing.forms import GoOnForm, RunForm
from dsar.web.printing.place import Place, place
from dsar.wording.people import full_name

OK = 200
SEE_OTHER = 303
_CHECK, _START, _EDIT = "check", "start", "edit"
_SECONDS = 4.0  # of work for one press of the button; a page that takes longer feels broken


@blueprint.route("/printen/<int:organisation_id>/reeks", methods=["GET", "POST"])
@requires(Permission.CASE_HANDLE)
def new_run(organisation_id: int) -> ResponseReturnValue:
    """Choose what a run makes, check it, and start it."""
    where = place(organisation_id, Permission.CASE_HANDLE)
    form, step = _form(where), request.form.get("step", _CHECK)
    if not form.is_submitted() or step == _EDIT:
        return _choose_page(where, form)
    if not form.validate():
        return _choose_page(where, form, INVALID)
    if step != _START:
        return render_template("printing/run_check.html", place=where, form=form)
    try:
        run_id = attempt(form, lambda: _start(where, form))
    except Refused as refused:
        return _choose_page(where, form, refused.status)
    return redirect(url_for("printing.run", run_id=int(run_id)), SEE_OTHER)


def _choose_page(where: Place, form: RunForm, status: int = OK) -> ResponseReturnValue:
    page = render_template(
        "printing/new_run.html",
        place=where,
        form=form,
        runs=latest_runs(session(), actor(), where.id),
        page_has_errors=bool(form.errors),
    )
    return page, status


@blueprint.get("/reeksen/<int:run_id>")
@requires(Permission.CASE_READ)
def run(run_id: int) -> ResponseReturnValue:
    """Show how far a run is; on its own it goes on by itself, unless somebody asked for a pause."""
    progress = progress_of(session(), actor(), run_id)
    where = place(progress.run.organisation_id, Permission.CASE_READ)
    by_itself = where.handles and not progress.finished and "pauze" not in request.args
    return render_template("printing/run.html", place=where, progress=progress, form=GoOnForm(), by_itself=by_itself)


@blueprint.post("/reeksen/<int:run_id>/verder")
@requires(Permission.CASE_HANDLE)
def go_on(run_id: int) -> ResponseReturnValue:
    """Make letters of a run for a few seconds; which ones are left is read from the run itself."""
    progress = progress_of(session(), actor(), run_id)
    place(progress.run.organisation_id, Permission.CASE_HANDLE)
    session().rollback()
    seconds, until = installation().settings.render_seconds, monotonic() + _SECONDS
    while not restored() and make_next(work(), run_id, render_seconds=seconds) and monotonic() < until:
        pass
    after = progress_of(session(), actor(), run_id)
    if after.finished and not progress.finished:
        flash(
            _("De reeks is klaar: %(done)s van %(total)s brieven zijn gemaakt.", done=after.done, total=after.total),
            "success",
        )
    return redirect(url_for("printing.run", run_id=run_id), SEE_OTHER)


def _start(where: Place, form: RunForm) -> int:
    return start_run(work(form.form_key.data or ""), where.id, form.letters.data or [], form.cases.data or [])


def _form(where: Place) -> RunForm:
    form = RunForm()
    letters = without_pages(session(), actor(), where.id, today())
    cases = without_acknowledgement(session(), actor(), where.id)
    form.offer(
        [(letter.letter_id, f"{letter.number}, {letter.addressee}") for letter in letters],
        [(case.id, f"{case.reference}, {_name(case.parties[0])}") for case in cases],
    )
    if not form.is_submitted():
        form.letters.data = [letter.letter_id for letter in letters]
        form.cases.data = [case.id for case in cases]
    return form


def _name(subject: object) -> str:
    return full_name(*(str(getattr(subject, part)) for part in ("initials", "name_prefix", "last_name")))
