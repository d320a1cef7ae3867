"""The printers of an organisation: how far each prints beside the mark, and the page that shows it."""

from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.queries.people import organisations_by_id
from dsar.queries.printers import printer_of, printers_of
from dsar.services.printers import remove_printer, save_printer, trial_page
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import installation, session, today, work
from dsar.web.printing.blueprint import blueprint
from dsar.web.printing.forms import PrinterForm, RemoveForm
from dsar.web.printing.place import Place, place

OK = 200
SEE_OTHER = 303
_MAY = Permission.PRINTER_MANAGE


@blueprint.get("/printers/<int:organisation_id>")
@requires(_MAY)
def printers(organisation_id: int) -> ResponseReturnValue:
    """List the printers."""
    where = place(organisation_id, _MAY, _MAY)
    return render_template("printing/printers.html", place=where, printers=printers_of(session(), where.id))


@blueprint.route("/printers/<int:organisation_id>/nieuw", methods=["GET", "POST"])
@requires(_MAY)
def new_printer(organisation_id: int) -> ResponseReturnValue:
    """Add a printer."""
    return _edit(place(organisation_id, _MAY, _MAY), None)


@blueprint.route("/printers/<int:organisation_id>/<int:printer_id>", methods=["GET", "POST"])
@requires(_MAY)
def printer(organisation_id: int, printer_id: int) -> ResponseReturnValue:
    """Change a printer's name and offsets."""
    return _edit(place(organisation_id, _MAY, _MAY), printer_id)


@blueprint.route("/printers/<int:organisation_id>/<int:printer_id>/weghalen", methods=["GET", "POST"])
@requires(_MAY)
def remove(organisation_id: int, printer_id: int) -> ResponseReturnValue:
    """Ask whether a printer can go, and take it away."""
    where = place(organisation_id, _MAY, _MAY)
    found = printer_of(session(), where.id, printer_id)
    form, status = RemoveForm(obj=found), OK
    if form.validate_on_submit():
        key, version = form.form_key.data or "", form.version.data or 0
        try:
            attempt(form, lambda: remove_printer(work(key), where.id, printer_id, version))
        except Refused as refused:
            status = refused.status
            session().refresh(found)
            form.version.data, form.version.raw_data = found.version, None
        else:
            flash(_("De printer is weggehaald."), "success")
            return redirect(url_for("printing.printers", organisation_id=where.id), SEE_OTHER)
    page = render_template(
        "printing/printer_remove.html", place=where, form=form, printer=found, page_has_errors=bool(form.errors)
    )
    return page, status


@blueprint.get("/printers/<int:organisation_id>/<int:printer_id>/testbladzijde")
@requires(_MAY)
def trial(organisation_id: int, printer_id: int) -> ResponseReturnValue:
    """Give the page with the window's outline, moved by the printer's offsets."""
    where = place(organisation_id, _MAY, _MAY)
    found = printer_of(session(), where.id, printer_id)
    organisation = organisations_by_id(session(), frozenset({where.id}))[0]
    content = trial_page(organisation, found, today(), render_seconds=installation().settings.render_seconds)
    headers = {"Content-Disposition": f'attachment; filename="testbladzijde-{found.id}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def _edit(where: Place, printer_id: int | None) -> ResponseReturnValue:
    found = printer_of(session(), where.id, printer_id) if printer_id is not None else None
    form, status = PrinterForm(obj=found), OK
    if form.validate_on_submit():
        try:
            saved = attempt(form, lambda: _save(where, printer_id, form))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De printer is opgeslagen. Print nu de testbladzijde: zo ziet u of het klopt."), "success")
            return redirect(url_for("printing.printer", organisation_id=where.id, printer_id=int(saved)), SEE_OTHER)
    elif form.errors:
        status = INVALID
    if found is not None and status == CONFLICT:
        session().refresh(found)
        form.version.data, form.version.raw_data = found.version, None
    page = render_template(
        "printing/printer.html", place=where, form=form, printer=found, page_has_errors=bool(form.errors)
    )
    return page, status


def _save(where: Place, printer_id: int | None, form: PrinterForm) -> int:
    key = form.form_key.data or ""
    return save_printer(work(key), where.id, form.wanted(), printer_id, form.version.data or 0)
