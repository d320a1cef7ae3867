"""Headers on every answer, and the Host check."""

from flask import Flask, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from dsar.web.context import installation

_CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "connect-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)


_KEPT = frozenset({"static", "house.style", "house.logo"})  # they say themselves for how long
_LARGEST_ID = 2**31 - 1  # what both databases can hold


class IdConverter(IntegerConverter):
    """A row's number in an address; one that no database can hold is a page that does not exist."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=_LARGEST_ID)


def check_host() -> None:
    """Refuse a request for a host that is not this installation's."""
    host = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    if host.lower() not in installation().settings.trusted_hosts:
        abort(400)


def check_path() -> None:
    """Answer an address with a character that no database can look for as a page that does not exist."""
    if "\x00" in request.path:
        abort(404)


def add_headers(response: Response) -> Response:
    """Put the security headers on an answer; pages are never kept by a cache, static files and house styles are."""
    response.headers["Content-Security-Policy"] = _CSP
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if request.endpoint not in _KEPT:
        response.headers["Cache-Control"] = "no-store"
    if installation().settings.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    return response


def install(app: Flask, *, https: bool, session_minutes: int, proxies: int) -> None:
    """Set the cookies' flags and hook the checks in."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-dsar" if https else "dsar",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=session_minutes * 60 * 12,
    )
    app.url_map.converters["int"] = IdConverter
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the way Werkzeug documents
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    app.before_request(check_host)
    app.before_request(check_path)
    app.after_request(add_headers)
