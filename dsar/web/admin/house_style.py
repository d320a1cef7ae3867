"""The page with an organisation's logo and colour, and the logo itself."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.queries.people import managed_organisation
from dsar.services.house_style import change_house_style, house_style_mistakes
from dsar.web.admin.forms import HouseStyleForm
from dsar.web.admin.routes import blueprint
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.context import actor, session, work
from dsar.web.house import picture


@blueprint.route("/organisaties/<int:organisation_id>/huisstijl", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def house_style(organisation_id: int) -> ResponseReturnValue:
    """Show an organisation's logo and colour, and change them."""
    found = managed_organisation(session(), actor(), organisation_id)
    form = HouseStyleForm(obj=found)
    status = 200
    if form.is_submitted() and _in_order(form):
        try:
            key, wanted = form.key_with_file(), form.wanted()
            attempt(form, lambda: change_house_style(work(key), organisation_id, form.version.data or 0, wanted))
        except Refused as refused:
            status = refused.status
        else:
            flash(
                _("De huisstijl is opgeslagen. De schermen en nieuwe brieven krijgen dit logo en deze kleur."),
                "success",
            )
            return redirect(url_for("admin.house_style", organisation_id=organisation_id), 303)
    elif form.errors:
        status = INVALID
    if status == CONFLICT:
        session().refresh(found)
        form.version.data, form.version.raw_data = found.version, None
    return render_template(
        "admin/house_style.html", form=form, organisation=found, page_has_errors=bool(form.errors)
    ), status


@blueprint.get("/organisaties/<int:organisation_id>/logo")
@requires(Permission.ORGANISATION_MANAGE)
def logo(organisation_id: int) -> ResponseReturnValue:
    """Give the logo as a file that a browser shows as a picture only, never as a page."""
    return picture(managed_organisation(session(), actor(), organisation_id).logo)


def _in_order(form: HouseStyleForm) -> bool:
    """Check the fields, and the colour and the file at once; a field tells one thing that is wrong."""
    form.validate()
    for mistake in house_style_mistakes(form.wanted()):
        field = form.find(mistake.field)
        if field is None or not field.errors:
            form.refuse(mistake)
    return not form.errors
