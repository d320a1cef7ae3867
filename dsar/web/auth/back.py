"""The way back to a form that was left when a session ended."""

from urllib.parse import urlsplit

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.services.form_drafts import drop_left, drop_sent
from dsar.services.open_form import form_left
from dsar.web.auth.blueprint import blueprint
from dsar.web.authorize import requires
from dsar.web.context import RESTORED, actor, moment, restored, session, work
from dsar.web.unsent import PATH, keep_left

NO_CONTENT = 204
SEE_OTHER = 303


@blueprint.get("/verder/<key>")
@requires(Permission.SIGNED_IN)
def back(key: str) -> ResponseReturnValue:
    """Offer to go on with the form that was left."""
    kept = form_left(session(), actor(), key, moment())
    if kept is None:
        flash(_("Wat u typte is niet meer bewaard."), "error")
        return redirect(url_for("cases.worklist"), SEE_OTHER)
    return render_template("auth/back.html", kept=kept, restored_name=RESTORED)


@blueprint.post("/verder/<key>/weggooien")
@requires(Permission.SIGNED_IN)
def drop(key: str) -> ResponseReturnValue:
    """Throw away what was typed and not sent."""
    session().rollback()
    drop_sent(work(), key)
    flash(_("Weggegooid wat u typte en niet verstuurde."), "success")
    return redirect(url_for("cases.worklist"), SEE_OTHER)


@blueprint.post("/bewaren")
@requires(Permission.SIGNED_IN)
def keep() -> ResponseReturnValue:
    """Keep what somebody is typing: for the script `keep.js`."""
    if not restored():
        keep_left(request.form.get(PATH, ""))
    return "", NO_CONTENT


def key_of(target: str) -> str:
    """Give the key in the address of a form that was left; empty for any other address."""
    path, start = urlsplit(target).path, url_for("auth.back", key="x")[:-1]
    return path.removeprefix(start) if path.startswith(start) else ""


def of_another(key: str) -> bool:
    """Tell whether somebody else left this form than who signed in now; what they typed is removed."""
    if form_left(session(), actor(), key, moment()) is not None:
        return False
    session().rollback()
    drop_left(work(), key)
    return True
