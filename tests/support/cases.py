"""Cases made through the services, for tests of pages."""

from datetime import timedelta

from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import Channel, MarkKind, ObjectionPurpose, Right, Role
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT
from tests.support.app import World, address

_PURPOSES = {Right.OBJECTION: ObjectionPurpose.OTHER}


def receive(world: World, slug: str, *rights: Right, days_ago: int = 5, said: frozenset[MarkKind] = frozenset()) -> int:
    """Register a case that came by post some days ago; call it in an application context."""
    new = NewCase(
        world.organisations[slug],
        world.today - timedelta(days=days_ago),
        Channel.POST,
        SUBJECT,
        tuple(NewRequest(right, "In mijn eigen woorden.", _PURPOSES.get(right)) for right in rights),
        said=said,
    )
    return receive_case(world.work(address(slug, Role.CONTACT_PERSON)), new)
