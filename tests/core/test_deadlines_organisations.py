"""The terms of the five organisations (domain section 2), from the regulation files themselves."""

from datetime import date

import pytest

from dsar.core.deadlines import Deadlines, derive
from dsar.core.vocabulary import ObjectionPurpose, Right
from dsar.regulations import load_catalogue

CATALOGUE = load_catalogue(extra_dirs=())
# Monday 2 March 2026: two weeks end on Monday 16 March, four weeks on Monday 30 March, a month on Thursday 2 April.
RECEIVED = date(2026, 3, 2)
TWO_WEEKS, FOUR_WEEKS, MONTH, THREE_MONTHS = date(2026, 3, 16), date(2026, 3, 30), date(2026, 4, 2), date(2026, 6, 2)

# right -> (the regulation's date for the answer, the regulation's date for the fulfilment)
NONE_OF_ITS_OWN = (None, None)
ANSWER_IN_FOUR_WEEKS = (FOUR_WEEKS, None)
ANSWER_IN_A_MONTH = (MONTH, None)
TERMS: dict[str, dict[Right, tuple[date | None, date | None]]] = {
    "zaz-welzijn": {},
    "westendorp-pr": {
        Right.CORRECTION: ANSWER_IN_FOUR_WEEKS,
        Right.SUPPLEMENT: ANSWER_IN_FOUR_WEEKS,
        Right.RESTRICTION: ANSWER_IN_FOUR_WEEKS,
        Right.ERASURE: ANSWER_IN_FOUR_WEEKS,
    },
    "aanzien": {
        Right.INSPECTION: (FOUR_WEEKS, FOUR_WEEKS),
        Right.COPY: (FOUR_WEEKS, FOUR_WEEKS),
        Right.CORRECTION: ANSWER_IN_FOUR_WEEKS,
        Right.SUPPLEMENT: ANSWER_IN_FOUR_WEEKS,
        Right.RESTRICTION: ANSWER_IN_FOUR_WEEKS,
        Right.ERASURE: ANSWER_IN_FOUR_WEEKS,
    },
    "werk-op-maat": {
        Right.INSPECTION: (TWO_WEEKS, TWO_WEEKS),
        Right.COPY: (TWO_WEEKS, TWO_WEEKS),
        Right.ERASURE: (None, THREE_MONTHS),
    },
    "werkkrachtcentrale": {
        Right.INSPECTION: ANSWER_IN_A_MONTH,
        Right.COPY: ANSWER_IN_A_MONTH,
        Right.CORRECTION: ANSWER_IN_A_MONTH,
        Right.SUPPLEMENT: ANSWER_IN_A_MONTH,
        Right.ERASURE: ANSWER_IN_A_MONTH,
    },
}


def derived(organisation: str, right: Right, received: date = RECEIVED, **facts: object) -> Deadlines:
    return derive(CATALOGUE.for_day(organisation, received), right, received, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("organisation", TERMS)
def test_each_right_runs_on_the_terms_of_its_organisation(organisation: str, right: Right) -> None:
    respond, fulfil = TERMS[organisation].get(right, NONE_OF_ITS_OWN)
    found = derived(organisation, right)
    assert (found.respond.regulation, found.fulfil.regulation) == (respond, fulfil)
    assert found.respond.statutory == found.fulfil.statutory == MONTH
    assert found.respond.governing == min(respond or MONTH, MONTH)
    assert found.fulfil.governing == min(fulfil or MONTH, MONTH)
    assert found.stop is None


@pytest.mark.parametrize("purpose", ["commercial", "charitable"])
@pytest.mark.parametrize("organisation", TERMS)
def test_commercial_or_charitable_use_stops_at_once_everywhere_beside_the_month(
    organisation: str, purpose: str
) -> None:
    found = derived(organisation, Right.OBJECTION, purpose=ObjectionPurpose(purpose))
    assert found.stop == RECEIVED
    assert found.respond.governing == found.fulfil.governing == MONTH
    source = next(step.source for step in found.steps if step.clock == "stop")
    named = organisation in ("zaz-welzijn", "westendorp-pr")
    assert source.endswith("AVG 21(3)")
    assert (source != "AVG 21(3)") == named


def test_westendorp_four_weeks_do_not_cover_inspection() -> None:
    found = derived("westendorp-pr", Right.INSPECTION)
    assert found.respond.regulation is None
    assert found.respond.governing == MONTH


def test_werk_op_maat_erasure_is_governed_by_the_month_while_three_months_stay_visible() -> None:
    found = derived("werk-op-maat", Right.ERASURE, date(2026, 1, 15))
    assert found.respond.regulation is None
    assert found.fulfil.regulation == date(2026, 4, 15)
    for clock in (found.respond, found.fulfil):
        assert clock.statutory == clock.governing == clock.without_pause == date(2026, 2, 16)
        assert clock.send_by == date(2026, 2, 12)


def test_four_weeks_are_28_days_and_not_a_month() -> None:
    # Sunday 1 February 2026: four weeks end on Sunday 1 March, the month moves from that Sunday to Monday 2 March
    found = derived("westendorp-pr", Right.CORRECTION, date(2026, 2, 1))
    assert found.respond.regulation == found.respond.governing == date(2026, 3, 1)
    assert found.respond.statutory == date(2026, 3, 2)
    assert found.fulfil.governing == date(2026, 3, 2)
