"""The worklist, registering a request, and the page of a case."""

from dsar.web.cases import (
    after_routes,
    deceased,
    language,
    marks,
    mistakes,
    notes,
    people,
    questions,
    read_back,
    registration,
    reopening,
    representative,
    safeguards,
    sending_on,
    stopping,
    undone,
)
from dsar.web.cases.routes import blueprint as blueprint

__all__ = [
    "after_routes",
    "blueprint",
    "deceased",
    "language",
    "marks",
    "mistakes",
    "notes",
    "people",
    "questions",
    "read_back",
    "registration",
    "reopening",
    "representative",
    "safeguards",
    "sending_on",
    "stopping",
    "undone",
]
