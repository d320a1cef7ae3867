"""The page on which an administrator keeps the places where an organisation looks for data."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, TextAreaField
from wtforms.widgets import HiddenInput

from dsar.core.permissions import Permission
from dsar.core.vocabulary import PlaceKind
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries.people import managed_organisation
from dsar.queries.tasks import search_places
from dsar.services.search_places import save_search_places
from dsar.web.attempt import CONFLICT, INVALID, Refused, attempt
from dsar.web.authorize import requires
from dsar.web.case_page import OK, SEE_OTHER
from dsar.web.context import actor, session, work
from dsar.web.forms import Form
from dsar.web.tasks.routes import blueprint


class PlacesForm(Form):
    """Each kind of place, one on a line."""

    version = IntegerField(widget=HiddenInput())
    system = TextAreaField(
        _l("Systemen"), description=_l("Bijvoorbeeld het cliëntvolgsysteem of de salarisadministratie.")
    )
    cabinet = TextAreaField(_l("Kasten en mappen"), description=_l("Op papier, of op een gedeelde schijf."))
    mailbox = TextAreaField(_l("Mailboxen"), description=_l("Noem de functie, niet de naam van een persoon."))
    processor = TextAreaField(_l("Verwerkers"), description=_l("Bedrijven die voor u gegevens bewaren."))
    inherited = TextAreaField(_l("Overgenomen dossiers"), description=_l("Van een organisatie die er eerder was."))

    def wanted(self) -> dict[PlaceKind, tuple[str, ...]]:
        """Give the places as the service wants them."""
        return {kind: tuple((self[kind.value].data or "").splitlines()) for kind in PlaceKind}


@blueprint.route("/organisaties/<int:organisation_id>/zoekplekken", methods=["GET", "POST"])
@requires(Permission.ORGANISATION_MANAGE)
def places(organisation_id: int) -> ResponseReturnValue:
    """Show the places where an organisation looks for data, and change them."""
    found = managed_organisation(session(), actor(), organisation_id)
    form, status = PlacesForm(), OK
    if form.validate_on_submit():
        try:
            key, wanted = form.form_key.data or "", form.wanted()
            attempt(form, lambda: save_search_places(work(key), organisation_id, form.version.data or 0, wanted))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("De plekken om te zoeken zijn opgeslagen."), "success")
            return redirect(url_for("tasks.places", organisation_id=organisation_id), SEE_OTHER)
    elif form.is_submitted():
        status = INVALID if form.errors else OK
    else:
        form.version.data = found.version
        listed = search_places(session(), organisation_id)
        for kind in PlaceKind:
            form[kind.value].data = "\n".join(one.name for one in listed if one.kind is kind)
    if status == CONFLICT:
        session().refresh(found)
        form.version.data, form.version.raw_data = found.version, None
    return render_template(
        "tasks/places.html", form=form, organisation=found, page_has_errors=bool(form.errors)
    ), status
