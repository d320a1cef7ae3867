"""The officer's remarks beside the fields of a text: immutable, comparable, and as canonical JSON.

A place is the name that the field has in the form of its author: `answer`, `details-day`, `parts-0-facts`.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dsar.core.errors import InvalidInput
from dsar.core.placeholders import COMPOSED, GRANTED
from dsar.core.texts import written
from dsar.core.vocabulary import AdviceKind, LetterKind, Right

PART_FIELDS = ("what", "outcome", "ground", "facts", "weighing", "statute", "keep_until", "alternative", "file_note")
_WHOLE = ("outcome", "answer", "appointment")
_PART_PLACE = re.compile(r"parts-(\d{1,4})-(.+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Remarks:
    """Remarks by place, in the order of the places; an empty one is not there."""

    entries: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Remarks":
        """Keep what says something, without spaces at the ends."""
        return cls(tuple(sorted((place, text.strip()) for place, text in values.items() if written(text))))

    def check(self, places: Iterable[str]) -> None:
        """Raise InvalidInput when there is a remark beside something that is not there."""
        if {place for place, _ in self.entries} - set(places):
            raise InvalidInput("remark", "remark_place_unknown")

    def __bool__(self) -> bool:
        """Tell whether there is any remark."""
        return bool(self.entries)

    def to_json(self) -> str:
        """Write as canonical JSON: equal remarks give equal text."""
        return json.dumps(dict(self.entries), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Remarks":
        """Read what `to_json` wrote; raises ValueError for anything else."""
        values = json.loads(text)
        if not isinstance(values, dict) or not all(isinstance(remark, str) for remark in values.values()):
            raise ValueError("not remarks")
        return cls(tuple(sorted(values.items())))


NO_REMARKS = Remarks()


def proposal_places(right: Right, parts: int) -> frozenset[str]:
    """Give every place of a proposal for a right with so many parts."""
    details = (f"details-{item.name}" for item in GRANTED[right])
    of_parts = (f"parts-{index}-{name}" for index in range(parts) for name in PART_FIELDS)
    return frozenset((*_WHOLE, *details, *of_parts))


def draft_places(kind: LetterKind) -> frozenset[str]:
    """Give every place of a composed letter."""
    return frozenset(f"details-{item.name}" for item in COMPOSED[kind])


def check_said(kind: AdviceKind, remark: str, remarks: Remarks) -> None:
    """Raise InvalidInput for a return or an advice against that says nothing."""
    if kind is not AdviceKind.AGREE and not written(remark) and not remarks:
        raise InvalidInput("remark", "remark_missing")


def said_hash(kind: AdviceKind, remark: str, remarks: Remarks) -> str:
    """Give the SHA-256 (hex) of what the officer said, to which the trail is pinned."""
    text = json.dumps([kind.value, remark, dict(remarks.entries)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def moved(place: str, parts: Mapping[int, int]) -> str:
    """Give the place of a remark after parts changed position; `parts` leads from the old position to the new one.

    A remark about a part that is gone leads nowhere: the empty text.
    """
    match = _PART_PLACE.fullmatch(place)
    if match is None:
        return place
    found = parts.get(int(match[1]))
    return "" if found is None else f"parts-{found}-{match[2]}"


def same_parts(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    """Tell which part became which, by what it is about; a part with new words is the one in the same position."""
    found: dict[int, int] = {}
    for index, what in enumerate(old):
        place = next((at for at, other in enumerate(new) if other == what and at not in found.values()), None)
        if place is not None:
            found[index] = place
    for index in range(min(len(old), len(new))):
        if index not in found and index not in found.values():
            found[index] = index
    return found
