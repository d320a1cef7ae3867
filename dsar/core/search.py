"""What somebody wants to see of the worklist: which cases, filtered how, and looked for by what words."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dsar.core.vocabulary import Right, Role
from dsar.core.workflow import Status


class Tab(StrEnum):
    """Which cases: those that wait for the actor or too long for advice, all open ones, or those that have ended."""

    MINE = "mine"
    LATE_ADVICE = "late-advice"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Everything that narrows the list; empty values narrow nothing. Days are of receipt, both included."""

    organisation_id: int | None = None
    right: Right | None = None
    status: Status | None = None
    owner_id: int | None = None
    own: bool = False  # only what is the reader's to look after: their own cases, and of whom they deputise for
    waits_for: Role | None = None
    received_from: date | None = None
    received_until: date | None = None
    overdue: bool = False
    terms: tuple[str, ...] = ()  # as `folding.terms` gives them

    @property
    def narrowed(self) -> bool:
        """Whether anything narrows the list."""
        return self != Wanted()
