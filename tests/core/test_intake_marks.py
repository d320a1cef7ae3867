"""What is still to be recorded of who asks: until then nothing leaves the house."""

import pytest

from dsar.core.errors import NotAllowed
from dsar.core.intake_marks import CODES, first_open
from dsar.core.progress import Position, Step, next_step
from dsar.core.vocabulary import MarkKind, Role
from dsar.core.workflow import Action, Facts, Status, find_transition

BOTH = frozenset(MarkKind)


@pytest.mark.parametrize(
    ("said", "acted", "deceased", "death_recorded", "expected"),
    [
        (set(), False, False, False, None),
        ({MarkKind.BY_OTHER}, False, False, False, MarkKind.BY_OTHER),
        ({MarkKind.BY_OTHER}, True, False, False, None),
        ({MarkKind.BY_OTHER}, False, True, True, None),  # who asks about the dead is recorded with the death
        ({MarkKind.ABOUT_DECEASED}, True, False, False, MarkKind.ABOUT_DECEASED),
        ({MarkKind.ABOUT_DECEASED}, False, True, True, None),
        ({MarkKind.ABOUT_DECEASED}, False, False, True, None),  # recorded, and a mistake
        (BOTH, False, False, False, MarkKind.ABOUT_DECEASED),
        (BOTH, False, True, True, None),
        (BOTH, False, False, True, MarkKind.BY_OTHER),  # the death was a mistake: somebody else still asks
    ],
)
def test_a_mark_is_open_until_that_is_recorded_and_a_death_comes_first(
    said: set[MarkKind], acted: bool, deceased: bool, death_recorded: bool, expected: MarkKind | None
) -> None:
    assert first_open(said, acted=acted, deceased=deceased, death_recorded=death_recorded) is expected


@pytest.mark.parametrize("kind", MarkKind)
@pytest.mark.parametrize(
    ("action", "status", "role"),
    [
        (Action.PROPOSE, Status.REGISTERED, Role.CONTACT_PERSON),
        (Action.DECIDE, Status.AWAITING_DECISION, Role.DECIDER),
        (Action.ISSUE_LETTER, Status.DECIDED, Role.CONTACT_PERSON),
    ],
)
def test_nothing_is_proposed_decided_or_written_while_it_is_open(
    kind: MarkKind, action: Action, status: Status, role: Role
) -> None:
    facts = Facts(status, 1, identity_established=True, open_mark=kind)
    with pytest.raises(NotAllowed, match=CODES[kind]):
        find_transition(action, facts, frozenset({role}))


def test_recording_it_is_the_next_step_and_only_stopping_a_use_comes_before() -> None:
    died = Position(Status.REGISTERED, False, False, False, open_mark=MarkKind.ABOUT_DECEASED)
    other = Position(Status.REGISTERED, True, False, False, open_mark=MarkKind.BY_OTHER)
    stopping = Position(Status.REGISTERED, False, False, False, must_stop=True, open_mark=MarkKind.BY_OTHER)
    ended = Position(Status.CLOSED, False, False, False, open_mark=MarkKind.BY_OTHER)
    assert [next_step(one) for one in (died, other, stopping, ended)] == [
        Step.RECORD_DEATH,
        Step.RECORD_ACTING,
        Step.STOP_USE,
        Step.NONE,
    ]
