"""A third party's view: whose own interest an answer may touch can be heard first (GDPR 15(4); UAVG 41(1)(i)).

The term to answer in is the third party's own: it never moves the day on which the data subject must have an answer.
"""

from dataclasses import dataclass
from datetime import date

from dsar.core.calendars import add_working_days
from dsar.core.errors import InvalidInput
from dsar.core.follow_ups import check_past, check_text
from dsar.core.texts import written
from dsar.core.vocabulary import ThirdPartyOutcome

DEFAULT_DAYS = 10  # working days to answer in; no law sets a number
MOST_TEXT = 5_000  # characters
MOST_WHO = 200  # characters, as wide as its column
_IN_WORDS = frozenset({ThirdPartyOutcome.OBJECTS, ThirdPartyOutcome.NOT_NEEDED})


@dataclass(frozen=True, slots=True)
class ThirdPartyInput:
    """Who was asked for a view, about which requests, what, when, and by when an answer is wanted.

    `consent_on`: the day of the client's consent, or `without_consent`: why none was needed.
    """

    who: str
    request_ids: tuple[int, ...]
    question: str
    asked_on: date
    due_on: date
    consent_on: date | None = None
    without_consent: str = ""


@dataclass(frozen=True, slots=True)
class ViewInput:
    """What came of it."""

    outcome: ThirdPartyOutcome
    body: str
    answered_on: date


def last_due(today: date, governing: date) -> date:
    """Give the last day of a third party's term: that of the answer to the client, some days more where it passed."""
    return governing if governing > today else add_working_days(today, DEFAULT_DAYS)


def default_due(today: date, governing: date) -> date:
    """Give the day that is offered: some working days from now, never after the last day of the term."""
    return min(add_working_days(today, DEFAULT_DAYS), last_due(today, governing))


def check_third_party(asked: ThirdPartyInput, received_on: date, today: date, governing: date) -> None:
    """Raise InvalidInput for nobody, a question that says nothing, days that cannot be, or no basis."""
    for field, text, most in (("who", asked.who, MOST_WHO), ("question", asked.question, MOST_TEXT)):
        if not written(text):
            raise InvalidInput(field, "required")
        if len(text) > most:
            raise InvalidInput(field, "detail_too_long", most=most)
    if asked.asked_on > today:
        raise InvalidInput("asked_on", "day_in_future", today=today)
    if asked.asked_on < received_on:
        raise InvalidInput("asked_on", "day_before_receipt", received_on=received_on)
    if asked.due_on <= asked.asked_on:
        raise InvalidInput("due_on", "third_party_no_time", asked_on=asked.asked_on)
    if asked.due_on > last_due(today, governing):
        raise InvalidInput("due_on", "task_due_late", last=last_due(today, governing))
    _check_basis(asked, received_on, today)


def _check_basis(asked: ThirdPartyInput, received_on: date, today: date) -> None:
    """A question tells a third party of the client: consent or another basis comes first (domain section 5).

    ZaZ 5, Westendorp 7, AanZien 10, Werk op Maat, werkKRACHTcentrale 8; GDPR 6.
    """
    if asked.consent_on is None:
        check_text("without_consent", asked.without_consent)
        return
    if written(asked.without_consent):
        raise InvalidInput("without_consent", "consent_or_reason")
    check_past("consent_on", asked.consent_on, received_on, today)
    if asked.consent_on > asked.asked_on:
        raise InvalidInput("consent_on", "consent_after_asking")


def check_view(view: ViewInput, asked_on: date, due_on: date, today: date) -> None:
    """Raise InvalidInput for a day that cannot be, a view without words, or silence before the term has ended.

    Silence is no consent: it only says that the organisation weighs the interests without that view.
    """
    if view.answered_on > today:
        raise InvalidInput("answered_on", "day_in_future", today=today)
    if view.answered_on < asked_on:
        raise InvalidInput("answered_on", "answer_before_question", asked_on=asked_on)
    if view.outcome is ThirdPartyOutcome.SILENT and view.answered_on <= due_on:
        raise InvalidInput("outcome", "third_party_term_runs", due_on=due_on)
    if view.outcome in _IN_WORDS and not written(view.body):
        raise InvalidInput("body", "required")
    if len(view.body) > MOST_TEXT:
        raise InvalidInput("body", "detail_too_long", most=MOST_TEXT)
