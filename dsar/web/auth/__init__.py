"""Signing in and out, links with rights, and one's own account, on sessions that live on the server."""

from dsar.web.auth import account, back, calendar, deputies, digest, language, links, routes
from dsar.web.auth.blueprint import blueprint
from dsar.web.auth.session import install

__all__ = ["account", "back", "blueprint", "calendar", "deputies", "digest", "install", "language", "links", "routes"]
