"""When a mistake of registering can be put right, and when it is too late for that (domain 7.1; issue of mistakes).

Both clocks follow from the day of receipt and from the right, so a correction of either moves dates; what happened
already keeps its own day.
"""

from collections.abc import Collection, Mapping
from datetime import date

from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.intake import check_receipt
from dsar.core.texts import written
from dsar.core.vocabulary import ObjectionPurpose, Right

LONGEST_REASON = 1000  # characters
Asked = tuple[Right, ObjectionPurpose | None]  # what a request invokes; an objection says what it is against


def check_reason(reason: str) -> None:
    """Raise InvalidInput for a correction without a reason, or with one that is no longer a few lines."""
    if not written(reason):
        raise InvalidInput("reason", "required")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput("reason", "detail_too_long", most=LONGEST_REASON)


def check_new_receipt(new: date, known: date, today: date, first_event: date | None) -> None:
    """Check another day of receipt: `first_event` is the first day on which something was done in the case.

    Raises InvalidInput (`received_on`) for the day that is known already, one in the future or before the GDPR, or
    one after something was done.
    """
    check_receipt(new, today)
    if new == known:
        raise InvalidInput("received_on", "nothing_changed")
    if first_event is not None and new > first_event:
        raise InvalidInput("received_on", "receipt_after_event", day=first_event)


def check_new_right(
    right: Right,
    purpose: ObjectionPurpose | None,
    known: tuple[Right, ObjectionPurpose | None],
    others: frozenset[Right],
    *,
    proposed: bool,
) -> None:
    """Check another right for a request on which nothing was proposed yet; `others` are in the case already.

    Raises NotAllowed once something was proposed, InvalidInput for what the request is already, a right that another
    request of the case invokes, or an objection that does not say what it is against (GDPR 21).
    """
    if proposed:
        raise NotAllowed("right_proposed")
    if (right is Right.OBJECTION) != (purpose is not None):
        raise InvalidInput("purpose", "purpose_missing" if purpose is None else "purpose_without_objection")
    if (right, purpose) == known:
        raise InvalidInput("right", "nothing_changed")
    if right in others:
        raise InvalidInput("right", "right_in_case")


def check_double(
    received_on: date, kept_received_on: date, *, kept_closed: bool, same: bool, same_person: bool
) -> None:
    """Check that another case can hold the same requests; `same_person` is whether both may be of one person.

    The case that stays is the one that came in first: its clocks began first. Raises InvalidInput (`reference`).
    """
    if same:
        raise InvalidInput("reference", "double_of_itself")
    if not same_person:
        raise InvalidInput("reference", "double_of_another")
    if kept_closed:
        raise InvalidInput("reference", "double_closed")
    if kept_received_on > received_on:
        raise InvalidInput("reference", "double_later", received_on=kept_received_on)


def doubled(asked: Mapping[int, Asked], kept: Collection[Asked]) -> frozenset[int]:
    """Give which open requests of a case, by their ids, another case holds as well: with the same right and purpose.

    Every other one is answered where it was asked, within its own term (GDPR 12(3)). Raises InvalidInput (`reference`)
    when there is none.
    """
    found = frozenset(request_id for request_id, one in asked.items() if one in kept)
    if not found:
        raise InvalidInput("reference", "double_asks_otherwise")
    return found
