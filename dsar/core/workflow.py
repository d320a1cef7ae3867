"""The way of a request as a table: which action leads from which status to which, who may do it, and on what facts.

The table is checked when this module is imported. Identity and hearing are facts used as guards, not statuses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from dsar.core.errors import NotAllowed
from dsar.core.guards import Facts as Facts
from dsar.core.guards import (
    Guard,
    advice_is_required,
    advice_not_required,
    advice_recorded,
    advice_term_over,
    asker_recorded,
    author_may_decide,
    authority_established,
    explicit_request_seen,
    hearing_done,
    identity_established,
    identity_unknown,
    left_by_subject,
    letter_is_final,
    not_double,
    not_reopened,
    not_stopped_before,
    not_the_adviser,
    not_the_author,
    officer_term_over,
    refusable,
    refused_in_full,
    remedy_known,
    something_granted,
    stop_asked,
    subject_died,
    subject_lives,
    use_stopped,
)
from dsar.core.guards import Status as Status
from dsar.core.guards import advice_required as advice_required
from dsar.core.permissions import TASK_HOLDERS
from dsar.core.vocabulary import Role


class Action(StrEnum):
    """What a user can do to a request."""

    CHECK_IDENTITY = "check_identity"
    STOP_USE = "stop_use"  # at once, whatever comes of the request
    HEAR = "hear"
    ANSWER_HEARING = "answer_hearing"  # by the one who is heard, as the answer to a task
    PROPOSE = "propose"
    AGREE = "agree"
    RETURN = "return"
    ADVISE_AGAINST = "advise_against"
    GO_WITHOUT_ADVICE = "go_without_advice"
    DECIDE = "decide"
    SEND_BACK = "send_back"
    ISSUE_LETTER = "issue_letter"
    POST_LETTER = "post_letter"
    CARRY_OUT = "carry_out"
    LEAVE_UNDONE = "leave_undone"  # what was granted: the data subject does not take it
    WITHDRAW = "withdraw"
    LEAVE_UNHANDLED = "leave_unhandled"
    END_AS_DOUBLE = "end_as_double"
    REOPEN = "reopen"  # judge it anew in a round of its own; this one stays as it ended
    EXPLAIN = "explain"  # to whoever asks about somebody who died


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; `target` equal to `source` records a fact without moving."""

    source: Status
    action: Action
    target: Status
    roles: frozenset[Role]
    guards: tuple[Guard, ...] = ()
    article: str = ""


_ASKER = (asker_recorded, identity_established, authority_established, explicit_request_seen)
_CONTACT = frozenset({Role.CONTACT_PERSON})
_OFFICER = frozenset({Role.FG})
_DEPUTY = frozenset({Role.DEPUTY_FG})
_DECIDER = frozenset({Role.DECIDER})
BEFORE_DECISION = (Status.REGISTERED, Status.AWAITING_ADVICE, Status.RETURNED, Status.AWAITING_DECISION)


