"""Whoever got the data is told of a correction, an erasure or a restriction, one by one, or has a reason (GDPR 19)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dsar.core.errors import InvalidInput
from dsar.core.texts import written
from dsar.core.vocabulary import Right, ToldWay

TOLD_FOR = frozenset({Right.CORRECTION, Right.SUPPLEMENT, Right.ERASURE, Right.RESTRICTION})
LONGEST_NAME = 200  # characters, as wide as its column
LONGEST_TEXT = 1000
LEAST_REASON = 10


@dataclass(frozen=True, slots=True)
class RecipientInput:
    """Who got which data, and when, where that is known."""

    name: str
    what: str
    given_on: date | None = None


@dataclass(frozen=True, slots=True)
class ToldInput:
    """How a recipient was told, or why not: `text` says how, or why not."""

    way: ToldWay
    letter_id: int | None = None
    told_on: date | None = None
    text: str = ""


def recipient_mistakes(given: RecipientInput, today: date) -> Iterator[InvalidInput]:
    """Give everything that cannot be, each with its field."""
    for name, text, most in (("name", given.name, LONGEST_NAME), ("what", given.what, LONGEST_TEXT)):
        if not written(text):
            yield InvalidInput(name, "required")
        if len(text) > most:
            yield InvalidInput(name, "detail_too_long", most=most)
    if given.given_on is not None and given.given_on > today:
        yield InvalidInput("given_on", "day_in_future", today=today)


def told_mistakes(told: ToldInput, received_on: date, today: date) -> Iterator[InvalidInput]:
    """Give everything that cannot be; which letters there are is for whoever knows the case."""
    if told.way is ToldWay.LETTER and told.letter_id is None:
        yield InvalidInput("letter_id", "recipient_letter_missing")
    if told.way is ToldWay.OTHERWISE:
        yield from _day_mistakes(told.told_on, received_on, today)
        if not written(told.text):
            yield InvalidInput("text", "required")
    if told.way is ToldWay.NOT_TOLD and written(told.text) < LEAST_REASON:
        yield InvalidInput("text", "recipient_reason_short", least=LEAST_REASON)
    if len(told.text) > LONGEST_TEXT:
        yield InvalidInput("text", "detail_too_long", most=LONGEST_TEXT)


def _day_mistakes(told_on: date | None, received_on: date, today: date) -> Iterator[InvalidInput]:
    if told_on is None:
        yield InvalidInput("told_on", "required")
    elif told_on > today:
        yield InvalidInput("told_on", "day_in_future", today=today)
    elif told_on < received_on:
        yield InvalidInput("told_on", "day_before_receipt", received_on=received_on)
