"""A request about somebody who died: the AVG ended there, so it is answered with an explanation (domain section 9).

No term of the law runs. What the organisation says it will keep to is its own promise. A record of care is given only
on a ground of BW 7:458a.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from dsar.core.errors import InvalidInput
from dsar.core.intake import NewSubject, subject_mistakes
from dsar.core.pauses import ACCESS
from dsar.core.texts import written
from dsar.core.vocabulary import CareGround, RelativeKind, Right

OFFERED_DAYS = 28  # calendar days after receipt, our choice; the organisation may promise another day
LONGEST_RELATION = 100  # characters, as wide as its column
LONGEST_FACTS = 1000
LEAST_FACTS = 10
LONGEST_REASON = 1000

# Nothing carries these grounds: what is left is to explain.
WITHOUT_PROOF = frozenset({CareGround.NO_CARE})


@dataclass(frozen=True, slots=True)
class NewGround:
    """On what a request about a record of care rests, and what was seen of that or why nothing applies."""

    ground: CareGround
    facts: str = ""


@dataclass(frozen=True, slots=True)
class NewDeceased:
    """Who asks about somebody who died, what was seen of that, and by when the organisation says it answers."""

    person: NewSubject
    kind: RelativeKind
    relation: str  # in own words: daughter, heir by will
    answer_by: date
    shown: str = ""  # how it was shown that somebody died and who asks; never a number or a copy
    grounds: Mapping[int, NewGround] = field(default_factory=dict)  # by the id of the request


def asks_for_care(right: Right) -> bool:
    """Tell whether BW 7:458a can give this: it knows an inspection and a copy, and nothing else."""
    return right in ACCESS


def offered_day(received_on: date, today: date) -> date:
    """Give the day that is offered as a promise: four weeks after receipt, but not in the past."""
    return max(received_on + timedelta(days=OFFERED_DAYS), today + timedelta(days=7))


def deceased_mistakes(new: NewDeceased, rights: Mapping[int, Right], today: date) -> Iterator[InvalidInput]:
    """Give everything that cannot be, each with its field; `rights` are those of the open requests, by id."""
    yield from subject_mistakes(new.person)
    if not written(new.relation):
        yield InvalidInput("relation", "required")
    if len(new.relation) > LONGEST_RELATION:
        yield InvalidInput("relation", "detail_too_long", most=LONGEST_RELATION)
    if len(new.shown) > LONGEST_FACTS:
        yield InvalidInput("shown", "detail_too_long", most=LONGEST_FACTS)
    if new.answer_by < today:
        yield InvalidInput("answer_by", "promise_past")
    for request_id, right in rights.items():
        if asks_for_care(right):
            yield from _ground_mistakes(new.grounds.get(request_id), f"ground-{request_id}", f"facts-{request_id}")


def _ground_mistakes(given: NewGround | None, ground: str, facts: str) -> Iterator[InvalidInput]:
    if given is None:
        yield InvalidInput(ground, "care_ground_missing")
        return
    if given.ground not in WITHOUT_PROOF and written(given.facts) < LEAST_FACTS:
        yield InvalidInput(facts, "care_facts_missing", least=LEAST_FACTS)
    if len(given.facts) > LONGEST_FACTS:
        yield InvalidInput(facts, "detail_too_long", most=LONGEST_FACTS)
