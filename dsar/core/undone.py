"""Closing what was granted and was not carried out, because the data subject does not take it (domain sections 10, 11).

Only what cannot be done without the data subject: they look, they get a copy, they get their data. What the
organisation does by itself (a correction, an erasure, a stop) is done, whatever the data subject says of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dsar.core.errors import InvalidInput
from dsar.core.texts import written
from dsar.core.vocabulary import Right, UndoneReason

TAKEN_BY_SUBJECT = frozenset({Right.INSPECTION, Right.COPY, Right.PORTABILITY})
LEAST_INVITED = 2  # times, our choice: who misses one appointment is invited again
MOST_INVITED = 99
LEAST_TEXT = 10  # characters
LONGEST_TEXT = 1_000


@dataclass(frozen=True, slots=True)
class UndoneInput:
    """Why it was not carried out, in which the data subject was invited so many times; `last_on` is the last such day.

    `not_done` says why the duties were not done that the organisation has beside it.
    """

    reason: UndoneReason
    last_on: date
    explanation: str
    invited: int | None = None
    not_done: str = ""


def undone_mistakes(given: UndoneInput, answered_on: date, today: date, *, duties: bool) -> Iterator[InvalidInput]:
    """Give everything that keeps this from being recorded, in the order of the form; `duties`: some are open."""
    came_not = given.reason is UndoneReason.NOT_COME
    if came_not and given.invited is None:
        yield InvalidInput("invited", "required")
    elif came_not and given.invited is not None and not LEAST_INVITED <= given.invited <= MOST_INVITED:
        yield InvalidInput("invited", "invited_too_few", least=LEAST_INVITED)
    elif not came_not and given.invited is not None:
        yield InvalidInput("invited", "invited_nothing")
    if given.last_on > today:
        yield InvalidInput("last_on", "day_in_future", today=today)
    if given.last_on < answered_on:
        yield InvalidInput("last_on", "undone_before_answer", answered_on=answered_on)
    yield from _text("explanation", given.explanation)
    if duties:
        yield from _text("not_done", given.not_done)
    elif given.not_done.strip():
        yield InvalidInput("not_done", "not_done_nothing")


def _text(name: str, text: str) -> Iterator[InvalidInput]:
    if written(text) < LEAST_TEXT:
        yield InvalidInput(name, "undone_short", least=LEAST_TEXT)
    elif len(text) > LONGEST_TEXT:
        yield InvalidInput(name, "detail_too_long", most=LONGEST_TEXT)


def check_undone(given: UndoneInput, answered_on: date, today: date, *, duties: bool) -> None:
    """Check what is recorded; raises the first of `undone_mistakes`."""
    for mistake in undone_mistakes(given, answered_on, today, duties=duties):
        raise mistake
