"""The worklist, registering a request, and the page of a case."""

from dsar.web.cases import language, mistakes, notes, people, questions, registration
from dsar.web.cases.routes import blueprint as blueprint

__all__ = ["blueprint", "language", "mistakes", "notes", "people", "questions", "registration"]
