"""What each person may do to a request, said once more without the table, so that a table that changed is noticed."""

from collections.abc import Iterator

from dsar.core.advice_terms import Stage
from dsar.core.vocabulary import AdviceKind, Outcome, Role
from dsar.core.workflow import Action, Status
from tests.model.belief import Belief, Wish

ADVICE = (Action.AGREE, Action.RETURN, Action.ADVISE_AGAINST)
KNOWN = frozenset(
    {
        *(Action.CHECK_IDENTITY, Action.HEAR, Action.ANSWER_HEARING, Action.PROPOSE, *ADVICE),
        *(Action.GO_WITHOUT_ADVICE, Action.DECIDE, Action.SEND_BACK, Action.ISSUE_LETTER, Action.POST_LETTER),
        *(Action.STOP_USE, Action.CARRY_OUT, Action.WITHDRAW, Action.LEAVE_UNHANDLED, Action.END_AS_DOUBLE),
    }
)
_HOLDERS = frozenset({Role.COLLEAGUE, Role.CONTACT_PERSON, Role.DECIDER})


def expected(belief: Belief, wish: Wish, user_id: int, roles: frozenset[Role], stage: Stage | None) -> set[Action]:
    """Give what somebody may do to a request; `stage` is of whom advice is asked now."""
    found: set[Action] = set()
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
        yield from (Action.CHECK_IDENTITY, Action.HEAR, Action.END_AS_DOUBLE)
        yield Action.PROPOSE if belief.identified else Action.LEAVE_UNHANDLED
    if wish.undecided or wish.status is Status.DECIDED:
        yield Action.WITHDRAW
    if wish.status is Status.DECIDED:
        yield from (Action.ISSUE_LETTER, Action.POST_LETTER) if wish.letter is not None else (Action.ISSUE_LETTER,)
    to_stop = wish.must_stop and not wish.stopped
    if to_stop and not wish.closed:
        yield Action.STOP_USE
    if wish.status is Status.ANSWERED and not to_stop:
        yield Action.CARRY_OUT


def _of_decider(belief: Belief, wish: Wish, user_id: int, stage: Stage | None) -> Iterator[Action]:
    stranger = user_id != wish.author or belief.regulation.decider_may_be_author
    if wish.status is Status.AWAITING_ADVICE and stage is Stage.OVER and stranger:
        yield Action.GO_WITHOUT_ADVICE
    if wish.status is not Status.AWAITING_DECISION:
        return
    yield Action.SEND_BACK
    heard = wish.heard or belief.regulation.hearing_article(wish.right) is None
    granted = wish.outcome is Outcome.GRANT and not belief.regulation.advice_on_grants
    asked = granted or wish.without or wish.advice in {AdviceKind.AGREE, AdviceKind.AGAINST}
    if belief.identified and heard and asked and stranger and wish.adviser != user_id:
        yield Action.DECIDE
