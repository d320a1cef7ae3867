"""Under which keys a case is found, and whom it waits for."""

from dataclasses import replace
from datetime import date

from dsar.core.progress import Step
from dsar.core.vocabulary import Right, Role
from dsar.core.workflow import Status
from dsar.core.worklist import (
    Asked,
    Standing,
    asked_key,
    asked_of,
    keys_of,
    searched,
    waiting_key,
    waiting_roles,
    waits_for,
)

STANDING = Standing(
    owner_id=12,
    rights=(Right.COPY, Right.ERASURE),
    statuses=(Status.REGISTERED, Status.AWAITING_ADVICE),
    steps=(Step.PROPOSE, Step.ADVISE),
    draft_roles=(Role.FG,),
    asked=(Asked(date(2026, 11, 23), 7),),
    names=("WPR-2026-0001", "A.B.", "de", "Vrïes", "BRIEF-2026-0004"),
)


def test_a_case_is_found_by_each_right_state_role_and_its_owner() -> None:
    assert keys_of(STANDING) == {
        "all",
        "owner:12",
        "right:copy",
        "right:erasure",
        "status:registered",
        "status:awaiting_advice",
        "role:contact_person",
        "role:fg",
        "waiting:contact_person+fg",
        "asked:2026-11-23:7",
    }


def test_a_case_waits_for_whoever_has_a_step_or_a_letter_to_do() -> None:
    assert waits_for(STANDING) == {Role.CONTACT_PERSON, Role.FG}
    assert waits_for(replace(STANDING, steps=())) == {Role.FG}
    assert waits_for(replace(STANDING, steps=(Step.DECIDE,), draft_roles=())) == {Role.DECIDER}


def test_a_case_with_nothing_left_to_do_waits_for_nobody() -> None:
    done = replace(STANDING, steps=(), draft_roles=(), statuses=(Status.CLOSED,))
    assert waits_for(done) == frozenset()
    assert "waiting:" in keys_of(done)


def test_every_case_has_exactly_one_key_with_all_its_roles_that_can_be_read_back() -> None:
    kinds = [waiting_roles(key) for key in keys_of(STANDING)]
    assert [roles for roles in kinds if roles is not None] == [{Role.CONTACT_PERSON, Role.FG}]
    assert waiting_roles(waiting_key(())) == frozenset()


def test_a_search_looks_in_reference_name_and_letter_numbers() -> None:
    assert searched(STANDING) == "wpr-2026-0001 ab de vries brief-2026-0004"


def test_since_when_an_advice_is_asked_is_read_from_its_own_key_only() -> None:
    asked = Asked(date(2026, 2, 28), 12)
    assert asked_of(asked_key(asked)) == asked
    assert asked_of("owner:12") is None
