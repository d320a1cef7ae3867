"""What machines ask: whether the process lives, whether it can work, and figures for Prometheus; nobody's data."""

import hmac

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.datastructures import WWWAuthenticate
from werkzeug.exceptions import Unauthorized

from dsar.config import MIGRATIONS
from dsar.core.permissions import Permission
from dsar.queries.condition import schema_revision
from dsar.services.schema import newest_schema
from dsar.web.authorize import requires
from dsar.web.context import installation, session
from dsar.web.metrics import Figures

NAME = "health"
_NOT_READY = 503
blueprint = Blueprint(NAME, __name__)


@blueprint.get("/healthz")
@requires(Permission.PUBLIC)
def alive() -> ResponseReturnValue:
    """Tell that the process answers; it looks at nothing else, so that a database that is away ends no process."""
    return _plain("ok")


@blueprint.get("/readyz")
@requires(Permission.PUBLIC)
def ready() -> ResponseReturnValue:
    """Tell whether requests can be sent here: the database answers and has the newest schema."""
    try:
        found = schema_revision(session())
    except (DBAPIError, PoolTimeout):
        return _plain("database"), _NOT_READY
    return _plain("ok") if found == newest_schema(MIGRATIONS) else (_plain("schema"), _NOT_READY)


@blueprint.get("/metrics")
@requires(Permission.PUBLIC)
def metrics() -> ResponseReturnValue:
    """Give the figures to whoever knows the token; without a token in the settings there is no such page."""
    token = installation().settings.metrics_token
    if not token:
        abort(404)
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise Unauthorized(www_authenticate=WWWAuthenticate("bearer"))
    registry = CollectorRegistry()
    registry.register(Figures(session(), installation().clock()))
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _plain(word: str) -> Response:
    return Response(word + "\n", content_type="text/plain; charset=utf-8")
