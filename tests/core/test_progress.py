"""What comes first in a case follows from the dates, and of one date from the order of the way."""

from datetime import date

from dsar.core.progress import Step, in_order

DAY, LATER = date(2026, 12, 1), date(2026, 12, 15)


def test_of_one_date_a_returned_proposal_comes_before_one_that_was_never_written() -> None:
    assert in_order([(Step.PROPOSE, DAY), (Step.REVISE, DAY)]) == (Step.REVISE, Step.PROPOSE)


def test_of_one_date_who_asks_is_established_first() -> None:
    assert in_order([(Step.REVISE, DAY), (Step.CHECK_IDENTITY, DAY)])[0] is Step.CHECK_IDENTITY


def test_the_step_with_the_earliest_date_comes_before_one_that_is_earlier_in_the_way() -> None:
    assert in_order([(Step.PROPOSE, LATER), (Step.CARRY_OUT, DAY)]) == (Step.CARRY_OUT, Step.PROPOSE)


def test_what_is_never_due_comes_last_and_a_case_without_steps_has_none() -> None:
    assert in_order([(Step.PROPOSE, None), (Step.FOLLOW_UP, DAY)]) == (Step.FOLLOW_UP, Step.PROPOSE)
    assert in_order([]) == ()
