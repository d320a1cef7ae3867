"""What each person may do to a request, said once more without the table, so that a table that changed is noticed."""

from collections.abc import Iterator
from datetime import date

from dsar.core.advice_terms import Stage
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import AdviceKind, ObjectionPurpose, Outcome, Right, Role
from dsar.core.workflow import Action, Status
from tests.model.belief import Belief, Wish, asked_now

ADVICE = (Action.AGREE, Action.RETURN, Action.ADVISE_AGAINST)
KNOWN = frozenset(
    {
        *(Action.CHECK_IDENTITY, Action.HEAR, Action.ANSWER_HEARING, Action.PROPOSE, *ADVICE),
        *(Action.GO_WITHOUT_ADVICE, Action.DECIDE, Action.SEND_BACK, Action.ISSUE_LETTER, Action.POST_LETTER),
        *(Action.STOP_USE, Action.CARRY_OUT, Action.LEAVE_UNDONE, Action.WITHDRAW, Action.LEAVE_UNHANDLED),
        *(Action.END_AS_DOUBLE, Action.REOPEN),
    }
)
CLIENT_TAKES = {Right.INSPECTION, Right.COPY, Right.PORTABILITY}  # what nobody can do without the client
_HOLDERS = frozenset({Role.COLLEAGUE, Role.CONTACT_PERSON, Role.DECIDER})


def stage_of(wish: Wish, today: date) -> Stage | None:
    """Give of whom advice on a request is asked now; None when of nobody."""
    waits = wish.status is Status.AWAITING_ADVICE and wish.asked_on is not None
    return asked_now(wish.asked_on, today) if waits and wish.asked_on is not None else None


def advice_needed(regulation: Regulation, outcome: Outcome | None) -> bool:
    """Tell whether the officer is asked: for every refusal, in full or in part, and where the regulation says so."""
    return outcome is not Outcome.GRANT or regulation.advice_on_grants


def may_propose(regulation: Regulation, wish: Wish, outcome: Outcome) -> bool:
    """Tell whether a request can get this outcome: some rights know no refusal, also not in part."""
    unrefusable = wish.must_stop or wish.purpose is ObjectionPurpose.CONSENT or wish.right in regulation.unrefusable
    return outcome is Outcome.GRANT or not unrefusable


def expected(belief: Belief, wish: Wish, user_id: int, roles: frozenset[Role], today: date) -> set[Action]:
    """Give what somebody may do to a request on a day."""
    found: set[Action] = set()
    stage = stage_of(wish, today)
    if roles & _HOLDERS and wish.undecided:
        found.add(Action.ANSWER_HEARING)
    if Role.CONTACT_PERSON in roles:
        found.update(_of_contact(belief, wish))
    if wish.status is Status.AWAITING_ADVICE and user_id != wish.author:
        deputy = Role.DEPUTY_FG in roles and stage in {Stage.DEPUTY, Stage.OVER}
        found.update(ADVICE if Role.FG in roles or deputy else ())
    if Role.DECIDER in roles:
        found.update(_of_decider(belief, wish, user_id, stage))
    return found


def _of_contact(belief: Belief, wish: Wish) -> Iterator[Action]:
    if wish.undecided:
        yield from (Action.CHECK_IDENTITY, Action.HEAR)
        if belief.identified and belief.mark is None:
            yield Action.PROPOSE
    if not wish.to_stop:
        yield from _endings(belief, wish)
    if wish.status is Status.DECIDED:
        yield from (Action.ISSUE_LETTER, Action.POST_LETTER) if wish.letter is not None else (Action.ISSUE_LETTER,)
    if wish.to_stop and not wish.closed:
        yield Action.STOP_USE
    if wish.status is Status.ANSWERED and not wish.to_stop:
        yield Action.CARRY_OUT
    if wish.status is Status.ANSWERED and wish.right in CLIENT_TAKES:
        yield Action.LEAVE_UNDONE
    if wish.status in {Status.ANSWERED, Status.CLOSED} and not wish.reopened:
        yield Action.REOPEN


def _endings(belief: Belief, wish: Wish) -> Iterator[Action]:
    """Give how a request can end without a decision; one that must stop at once has stopped first (GDPR 21(3))."""
    if wish.undecided:
        yield Action.END_AS_DOUBLE
        if not belief.identified:
            yield Action.LEAVE_UNHANDLED
    if not wish.closed:
        yield Action.WITHDRAW


def _of_decider(belief: Belief, wish: Wish, user_id: int, stage: Stage | None) -> Iterator[Action]:
    if stage is Stage.OVER and _stranger(belief, wish, user_id):
        yield Action.GO_WITHOUT_ADVICE
    if wish.status is not Status.AWAITING_DECISION:
        return
    yield Action.SEND_BACK
    needed = advice_needed(belief.regulation, wish.outcome)
    asked = not needed or wish.without or wish.advice in {AdviceKind.AGREE, AdviceKind.AGAINST}
    if asked and ready(belief, wish, user_id):
        yield Action.DECIDE


def ready(belief: Belief, wish: Wish, user_id: int) -> bool:
    """Tell whether somebody could decide on a proposal, but for the advice on it."""
    heard = wish.heard or belief.regulation.hearing_article(wish.right) is None
    known = belief.identified and belief.mark is None
    return known and heard and _stranger(belief, wish, user_id) and wish.adviser != user_id


def _stranger(belief: Belief, wish: Wish, user_id: int) -> bool:
    return user_id != wish.author or belief.regulation.decider_may_be_author
