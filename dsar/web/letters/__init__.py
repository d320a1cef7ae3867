"""Letters: written, looked at, made in two steps, downloaded, recorded as sent, and corrected."""

from dsar.web.letters import composing, correcting, letter, making, previews, reading
from dsar.web.letters.blueprint import blueprint as blueprint

__all__ = ["blueprint", "composing", "correcting", "letter", "making", "previews", "reading"]
