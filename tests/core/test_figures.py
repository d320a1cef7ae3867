"""A year in figures: what is in time, what is late, and what came most."""

from dataclasses import replace
from datetime import date

from dsar.core.figures import Handled, figures
from dsar.core.vocabulary import Ending, Outcome, Right

TODAY = date(2026, 6, 15)


def handled(
    right: Right = Right.COPY,
    *,
    due: date = date(2026, 3, 10),
    answered_on: date | None = None,
    outcome: Outcome | None = None,
    grounds: tuple[str, ...] = (),
    ending: Ending | None = None,
) -> Handled:
    return Handled(right, date(2026, 2, 10), due, answered_on, outcome, grounds, ending)


def test_an_answer_on_the_last_day_is_in_time_and_one_a_day_later_is_late() -> None:
    found = figures([handled(answered_on=date(2026, 3, 10)), handled(answered_on=date(2026, 3, 11))], TODAY)
    assert (found.received, found.in_time, found.late) == (2, 1, 1)


def test_what_is_open_is_late_only_after_its_last_day() -> None:
    found = figures([handled(due=TODAY), handled(due=date(2026, 6, 14))], TODAY)
    assert (found.open_in_time, found.open_late, found.in_time, found.late) == (1, 1, 0, 0)


def test_the_median_is_of_the_days_from_receipt_to_answer() -> None:
    days = [date(2026, 2, 12), date(2026, 2, 15), date(2026, 3, 12), date(2026, 2, 16)]
    found = figures([handled(), *(handled(answered_on=day) for day in days)], TODAY)
    assert found.median_days == 5.5
    assert figures([handled()], TODAY).median_days is None


def test_rights_outcomes_and_grounds_are_counted_most_first_and_then_by_code() -> None:
    rows = [
        handled(Right.ERASURE, outcome=Outcome.REFUSE, grounds=("opinion", "accurate")),
        handled(Right.COPY, outcome=Outcome.GRANT),
        handled(Right.ERASURE, outcome=Outcome.PARTIAL, grounds=("opinion",)),
        handled(Right.INSPECTION),
    ]
    found = figures(rows, TODAY)
    assert found.by_right == ((Right.ERASURE, 2), (Right.COPY, 1), (Right.INSPECTION, 1))
    assert found.by_outcome == ((Outcome.GRANT, 1), (Outcome.PARTIAL, 1), (Outcome.REFUSE, 1))
    assert found.by_ground == (("opinion", 2), ("accurate", 1))


def test_a_request_that_was_withdrawn_after_its_answer_was_answered() -> None:
    late = replace(handled(answered_on=date(2026, 3, 11), ending=Ending.WITHDRAWN), answer_left=True)
    found = figures([late, replace(late, answered_on=date(2026, 3, 10))], TODAY)
    assert (found.in_time, found.late, found.by_ending) == (1, 1, ((Ending.WITHDRAWN, 2),))


def test_a_withdrawn_request_is_neither_in_time_nor_late_and_one_not_handled_was_answered() -> None:
    late = date(2026, 3, 11)
    rows = [handled(answered_on=late, ending=Ending.WITHDRAWN), handled(answered_on=late, ending=Ending.NOT_HANDLED)]
    found = figures(rows, TODAY)
    assert (found.received, found.in_time, found.late, found.open_late) == (2, 0, 1, 0)
    assert found.by_ending == ((Ending.NOT_HANDLED, 1), (Ending.WITHDRAWN, 1))
