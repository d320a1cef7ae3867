"""Letters: made in two steps, downloaded, and recorded as sent."""

from dsar.web.letters import letter, making
from dsar.web.letters.blueprint import blueprint as blueprint

__all__ = ["blueprint", "letter", "making"]
