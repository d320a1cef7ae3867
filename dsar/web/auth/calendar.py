"""The secret address of one's own calendar: made, renewed and stopped."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.queries import users
from dsar.services.own_settings import make_calendar, stop_calendar
from dsar.web.attempt import Refused, attempt
from dsar.web.auth.blueprint import blueprint
from dsar.web.authorize import requires
from dsar.web.calendar import address_of
from dsar.web.context import actor, session, work
from dsar.web.forms import Form

_OK, _SEE_OTHER = 200, 303


class CalendarForm(Form):
    """Nothing but the buttons."""


@blueprint.route("/account/agenda", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def own_calendar() -> ResponseReturnValue:
    """Tell whether there is an address; make one and show it once (`step` is make), or stop it (`stop`)."""
    form, status = CalendarForm(), _OK
    if form.validate_on_submit():
        key, stops = form.form_key.data or "", request.form.get("step") == "stop"
        try:
            secret = attempt(form, lambda: stop_calendar(work(key)) if stops else make_calendar(work(key)))
        except Refused as refused:
            status = refused.status
        else:
            if secret:
                return _page(form, address_of(secret))
            flash(_said(stops), "success" if stops else "notice")
            return redirect(url_for("auth.own_calendar"), _SEE_OTHER)
    return _page(form), status


def _said(stops: bool) -> str:
    if stops:
        return _("Het adres van uw agenda werkt niet meer.")
    return _("Het adres is al één keer getoond, en is nergens bewaard. Is het weg? Maak dan een nieuw adres.")


def _page(form: CalendarForm, address: str = "") -> str:
    user_id = actor().user_id
    made = user_id is not None and users.account(session(), user_id).calendar_sha256 is not None
    return render_template("auth/calendar.html", form=form, made=made, address=address)
