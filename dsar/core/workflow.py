"""The way of a request as a table: which action leads from which status to which, who may do it, and on what facts.

The table is checked when this module is imported. Identity and hearing are facts used as guards, not statuses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dsar.core.advice_terms import Stage
from dsar.core.errors import NotAllowed
from dsar.core.permissions import TASK_HOLDERS
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import AdviceKind, Outcome, Role


class Status(StrEnum):
    """Where a request stands."""

    REGISTERED = "registered"
    AWAITING_ADVICE = "awaiting_advice"
    RETURNED = "returned"
    AWAITING_DECISION = "awaiting_decision"
    DECIDED = "decided"
    ANSWERED = "answered"
    CLOSED = "closed"


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
    WITHDRAW = "withdraw"
    LEAVE_UNHANDLED = "leave_unhandled"
    END_AS_DOUBLE = "end_as_double"
    REOPEN = "reopen"  # judge it anew in a round of its own; this one stays as it ended


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards look at; gathered for one request and one acting user."""

    status: Status
    actor_id: int | None
    identity_established: bool = False
    authority_established: bool = True  # of whoever acts for the data subject, if anybody does
    explicit_request_article: str | None = None  # asks for the person's own request, which was not seen yet
    hearing_article: str | None = None  # None: no hearing is required for this right
    heard: bool = False
    outcome: Outcome | None = None  # of the newest revision
    author_id: int | None = None
    advice_on_grants: bool = True
    advice: AdviceKind | None = None  # on the newest revision
    adviser_id: int | None = None
    advice_stage: Stage | None = None  # None: nobody is asked now
    without_advice: bool = False  # recorded for the newest revision, after the term
    author_may_decide: bool = False
    refusable: bool = True
    must_stop: bool = False  # the objection is to commercial or charitable use
    use_stopped: bool = False
    legal_nature_known: bool = True
    letter_final: bool = False
    letter_number: str | None = None
    asked: frozenset[PauseReason] = frozenset()  # what the client was asked and has not answered
    double: bool = False  # it ended because another case holds the same
    reopened: bool = False  # there is a later round

    @property
    def asker_known(self) -> bool:
        """Whether it is clear who asks, and for somebody else that they may (GDPR 12(6), UAVG 5)."""
        return self.identity_established and self.authority_established


Guard = Callable[[Facts], str | None]  # the code of the reason why not, or None


def advice_required(outcome: Outcome | None, *, advice_on_grants: bool) -> bool:
    """Tell whether the officer must be asked: always for a refusal, in full or in part (domain section 10)."""
    return advice_on_grants or outcome is not Outcome.GRANT


def identity_established(facts: Facts) -> str | None:
    """A request is assessed once it is clear who asks (GDPR 12(6))."""
    return None if facts.identity_established else "identity_not_established"


def authority_established(facts: Facts) -> str | None:
    """A request for somebody else is assessed once it is clear that they may make it (UAVG 5; GDPR 12(6))."""
    return None if facts.authority_established else "authority_not_established"


def explicit_request_seen(facts: Facts) -> str | None:
    """A mandatary first shows that the person asks this themself, where the regulation says so (WKC 12.1)."""
    return None if facts.explicit_request_article is None else "explicit_request_missing"


def identity_unknown(facts: Facts) -> str | None:
    """A request is left unhandled only while nobody knows who asks, or that they may (GDPR 11(2), 12(2))."""
    return "identity_known" if facts.asker_known else None


def hearing_done(facts: Facts) -> str | None:
    """No decision before whoever collected the data was heard, where the regulation says so (Westendorp 9.2)."""
    return None if facts.hearing_article is None or facts.heard else "hearing_missing"


def not_the_author(facts: Facts) -> str | None:
    """Nobody advises on their own proposal."""
    return "own_proposal" if facts.actor_id is None or facts.actor_id == facts.author_id else None


def author_may_decide(facts: Facts) -> str | None:
    """The author decides only where the organisation says so; the second person is then the officer."""
    if facts.actor_id is None:
        return "own_proposal"
    return "own_proposal" if facts.actor_id == facts.author_id and not facts.author_may_decide else None


def not_the_adviser(facts: Facts) -> str | None:
    """The officer advises, the organisation decides (GDPR 38, 39)."""
    return "own_advice" if facts.advice is not None and facts.actor_id == facts.adviser_id else None


def advice_recorded(facts: Facts) -> str | None:
    """No refusal, in full or in part, without advice on that very revision, or "without advice" recorded on it."""
    if facts.without_advice or not advice_required(facts.outcome, advice_on_grants=facts.advice_on_grants):
        return None
    return None if facts.advice in {AdviceKind.AGREE, AdviceKind.AGAINST} else "advice_missing"


def officer_term_over(facts: Facts) -> str | None:
    """The deputy is asked once the officer's own term has passed (domain section 3)."""
    return None if facts.advice_stage in {Stage.DEPUTY, Stage.OVER} else "officer_term_running"


def advice_term_over(facts: Facts) -> str | None:
    """Nobody goes on without advice while somebody can still give it in time (domain section 3)."""
    return None if facts.advice_stage is Stage.OVER else "advice_term_running"


