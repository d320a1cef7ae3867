"""An oral request counts as any other; it is written down and read back to whoever asked (GDPR 12(2))."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dsar.core.errors import InvalidInput
from dsar.core.texts import written
from dsar.core.vocabulary import Channel

LONGEST_NAME = 200  # characters
ORAL = frozenset({Channel.ORAL, Channel.TELEPHONE})


@dataclass(frozen=True, slots=True)
class NewReadBack:
    """Who of the organisation read a request back to whoever asked, and when."""

    read_on: date
    read_by: str


def read_back_mistakes(read: NewReadBack, received_on: date, today: date) -> Iterator[InvalidInput]:
    """Give everything that cannot be, each with its field."""
    if read.read_on > today:
        yield InvalidInput("read_on", "day_in_future", today=today)
    elif read.read_on < received_on:
        yield InvalidInput("read_on", "day_before_receipt", received_on=received_on)
    if not written(read.read_by):
        yield InvalidInput("read_by", "required")
    elif len(read.read_by) > LONGEST_NAME:
        yield InvalidInput("read_by", "name_too_long", most=LONGEST_NAME)
