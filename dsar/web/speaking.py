"""The language of the screens as somebody chose it: kept in a cookie, so that it outlives signing in and out.

Dutch is what everybody gets who chose nothing, whatever their browser asks for: it is the language of the house, and of
the regulations and letters that the screens are about.
"""

from flask import Flask, Response, request, request_started

from dsar.language import LANGUAGES, SOURCE, speak
from dsar.web.context import installation

COOKIE = "taal"
FIELD = "language"  # of the buttons to choose with
_A_YEAR = 365 * 24 * 60 * 60  # seconds


def install(app: Flask) -> None:
    """Speak the language of every request from its very beginning, and Dutch again after it."""
    request_started.connect(_begin, app)
    app.teardown_request(_end)


def chosen() -> str:
    """Give the language of the button that was pressed; empty when it was another button."""
    wanted = request.form.get(FIELD, "")
    return wanted if wanted in LANGUAGES else ""


def remember(response: Response, language: str) -> Response:
    """Put a language in the cookie of an answer."""
    secure = installation().settings.https
    response.set_cookie(COOKIE, language, max_age=_A_YEAR, secure=secure, httponly=True, samesite="Lax")
    return response


def _begin(_app: Flask, **_more: object) -> None:
    speak(request.cookies.get(COOKIE, SOURCE))


def _end(_error: BaseException | None) -> None:
    speak(SOURCE)