def advice_is_required(facts: Facts) -> str | None:
    """Leads a proposal to the officer."""
    needed = advice_required(facts.outcome, advice_on_grants=facts.advice_on_grants)
    return None if needed else "advice_not_required"


def advice_not_required(facts: Facts) -> str | None:
    """Leads a full grant straight to the decider where the organisation chose so."""
    return None if advice_is_required(facts) else "advice_required"


def refusable(facts: Facts) -> str | None:
    """Some rights know no refusal (Westendorp 9.1; GDPR 21(3))."""
    return None if facts.refusable or facts.outcome is not Outcome.REFUSE else "not_refusable"


def remedy_known(facts: Facts) -> str | None:
    """A refusal names the remedy, which depends on the legal nature of the organisation (UAVG 34, 35)."""
    return None if facts.legal_nature_known or facts.outcome is Outcome.GRANT else "legal_nature_unknown"


def letter_is_final(facts: Facts) -> str | None:
    """Only a final letter can be posted."""
    return None if facts.letter_final else "letter_not_final"


def refused_in_full(facts: Facts) -> str | None:
    """A full refusal ends when its letter has left: there is nothing to carry out."""
    return None if facts.outcome is Outcome.REFUSE else "not_refused"


def stop_asked(facts: Facts) -> str | None:
    """Only use for commercial or charitable ends stops at once (GDPR 21(3); ZaZ 5, Westendorp 10.2)."""
    return None if facts.must_stop else "stop_not_asked"


def not_stopped_before(facts: Facts) -> str | None:
    """That a use was stopped is recorded once."""
    return "use_stopped_before" if facts.use_stopped else None


def use_stopped(facts: Facts) -> str | None:
    """What must stop at once has stopped before the request ends (GDPR 21(3))."""
    return "use_not_stopped" if facts.must_stop and not facts.use_stopped else None


def something_granted(facts: Facts) -> str | None:
    """What was granted, in full or in part, must still be carried out."""
    return "not_granted" if facts.outcome is Outcome.REFUSE else None


def not_double(facts: Facts) -> str | None:
    """The same request goes on in the case that stayed, so it is judged anew there."""
    return "double_not_reopened" if facts.double else None


def not_reopened(facts: Facts) -> str | None:
    """There is one newest round of a request, in which things go on."""
    return "reopened_already" if facts.reopened else None


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; `target` equal to `source` records a fact without moving."""

    source: Status
    action: Action
    target: Status
    roles: frozenset[Role]
    guards: tuple[Guard, ...] = ()
    article: str = ""


_ASKER = (identity_established, authority_established, explicit_request_seen)
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
        Transition(Status.DECIDED, Action.ISSUE_LETTER, Status.DECIDED, _CONTACT, (remedy_known,), "AVG 12(4)"),
        Transition(Status.DECIDED, Action.POST_LETTER, Status.ANSWERED, _CONTACT, (letter_is_final, something_granted)),
        Transition(Status.DECIDED, Action.POST_LETTER, Status.CLOSED, _CONTACT, (letter_is_final, refused_in_full)),
        Transition(
            Status.ANSWERED, Action.CARRY_OUT, Status.CLOSED, _CONTACT, (something_granted, use_stopped), "AVG 12(3)"
        ),
    ]
    again = [
        Transition(status, Action.REOPEN, status, _CONTACT, (not_double, not_reopened))
        for status in (Status.ANSWERED, Status.CLOSED)
    ]
    return (*facts, *stops, *answers, *proposals, *advice, *rest, *_endings(), *again)


def _endings() -> list[Transition]:
    """Give the rows that end a request without a decision: as its letter leaves, or because another case holds it."""
    withdrawn = [
        Transition(status, Action.WITHDRAW, Status.CLOSED, _CONTACT) for status in (*BEFORE_DECISION, Status.DECIDED)
    ]
    unhandled = [
        Transition(status, Action.LEAVE_UNHANDLED, Status.CLOSED, _CONTACT, (identity_unknown,), "AVG 12(2)")
        for status in BEFORE_DECISION
    ]
    doubles = [Transition(status, Action.END_AS_DOUBLE, Status.CLOSED, _CONTACT) for status in BEFORE_DECISION]
    return [*withdrawn, *unhandled, *doubles]


TRANSITIONS = _rows()

ENDS = frozenset({Status.CLOSED})
WITHOUT_DECISION = frozenset({Action.WITHDRAW, Action.LEAVE_UNHANDLED, Action.END_AS_DOUBLE})
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

    An ending refuses nothing: the data subject withdrew, the officer was asked about the letter that says it, or
    another case goes on with the same request.
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
    forward = _closure({Status.REGISTERED}, {(row.source, row.target) for row in rows})
    backward = _closure(set(ENDS), {(row.target, row.source) for row in rows})
    for found, fault in ((forward, "cannot be reached"), (backward, "leads to no end")):
        if lost := [status for status in Status if status not in found]:
            raise ValueError(f"{lost[0]}: {fault}")


def _closure(start: set[Status], edges: set[tuple[Status, Status]]) -> set[Status]:
    found = set(start)
    while new := {target for source, target in edges if source in found} - found:
        found |= new
    return found


check_table(TRANSITIONS)
