"""Finds the organisation whose post is looked at."""

from dataclasses import dataclass

from dsar.core.errors import NotAllowed, NotFound
from dsar.core.permissions import Permission, has_permission, organisations_with
from dsar.queries.people import organisations_by_id
from dsar.web.context import actor, session


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation as its post is shown, and whether whoever looks may act."""

    id: int
    name: str
    window: str
    handles: bool


def place(organisation_id: int, permission: Permission, seen_with: Permission = Permission.CASE_READ) -> Place:
    """Give an organisation that the actor can see; raises NotFound, and NotAllowed without the permission."""
    if organisation_id not in organisations_with(actor(), seen_with):
        raise NotFound
    if not has_permission(actor(), permission, organisation_id):
        raise NotAllowed("role", permission=permission)
    found = organisations_by_id(session(), frozenset({organisation_id}))[0]
    return Place(found.id, found.name, found.window_side, has_permission(actor(), Permission.CASE_HANDLE, found.id))
