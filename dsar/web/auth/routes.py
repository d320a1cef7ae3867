"""The pages to sign in and out."""

from urllib.parse import urlsplit

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.language import speak
from dsar.services import signing_in
from dsar.services.signing_in import Attempt, TooManyAttempts, WrongCredentials
from dsar.web.attempt import INVALID
from dsar.web.auth import session
from dsar.web.auth.back import key_of, of_another
from dsar.web.auth.blueprint import blueprint
from dsar.web.auth.forms import SignInForm
from dsar.web.authorize import requires
from dsar.web.context import signed_in, work
from dsar.web.speaking import COOKIE, chosen, remember

TOO_MANY = 429


@blueprint.route("/inloggen", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def sign_in() -> ResponseReturnValue:
    """Ask who somebody is, and take them to where they were going; in another language with what was typed."""
    if wanted := chosen():
        speak(wanted)
        return remember(current_app.make_response(_page(SignInForm())), wanted)
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        try:
            session.start(_check(form))
            return redirect(_where_now(), 303)
        except WrongCredentials as error:
            form.refuse(error)
            status = INVALID
        except TooManyAttempts as error:
            form.refuse(error)
            status = TOO_MANY
    elif form.errors:
        status = INVALID
    elif signed_in() is not None:
        return redirect(_where_to())
    return _page(form), status


@blueprint.route("/uitloggen", methods=["POST"])
@requires(Permission.SIGNED_IN)
def sign_out() -> ResponseReturnValue:
    """End the session."""
    session.end()
    flash(_("U bent afgemeld."), "success")
    return redirect(url_for("auth.sign_in"), 303)


def _page(form: SignInForm) -> str:
    return render_template(
        "auth/sign_in.html",
        form=form,
        form_waits=bool(key_of(request.args.get("next", ""))),
        page_has_errors=bool(form.errors),
    )


def _check(form: SignInForm) -> str:
    attempt = Attempt(
        email=form.email.data or "",
        password=form.password.data or "",
        address=request.remote_addr or "",
        secret=str(current_app.secret_key),
        language=request.cookies.get(COOKIE, ""),
    )
    return signing_in.sign_in(work(), attempt)


def _where_to() -> str:
    wanted = request.args.get("next", "")
    return wanted if is_path_here(wanted) else url_for("cases.worklist")


def _where_now() -> str:
    """Give where somebody goes who has just signed in: never to what another left in this browser."""
    wanted = _where_to()
    key = key_of(wanted)
    return url_for("cases.worklist") if key and of_another(key) else wanted


def is_path_here(target: str) -> bool:
    r"""Tell whether this is a path of this site: browsers take "//" and "/\" for another host, and drop tabs."""
    if not target.startswith("/") or target.startswith("//") or "\\" in target or not target.isprintable():
        return False
    parts = urlsplit(target)
    return not parts.scheme and not parts.netloc
