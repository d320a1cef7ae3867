"""A year of requests in numbers, for the officer who watches over them (GDPR 39(1)(b))."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import TypeVar

from dsar.core.vocabulary import Ending, Outcome, Right

T = TypeVar("T", bound=str)


@dataclass(frozen=True, slots=True)
class Handled:
    """One request: `due` is the day on which the data subject has an answer, the earlier of both clocks."""

    right: Right
    received: date
    due: date
    answered_on: date | None
    outcome: Outcome | None  # of the decision that stands
    grounds: tuple[str, ...]  # one for each part that was refused
    ending: Ending | None = None  # before its way was over
    deceased: bool = False  # it is about somebody who died
    answer_left: bool = False  # also when it was withdrawn after that


@dataclass(frozen=True, slots=True)
class Figures:
    """What a year came to; `median_days` is in calendar days from receipt to answer, None without an answer."""

    received: int
    in_time: int
    late: int
    open_in_time: int
    open_late: int
    median_days: float | None
    by_right: tuple[tuple[Right, int], ...]
    by_outcome: tuple[tuple[Outcome, int], ...]
    by_ending: tuple[tuple[Ending, int], ...]
    by_ground: tuple[tuple[str, int], ...]  # parts that were refused


def figures(requests: Iterable[Handled], today: date) -> Figures:
    """Count the requests of a year; what came most stands first, equal numbers in the order of their codes.

    A request that was withdrawn before its answer needed none, and of somebody who died no term ran: neither counts.
    """
    rows = tuple(requests)
    asked = [row for row in rows if _needed_answer(row)]
    answered = [(row, row.answered_on) for row in asked if row.answered_on is not None]
    waiting = [row for row in asked if row.answered_on is None]
    late = sum(day > row.due for row, day in answered)
    open_late = sum(today > row.due for row in waiting)
    return Figures(
        received=len(rows),
        in_time=len(answered) - late,
        late=late,
        open_in_time=len(waiting) - open_late,
        open_late=open_late,
        median_days=median((day - row.received).days for row, day in answered) if answered else None,
        by_right=_most_first(Counter(row.right for row in rows)),
        by_outcome=_most_first(Counter(row.outcome for row in rows if row.outcome is not None)),
        by_ending=_most_first(Counter(row.ending for row in rows if row.ending is not None)),
        by_ground=_most_first(Counter(ground for row in rows for ground in row.grounds)),
    )


def _needed_answer(row: Handled) -> bool:
    withdrawn = row.ending is Ending.WITHDRAWN and not row.answer_left
    return not (withdrawn or row.ending is Ending.EXPLAINED or row.deceased)


def _most_first(counted: Counter[T]) -> tuple[tuple[T, int], ...]:
    return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
