"""Choosing the language of the screens, on the own account and on every page for whoever is not signed in."""

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.language import gettext as _
from dsar.language import speak
from dsar.services.own_language import keep_own_language
from dsar.web.auth.blueprint import blueprint
from dsar.web.auth.routes import is_path_here
from dsar.web.authorize import requires
from dsar.web.context import signed_in, work
from dsar.web.speaking import chosen, remember

SEE_OTHER = 303


@blueprint.route("/taal", methods=["GET", "POST"])
@requires(Permission.PUBLIC)
def language() -> ResponseReturnValue:
    """Keep the language that was chosen, and go back to the page it was chosen on; opening the address does nothing."""
    back, wanted = request.form.get("next", ""), chosen()
    answer = current_app.make_response(redirect(back if is_path_here(back) else url_for("cases.worklist"), SEE_OTHER))
    if not wanted:
        return answer
    speak(wanted)
    if signed_in() is not None:
        keep_own_language(work(), wanted)
        flash(_("De schermen zijn nu in het Nederlands."), "success")
    return remember(answer, wanted)
