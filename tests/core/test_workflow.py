"""The table of the workflow: every role, status and action, and the guards one by one."""

from dataclasses import replace
from itertools import product

import pytest

from dsar.core.advice_terms import Stage
from dsar.core.errors import NotAllowed
from dsar.core.guards import advice_recorded
from dsar.core.vocabulary import AdviceKind, Outcome, Role
from dsar.core.workflow import (
    TRANSITIONS,
    Action,
    Facts,
    Status,
    Transition,
    allowed_actions,
    check_table,
    find_transition,
)

AUTHOR, OFFICER, DECIDER, OTHER = 1, 2, 3, 4

HEARD = {role: {Action.ANSWER_HEARING} for role in (Role.COLLEAGUE, Role.DECIDER)}
HANDLING = {
    Action.CHECK_IDENTITY,
    Action.HEAR,
    Action.ANSWER_HEARING,
    Action.PROPOSE,
    Action.WITHDRAW,
    Action.END_AS_DOUBLE,
}

# With everything in order, who may do what in which status. Written out by hand: the table must not prove itself.
ALLOWED: dict[Status, dict[Role, set[Action]]] = {
    Status.REGISTERED: {Role.CONTACT_PERSON: HANDLING, **HEARD},
    Status.AWAITING_ADVICE: {
        Role.CONTACT_PERSON: HANDLING,
        Role.FG: {Action.AGREE, Action.RETURN, Action.ADVISE_AGAINST},
        Role.DEPUTY_FG: {Action.AGREE, Action.RETURN, Action.ADVISE_AGAINST},
        Role.COLLEAGUE: {Action.ANSWER_HEARING},
        Role.DECIDER: {Action.ANSWER_HEARING, Action.GO_WITHOUT_ADVICE},
    },
    Status.RETURNED: {Role.CONTACT_PERSON: HANDLING, **HEARD},
    Status.AWAITING_DECISION: {
        Role.CONTACT_PERSON: HANDLING,
        Role.COLLEAGUE: {Action.ANSWER_HEARING},
        Role.DECIDER: {Action.ANSWER_HEARING, Action.DECIDE, Action.SEND_BACK},
    },
    Status.DECIDED: {Role.CONTACT_PERSON: {Action.ISSUE_LETTER, Action.POST_LETTER, Action.WITHDRAW}},
    Status.ANSWERED: {Role.CONTACT_PERSON: {Action.CARRY_OUT, Action.REOPEN, Action.WITHDRAW}},
    Status.CLOSED: {Role.CONTACT_PERSON: {Action.REOPEN}},
}

IN_ORDER = Facts(
    status=Status.REGISTERED,
    actor_id=OTHER,
    identity_established=True,
    heard=True,
    outcome=Outcome.GRANT,
    author_id=AUTHOR,
    advice=AdviceKind.AGREE,
    adviser_id=OFFICER,
    advice_stage=Stage.OVER,
    letter_final=True,
)


@pytest.mark.parametrize(("role", "status", "action"), list(product(Role, Status, Action)))
def test_only_what_is_written_down_is_allowed(role: Role, status: Status, action: Action) -> None:
    facts = replace(IN_ORDER, status=status)
    expected = action in ALLOWED[status].get(role, set())
    assert (action in allowed_actions(facts, frozenset({role}))) is expected


def test_nobody_without_a_role_may_do_anything() -> None:
    for status in Status:
        assert allowed_actions(replace(IN_ORDER, status=status), frozenset()) == frozenset()


@pytest.mark.parametrize("outcome", [Outcome.REFUSE, Outcome.PARTIAL])
@pytest.mark.parametrize("advice_on_grants", [True, False])
def test_a_refusal_in_full_or_in_part_goes_to_the_officer(outcome: Outcome, advice_on_grants: bool) -> None:
    facts = replace(IN_ORDER, outcome=outcome, advice_on_grants=advice_on_grants)
    row = find_transition(Action.PROPOSE, facts, frozenset({Role.CONTACT_PERSON}))
    assert row.target is Status.AWAITING_ADVICE


def test_a_grant_goes_to_the_decider_where_the_organisation_chose_so() -> None:
    facts = replace(IN_ORDER, advice_on_grants=False)
    row = find_transition(Action.PROPOSE, facts, frozenset({Role.CONTACT_PERSON}))
    assert row.target is Status.AWAITING_DECISION


@pytest.mark.parametrize("advice", [None, AdviceKind.RETURN])
def test_no_refusal_is_decided_without_advice_on_that_revision(advice: AdviceKind | None) -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_DECISION, outcome=Outcome.REFUSE, advice=advice)
    assert reason(Action.DECIDE, facts, Role.DECIDER) == "advice_missing"


@pytest.mark.parametrize("stage", [None, Stage.OFFICER, Stage.DEPUTY])
def test_nobody_goes_on_without_advice_while_somebody_can_still_give_it(stage: Stage | None) -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_ADVICE, outcome=Outcome.REFUSE, advice=None, advice_stage=stage)
    assert reason(Action.GO_WITHOUT_ADVICE, facts, Role.DECIDER) == "advice_term_running"
    assert reason(Action.DECIDE, facts, Role.DECIDER) == "status"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DECIDER])
