"""The organisations of an administrator: details to change."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission, organisations_with
from dsar.language import gettext as _
from dsar.queries.people import managed_organisation, organisations_by_id
from dsar.services.accounts import change_organisation
from dsar.web.admin.forms import OrganisationForm
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, session, work

blueprint = Blueprint("admin", __name__)
_LONGEST_ID = 10  # digits: both databases know every shorter one


def row_number(name: str) -> int | None:
    """Give the id behind which a page of a list begins, out of the address; anything else begins at the beginning."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST_ID else None


@blueprint.get("/organisaties")
@requires(Permission.ORGANISATION_MANAGE)
def organisations() -> ResponseReturnValue:
    """List the organisations of the administrator."""
    own = organisations_by_id(session(), organisations_with(actor(), Permission.ORGANISATION_MANAGE))
    return render_template("admin/organisations.html", organisations=own)


@blueprint.route("/organisaties/<int:organisation_id>", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def organisation(organisation_id: int) -> ResponseReturnValue:
    """Show an organisation, and change its details."""
    found = managed_organisation(session(), actor(), organisation_id)
    form = OrganisationForm(obj=found)
    status = 200
    if form.validate_on_submit():
        try:
            attempt(
                form,
                lambda: change_organisation(
                    work(form.form_key.data or ""), organisation_id, form.version.data or 0, form.wanted()
                ),
            )
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De gegevens van de organisatie zijn opgeslagen."), "success")
            return redirect(url_for("admin.organisation", organisation_id=organisation_id), 303)
    elif form.errors:
        status = INVALID
    if status == CONFLICT:
        session().refresh(found)
        form.version.data, form.version.raw_data = found.version, None
    return render_template(
        "admin/organisation.html",
        form=form,
        organisation=found,
        page_has_errors=bool(form.errors),
    ), status