def _rows() -> tuple[Transition, ...]:
    facts = [
        Transition(status, action, status, _CONTACT, (), article)
        for status in BEFORE_DECISION
        for action, article in ((Action.CHECK_IDENTITY, "AVG 12(6)"), (Action.HEAR, ""))
    ]
    stops = [
        Transition(status, Action.STOP_USE, status, _CONTACT, (stop_asked, not_stopped_before), "AVG 21(3)")
        for status in (*BEFORE_DECISION, Status.DECIDED, Status.ANSWERED)
    ]
    answers = [Transition(status, Action.ANSWER_HEARING, status, TASK_HOLDERS) for status in BEFORE_DECISION]
    proposals = [
        Transition(source, Action.PROPOSE, target, _CONTACT, (*_ASKER, refusable, guard), "AVG 12(4)")
        for source in BEFORE_DECISION
        for target, guard in (
            (Status.AWAITING_ADVICE, advice_is_required),
            (Status.AWAITING_DECISION, advice_not_required),
        )
    ]
    advice = [
        Transition(Status.AWAITING_ADVICE, action, target, roles, guards, "AVG 39(1)")
        for roles, guards in ((_OFFICER, (not_the_author,)), (_DEPUTY, (not_the_author, officer_term_over)))
        for action, target in (
            (Action.AGREE, Status.AWAITING_DECISION),
            (Action.RETURN, Status.RETURNED),
            (Action.ADVISE_AGAINST, Status.AWAITING_DECISION),
        )
    ]
    decide_guards = (*_ASKER, hearing_done, advice_recorded, author_may_decide, not_the_adviser, refusable)
    rest = [
        Transition(
            Status.AWAITING_ADVICE,
            Action.GO_WITHOUT_ADVICE,
            Status.AWAITING_DECISION,
            _DECIDER,
            (advice_term_over, author_may_decide),
        ),
        Transition(Status.AWAITING_DECISION, Action.DECIDE, Status.DECIDED, _DECIDER, decide_guards, "AVG 12(3)"),
        Transition(Status.AWAITING_DECISION, Action.SEND_BACK, Status.RETURNED, _DECIDER),
        Transition(
            Status.DECIDED, Action.ISSUE_LETTER, Status.DECIDED, _CONTACT, (asker_recorded, remedy_known), "AVG 12(4)"
        ),
        Transition(Status.DECIDED, Action.POST_LETTER, Status.ANSWERED, _CONTACT, (letter_is_final, something_granted)),
        Transition(Status.DECIDED, Action.POST_LETTER, Status.CLOSED, _CONTACT, (letter_is_final, refused_in_full)),
        Transition(
            Status.ANSWERED, Action.CARRY_OUT, Status.CLOSED, _CONTACT, (something_granted, use_stopped), "AVG 12(3)"
        ),
        Transition(Status.ANSWERED, Action.LEAVE_UNDONE, Status.CLOSED, _CONTACT, (something_granted, left_by_subject)),
    ]
    again = [
        Transition(status, Action.REOPEN, status, _CONTACT, (not_double, not_reopened))
        for status in (Status.ANSWERED, Status.CLOSED)
    ]
    return tuple(map(_of_the_living, (*facts, *stops, *answers, *proposals, *advice, *rest, *_endings(), *again)))


_ENDS_WITH_LIFE = frozenset(
    {
        Action.PROPOSE,
        Action.AGREE,
        Action.RETURN,
        Action.ADVISE_AGAINST,
        Action.GO_WITHOUT_ADVICE,
        Action.DECIDE,
        Action.SEND_BACK,
        Action.ISSUE_LETTER,
        Action.POST_LETTER,
        Action.CARRY_OUT,
        Action.LEAVE_UNDONE,
        Action.LEAVE_UNHANDLED,
    }
)


def _of_the_living(row: Transition) -> Transition:
    """Let nothing be decided on a right of somebody who died; what was recorded before stays."""
    return replace(row, guards=(subject_lives, *row.guards)) if row.action in _ENDS_WITH_LIFE else row


def _endings() -> list[Transition]:
    """Give the rows that end a request before its way is over: as its letter leaves, or as another case holds it."""
    withdrawn = [
        Transition(status, Action.WITHDRAW, Status.CLOSED, _CONTACT, (use_stopped,), "AVG 21(3)")
        for status in (*BEFORE_DECISION, Status.DECIDED, Status.ANSWERED)  # also what was granted and is not done yet
    ]
    unhandled = [
        Transition(
            status, Action.LEAVE_UNHANDLED, Status.CLOSED, _CONTACT, (identity_unknown, use_stopped), "AVG 12(2)"
        )
        for status in BEFORE_DECISION
    ]
    doubles = [
        Transition(status, Action.END_AS_DOUBLE, Status.CLOSED, _CONTACT, (use_stopped,)) for status in BEFORE_DECISION
    ]
    explained = [
        Transition(status, Action.EXPLAIN, Status.CLOSED, _CONTACT, (subject_died,), "AVG overweging 27; BW 7:458a")
        for status in (*BEFORE_DECISION, Status.DECIDED, Status.ANSWERED)
    ]
    return [*withdrawn, *unhandled, *doubles, *explained]


TRANSITIONS = _rows()

ENDS = frozenset({Status.CLOSED})
WITHOUT_DECISION = frozenset({Action.WITHDRAW, Action.LEAVE_UNHANDLED, Action.END_AS_DOUBLE, Action.EXPLAIN})
DECIDED = frozenset({Status.DECIDED, Status.ANSWERED, Status.CLOSED})  # a decision fell