def test_only_a_decider_goes_on_without_advice(role: Role) -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_ADVICE, advice_stage=Stage.OVER)
    assert reason(Action.GO_WITHOUT_ADVICE, facts, role) == "role"


def test_a_refusal_is_decided_with_a_recorded_without_advice() -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_DECISION, outcome=Outcome.REFUSE, advice=None, adviser_id=None)
    assert reason(Action.DECIDE, facts, Role.DECIDER) == "advice_missing"
    assert reason(Action.DECIDE, replace(facts, without_advice=True), Role.DECIDER) is None


@pytest.mark.parametrize("action", [Action.AGREE, Action.RETURN, Action.ADVISE_AGAINST])
def test_the_deputy_is_asked_once_the_officers_term_has_passed(action: Action) -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_ADVICE, advice_stage=Stage.OFFICER)
    assert reason(action, facts, Role.DEPUTY_FG) == "officer_term_running"
    assert reason(action, facts, Role.FG) is None
    for stage in (Stage.DEPUTY, Stage.OVER):
        assert reason(action, replace(facts, advice_stage=stage), Role.DEPUTY_FG) is None
        assert reason(action, replace(facts, advice_stage=stage, actor_id=AUTHOR), Role.DEPUTY_FG) == "own_proposal"


@pytest.mark.parametrize("action", [Action.AGREE, Action.RETURN, Action.ADVISE_AGAINST])
def test_nobody_advises_on_their_own_proposal(action: Action) -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_ADVICE, actor_id=AUTHOR)
    assert reason(action, facts, Role.FG) == "own_proposal"


def test_the_author_decides_only_where_the_organisation_says_so() -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_DECISION, actor_id=AUTHOR)
    assert reason(Action.DECIDE, facts, Role.DECIDER) == "own_proposal"
    assert reason(Action.DECIDE, replace(facts, author_may_decide=True), Role.DECIDER) is None


def test_who_advised_does_not_decide_even_where_the_author_may() -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_DECISION, actor_id=OFFICER, author_may_decide=True)
    assert reason(Action.DECIDE, facts, Role.DECIDER) == "own_advice"


def test_no_decision_before_whoever_collected_the_data_was_heard() -> None:
    facts = replace(IN_ORDER, status=Status.AWAITING_DECISION, hearing_article="9.2", heard=False)
    assert reason(Action.DECIDE, facts, Role.DECIDER) == "hearing_missing"
    assert reason(Action.DECIDE, replace(facts, heard=True), Role.DECIDER) is None


@pytest.mark.parametrize("status", [Status.REGISTERED, Status.RETURNED, Status.AWAITING_ADVICE])
def test_no_proposal_before_it_is_clear_who_asks(status: Status) -> None:
    facts = replace(IN_ORDER, status=status, identity_established=False)
    assert reason(Action.PROPOSE, facts, Role.CONTACT_PERSON) == "identity_not_established"


def test_a_right_that_knows_no_refusal_is_not_refused() -> None:
    facts = replace(IN_ORDER, outcome=Outcome.REFUSE, refusable=False)
    assert reason(Action.PROPOSE, facts, Role.CONTACT_PERSON) == "not_refusable"
    facts = replace(facts, status=Status.AWAITING_DECISION)
    assert reason(Action.DECIDE, facts, Role.DECIDER) == "not_refusable"


@pytest.mark.parametrize("outcome", [Outcome.REFUSE, Outcome.PARTIAL])
def test_no_refusal_letter_while_the_legal_nature_is_unset(outcome: Outcome) -> None:
    facts = replace(IN_ORDER, status=Status.DECIDED, outcome=outcome, legal_nature_known=False)
    assert reason(Action.ISSUE_LETTER, facts, Role.CONTACT_PERSON) == "legal_nature_unknown"


def test_a_full_refusal_ends_when_its_letter_has_left() -> None:
    facts = replace(IN_ORDER, status=Status.DECIDED, outcome=Outcome.REFUSE)
    assert find_transition(Action.POST_LETTER, facts, frozenset({Role.CONTACT_PERSON})).target is Status.CLOSED


@pytest.mark.parametrize("outcome", [Outcome.GRANT, Outcome.PARTIAL])
def test_what_was_granted_must_still_be_carried_out(outcome: Outcome) -> None:
    facts = replace(IN_ORDER, status=Status.DECIDED, outcome=outcome)
    assert find_transition(Action.POST_LETTER, facts, frozenset({Role.CONTACT_PERSON})).target is Status.ANSWERED


def test_a_letter_that_is_not_final_cannot_be_posted() -> None:
    facts = replace(IN_ORDER, status=Status.DECIDED, letter_final=False)
    assert reason(Action.POST_LETTER, facts, Role.CONTACT_PERSON) == "letter_not_final"


