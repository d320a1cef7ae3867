"""How easily a text reads, while somebody writes it: a piece of a page for `static/js/reading.js`."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission
from dsar.reading import LANGUAGES, read
from dsar.web.authorize import requires
from dsar.web.letters.blueprint import blueprint
from dsar.web.placeholders import MOST_TEXT


@blueprint.route("/leesbaarheid", methods=["POST"])
@requires(Permission.CASE_HANDLE)
def reading() -> ResponseReturnValue:
    """Give the remarks on a text; nothing is kept of it."""
    language = request.form.get("language", "nl")
    if language not in LANGUAGES:
        abort(400)
    text = request.form.get("text", "")[:MOST_TEXT]
    return render_template("letters_pages/reading.html", reading=read(text, language))
