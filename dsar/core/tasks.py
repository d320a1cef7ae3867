"""What one colleague is asked in a case: what a question and an answer must say, and by when (domain 10 and 11)."""

from dataclasses import dataclass
from datetime import date

from dsar.core.calendars import add_working_days
from dsar.core.errors import InvalidInput
from dsar.core.texts import written
from dsar.core.vocabulary import HearingCapacity, PlaceKind, SearchResult, TaskKind

DEFAULT_DAYS = 5  # working days to answer in
MOST_TEXT = 5_000  # characters
MOST_PLACE = 200  # characters, as wide as its column
MOST_PLACES = 100  # of one kind


@dataclass(frozen=True, slots=True)
class TaskInput:
    """A question to one colleague; a place belongs to a search, and to nothing else."""

    kind: TaskKind
    request_ids: tuple[int, ...]
    assignee_id: int
    question: str
    due_on: date
    place_kind: PlaceKind | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class AnswerInput:
    """What a colleague answers: a hearing has a capacity, a search a result."""

    body: str
    answered_on: date
    result: SearchResult | None = None
    capacity: HearingCapacity | None = None


def last_due(today: date, governing: date) -> date:
    """Give the last day that an answer may be due: that of the answer to the client, some days more where it passed."""
    return governing if governing >= today else add_working_days(today, DEFAULT_DAYS)


def default_due(today: date, governing: date) -> date:
    """Give the day that is offered: some working days from now, never after the last day that it may be due."""
    return min(add_working_days(today, DEFAULT_DAYS), last_due(today, governing))


def check_task(asked: TaskInput, today: date, governing: date) -> None:
    """Raise InvalidInput for a question that says nothing, a search without a place, or a day that cannot be."""
    if not written(asked.question):
        raise InvalidInput("question", "required")
    if len(asked.question) > MOST_TEXT:
        raise InvalidInput("question", "detail_too_long", most=MOST_TEXT)
    if asked.kind is TaskKind.SEARCH:
        check_place(asked.place_kind, asked.place)
    if asked.due_on < today:
        raise InvalidInput("due_on", "task_due_past", today=today)
    if asked.due_on > last_due(today, governing):
        raise InvalidInput("due_on", "task_due_late", last=last_due(today, governing))


def check_place(kind: PlaceKind | None, name: str) -> None:
    """Raise InvalidInput for a place without a kind or a name."""
    if kind is None:
        raise InvalidInput("place_kind", "choose_one")
    if not written(name):
        raise InvalidInput("place", "required")
    if len(name) > MOST_PLACE:
        raise InvalidInput("place", "detail_too_long", most=MOST_PLACE)


def check_answer(kind: TaskKind, answer: AnswerInput, today: date, received_on: date) -> None:
    """Raise InvalidInput for an answer that lacks something; only "nothing found" needs no words."""
    if kind is TaskKind.SEARCH and answer.result is None:
        raise InvalidInput("result", "choose_one")
    if kind is TaskKind.HEAR and answer.capacity is None:
        raise InvalidInput("capacity", "choose_one")
    if not written(answer.body) and not (kind is TaskKind.SEARCH and answer.result is SearchResult.NOTHING):
        raise InvalidInput("body", "required")
    if len(answer.body) > MOST_TEXT:
        raise InvalidInput("body", "detail_too_long", most=MOST_TEXT)
    if answer.answered_on > today:
        raise InvalidInput("answered_on", "day_in_future", today=today)
    if answer.answered_on < received_on:
        raise InvalidInput("answered_on", "day_before_receipt", received_on=received_on)
