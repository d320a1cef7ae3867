"""The moves with what was ticked at registering of who asks."""

from collections.abc import Iterator

from dsar.core.vocabulary import MarkKind, Role
from dsar.services.intake_marks import withdraw_mark
from tests.model.walk import Move, Staff, Walk

REASON = "Het vinkje stond er per ongeluk."


def mark_moves(walk: Walk) -> Iterator[Move]:
    """Give every way in which somebody can say that a tick was a mistake."""
    for by in walk.having(Role.CONTACT_PERSON, Role.COLLEAGUE):
        yield from (_withdraw(walk, by, kind) for kind in MarkKind)


def _withdraw(walk: Walk, by: Staff, kind: MarkKind) -> Move:
    """Say that what was ticked at registering was a mistake: until then no letter is made."""
    belief = walk.belief

    def then(_: object) -> None:
        belief.mark = None

    return Move(
        "withdraw mark",
        by,
        kind,
        Role.CONTACT_PERSON in by.roles and not belief.closed and belief.mark is kind,
        lambda work: withdraw_mark(work, walk.case_id, walk.version, kind, REASON),
        then,
        onward=True,
        near=Role.CONTACT_PERSON in by.roles,
    )
