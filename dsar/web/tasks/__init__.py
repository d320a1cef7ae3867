"""Asking a colleague something in a case, and the page on which the colleague answers."""

from dsar.web.tasks import asking, places, searching, third_parties
from dsar.web.tasks.routes import blueprint

__all__ = ["asking", "blueprint", "places", "searching", "third_parties"]
