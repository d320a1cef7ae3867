"""Log lines on stderr: one for each request and each error, none with personal data (safety point 23).

A line names the route, never the path: a path can hold a secret link. An error is told by its kind and where it was
raised, never by its text: that can repeat what somebody typed. Of other packages only the fixed part of a message is
kept, for the same reason.
"""

import json
import logging
import secrets
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Any

from flask import Flask, Response, g, has_request_context, request

from dsar.config import ROOT
from dsar.web.context import signed_in
from dsar.web.health import NAME as HEALTH

OURS = "dsar"
HEADER = "X-Request-Id"
_FIELDS = "dsar_fields"
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_requests = logging.getLogger(f"{OURS}.request")
_Caught = tuple[type, BaseException, TracebackType] | tuple[None, None, None]


class JsonLines(logging.Formatter):
    """One JSON object on a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Put a record into words without values."""
        return json.dumps(_told(record), ensure_ascii=False)


class TextLines(logging.Formatter):
    """The same, to be read by people; an error's trace on lines of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """Put a record into words without values."""
        told = dict(_told(record))
        trace = told.pop("trace", [])
        first = " ".join([str(told.pop("time")), str(told.pop("level")), *(f"{key}={told[key]}" for key in told)])
        return "\n    ".join([first, *trace])


FORMATTERS: Mapping[str, type[logging.Formatter]] = {"json": JsonLines, "text": TextLines}


class Lines(logging.StreamHandler[Any]):
    """Writes to stderr; its class is how it is found again, so that no line is written twice."""


def install(app: Flask, kind: str) -> None:
    """Write every line in one form, and one for each request; call it before other hooks after an answer are made."""
    root = logging.getLogger()
    for old in [handler for handler in root.handlers if isinstance(handler, Lines)]:
        root.removeHandler(old)
    handler = Lines()
    handler.setFormatter(FORMATTERS[kind]())
    root.addHandler(handler)
    logging.getLogger(OURS).setLevel(logging.INFO)
    app.before_request_funcs.setdefault(None, []).insert(0, _begin)  # before the check of a form's token refuses one
    app.after_request(_end)
    app.log_exception = _log_exception  # type: ignore[method-assign]  # Flask's own names the path


def _begin() -> None:
    g.began, g.request_id = perf_counter(), secrets.token_hex(8)


def _end(response: Response) -> Response:
    response.headers[HEADER] = g.request_id
    if request.blueprint == HEALTH and response.status_code < 400:
        return response  # asked every few seconds, by machines
    who = signed_in()
    fields = {
        "method": request.method if request.method in _METHODS else "other",
        "route": request.url_rule.rule if request.url_rule is not None else None,
        "status": response.status_code,
        "ms": round((perf_counter() - g.began) * 1000, 1),
        "user": who.user_id if who is not None else None,
    }
    _requests.info("request", extra={_FIELDS: fields})
    return response


def _log_exception(exc_info: _Caught) -> None:
    logging.getLogger(OURS).error("unexpected error", exc_info=exc_info)


def _told(record: logging.LogRecord) -> Mapping[str, Any]:
    ours = record.name == OURS or record.name.startswith(f"{OURS}.")
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "event": record.getMessage() if ours else str(record.msg),
    }
    if has_request_context():
        told["request"] = g.get("request_id")
    told |= getattr(record, _FIELDS, {})
    if record.exc_info and record.exc_info[1] is not None:
        told["trace"] = list(trace_of(record.exc_info[1]))
    return told


def trace_of(error: BaseException) -> Iterator[str]:
    """Name the kind of an error and where it passed, then the same of what caused it; never its text."""
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield f"{type(found).__module__}.{type(found).__qualname__}"
        for frame in traceback.extract_tb(found.__traceback__):
            yield f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _short(filename: str) -> str:
    path = Path(filename)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else "/".join(path.parts[-2:])
