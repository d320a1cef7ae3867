"""Error pages in Dutch: what happened, whether anything was saved, and what to do."""

import secrets

from flask import Flask, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from dsar.core.errors import Conflict, DomainError, InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import Permission
from dsar.services.faults import cannot_write
from dsar.services.issue_letter import RenderError
from dsar.services.open_letter import Damaged
from dsar.web.auth.session import note_who
from dsar.web.authorize import permission_of
from dsar.web.context import signed_in
from dsar.web.kept import ended, to_copy, to_send_again
from dsar.wording.errors import SENTENCES, sentence

_PAGES = frozenset({400, 403, 404, 409, 413, 429, 500, 503})
_SERVER_ERROR = 500
_UNAVAILABLE = 503
_SOON = "60"  # seconds
_BUSY = "render_busy"  # of `letters.RenderCode`


def install(app: Flask) -> None:
    """Hook a page onto everything that can go wrong."""
    app.register_error_handler(NotFound, lambda error: page(404))
    app.register_error_handler(NotAllowed, lambda error: page(403, message_of(error)))
    app.register_error_handler(Conflict, lambda error: page(409, message_of(error)))
    app.register_error_handler(InvalidInput, lambda error: page(400, message_of(error)))
    app.register_error_handler(CSRFError, form_expired)
    app.register_error_handler(RenderError, not_made)
    for unavailable in (OperationalError, InterfaceError, PoolTimeout):
        app.register_error_handler(unavailable, database_unavailable)
    app.register_error_handler(DBAPIError, database_refused)
    app.register_error_handler(Damaged, damaged)
    app.register_error_handler(HTTPException, http_error)


def page(status: int, message: str = "", shown: int | None = None, reference: str = "") -> ResponseReturnValue:
    """Give the page of an error; `shown` is the status whose page fits when there is none of its own."""
    name = f"errors/{shown or status}.html"
    return render_template(name, message=message, error_reference=reference, typed=to_copy()), status


def message_of(error: DomainError) -> str:
    """Give the sentence of what was refused; empty for a code that has none, or lacks what its sentence names."""
    try:
        return sentence(error.code, **error.details) if error.code in SENTENCES else ""
    except KeyError:
        return ""


def database_unavailable(error: Exception) -> ResponseReturnValue:
    """Say that it is temporary and give the form back to be sent again; the log gets the kind of error only."""
    original = getattr(error, "orig", None)
    full = cannot_write(original)
    kind = "database cannot be written to" if full else "database unavailable"
    current_app.logger.error("%s: %s", kind, type(original or error).__name__)
    again = to_send_again()
    counts_once = any(name.endswith("form_key") for name, _ in again)
    shown = render_template("errors/503.html", cannot_write=full, again=again, counts_once=counts_once, typed=to_copy())
    return shown, _UNAVAILABLE, {"Retry-After": _SOON}


def form_expired(error: CSRFError) -> ResponseReturnValue:
    """Keep what was typed, or show it when it cannot be kept, and say what to do first."""
    note_who()  # the check of a form's token comes before it
    if permission_of(request.endpoint or "") is Permission.PUBLIC:  # signing in: a password is never shown
        return redirect(request.full_path, 303) if signed_in() is not None else page(400)
    return ended() or page(400)


def not_made(error: RenderError) -> ResponseReturnValue:
    """Say why there is no letter; while others wait for theirs as well, that it is for a moment only."""
    if error.code != _BUSY:
        return page(_SERVER_ERROR, sentence(error.code))
    answer = current_app.make_response(page(_UNAVAILABLE, sentence(error.code), shown=_SERVER_ERROR))
    answer.headers["Retry-After"] = _SOON
    return answer


def database_refused(error: DBAPIError) -> ResponseReturnValue:
    """Say that nothing was changed; the log gets the kind of error only, because its text can hold a whole row."""
    reference = secrets.token_hex(4)
    state = getattr(error.orig, "sqlstate", "") or ""
    current_app.logger.error("error page %s: %s %s", reference, type(error.orig).__name__, state)
    return page(_SERVER_ERROR, reference=reference)


def damaged(error: Damaged) -> ResponseReturnValue:
    """Say that a stored file is not what it was."""
    reference = secrets.token_hex(4)
    current_app.logger.error("error page %s: a stored file is damaged", reference)
    return page(_SERVER_ERROR, sentence("file_damaged"), reference=reference)


def http_error(error: HTTPException) -> ResponseReturnValue:
    """Give the page of an HTTP error; an unexpected one carries a number that is in the log as well."""
    status = error.code or _SERVER_ERROR
    if error.response is not None or status < 400:  # a redirect that was raised
        return error
    if status != _SERVER_ERROR:
        return _with_headers(error, page(status, shown=status if status in _PAGES else 400))
    reference = secrets.token_hex(4)
    current_app.logger.error("error page %s", reference)
    return page(status, reference=reference)


def _with_headers(error: HTTPException, answer: ResponseReturnValue) -> ResponseReturnValue:
    """Keep what the status needs, such as the methods that are allowed."""
    response = current_app.make_response(answer)
    for name, value in error.get_headers():
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response
