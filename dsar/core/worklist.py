"""How a case stands in the worklist: the keys by which it is found, and whom it waits for; derived, never decided.

A key is a short word such as `right:copy` or `owner:12`. Every case has the key `all` and one key that names all roles
it waits for; counting those gives each tab's number at once. What depends on the day is no key: `asked:2026-11-23:12`
says since when an advice is asked on a text of whom, and whether that is too long is for whoever reads the list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dsar.core.folding import fold
from dsar.core.progress import ROLE_FOR, Step
from dsar.core.vocabulary import Right, Role
from dsar.core.workflow import Status

ALL = "all"
ASKED = "asked:"
OWNER = "owner:"
WAITING = "waiting:"
_SEPARATOR = "+"


@dataclass(frozen=True, slots=True)
class Asked:
    """An advice that is waited for: since when, and who wrote the text (nobody advises on their own)."""

    day: date
    author_id: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What a case's row in the worklist follows from."""

    owner_id: int
    rights: tuple[Right, ...]
    statuses: tuple[Status, ...]
    steps: tuple[Step, ...]  # of the requests that have one left, the earliest date first
    draft_roles: tuple[Role, ...]  # for whom a letter that is being written waits; one entry a letter
    names: tuple[str, ...]  # what a search finds: reference, name, numbers of letters
    asked: tuple["Asked", ...] = ()  # the advice that is waited for


def waits_for(standing: Standing) -> frozenset[Role]:
    """Give the roles that have something to do in the case."""
    stepping = (ROLE_FOR[step] for step in standing.steps)
    return frozenset(role for role in (*stepping, *standing.draft_roles) if role is not None)


def keys_of(standing: Standing) -> frozenset[str]:
    """Give the keys under which the case is found."""
    roles = waits_for(standing)
    return frozenset(
        {
            ALL,
            waiting_key(roles),
            owner_key(standing.owner_id),
            *(role_key(role) for role in roles),
            *(right_key(right) for right in standing.rights),
            *(status_key(status) for status in standing.statuses),
            *(asked_key(one) for one in standing.asked),
        }
    )


def searched(standing: Standing) -> str:
    """Give the text in which a search looks."""
    return fold(" ".join(standing.names))


def owner_key(owner_id: int) -> str:
    """Give the key of the cases of an owner."""
    return f"{OWNER}{owner_id}"


def right_key(right: Right) -> str:
    """Give the key of the cases in which a right is invoked."""
    return f"right:{right}"


def status_key(status: Status) -> str:
    """Give the key of the cases with a request in a state."""
    return f"status:{status}"


def asked_key(asked: Asked) -> str:
    """Give the key of the cases in which an advice is waited for since a day, on a text of somebody."""
    return f"{ASKED}{asked.day.isoformat()}:{asked.author_id}"


def asked_of(key: str) -> Asked | None:
    """Give what such a key tells, or None when it is another kind of key."""
    if not key.startswith(ASKED):
        return None
    day, _, author_id = key.removeprefix(ASKED).partition(":")
    return Asked(date.fromisoformat(day), int(author_id))


def role_key(role: Role) -> str:
    """Give the key of the cases that wait for a role."""
    return f"role:{role}"


def waiting_key(roles: Iterable[Role]) -> str:
    """Give the key that names all roles a case waits for; every case has exactly one."""
    return f"{WAITING}{_SEPARATOR.join(sorted(roles))}"


def waiting_roles(key: str) -> frozenset[Role] | None:
    """Give the roles in such a key, or None when it is another kind of key."""
    if not key.startswith(WAITING):
        return None
    return frozenset(Role(role) for role in key.removeprefix(WAITING).split(_SEPARATOR) if role)
