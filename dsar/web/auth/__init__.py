"""Signing in and out, on sessions that live on the server."""

from dsar.web.auth import back, routes
from dsar.web.auth.blueprint import blueprint
from dsar.web.auth.session import install

__all__ = ["back", "blueprint", "install", "routes"]
