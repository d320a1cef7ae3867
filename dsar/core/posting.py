"""How and when a letter leaves the house: by which ways, on which day at the latest, and how late it was.

Domain 7.4 and 7.8; decision 6 (a letter with a term of its own leaves on its date).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dsar.core.deadlines import Clock
from dsar.core.errors import InvalidInput
from dsar.core.letters import ANSWERS, WITH_REMEDIES, WITHOUT_TERM
from dsar.core.vocabulary import DispatchWay, LetterKind

LONGEST_TRACK_CODE = 40
MOVES_CLOCK = frozenset(  # these pause or extend a term as they leave
    {LetterKind.IDENTITY_REQUEST, LetterKind.CLARIFICATION_REQUEST, LetterKind.EXTENSION_NOTICE}
)
_CLOCKED = ANSWERS | {LetterKind.ACKNOWLEDGEMENT, LetterKind.NOT_HANDLED, LetterKind.EXTENSION_NOTICE}


@dataclass(frozen=True, slots=True)
class Due:
    """By when a letter leaves: `leave_by` so that it arrives in time, `governing` when the term itself ends."""

    leave_by: date
    governing: date | None  # None: no term runs on this letter


@dataclass(frozen=True, slots=True)
class Lateness:
    """How a day of leaving lies: `days` after the last day, or only too late to be sure that it arrived in time."""

    days: int
    at_risk: bool


def ways_for(letter_ways: frozenset[DispatchWay]) -> frozenset[DispatchWay]:
    """Give every way that a regulation allows: registered post goes wherever the post goes."""
    return letter_ways | {DispatchWay.REGISTERED} if DispatchWay.POST in letter_ways else letter_ways


def bound_to_its_date(kind: LetterKind) -> bool:
    """Tell whether a term for the reader is printed that counts from the letter's own date (decision 6)."""
    return kind in WITH_REMEDIES - WITHOUT_TERM


def answers_requests(kind: LetterKind, *, corrects: bool) -> bool:
    """Tell whether a letter answers its requests when it leaves: a correction does not, the first letter did."""
    return kind in ANSWERS and not corrects


def expired(kind: LetterKind, dated: date, today: date) -> bool:
    """Tell whether a letter that did not leave on its date cannot leave any more (decision 6)."""
    return bound_to_its_date(kind) and dated < today


def check_posted_on(kind: LetterKind, dated: date, posted_on: date, today: date) -> None:
    """Check on which day a letter left; raises InvalidInput (`posted_on`) for a day on which it cannot have left."""
    if posted_on > today:
        raise InvalidInput("posted_on", "day_in_future", today=today)
    if posted_on < dated:
        raise InvalidInput("posted_on", "posted_before_date", dated=dated)
    if posted_on > dated and bound_to_its_date(kind):
        raise InvalidInput("posted_on", "posted_after_date", dated=dated)


def due(kind: LetterKind, dated: date, clocks: Sequence[Clock], *, corrects: bool = False) -> Due:
    """Give by when a letter leaves; `clocks` are the answer clocks of the requests that it is about.

    A letter that prints a term leaves on its own date, and so does one on which no term runs; a correction too, for the
    letter that it corrects met the term or missed it.
    """
    if corrects or kind not in _CLOCKED or not clocks:
        return Due(dated, None)
    last = min(clock.statutory if kind is LetterKind.EXTENSION_NOTICE else clock.governing for clock in clocks)
    return Due(dated if bound_to_its_date(kind) else min(clock.send_by for clock in clocks), last)


def lateness(due_by: Due, left_on: date) -> Lateness:
    """Give how late a letter is that leaves, or left, on a day; in calendar days."""
    days = max(0, (left_on - (due_by.governing or due_by.leave_by)).days)
    return Lateness(days, at_risk=days == 0 and left_on > due_by.leave_by)


def check_track_code(way: DispatchWay, typed: str) -> str:
    """Give the code of registered post without spaces, in capitals; empty when there is none.

    Raises InvalidInput (`track_code`) for anything but letters and digits, or with another way than registered post.
    """
    code = "".join(typed.split()).upper()
    if not code:
        return ""
    if way is not DispatchWay.REGISTERED:
        raise InvalidInput("track_code", "track_code_not_registered")
    if not (code.isascii() and code.isalnum()) or len(code) > LONGEST_TRACK_CODE:
        raise InvalidInput("track_code", "track_code_impossible", most=LONGEST_TRACK_CODE)
    return code
