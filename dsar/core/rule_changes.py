"""When a case may rest on another version of its regulation than that of its day of receipt (decision 1).

A case keeps its version unless somebody decides otherwise, and then only while nothing rests on it: a proposal names
the articles of its version, and a decision has its duties.
"""

from collections.abc import Iterable

from dsar.core.workflow import Status

_NOTHING_RESTS = frozenset({Status.REGISTERED, Status.RETURNED, Status.CLOSED})


def may_change_version(statuses: Iterable[Status]) -> bool:
    """Tell whether a case with requests in these statuses can get another version: open, and nothing is judged now."""
    found = frozenset(statuses)
    return found <= _NOTHING_RESTS and found != {Status.CLOSED}
