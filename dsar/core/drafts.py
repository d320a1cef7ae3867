"""What a composed letter must be before it is kept, and before it is made (domain sections 5, 7.6, 8 and 10).

A draft may be kept incomplete; what cannot be is refused at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from dsar.core.deadlines import Pause, derive
from dsar.core.errors import InvalidInput
from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.filling import impossible_fields, lines_of
from dsar.core.intake_marks import CODES
from dsar.core.placeholders import COMPOSED, FOR_RIGHTS, relevant
from dsar.core.proposals import MOST_LINES
from dsar.core.regulation import Regulation
from dsar.core.texts import written
from dsar.core.vocabulary import LetterKind, MarkKind, ObjectionPurpose, Right

PREFIX = "details"  # of the fields of a form, as in a proposal
MOST_WINDOW_LINES = 5
MOST_IN_WINDOW = 46  # characters on a line of 70 mm
LONGEST_REASON = 1000  # characters of why a letter is corrected

# The request has no answer yet: afterwards the letter would say what is not true.
_BEFORE_ANSWER = frozenset(
    {
        LetterKind.IDENTITY_REQUEST,
        LetterKind.CLARIFICATION_REQUEST,
        LetterKind.EXTENSION_NOTICE,
        LetterKind.NOT_HANDLED,
        LetterKind.LATE_ANSWER,
    }
)
# It is not clear who asks: afterwards there is nothing left to ask.
_OF_DOUBT = frozenset({LetterKind.IDENTITY_REQUEST, LetterKind.NOT_HANDLED})
# Of somebody who died nothing is asked and nothing decided; what was done in life is still told to its recipients, and
# whoever asks hears that their request or complaint came in and what came of it.
_AFTER_DEATH = frozenset(
    {
        LetterKind.ACKNOWLEDGEMENT,
        LetterKind.DECEASED_ANSWER,
        LetterKind.WITHDRAWAL_CONFIRMATION,
        LetterKind.RECIPIENT_NOTICE,
        LetterKind.COMPLAINT_OUTCOME,
    }
)
ACTION_OF: Mapping[str, frozenset[Right]] = MappingProxyType(  # what a recipient is told was done (GDPR 19)
    {
        "corrected": frozenset({Right.CORRECTION, Right.SUPPLEMENT}),
        "erased": frozenset({Right.ERASURE}),
        "restricted": frozenset({Right.RESTRICTION}),
    }
)
# They end a request, and use that must stop at once has stopped before that (GDPR 21(3)).
AFTER_STOP = frozenset({LetterKind.WITHDRAWAL_CONFIRMATION, LetterKind.NOT_HANDLED})
_DONE = MappingProxyType(  # days on which something was done
    {
        LetterKind.FORWARDED: "forwarded_on",
        LetterKind.RECIPIENT_NOTICE: "done_on",
        LetterKind.WITHDRAWAL_CONFIRMATION: "withdrawn_on",
        LetterKind.COMPLAINT_OUTCOME: "complained_on",
    }
)
_TO_COME = MappingProxyType(  # days after the letter's own date
    {
        LetterKind.RESTRICTION_LIFTED: ("lifted_from", "lifted_too_soon"),
        LetterKind.LATE_ANSWER: ("expected_on", "expected_in_past"),
        LetterKind.RECONSIDER_OFFER: ("think_until", "reconsider_past"),
    }
)


@dataclass(frozen=True, slots=True)
class DraftInput:
    """A composed letter as written: about which requests of the case, and what was filled in."""

    kind: LetterKind
    request_ids: tuple[int, ...]
    fields: Fields = NO_FIELDS
    replaces_id: int | None = None  # the letter that it corrects
    correction_reason: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """One request that a letter is about, as far as the rules depend on it."""

    right: Right
    purpose: ObjectionPurpose | None
    answered: bool = False
    extended: bool = False  # there is another extension notice about it
    identified: bool = False  # it is established who asks, and for somebody else that they may
    pauses: tuple[Pause, ...] = ()  # those that were open count up to the letter's day
    deceased: bool = False  # it is about somebody who died
    act_by: date | None = None  # the last day for carrying out, where the letter depends on it
    must_stop: bool = False  # it objects to use that must stop at once, and has not stopped
    later_round: bool = False  # it was reopened
    open_mark: MarkKind | None = None  # said at registering of who asks, and not recorded


@dataclass(frozen=True, slots=True)
class Moment:
    """When the rules are applied: `letter_day` is the letter's date, or today while it has none."""

    received_on: date
    today: date
    letter_day: date


