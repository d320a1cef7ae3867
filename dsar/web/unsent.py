"""What was typed and did not become anything yet is kept for an hour, and offered where it was typed.

A form that is refused, looked at or checked is kept with its answer; what somebody types and leaves is sent by
`static/js/keep.js`. A browser's way back shows an empty form: the browser itself may not keep names and addresses.
"""

from contextlib import suppress

from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from dsar.queries.form_drafts import keys_left, left_at
from dsar.services.form_drafts import MOST_BYTES, drop_sent, keep_checked
from dsar.services.open_form import Typed
from dsar.web.context import actor, moment, restored, session, signed_in, work
from dsar.web.kept import typed_fields, with_bsn

PATH = "_path"  # in what the script sends: where the form would have gone
_LONGEST_PATH, _LONGEST_KEY = 300, 64  # characters that the database keeps
_ASKED_AGAIN = frozenset({200, 409, 422})
_SENT = frozenset({302, 303})
_OWN = ("form_key", "version", "seen", "action", "change", "step")  # not typed by anybody
_SEPARATE = frozenset({"cases.register", "cases.search"})  # each form is about something of its own
_CASE = "cases.case"  # shows what was left in any form of the case


def install(app: Flask) -> None:
    """Keep what was typed after every answer, and look for it before every page with a form."""
    app.before_request(look_here)
    app.after_request(keep_answered)


def decided(**values: str) -> None:
    """Say of fields what they hold when the form comes back, whatever was sent."""
    g.decided = values


def look_here() -> None:
    """Find what whoever looks left in the forms of this page within the hour."""
    if request.method == "GET" and signed_in() is not None and has_forms():
        g.left = left_at(session(), actor(), request.full_path.rstrip("?"), moment(), below=request.endpoint == _CASE)


def has_forms() -> bool:
    """Tell whether something is typed on this page."""
    rule = request.url_rule
    return rule is not None and (request.endpoint == _CASE or "POST" in (rule.methods or ()))


def keep_answered(response: Response) -> Response:
    """Keep a form that is on the screen again, and forget one that was sent."""
    if request.method != "POST" or signed_in() is None or restored() or request.endpoint == "auth.keep":
        return response
    with suppress(DBAPIError, HTTPException):  # a full disk, a form that cannot be read: the answer stands
        typed = typed_fields()
        if response.status_code in _SENT:
            session().rollback()  # reads what the answer left
            path = "" if request.endpoint in _SEPARATE else request.full_path.rstrip("?")
            for left in [left for key in _keys(typed) for left in keys_left(session(), actor(), key, path)]:
                session().rollback()
                drop_sent(work(), left)
        elif response.status_code in _ASKED_AGAIN:
            keep(request.full_path.rstrip("?"), typed)
    return response


def keep_left(path: str) -> None:
    """Keep what a script sends of a form that is still being typed and would go to this path of the application."""
    adapter = current_app.url_map.bind("")
    with suppress(HTTPException, DBAPIError):  # two at once: one of both is kept
        adapter.match(path.partition("?")[0], method="POST")
        keep(path, tuple((name, value) for name, value in typed_fields() if name != PATH))


def keep(path: str, typed: Typed) -> None:
    """Keep a form in which somebody typed something; never a BSN."""
    keys = _keys(typed)
    said: dict[str, str] = g.get("decided", {})
    typed = (*((name, value) for name, value in typed if name not in said), *said.items())
    if len(keys) != 1 or len(keys[0]) > _LONGEST_KEY or len(path) > _LONGEST_PATH or "\x00" in path:
        return
    if sum(len(value) for _, value in typed) > MOST_BYTES:
        return
    if any(value and not name.endswith(_OWN) for name, value in typed) and not with_bsn(typed):
        session().rollback()
        keep_checked(work(), path, keys[0], typed)


def _keys(typed: Typed) -> list[str]:
    return [value for name, value in typed if name.endswith("form_key") and value and "\x00" not in value]
