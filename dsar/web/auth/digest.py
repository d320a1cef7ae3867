"""When the daily overview comes by e-mail to whoever is signed in."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.queries import users
from dsar.services.own_settings import FIRST_HOUR, LAST_HOUR, choose_digest
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.auth.blueprint import blueprint
from dsar.web.authorize import requires
from dsar.web.context import actor, installation, session, work
from dsar.web.fields import Select
from dsar.web.forms import Form

_NONE = ""
_OK, _SEE_OTHER = 200, 303


def _hours() -> list[SelectChoice]:
    hours = [SelectChoice(value=str(hour), label=at_hour(hour)) for hour in range(FIRST_HOUR, LAST_HOUR + 1)]
    return [SelectChoice(value=_NONE, label=at_hour(None)), *hours]


def at_hour(hour: int | None) -> str:
    """Say when the overview comes."""
    return _("Geen overzicht per e-mail") if hour is None else _("Om %(hour)s uur", hour=hour)


class DigestForm(Form):
    """The hour of the daily overview."""

    hour = Select(_l("Wanneer wilt u het overzicht krijgen?"), choices=_hours)


@blueprint.route("/account/overzicht", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def digest() -> ResponseReturnValue:
    """Choose the hour of the daily overview, or none."""
    form, status = DigestForm(), _OK
    if form.validate_on_submit():
        key, hour = form.form_key.data or "", int(form.hour.data) if form.hour.data else None
        try:
            attempt(form, lambda: choose_digest(work(key), hour))
        except Refused as refused:
            status = refused.status
        else:
            flash(_("Uw keuze is opgeslagen."), "success")
            return redirect(url_for("auth.own_account"), _SEE_OTHER)
    elif form.errors:
        status = INVALID
    elif not form.is_submitted():
        user_id = actor().user_id
        chosen = users.account(session(), user_id).digest_hour if user_id is not None else None
        form.hour.data = _NONE if chosen is None else str(chosen)
    mails = bool(installation().settings.mail_server)
    return render_template("auth/digest.html", form=form, mails=mails, page_has_errors=bool(form.errors)), status
