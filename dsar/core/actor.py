"""Who acts: passed to every query and service, and never more than they need to know."""

from collections.abc import Iterable
from dataclasses import dataclass

from dsar.core.vocabulary import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in member of staff (`user_id` set) or the system itself (`user_id` is None)."""

    user_id: int | None
    memberships: frozenset[tuple[int, Role]]  # (organisation id, role)

    def roles_in(self, organisation_id: int) -> frozenset[Role]:
        """Give the roles that the actor has in one organisation."""
        return frozenset(role for organisation, role in self.memberships if organisation == organisation_id)

    def organisations_as(self, roles: Iterable[Role]) -> frozenset[int]:
        """Give the ids of the organisations in which the actor has one of the roles."""
        wanted = frozenset(roles)
        return frozenset(organisation for organisation, role in self.memberships if role in wanted)
