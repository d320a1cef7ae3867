"""A form that is sent after the session ended, or with a token that no longer counts, is not lost.

What was typed is kept for whoever opened the form: its token names their session. They sign in, press one button, and
the form is on the screen again as they left it; nothing is done until they send it again.
"""

import re

from flask import Flask, Response, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from dsar.core.identity import find_bsn
from dsar.queries.form_drafts import user_of_session
from dsar.services.form_drafts import forget, keep_left
from dsar.services.open_form import Typed
from dsar.web.context import RESTORED, restored, session, signed_in, work
from dsar.wording.errors import sentence

BAD_REQUEST = 400
SEE_OTHER = 303
_TOKEN = "csrf_token"  # noqa: S105 -- the name of a field
_SALT = "wtf-csrf-token"  # of Flask-WTF
_WORTH_KEEPING = 10  # characters: a text that somebody typed, not a choice or a key
_ROW = re.compile(r".*-\d{1,4}-")  # of a field in a table: a number can be spread over its cells
_SHOWN = frozenset({200, 422})


def install(app: Flask) -> None:
    """Forget what is on the screen again."""
    app.after_request(shown_again)


def ended() -> ResponseReturnValue | None:
    """Keep what was typed and lead back to it, or show it to be copied; None for a request in which nothing is."""
    if request.endpoint == "auth.keep":
        return None  # of a form that is still on a screen: it comes back when it is sent
    typed = typed_fields()
    if (kept := _kept(typed)) is not None:
        return kept
    texts = _texts(typed)
    if not texts:
        return None
    signed_out = signed_in() is None
    message = sentence("signed_out") if signed_out else ""
    return render_template("errors/400.html", message=message, typed=texts, signed_out=signed_out), BAD_REQUEST


def _kept(typed: Typed) -> ResponseReturnValue | None:
    user_id = _owner() if typed and not with_bsn(typed) else None
    who = signed_in()
    if user_id is None or (who is not None and who.user_id != user_id):
        return None
    session().rollback()
    key = keep_left(work(), user_id, request.full_path.rstrip("?"), typed)
    if key is None:
        return None
    back = url_for("auth.back", key=key)
    return redirect(back if who is not None else url_for("auth.sign_in", next=back), SEE_OTHER)


def to_copy() -> list[str]:
    """Give the texts that somebody sent who is signed in, for the page of an error: going back shows an empty form."""
    if signed_in() is None or request.endpoint is None:
        return []
    try:
        return _texts(typed_fields())
    except HTTPException:  # the form itself cannot be read
        return []


def _texts(typed: Typed) -> list[str]:
    return [value for _, value in typed if len(value) >= _WORTH_KEEPING and " " in value]


def typed_fields() -> Typed:
    """Give what stands in the form of this request, without its token and without a password."""
    fields = request.form.items(multi=True) if request.method == "POST" else ()
    return tuple(
        (name, value) for name, value in fields if name != RESTORED and not _is_token(name) and "password" not in name
    )


def shown_again(response: Response) -> Response:
    """Answer a form that was put back as what it is, no mistake, and remove what was kept of it."""
    if not restored() or response.status_code not in _SHOWN:
        return response
    response.status_code = 200
    keys = [value for name, value in typed_fields() if name.endswith("form_key")]
    if request.form[RESTORED] in keys or not all(key in response.get_data(as_text=True) for key in keys):
        return response  # kept under the form's own key until it is sent; or the case went on and the form is not there
    try:
        session().rollback()
        forget(work(), request.form[RESTORED])
    except DBAPIError:  # a key that is none, or no database: it is removed within the hour
        current_app.logger.warning("a form that was put back could not be forgotten")
    return response


def _is_token(name: str) -> bool:
    """Tell a form's token, also of a form whose fields have a prefix because the page holds several."""
    return name == _TOKEN or name.endswith(f"-{_TOKEN}")


def to_send_again() -> tuple[tuple[str, str], ...]:
    """Give the whole form of this request, to be sent once more as it was; empty when it is not ours or has secrets."""
    try:
        fields = tuple(request.form.items(multi=True)) if request.method == "POST" else ()
        if request.files or any("password" in name for name, _ in fields) or _content_of_token() is None:
            return ()
    except HTTPException:  # the form itself cannot be read
        return ()
    return tuple((name, value) for name, value in fields if name != RESTORED)


def _owner() -> int | None:
    """Give who opened the form of this request: its token, of any age, is ours and names their session."""
    number = (_content_of_token() or "").partition(".")[0]
    return user_of_session(session(), int(number)) if number.isascii() and number.isdigit() else None


def _content_of_token() -> str | None:
    """Give what the token of this request's form says, however old; None when we did not make it."""
    serializer = URLSafeTimedSerializer(str(current_app.secret_key), salt=_SALT)
    token = next((value for name, value in request.form.items() if _is_token(name)), "")
    try:
        return str(serializer.loads(token))
    except BadData:
        return None


def with_bsn(typed: Typed) -> bool:
    """Tell whether a BSN was typed: that is never kept, unless somebody said that it is none."""
    if any(name.endswith("not_a_bsn") for name, _ in typed):
        return False
    values = [(name, value) for name, value in typed if not name.endswith("form_key")]
    rows: dict[str, list[str]] = {}
    for name, value in values:
        if (row := _ROW.match(name)) is not None:
            rows.setdefault(row[0], []).append(value)
    texts = (*(value for _, value in values), *("\n".join(cells) for cells in rows.values()))
    return any(find_bsn(text) is not None for text in texts)
