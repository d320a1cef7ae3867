"""Signing in and out, on sessions that live on the server."""

from dsar.web.auth.routes import blueprint as blueprint
from dsar.web.auth.session import install as install
