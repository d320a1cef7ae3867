"""What somebody sees who opens a link with rights: an invitation, or a new password."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.errors import NotFound
from dsar.core.permissions import Permission
from dsar.core.vocabulary import LinkPurpose
from dsar.language import gettext as _
from dsar.queries.access_links import account_of, open_link
from dsar.services.invitations import accept_as_known, accept_as_new
from dsar.services.password_links import use_password_link
from dsar.services.signing_in import Attempt, TooManyAttempts, WrongCredentials, sign_in
from dsar.web.attempt import INVALID, Refused, attempt
from dsar.web.auth import session as login
from dsar.web.auth.blueprint import blueprint
from dsar.web.auth.forms import KnownPasswordForm, NewPasswordForm
from dsar.web.auth.routes import TOO_MANY
from dsar.web.authorize import requires
from dsar.web.context import moment, session, work

_GONE = 404


@blueprint.route("/uitnodiging/<link>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def invitation(link: str) -> ResponseReturnValue:
    """Let somebody who was invited choose a password; who has an account shows that with the password it has."""
    try:
        found = open_link(session(), LinkPurpose.INVITATION, link, moment())
    except NotFound:
        return _dead()
    known = account_of(session(), found.email) is not None
    form = KnownPasswordForm() if known else NewPasswordForm()
    email, status = found.email, 200
    if form.validate_on_submit():
        try:
            login.start(_accept_known(form, link, email) if known else _accept_new(form, link))
        except Refused as refused:
            status = refused.status
        except NotFound:
            return _dead()
        except (WrongCredentials, TooManyAttempts) as error:
            form.refuse(error)
            status = TOO_MANY if isinstance(error, TooManyAttempts) else INVALID
        else:
            flash(_("Welkom. U bent aangemeld."), "success")
            return redirect(url_for("cases.worklist"), 303)
    elif form.errors:
        status = INVALID
    return render_template(
        "auth/invitation.html",
        form=form,
        known=known,
        invitation=open_link(session(), LinkPurpose.INVITATION, link, moment()),
        page_has_errors=bool(form.errors),
    ), status


@blueprint.route("/wachtwoord/<link>", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def new_password(link: str) -> ResponseReturnValue:
    """Let somebody who forgot a password choose a new one."""
    try:
        found = open_link(session(), LinkPurpose.PASSWORD, link, moment())
    except NotFound:
        return _dead()
    form, status, email = NewPasswordForm(), 200, found.email
    if form.validate_on_submit():
        try:
            login.start(attempt(form, lambda: use_password_link(work(), link, form.password.data or "")))
        except Refused as refused:
            status = refused.status
        except NotFound:
            return _dead()
        else:
            flash(_("Uw nieuwe wachtwoord is opgeslagen. U bent aangemeld."), "success")
            return redirect(url_for("cases.worklist"), 303)
    elif form.errors:
        status = INVALID
    return render_template("auth/new_password.html", form=form, email=email, page_has_errors=bool(form.errors)), status


def _accept_new(form: NewPasswordForm, link: str) -> str:
    return attempt(form, lambda: accept_as_new(work(), link, form.password.data or ""))


def _accept_known(form: KnownPasswordForm, link: str, email: str) -> str:
    """Sign in with the account's own password, and only then take the roles."""
    typed = Attempt(
        email=email,
        password=form.password.data or "",
        address=request.remote_addr or "",
        secret=str(current_app.secret_key),
    )
    token = sign_in(work(), typed)
    attempt(form, lambda: accept_as_known(work(), link, email))
    return token


def _dead() -> ResponseReturnValue:
    return render_template("auth/link_dead.html"), _GONE