def test_the_reason_tells_a_wrong_role_from_a_wrong_moment() -> None:
    assert reason(Action.DECIDE, replace(IN_ORDER, status=Status.CLOSED), Role.AUDITOR) == "role"
    assert reason(Action.DECIDE, replace(IN_ORDER, status=Status.CLOSED), Role.DECIDER) == "status"


def _without(*left_out: Transition) -> tuple[Transition, ...]:
    return tuple(row for row in TRANSITIONS if row not in left_out)


def test_a_table_with_a_status_out_of_reach_is_refused() -> None:
    rows = _without(*(row for row in TRANSITIONS if row.target is Status.DECIDED))
    with pytest.raises(ValueError, match="cannot be reached"):
        check_table(rows)


def test_a_table_with_a_dead_end_is_refused() -> None:
    rows = _without(*(row for row in TRANSITIONS if row.action is Action.CARRY_OUT))
    with pytest.raises(ValueError, match="leads to no end"):
        check_table(rows)


def test_a_table_in_which_a_refusal_passes_the_officer_by_is_refused() -> None:
    shortcut = Transition(Status.REGISTERED, Action.PROPOSE, Status.AWAITING_DECISION, frozenset({Role.CONTACT_PERSON}))
    with pytest.raises(ValueError, match="pass the officer by"):
        check_table((*TRANSITIONS, shortcut))


def test_a_table_in_which_a_refusal_is_decided_without_advice_is_refused() -> None:
    decide = next(row for row in TRANSITIONS if row.action is Action.DECIDE)
    bare = replace(decide, guards=tuple(guard for guard in decide.guards if guard is not advice_recorded))
    with pytest.raises(ValueError, match="without advice"):
        check_table((*_without(decide), bare))


def test_a_table_in_which_the_officer_is_passed_by_within_the_term_is_refused() -> None:
    without = next(row for row in TRANSITIONS if row.action is Action.GO_WITHOUT_ADVICE)
    with pytest.raises(ValueError, match="within the term"):
        check_table((*_without(without), replace(without, guards=())))


def test_an_end_has_no_way_out() -> None:
    row = Transition(Status.CLOSED, Action.PROPOSE, Status.AWAITING_ADVICE, frozenset({Role.CONTACT_PERSON}))
    with pytest.raises(ValueError, match="an end"):
        check_table((*TRANSITIONS, row))


def reason(action: Action, facts: Facts, role: Role) -> str | None:
    try:
        find_transition(action, facts, frozenset({role}))
    except NotAllowed as error:
        return error.code
    return None


def test_a_request_is_left_unhandled_only_while_nobody_knows_who_asks() -> None:
    before = (Status.REGISTERED, Status.AWAITING_ADVICE, Status.RETURNED, Status.AWAITING_DECISION)
    for status in Status:
        unknown = replace(IN_ORDER, status=status, identity_established=False)
        allowed = Action.LEAVE_UNHANDLED in allowed_actions(unknown, frozenset({Role.CONTACT_PERSON}))
        assert allowed is (status in before)
    known = replace(IN_ORDER, status=Status.REGISTERED)
    assert reason(Action.LEAVE_UNHANDLED, known, Role.CONTACT_PERSON) == "identity_known"


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.CLOSED])
def test_about_somebody_who_died_nothing_is_decided_and_an_explanation_ends_it(status: Status) -> None:
    died = replace(IN_ORDER, status=status, deceased=True)
    everybody = frozenset(Role)
    allowed = allowed_actions(died, everybody)
    lasting = {Action.CHECK_IDENTITY, Action.HEAR, Action.ANSWER_HEARING, Action.STOP_USE, Action.REOPEN}
    assert Action.EXPLAIN in allowed
    assert allowed <= lasting | {Action.EXPLAIN, Action.WITHDRAW, Action.END_AS_DOUBLE}
    assert find_transition(Action.EXPLAIN, died, everybody).target is Status.CLOSED


def test_only_what_the_client_must_take_is_left_undone() -> None:
    answered = replace(IN_ORDER, status=Status.ANSWERED)
    assert reason(Action.LEAVE_UNDONE, answered, Role.CONTACT_PERSON) == "not_left_undone"
    taken = replace(answered, taken_by_subject=True)
    assert find_transition(Action.LEAVE_UNDONE, taken, frozenset({Role.CONTACT_PERSON})).target is Status.CLOSED
    assert reason(Action.LEAVE_UNDONE, replace(taken, outcome=Outcome.REFUSE), Role.CONTACT_PERSON) == "not_granted"


def test_a_request_of_somebody_who_lives_is_never_ended_with_an_explanation() -> None:
    assert reason(Action.EXPLAIN, IN_ORDER, Role.CONTACT_PERSON) == "subject_not_deceased"
    assert reason(Action.PROPOSE, replace(IN_ORDER, deceased=True), Role.CONTACT_PERSON) == "subject_deceased"
