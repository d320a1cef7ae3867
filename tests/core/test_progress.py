"""Which step of a case comes first."""

from dsar.core.progress import Step, first_step


def test_what_came_back_is_shown_before_what_was_not_begun() -> None:
    assert first_step([Step.PROPOSE, Step.REVISE]) is Step.REVISE


def test_who_asks_comes_before_everything_else() -> None:
    assert first_step([Step.REVISE, Step.CHECK_IDENTITY]) is Step.CHECK_IDENTITY


def test_a_case_without_requests_left_has_no_step() -> None:
    assert first_step([]) is Step.NONE
