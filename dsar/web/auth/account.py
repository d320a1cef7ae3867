"""The page of whoever is signed in: own roles, own password, own sessions."""

from datetime import timedelta

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.language import gettext as _
from dsar.queries import users
from dsar.queries.people import SignedIn, organisations_by_id
from dsar.services.own_sessions import end_other_sessions, end_own_session
from dsar.services.passwords import change_own_password
from dsar.services.signing_in import Attempt, TooManyAttempts
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.auth.blueprint import blueprint
from dsar.web.auth.digest import at_hour
from dsar.web.auth.forms import ChangePasswordForm, EndSessionForm
from dsar.web.auth.routes import TOO_MANY
from dsar.web.authorize import requires
from dsar.web.context import actor, installation, moment, password_over, session, signed_in, work


@blueprint.get("/account")
@requires(Permission.SIGNED_IN)
def own_account() -> ResponseReturnValue:
    """Show who somebody is here, and where they are signed in."""
    who = _who()
    user = users.account(session(), who.user_id)
    idle = timedelta(minutes=installation().settings.session_minutes)
    return render_template(
        "auth/account.html",
        user=user,
        digest=at_hour(user.digest_hour),
        memberships=users.own_memberships(session(), who.user_id, moment()),
        sessions=users.own_sessions(session(), who.user_id, moment(), idle),
        handles=organisations_by_id(session(), organisations_with(actor(), Permission.CASE_HANDLE)),
        this_session=who.session_id,
        form=EndSessionForm(formdata=None),
    )


@blueprint.route("/account/wachtwoord", methods=["GET", "POST"])
@requires(Permission.SIGNED_IN)
def change_password() -> ResponseReturnValue:
    """Choose another password; the current one is asked, and sessions elsewhere end."""
    who = _who()
    email = users.account(session(), who.user_id).email
    form, status = ChangePasswordForm(), 200
    if form.validate_on_submit():
        key, new, current = form.form_key.data or "", form.password.data or "", _current(form, email)
        try:
            attempt(form, lambda: change_own_password(work(key), who.session_id, current, new))
        except Refused as refused:
            status = refused.status
        except TooManyAttempts as error:
            form.refuse(error)
            status = TOO_MANY
        else:
            flash(_("Uw nieuwe wachtwoord is opgeslagen. Op andere apparaten bent u nu afgemeld."), "success")
            return redirect(url_for("auth.own_account"), 303)
    elif form.errors:
        status = INVALID
    return render_template(
        "auth/change_password.html", form=form, email=email, over=password_over(), page_has_errors=bool(form.errors)
    ), status


@blueprint.post("/account/sessies")
@requires(Permission.SIGNED_IN)
def end_session() -> ResponseReturnValue:
    """End one session elsewhere, or all of them."""
    who, form = _who(), EndSessionForm()
    if not form.validate_on_submit() or form.session_id.data is None:
        raise NotFound
    key, wanted = form.form_key.data or "", form.session_id.data
    if wanted == 0:
        attempt(form, lambda: end_other_sessions(work(key), who.session_id))
        flash(_("U bent op alle andere apparaten afgemeld."), "success")
    else:
        attempt(form, lambda: end_own_session(work(key), wanted))
        flash(_("Die sessie is beëindigd."), "success")
    return redirect(url_for("auth.own_account"), 303)


def _who() -> SignedIn:
    who = signed_in()
    if who is None:
        raise NotFound
    return who


def _current(form: ChangePasswordForm, email: str) -> Attempt:
    return Attempt(
        email=email,
        password=form.password_current.data or "",
        address=request.remote_addr or "",
        secret=str(current_app.secret_key),
    )
