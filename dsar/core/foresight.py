"""What an action will do to the requests of a case: said on the page to check, before anybody records it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dsar.core.endings import ACTION_FOR, ENDING_OF
from dsar.core.posting import answers_requests
from dsar.core.vocabulary import LetterKind, Role
from dsar.core.workflow import ENDS, Action, Facts, Status, find_transition


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What is done, where each request will stand that moves, by its id, and whether the case closes with it."""

    action: Action | None
    moves: Mapping[int, Status]
    closes: bool


NOTHING = Foreseen(None, {}, closes=False)


def action_of_letter(kind: LetterKind, *, corrects: bool) -> Action | None:
    """Give what a letter does to its requests when it leaves: answer them, end them without a decision, or nothing."""
    if answers_requests(kind, corrects=corrects):
        return Action.POST_LETTER
    return None if corrects or kind not in ENDING_OF else ACTION_FOR[ENDING_OF[kind]]


def foresee(action: Action, of_case: Mapping[int, Facts], about: Collection[int], roles: frozenset[Role]) -> Foreseen:
    """Take some requests of a case along the table; `of_case` has the facts of every request, by id.

    Raises NotAllowed as `find_transition`. Nothing closes where nothing moves.
    """
    moves = {one: find_transition(action, of_case[one], roles).target for one in of_case if one in about}
    ends = all(moves.get(one, facts.status) in ENDS for one, facts in of_case.items())
    return Foreseen(action, moves, closes=bool(moves) and ends)
