"""When a case may rest on another version of its regulation than that of its day of receipt (decision 1).

A case keeps its version unless somebody decides otherwise, and then only while nothing rests on it: a proposal names
the articles of its version, and a decision has its duties.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dsar.core.workflow import Status

_NOTHING_RESTS = frozenset({Status.REGISTERED, Status.RETURNED, Status.CLOSED})


@dataclass(frozen=True, slots=True)
class Moved:
    """The date of one request, by the rules that it had and by the new ones."""

    request_id: int
    before: date
    after: date


def moved(before: Mapping[int, date], after: Mapping[int, date]) -> tuple[Moved, ...]:
    """Give which requests get another date; both have the dates by the id of the request."""
    return tuple(Moved(one, before[one], after[one]) for one in sorted(before) if after[one] != before[one])


def may_change_version(statuses: Iterable[Status]) -> bool:
    """Tell whether a case with requests in these statuses can get another version: open, and nothing is judged now."""
    found = frozenset(statuses)
    return found <= _NOTHING_RESTS and found != {Status.CLOSED}
