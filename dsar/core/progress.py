"""What has to happen next in a case, and the date by which: derived from facts, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dsar.core.deadlines import Clock, Deadlines
from dsar.core.governing import send_by
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import MarkKind, Outcome, Role
from dsar.core.workflow import DECIDED, Status


class Step(StrEnum):
    """The next step of a request, in the order of its way."""

    STOP_USE = "stop_use"
    RECORD_DEATH = "record_death"  # said at registering, with who asks
    RECORD_ACTING = "record_acting"  # the same of somebody else who asks
    CHECK_IDENTITY = "check_identity"
    REVISE = "revise"  # before what was not begun: somebody answered, and that must be seen
    PROPOSE = "propose"
    HEAR = "hear"
    ADVISE = "advise"
    DECIDE = "decide"
    ISSUE_LETTER = "issue_letter"
    POST_LETTER = "post_letter"
    CARRY_OUT = "carry_out"
    EXPLAIN = "explain"  # to whoever asks about somebody who died
    SEND_AGAIN = "send_again"  # a letter that came back
    MEET_SET_TERM = "meet_set_term"
    FOLLOW_UP = "follow_up"  # a complaint or a procedure about the case has no outcome yet
    AWAIT_PROOF = "await_proof"
    AWAIT_ANSWER = "await_answer"
    NONE = "none"


ROLE_FOR: dict[Step, Role | None] = {
    **dict.fromkeys(Step, Role.CONTACT_PERSON),
    Step.ADVISE: Role.FG,
    Step.DECIDE: Role.DECIDER,
    Step.NONE: None,
}


WAITS_FOR_CLIENT = frozenset({Step.AWAIT_PROOF, Step.AWAIT_ANSWER})  # the role only watches, and reminds


@dataclass(frozen=True, slots=True)
class Position:
    """Where a request stands, as far as the next step depends on it."""

    status: Status
    asker_known: bool  # who asks, and for somebody else that they may
    hearing_missing: bool
    letter_final: bool
    asked: frozenset[PauseReason] = frozenset()  # what the client was asked and has not answered
    must_stop: bool = False  # use that must stop at once, and has not
    deceased: bool = False  # it is about somebody who died
    open_mark: MarkKind | None = None  # said at registering of who asks, and not recorded


_TO_RECORD = {MarkKind.ABOUT_DECEASED: Step.RECORD_DEATH, MarkKind.BY_OTHER: Step.RECORD_ACTING}
_UNPROPOSED = frozenset({Status.REGISTERED, Status.RETURNED})


def next_step(position: Position) -> Step:
    """Give the next step of one request."""
    if position.status is Status.CLOSED:
        return Step.NONE
    if position.must_stop or position.deceased:
        return Step.STOP_USE if position.must_stop else Step.EXPLAIN
    if position.open_mark is not None or position.status in DECIDED:
        return _TO_RECORD[position.open_mark] if position.open_mark is not None else _fulfilling(position)
    if not position.asker_known:
        return Step.AWAIT_PROOF if PauseReason.IDENTITY in position.asked else Step.CHECK_IDENTITY
    if position.hearing_missing and position.status is not Status.AWAITING_ADVICE:
        return Step.HEAR
    return _judging(position)


def _fulfilling(position: Position) -> Step:
    if position.status is Status.ANSWERED:
        return Step.CARRY_OUT
    return Step.POST_LETTER if position.letter_final else Step.ISSUE_LETTER


def _judging(position: Position) -> Step:
    """Give the step of a request that is being judged; one to which a question is open waits before the proposal."""
    if PauseReason.CLARIFICATION in position.asked and position.status in _UNPROPOSED:
        return Step.AWAIT_ANSWER
    return {
        Status.REGISTERED: Step.PROPOSE,
        Status.RETURNED: Step.REVISE,
        Status.AWAITING_ADVICE: Step.ADVISE,
        Status.AWAITING_DECISION: Step.DECIDE,
    }[position.status]


def in_order(steps: Iterable[tuple[Step, date | None]]) -> tuple[Step, ...]:
    """Put steps in the order of their dates, those of one date in the order of the way; without a date comes last."""
    order = list(Step)
    return tuple(step for step, _ in sorted(steps, key=lambda one: (one[1] or date.max, order.index(one[0]))))


def due_on(clock: Clock, deadlines: Deadlines) -> date:
    """Give the date that counts: the earlier of both clocks, after a lawful extension the statutory one (AVG 12(3))."""
    return clock.statutory if deadlines.refuse_by is not None else clock.governing


def answer_clock(deadlines: Deadlines) -> Clock:
    """Give the clock of the answer as it counts for the post; see `due_on`."""
    counts = due_on(deadlines.respond, deadlines)
    if counts == deadlines.respond.governing:
        return deadlines.respond
    return replace(deadlines.respond, governing=counts, send_by=send_by(counts, deadlines.posting_days))


def open_date(
    deadlines: Deadlines,
    status: Status,
    outcome: Outcome | None,
    *,
    use_stopped: bool = False,
    promised: date | None = None,
) -> date | None:
    """Give the earliest date that a request has not met yet, or None when none is open.

    A use that must stop at once is due on the day of receipt until it was stopped; a lawful extension counts by
    the statutory date; the answer is met when its letter left; what was granted when it was carried out (AVG 12(3)).
    About somebody who died no term runs: what the organisation `promised` takes its place (AVG recital 27).
    """
    if status is Status.CLOSED:
        return None
    if promised is not None:
        return promised
    if deadlines.stop is not None and not use_stopped:
        return deadlines.stop
    respond, fulfil = due_on(deadlines.respond, deadlines), due_on(deadlines.fulfil, deadlines)
    if status is Status.ANSWERED:
        return fulfil
    return respond if outcome is Outcome.REFUSE else min(respond, fulfil)
