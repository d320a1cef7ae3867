"""What was said at registering of who asks, until it is recorded: nothing leaves the house before (GDPR 12(6)).

Somebody else may ask for the data subject only when it is known who and on what (UAVG 5); about somebody who died the
AVG gives no right, and only BW 7:458a may. A letter made before that goes to the wrong person.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dsar.core.vocabulary import MarkKind

LONGEST_REASON = 1000  # characters

# Why nothing leaves while a mark is open.
CODES: Mapping[MarkKind, str] = MappingProxyType(
    {MarkKind.ABOUT_DECEASED: "death_unrecorded", MarkKind.BY_OTHER: "acting_unrecorded"}
)


def first_open(marks: Iterable[MarkKind], *, acted: bool, deceased: bool, death_recorded: bool) -> MarkKind | None:
    """Give what of the `marks` that were no mistake is still to be recorded, a death first; None when nothing is.

    `acted`: a representative was recorded, also one who ended since. `deceased`: the case is about somebody who died,
    so that it says who asks. `death_recorded`: that was ever said, also when it was a mistake.
    """
    said = set(marks)
    if MarkKind.ABOUT_DECEASED in said and not death_recorded:
        return MarkKind.ABOUT_DECEASED
    if MarkKind.BY_OTHER in said and not (acted or deceased):
        return MarkKind.BY_OTHER
    return None