def is_overtaken(kind: LetterKind, *, corrects: bool, identified: bool, answered: bool, deceased: bool = False) -> bool:
    """Tell whether a letter has nothing left to say: what it asks is known, or its requests have their answer.

    A correction says anew what was sent before, and is never overtaken so. One about somebody who died can only be
    made while that stands, and others of life only while it does not.
    """
    if any(death_mistakes(kind, deceased=deceased)):
        return True
    if corrects:
        return False
    return (kind in _OF_DOUBT and identified) or (kind in _BEFORE_ANSWER and answered)


def normalised(draft: DraftInput) -> DraftInput:
    """Give the draft as it is kept: each request once, and nothing that its choices do not use."""
    return replace(
        draft,
        request_ids=tuple(sorted(set(draft.request_ids))),
        fields=relevant(COMPOSED[draft.kind], draft.fields),
        correction_reason=draft.correction_reason.strip(),
    )


def draft_mistakes(
    regulation: Regulation, draft: DraftInput, about: Sequence[About], moment: Moment
) -> tuple[InvalidInput, ...]:
    """Give everything that keeps a draft from being kept, in the order of the form."""
    if draft.kind not in COMPOSED:
        return (InvalidInput("kind", "kind_not_composed"),)
    return tuple(_mistakes(regulation, normalised(draft), about, moment))


def _mistakes(
    regulation: Regulation, draft: DraftInput, about: Sequence[About], moment: Moment
) -> Iterator[InvalidInput]:
    yield from correction_mistakes(draft.replaces_id, draft.correction_reason)
    yield from _request_mistakes(draft, about)
    if draft.kind is LetterKind.EXTENSION_NOTICE and draft.replaces_id is None:
        yield from _extension_mistakes(regulation, about, moment)
    impossible = list(impossible_fields(COMPOSED[draft.kind], draft.fields, PREFIX))
    yield from impossible
    if lines_of(draft.fields) > MOST_LINES:
        yield InvalidInput("kind", "proposal_too_long", most=MOST_LINES)
    if not impossible:
        yield from _action_mistakes(draft, about)
        yield from _day_mistakes(draft, moment)
        yield from _reconsider_mistakes(draft, about)
        yield from _window_mistakes(draft)


def correction_mistakes(replaces_id: int | None, reason: str) -> Iterator[InvalidInput]:
    """A correction says what was wrong with the earlier letter, in a few lines."""
    if replaces_id is None:
        return
    if not written(reason):
        yield InvalidInput("correction_reason", "correction_reason_missing")
    elif len(reason) > LONGEST_REASON:
        yield InvalidInput("correction_reason", "detail_too_long", most=LONGEST_REASON)


def _request_mistakes(draft: DraftInput, about: Sequence[About]) -> Iterator[InvalidInput]:
    if not about and draft.kind is not LetterKind.COMPLAINT_OUTCOME:
        yield InvalidInput("request_ids", "no_request_chosen")
    fitting = FOR_RIGHTS.get(draft.kind, frozenset(Right))
    if any(request.right not in fitting for request in about):
        yield InvalidInput("request_ids", "request_does_not_fit")
    if draft.kind in _BEFORE_ANSWER and draft.replaces_id is None and any(request.answered for request in about):
        yield InvalidInput("request_ids", "request_answered")
    yield from death_mistakes(draft.kind, deceased=any(request.deceased for request in about))
    for mark in {request.open_mark for request in about if request.open_mark is not None}:
        yield InvalidInput("kind", CODES[mark])
    if draft.kind in AFTER_STOP and draft.replaces_id is None and any(request.must_stop for request in about):
        yield InvalidInput("request_ids", "use_not_stopped")
    if draft.kind in _OF_DOUBT and draft.replaces_id is None and any(request.identified for request in about):
        yield InvalidInput("kind", "identity_known")