WAITING_FOR: Mapping[Status, Role] = MappingProxyType(
    {
        Status.REGISTERED: Role.CONTACT_PERSON,
        Status.AWAITING_ADVICE: Role.FG,
        Status.RETURNED: Role.CONTACT_PERSON,
        Status.AWAITING_DECISION: Role.DECIDER,
        Status.DECIDED: Role.CONTACT_PERSON,
        Status.ANSWERED: Role.CONTACT_PERSON,
    }
)


def find_transition(action: Action, facts: Facts, roles: frozenset[Role]) -> Transition:
    """Give the row that applies; raises NotAllowed with the code of the first reason why not.

    A role that may never do this answers `role`, a status in which nobody may answers `status`.
    """
    rows = [row for row in TRANSITIONS if row.action is action and row.roles & roles]
    if not rows:
        raise NotAllowed("role", action=action)
    rows = [row for row in rows if row.source is facts.status]
    if not rows:
        raise NotAllowed("status", action=action, status=facts.status)
    reasons = []
    for row in rows:
        reason = next((code for guard in row.guards if (code := guard(facts)) is not None), None)
        if reason is None:
            return row
        reasons.append(reason)
    asked_by = facts.explicit_request_article if reasons[-1] == "explicit_request_missing" else facts.hearing_article
    raise NotAllowed(reasons[-1], action=action, article=asked_by)


def allowed_actions(facts: Facts, roles: frozenset[Role]) -> frozenset[Action]:
    """Give every action for which a row applies now."""
    allowed = set()
    for action in Action:
        try:
            find_transition(action, facts, roles)
        except NotAllowed:
            continue
        allowed.add(action)
    return frozenset(allowed)


def check_table(rows: tuple[Transition, ...]) -> None:
    """Check the table: every status reachable, every status leads to an end, ends are final, refusals pass the officer.

    Raises ValueError naming the first status or row that breaks one of these.
    """
    _check_reach(rows)
    if any(row.source in ENDS and row.target is not row.source for row in rows):
        raise ValueError("an end has a way out")  # a later round is a request of its own (decision 32)
    for row in rows:
        _check_advice(row)


def _check_advice(row: Transition) -> None:
    """Check that no refusal gets past the officer, unless the term for an advice is over.

    An ending refuses nothing: the data subject withdrew or died, the officer was asked about the letter that says it,
    or another case goes on with the same request.
    """
    if row.action in WITHOUT_DECISION:
        return
    skips_officer = row.target is Status.AWAITING_DECISION and row.action is Action.PROPOSE
    if skips_officer and advice_not_required not in row.guards:
        raise ValueError(f"{row.source}: a refusal could pass the officer by")
    if row.target is Status.DECIDED and row.source is not Status.DECIDED and advice_recorded not in row.guards:
        raise ValueError(f"{row.source}: a refusal could be decided without advice")
    passes_by = row.source is Status.AWAITING_ADVICE and row.target in {Status.AWAITING_DECISION, *DECIDED}
    by_others = row.action is not Action.PROPOSE and not row.roles <= _OFFICER | _DEPUTY
    if passes_by and by_others and advice_term_over not in row.guards:
        raise ValueError(f"{row.source}: the officer could be passed by within the term")


def _check_reach(rows: tuple[Transition, ...]) -> None:
    undone = {*WITHOUT_DECISION, Action.LEAVE_UNDONE}
    decided = [row for row in rows if row.action not in undone]  # an ending must be no way out of a dead end
    forward = _closure({Status.REGISTERED}, {(row.source, row.target) for row in rows})
    backward = _closure(set(ENDS), {(row.target, row.source) for row in decided})
    for found, fault in ((forward, "cannot be reached"), (backward, "leads to no end")):
        if lost := [status for status in Status if status not in found]:
            raise ValueError(f"{lost[0]}: {fault}")


def _closure(start: set[Status], edges: set[tuple[Status, Status]]) -> set[Status]:
    found = set(start)
    while new := {target for source, target in edges if source in found} - found:
        found |= new
    return found


check_table(TRANSITIONS)
