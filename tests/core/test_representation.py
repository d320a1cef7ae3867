"""Who may act for the data subject, in what, and what must have been seen of it (UAVG 5; BW 3:60, 3:61)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.representation import (
    BY_LAW,
    BY_MANDATE,
    LONGEST_SCOPE,
    NEEDS_SCOPE,
    PROOFS,
    NewRepresentative,
    acts_on,
    check_authority,
    letters_to_representative,
    representative_mistakes,
)
from dsar.core.vocabulary import AuthorityProof, ChildAge, RepresentativeKind, Role
from dsar.core.workflow import Action, Facts, Status, allowed_actions, find_transition
from tests.factories.acting import acting, shown

RECEIVED, TODAY = date(2026, 11, 2), date(2026, 11, 30)
PARENT = RepresentativeKind.PARENT
CONTACT = frozenset({Role.CONTACT_PERSON})
KNOWN = Facts(Status.REGISTERED, actor_id=1, identity_established=True)


def wrong(new: NewRepresentative) -> set[tuple[str, str]]:
    """Give the fields that are refused, each with its code."""
    return {(mistake.field, mistake.code) for mistake in representative_mistakes(new, RECEIVED, TODAY)}


@pytest.mark.parametrize("kind", RepresentativeKind)
def test_everybody_who_can_act_for_another_can_be_recorded(kind: RepresentativeKind) -> None:
    assert wrong(acting(kind)) == set()


@pytest.mark.parametrize("kind", RepresentativeKind)
def test_a_task_that_covers_a_part_only_says_which(kind: RepresentativeKind) -> None:
    missing = {("scope", "scope_missing")} if kind in NEEDS_SCOPE else set()
    assert wrong(acting(kind, scope=" ")) == missing
    assert {RepresentativeKind.MENTOR, RepresentativeKind.PROPERTY_ADMINISTRATOR, *BY_MANDATE} == NEEDS_SCOPE


def test_what_cannot_be_is_refused_beside_its_field() -> None:
    new = acting(RepresentativeKind.MANDATED, scope="x" * (LONGEST_SCOPE + 1), holds_until=RECEIVED - timedelta(1))
    street = replace(new, person=replace(new.person, street="Beukstraat"))
    assert wrong(street) == {
        ("street", "house_number_missing"),
        ("scope", "detail_too_long"),
        ("holds_until", "authority_over"),
    }


def test_an_authority_that_held_on_the_day_of_receipt_was_enough_to_ask() -> None:
    assert wrong(acting(RepresentativeKind.MANDATED, holds_until=RECEIVED)) == set()


@pytest.mark.parametrize(
    ("age", "view", "found"),
    [
        (None, "", {("child_age", "child_age_missing")}),
        (ChildAge.SIXTEEN, "Ja.", {("child_age", "child_is_sixteen")}),
        (ChildAge.FROM_TWELVE, "", {("child_view", "child_view_missing")}),
        (ChildAge.FROM_TWELVE, "Het kind wil dit ook.", set()),
        (ChildAge.UNDER_TWELVE, "", set()),
    ],
)
def test_a_parent_acts_for_a_child_under_16_that_is_heard_from_12(
    age: ChildAge | None, view: str, found: set[tuple[str, str]]
) -> None:
    assert wrong(acting(PARENT, child_view=view) if age is None else acting(PARENT)) is not None
    assert wrong(replace(acting(PARENT), child_age=age, child_view=view)) == found


def test_a_child_is_asked_before_it_is_written_down() -> None:
    late = acting(PARENT, child_asked_on=TODAY + timedelta(1), child_view="Ja.")
    assert wrong(late) == {("child_asked_on", "day_in_future")}


@pytest.mark.parametrize("kind", [kind for kind in RepresentativeKind if kind is not PARENT])
def test_only_a_parent_is_asked_about_a_child(kind: RepresentativeKind) -> None:
    assert wrong(replace(acting(kind), child_age=ChildAge.UNDER_TWELVE)) == {("child_age", "child_without_parent")}


@pytest.mark.parametrize("kind", RepresentativeKind)
@pytest.mark.parametrize("proof", AuthorityProof)
def test_each_kind_shows_its_authority_in_its_own_way(kind: RepresentativeKind, proof: AuthorityProof) -> None:
    check = shown(kind, TODAY, proof=proof)
    if proof in PROOFS[kind]:
        check_authority(check, kind, RECEIVED, TODAY)
        return
    with pytest.raises(InvalidInput, match="proof_does_not_fit"):
        check_authority(check, kind, RECEIVED, TODAY)
    check_authority(replace(check, established=False), kind, RECEIVED, TODAY)


def test_whoever_has_a_mandate_shows_it_and_whoever_acts_by_law_is_not_taken_at_their_word() -> None:
    for kind in BY_MANDATE:
        assert PROOFS[kind] == {AuthorityProof.MANDATE, AuthorityProof.PERSON_SAID}
    for kind in BY_LAW:
        assert AuthorityProof.PERSON_SAID not in PROOFS[kind]


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"within_scope": False}, "outside_scope"),
        ({"checked_on": TODAY + timedelta(1)}, "day_in_future"),
        ({"checked_on": RECEIVED - timedelta(1)}, "day_before_receipt"),
        ({"note": "x" * 1001}, "detail_too_long"),
    ],
)
def test_an_authority_counts_within_its_task_on_a_day_that_can_be(changed: dict[str, object], code: str) -> None:
    kind = RepresentativeKind.MENTOR
    with pytest.raises(InvalidInput, match=code):
        check_authority(replace(shown(kind, TODAY), **changed), kind, RECEIVED, TODAY)


@pytest.mark.parametrize("kind", RepresentativeKind)
def test_letters_go_to_whoever_acts_by_law_and_else_as_mandated(kind: RepresentativeKind) -> None:
    assert letters_to_representative(kind, wanted=True)
    assert letters_to_representative(kind, wanted=False) is (kind in BY_LAW)


def test_an_authority_holds_up_to_and_with_its_last_day() -> None:
    assert acts_on(None, TODAY)
    assert acts_on(TODAY, TODAY)
    assert not acts_on(TODAY - timedelta(1), TODAY)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(KNOWN, authority_established=False), "authority_not_established"),
        (replace(KNOWN, explicit_request_article="artikel 12.1"), "explicit_request_missing"),
    ],
)
def test_no_proposal_and_no_decision_before_it_is_clear_that_somebody_may_ask(facts: Facts, code: str) -> None:
    with pytest.raises(NotAllowed, match=code):
        find_transition(Action.PROPOSE, facts, CONTACT)
    with pytest.raises(NotAllowed, match=code):
        find_transition(Action.DECIDE, replace(facts, status=Status.AWAITING_DECISION), frozenset({Role.DECIDER}))
    assert Action.PROPOSE in allowed_actions(KNOWN, CONTACT)


def test_the_explicit_request_is_refused_with_its_own_article() -> None:
    facts = replace(KNOWN, explicit_request_article="artikel 12.1", hearing_article="artikel 9.2")
    with pytest.raises(NotAllowed) as refused:
        find_transition(Action.PROPOSE, facts, CONTACT)
    assert refused.value.details["article"] == "artikel 12.1"


def test_a_request_is_left_unhandled_while_nobody_knows_whether_it_may_be_made() -> None:
    assert Action.LEAVE_UNHANDLED in allowed_actions(replace(KNOWN, authority_established=False), CONTACT)
    assert Action.LEAVE_UNHANDLED not in allowed_actions(KNOWN, CONTACT)