def proof_mistakes(draft: DraftInput, not_shown: Iterable[date | None], today: date) -> Iterator[InvalidInput]:
    """Proof is asked for, and time given, before a request is not handled for want of it (GDPR 11(2), 12(2), 12(6)).

    `not_shown`: per request the day of `pauses.not_shown_from`, None where nothing was asked.
    """
    if draft.kind is not LetterKind.NOT_HANDLED or draft.replaces_id is not None:
        return
    days = list(not_shown)
    if None in days:
        yield InvalidInput("kind", "proof_not_asked")
        return
    first = max((day for day in days if day is not None), default=today)
    if today < first:
        yield InvalidInput("kind", "proof_awaited", first=first)


def death_mistakes(kind: LetterKind, *, deceased: bool) -> Iterator[InvalidInput]:
    """No letter with rights of the AVG about somebody who died, and no such answer while they live (recital 27)."""
    if deceased and kind not in _AFTER_DEATH:
        yield InvalidInput("kind", "subject_deceased")
    if not deceased and kind is LetterKind.DECEASED_ANSWER:
        yield InvalidInput("kind", "subject_not_deceased")


def _extension_mistakes(regulation: Regulation, about: Sequence[About], moment: Moment) -> Iterator[InvalidInput]:
    """Once, only while the first month is running (GDPR 12(3)), and no later round; the notice is what extends."""
    if any(request.extended for request in about):
        yield InvalidInput("request_ids", "extension_exists")
    if any(request.later_round for request in about):
        yield InvalidInput("request_ids", "round_not_extended")
    for request in about:
        try:
            derive(
                regulation,
                request.right,
                moment.received_on,
                purpose=request.purpose,
                pauses=request.pauses,
                extended=True,
                extended_on=moment.letter_day,
            )
        except InvalidInput as error:
            yield InvalidInput("kind", "extension_too_late", last_day=error.details.get("last_day", moment.received_on))
            return


def _action_mistakes(draft: DraftInput, about: Sequence[About]) -> Iterator[InvalidInput]:
    """A recipient is told what was done, not something that nobody decided."""
    fitting = ACTION_OF.get(draft.fields.text("action"))
    if draft.kind is not LetterKind.RECIPIENT_NOTICE or fitting is None or not about:
        return
    if not any(request.right in fitting for request in about):
        yield InvalidInput(f"{PREFIX}-action", "action_does_not_fit")


def _day_mistakes(draft: DraftInput, moment: Moment) -> Iterator[InvalidInput]:
    done = draft.fields.day(_DONE[draft.kind]) if draft.kind in _DONE else None
    if done is not None and done > moment.today:
        yield InvalidInput(f"{PREFIX}-{_DONE[draft.kind]}", "day_in_future", today=moment.today)
    if done is not None and done < moment.received_on:
        yield InvalidInput(f"{PREFIX}-{_DONE[draft.kind]}", "day_before_receipt", received_on=moment.received_on)
    if draft.kind not in _TO_COME:
        return
    name, code = _TO_COME[draft.kind]
    day = draft.fields.day(name)
    if day is not None and day <= moment.letter_day:
        yield InvalidInput(f"{PREFIX}-{name}", code, letter_day=moment.letter_day)


def _reconsider_mistakes(draft: DraftInput, about: Sequence[About]) -> Iterator[InvalidInput]:
    """Time to reconsider does not make a term longer (domain section 11)."""
    until = draft.fields.day("think_until") if draft.kind is LetterKind.RECONSIDER_OFFER else None
    last = min((one.act_by for one in about if one.act_by is not None), default=None)
    if until is not None and last is not None and until > last:
        yield InvalidInput(f"{PREFIX}-think_until", "reconsider_past_term", last=last)


def _window_mistakes(draft: DraftInput) -> Iterator[InvalidInput]:
    """The recipient's name and address must fit the window of the envelope."""
    lines = draft.fields["recipient"]
    if draft.kind is not LetterKind.RECIPIENT_NOTICE or not isinstance(lines, tuple):
        return
    if len(lines) > MOST_WINDOW_LINES:
        yield InvalidInput(f"{PREFIX}-recipient", "too_many_rows", most=MOST_WINDOW_LINES)
    if any(len(line) > MOST_IN_WINDOW for line in lines):
        yield InvalidInput(f"{PREFIX}-recipient", "line_too_long", most=MOST_IN_WINDOW)
