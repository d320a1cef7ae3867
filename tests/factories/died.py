"""Somebody who died, and a daughter who asks, for tests."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from dsar.core.deceased import NewDeceased, NewGround
from dsar.core.intake import NewSubject
from dsar.core.vocabulary import CareGround, RelativeKind

DAUGHTER = NewSubject("mrs", "E.", "", "Vermeer", "Beukstraat 3", "7521 BC", "Enschede")
WEIGHTY = NewGround(CareGround.INTEREST, "Zij wil weten of een erfelijke ziekte is besproken.")


def dead(requests: Iterable[int], today: date, **changed: object) -> NewDeceased:
    """Give who asks, with the same ground for each of these requests; `changed` replaces fields."""
    promise = today + timedelta(days=40)
    new = NewDeceased(DAUGHTER, RelativeKind.RELATIVE, "Dochter", promise, grounds=dict.fromkeys(requests, WEIGHTY))
    return replace(new, **changed)  # type: ignore[arg-type]  # any field
