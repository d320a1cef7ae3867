"""The deadline engine, rule by rule (domain section 7); every date names its weekday."""

import inspect
import re
from datetime import date

import pytest

from dsar.core import deadlines, governing, pauses, terms
from dsar.core.calendars import DayName
from dsar.core.counted import counted_steps
from dsar.core.deadlines import (
    Deadlines,
    Pause,
    Step,
    bare_term,
    carry_out_target,
    days_left,
    derive,
    mediated_term,
    remedy_term,
    remedy_until,
)
from dsar.core.errors import InvalidInput
from dsar.core.regulation import Calendar, PauseReason, Period, Regulation
from dsar.core.vocabulary import DispatchWay, ObjectionPurpose, Right
from dsar.wording.deadline_problems import PROBLEM_CODES
from dsar.wording.deadlines import STEP_CODES, step_text
from tests.factories.regulations import IDENTITY, make_regulation, make_term

MONDAY = date(2026, 6, 1)  # a month ends on Wednesday 1 July, four weeks on Monday 29 June
FIRST_MONTH = date(2026, 7, 1)
NO_TERMS = make_regulation()


def identity(start: date, end: date | None) -> Pause:
    return Pause(start, end, PauseReason.IDENTITY)


def clarification(start: date, end: date | None) -> Pause:
    return Pause(start, end, PauseReason.CLARIFICATION)


def june(day: int) -> date:
    return date(2026, 6, day)


def with_term(right: Right, period: str, binds: str = "respond", **rest: object) -> Regulation:
    return make_regulation({right: make_term(period, binds, **rest)}, name="Proef")  # type: ignore[arg-type]


def steps_of(found: Deadlines, clock: str) -> list[Step]:
    return [step for step in found.steps if step.clock == clock]


def problem(call: object, **facts: object) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        call(**facts)  # type: ignore[operator]
    return caught.value


def erasure(**facts: object) -> Deadlines:
    return derive(NO_TERMS, Right.ERASURE, MONDAY, **facts)  # type: ignore[arg-type]


# Which clock binds what


@pytest.mark.parametrize("right", [Right.INSPECTION, Right.COPY])
def test_a_term_to_fulfil_binds_the_answer_too_for_inspection_and_copy(right: Right) -> None:
    found = derive(with_term(right, "2w", "fulfil"), right, MONDAY)
    assert found.respond.regulation == found.fulfil.regulation == june(15)


def test_a_term_to_fulfil_leaves_the_answer_of_other_rights_to_the_law() -> None:
    found = derive(with_term(Right.ERASURE, "2w", "fulfil"), Right.ERASURE, MONDAY)
    assert found.respond.regulation is None
    assert found.respond.governing == FIRST_MONTH
    assert found.fulfil.governing == june(15)
    assert [step.code for step in steps_of(found, "governing")] == ["governing_other_target", "governing_regulation"]


def test_a_term_to_respond_leaves_the_fulfilment_to_the_law() -> None:
    found = derive(with_term(Right.INSPECTION, "2w"), Right.INSPECTION, MONDAY)
    assert (found.respond.regulation, found.fulfil.regulation) == (june(15), None)


def test_the_regulation_stays_on_a_day_off_while_the_law_moves() -> None:
    # received Friday 5 June: a month ends on Sunday 5 July
    found = derive(with_term(Right.COPY, "1m"), Right.COPY, june(5))
    assert found.respond.regulation == date(2026, 7, 5)
    assert found.respond.statutory == date(2026, 7, 6)
    assert found.respond.governing == date(2026, 7, 5)
    assert steps_of(found, "regulation")[-1].code == "not_moved"


def test_a_regulation_that_declares_the_termijnenwet_applicable_moves() -> None:
    # received Monday 13 April 2026: two weeks end on Koningsdag
    found = derive(with_term(Right.COPY, "2w", calendar=Calendar.ATW), Right.COPY, date(2026, 4, 13))
    assert found.respond.regulation == date(2026, 4, 28)


# Send by


@pytest.mark.parametrize(
    ("received", "governing", "posting_days", "send_by"),
    [
        (date(2026, 1, 15), date(2026, 2, 16), 2, date(2026, 2, 12)),  # Monday; sent on Thursday, over a weekend
        (date(2026, 6, 1), date(2026, 7, 1), 2, date(2026, 6, 29)),  # Wednesday; sent on Monday
        (date(2026, 6, 1), date(2026, 7, 1), 0, date(2026, 7, 1)),
        (date(2026, 3, 3), date(2026, 4, 7), 2, date(2026, 4, 1)),  # Tuesday after Easter; sent on Wednesday before it
        (date(2026, 6, 1), date(2026, 7, 1), 60, date(2026, 3, 31)),  # an absurd posting is not clamped to receipt
    ],
)
def test_post_leaves_so_many_working_days_earlier(
    received: date, governing: date, posting_days: int, send_by: date
) -> None:
    found = derive(NO_TERMS, Right.ERASURE, received, posting_days=posting_days)
    assert found.respond.governing == governing
    assert found.respond.send_by == send_by


def test_post_has_arrived_before_a_governing_date_that_is_a_saturday() -> None:
    # received Saturday 3 October 2026: four weeks end on Saturday 31 October; Wednesday 28 arrives on Friday 30
    found = derive(with_term(Right.COPY, "4w"), Right.COPY, date(2026, 10, 3))
    assert found.respond.governing == date(2026, 10, 31)
    assert found.respond.send_by == date(2026, 10, 28)


@pytest.mark.parametrize("way", [DispatchWay.HANDED_OVER, DispatchWay.PORTAL])
def test_handing_over_may_wait_until_the_last_working_day(way: DispatchWay) -> None:
    regulation = with_term(Right.COPY, "4w")
    assert derive(regulation, Right.COPY, date(2026, 10, 3), delivery=way).respond.send_by == date(2026, 10, 30)
    assert derive(regulation, Right.COPY, MONDAY, delivery=way, posting_days=9).respond.send_by == june(29)


def test_posting_days_default_to_the_organisation() -> None:
    found = derive(make_regulation(posting_days=4), Right.ERASURE, MONDAY)
    assert found.respond.send_by == june(25)
    assert problem(erasure, posting_days=-1).field == "posting_days"


# Pauses


def test_a_pause_adds_its_days_and_the_date_without_it_stays_visible() -> None:
    found = erasure(pauses=[identity(june(3), june(10))])
    assert found.respond.governing == date(2026, 7, 8)
    assert found.respond.without_pause == FIRST_MONTH
    assert found.flags == ()


def test_without_pauses_the_date_without_pause_is_the_governing_date() -> None:
    found = erasure()
    assert found.respond.without_pause == found.respond.governing
    assert steps_of(found, "without_pause") == []


def test_a_question_answered_the_same_day_costs_nothing() -> None:
    assert erasure(pauses=[identity(june(2), june(2))]).respond.governing == FIRST_MONTH


@pytest.mark.parametrize(
    "pauses",
    [
        [(3, 10), (5, 12)],
        [(5, 12), (3, 10)],
        [(3, 12), (5, 6)],
        [(3, 8), (8, 12)],
        [(3, 12), (3, 12)],
    ],
)
def test_overlapping_pauses_count_once(pauses: list[tuple[int, int]]) -> None:
    found = erasure(pauses=[identity(june(start), june(end)) for start, end in pauses])
    assert found.respond.governing == date(2026, 7, 10)


def test_pauses_apart_are_added_up() -> None:
    found = erasure(pauses=[identity(june(2), june(4)), identity(june(8), june(9))])
    assert found.respond.governing == date(2026, 7, 6)  # Saturday 4 July moves to Monday


def test_a_pause_after_the_end_does_not_count() -> None:
    found = erasure(pauses=[identity(date(2026, 7, 2), date(2026, 7, 20))])
    assert found.respond.governing == FIRST_MONTH
    assert "pause_after_end" in [step.code for step in found.steps]


def test_a_pause_on_the_last_day_counts_in_full() -> None:
    found = erasure(pauses=[identity(FIRST_MONTH, date(2026, 7, 9))])
    assert found.respond.governing == date(2026, 7, 9)


def test_an_earlier_pause_lets_a_later_one_count() -> None:
    later = identity(date(2026, 7, 3), date(2026, 7, 8))
    assert erasure(pauses=[later]).respond.governing == FIRST_MONTH
    assert erasure(pauses=[later, identity(june(2), june(5))]).respond.governing == date(2026, 7, 9)


def test_pauses_lengthen_the_extended_term() -> None:
    found = erasure(extended=True, pauses=[identity(date(2026, 8, 3), date(2026, 8, 5))])
    assert found.respond.statutory == date(2026, 9, 3)
    assert found.refuse_by == FIRST_MONTH  # the first month was over by then


def test_only_reasons_of_the_regulation_pause_its_own_clock() -> None:
    pauses = [identity(june(2), june(5)), clarification(june(4), june(12))]
    stays = derive(with_term(Right.COPY, "4w", "fulfil"), Right.COPY, MONDAY, pauses=pauses)
    assert (stays.fulfil.regulation, stays.fulfil.statutory) == (june(29), date(2026, 7, 13))
    moves = derive(with_term(Right.COPY, "4w", "fulfil", paused_by=IDENTITY), Right.COPY, MONDAY, pauses=pauses)
    assert moves.fulfil.regulation == date(2026, 7, 2)
    assert moves.fulfil.without_pause == june(29)


@pytest.mark.parametrize("right", [right for right in Right if right not in (Right.INSPECTION, Right.COPY)])
def test_clarification_pauses_only_inspection_and_copy(right: Right) -> None:
    error = problem(derive, regulation=NO_TERMS, right=right, received=MONDAY, pauses=[clarification(june(2), june(3))])
    assert (error.field, error.code) == ("pauses", "clarification_only_for_access")


@pytest.mark.parametrize(
    ("pause", "today", "code"),
    [
        (identity(date(2026, 5, 31), june(3)), None, "pause_before_receipt"),
        (identity(june(3), june(2)), None, "pause_ends_before_start"),
        (identity(june(3), None), None, "open_pause_needs_today"),
        (identity(june(3), None), june(2), "pause_starts_after_today"),
    ],
)
def test_a_pause_that_cannot_be_is_refused(pause: Pause, today: date | None, code: str) -> None:
    error = problem(erasure, pauses=[pause], today=today)
    assert (error.field, error.code) == ("pauses", code)


def test_an_open_pause_counts_up_to_today() -> None:
    assert erasure(pauses=[identity(june(3), None)], today=june(10)).respond.governing == date(2026, 7, 8)


def test_a_question_more_than_five_working_days_after_receipt_is_flagged() -> None:
    # received Monday 1 June: the fifth working day is Monday 8 June
    assert erasure(pauses=[identity(june(8), june(9))]).flags == ()
    late = erasure(pauses=[identity(june(9), june(10))])
    assert late.flags == ("asked_late",)
    assert [step.date for step in late.steps if step.code == "asked_late"] == [june(9)]


# Extension


def test_an_extension_makes_three_months_from_receipt_and_keeps_the_day_for_refusing() -> None:
    found = erasure(extended=True)
    assert found.respond.statutory == date(2026, 9, 1)
    assert found.refuse_by == FIRST_MONTH
    assert erasure().refuse_by is None


def test_the_day_for_refusing_moves_with_pauses_and_days_off() -> None:
    # received Thursday 4 June: a month ends on Saturday 4 July, with five days on Thursday 9 July
    assert derive(NO_TERMS, Right.ERASURE, june(4), extended=True).refuse_by == date(2026, 7, 6)
    paused = derive(NO_TERMS, Right.ERASURE, june(4), extended=True, pauses=[identity(june(5), june(10))])
    assert paused.refuse_by == date(2026, 7, 9)


def test_an_extension_never_moves_the_regulation_whose_promise_is_then_broken() -> None:
    found = derive(with_term(Right.COPY, "4w", "fulfil"), Right.COPY, MONDAY, extended=True)
    assert found.respond.regulation == found.respond.governing == june(29)
    assert found.flags == ("regulation_promise_broken",)
    assert steps_of(found, "regulation")[-1].code == "promise_broken"


def test_no_promise_is_broken_where_the_regulation_promises_no_earlier_date() -> None:
    assert erasure(extended=True).flags == ()
    assert derive(with_term(Right.ERASURE, "3m", "fulfil"), Right.ERASURE, MONDAY, extended=True).flags == ()


def test_extending_is_possible_up_to_the_end_of_the_first_month_with_its_pauses() -> None:
    pauses = [identity(june(2), june(4))]
    assert erasure(extended=True, extended_on=FIRST_MONTH).refuse_by == FIRST_MONTH
    assert erasure(extended=True, extended_on=date(2026, 7, 3), pauses=pauses).refuse_by == date(2026, 7, 3)
    error = problem(erasure, extended=True, extended_on=date(2026, 7, 2))
    assert (error.field, error.code) == ("extended_on", "extended_too_late")
    assert problem(erasure, extended=True, extended_on=date(2026, 5, 31)).code == "extended_before_receipt"
    assert problem(erasure, extended_on=june(2)).code == "extended_on_without_extension"


# Objection


@pytest.mark.parametrize("purpose", [None, ObjectionPurpose.OTHER])
def test_another_objection_runs_on_the_month_alone(purpose: ObjectionPurpose | None) -> None:
    found = derive(NO_TERMS, Right.OBJECTION, MONDAY, purpose=purpose)
    assert found.stop is None
    assert found.respond.governing == FIRST_MONTH


def test_stopping_at_once_cites_the_regulation_where_it_says_so() -> None:
    regulation = make_regulation(stop_articles={"commercial": "5"}, name="Proef")
    found = derive(regulation, Right.OBJECTION, MONDAY, purpose=ObjectionPurpose.COMMERCIAL)
    assert steps_of(found, "stop")[0].source == "Proef, art. 5; AVG 21(3)"
    other = derive(regulation, Right.OBJECTION, MONDAY, purpose=ObjectionPurpose.CHARITABLE)
    assert (other.stop, steps_of(other, "stop")[0].source) == (MONDAY, "AVG 21(3)")


@pytest.mark.parametrize("right", [right for right in Right if right is not Right.OBJECTION])
def test_a_purpose_belongs_to_an_objection_only(right: Right) -> None:
    facts = {"regulation": NO_TERMS, "right": right, "received": MONDAY, "purpose": ObjectionPurpose.OTHER}
    assert problem(derive, **facts).field == "purpose"


# Why this date


def test_the_derivation_names_each_day_that_moved_the_date() -> None:
    # received Tuesday 3 March 2026: Good Friday, Saturday, Sunday, Easter Monday
    found = derive(NO_TERMS, Right.ERASURE, date(2026, 3, 3))
    moved = [(step.date.day, step.params["names"], step.source) for step in found.steps if step.code == "moved"]
    assert moved == [
        (3, (DayName.GOOD_FRIDAY,), "Verordening 1182/71 art. 3(4); Algemene termijnenwet art. 3(2)"),
        (4, (DayName.SATURDAY,), "Verordening 1182/71 art. 3(4)"),
        (5, (DayName.SUNDAY,), "Verordening 1182/71 art. 3(4)"),
        (6, (DayName.EASTER_MONDAY,), "Verordening 1182/71 art. 3(4); Algemene termijnenwet art. 3(1)"),
    ]
    texts = " ".join(step_text(step) for step in found.steps)
    for word in ("Goede Vrijdag", "een zaterdag", "een zondag", "Tweede paasdag", "dinsdag 7 april 2026"):
        assert word in texts


def test_equated_days_are_named_with_their_article() -> None:
    # six weeks from Thursday 20 November 2025: New Year's Day, the equated 2 January, a weekend
    sources = [step.source for step in remedy_term(date(2025, 11, 20)).steps if step.code == "moved"]
    assert sources[:2] == ["Algemene termijnenwet art. 1, 3(1)", "Algemene termijnenwet art. 1, 3(3)"]
    assert sources[2:] == ["Algemene termijnenwet art. 1"] * 2


@pytest.mark.parametrize(
    ("received", "calendar", "said"),
    [
        (date(2023, 3, 1), Calendar.ATW, True),
        (date(2024, 3, 1), Calendar.ATW, False),
        (date(2028, 3, 1), Calendar.ATW, False),
        (date(2028, 12, 20), Calendar.ATW, True),
        (date(2023, 3, 1), Calendar.EU1182_NL, False),
        (date(2030, 3, 1), Calendar.NONE, False),
    ],
)
def test_a_year_whose_decrees_were_not_researched_is_said_with_atw_only(
    received: date, calendar: Calendar, said: bool
) -> None:
    found = derive(with_term(Right.COPY, "4w", calendar=calendar), Right.COPY, received)
    assert ("equated_days_not_reviewed" in [step.code for step in found.steps]) == said
    assert ("equated_days_not_reviewed" in found.flags) == said


def test_the_last_step_of_each_clock_carries_its_date() -> None:
    pauses = [identity(june(9), june(19))]
    found = derive(with_term(Right.COPY, "4w", "fulfil"), Right.COPY, MONDAY, pauses=pauses, extended=True)
    last = {step.clock: step.date for step in found.steps}
    assert last["regulation"] == found.fulfil.regulation
    assert last["statutory"] == found.fulfil.statutory
    assert last["governing"] == found.fulfil.governing
    assert last["send_by"] == found.fulfil.send_by
    assert last["without_pause"] == found.fulfil.without_pause
    assert last["refuse_by"] == found.refuse_by


def test_a_short_month_is_explained() -> None:
    found = derive(NO_TERMS, Right.ERASURE, date(2026, 1, 31))
    step = next(step for step in found.steps if step.code == "short_month")
    assert (step.date, step.source) == (date(2026, 2, 28), "Verordening 1182/71 art. 3(2)(c)")
    assert "februari 2026" in step_text(step)
    assert "31" in step_text(step)


def test_every_step_code_has_a_sentence_and_every_sentence_a_step() -> None:
    late = [identity(june(9), june(19)), clarification(june(10), june(22))]
    late.append(identity(date(2026, 12, 1), date(2026, 12, 2)))
    sunday = with_term(Right.COPY, "1m", "fulfil")
    found = [
        derive(with_term(Right.COPY, "4w", "fulfil"), Right.COPY, MONDAY, pauses=late, extended=True),
        derive(sunday, Right.COPY, june(5), delivery=DispatchWay.PORTAL),
        derive(with_term(Right.COPY, "3m"), Right.COPY, date(2026, 1, 31)),
        derive(with_term(Right.COPY, "1m"), Right.COPY, MONDAY),
        derive(NO_TERMS, Right.OBJECTION, MONDAY, purpose=ObjectionPurpose.COMMERCIAL),
    ]
    steps = [step for one in found for step in (*one.steps, *counted_steps(one))] + list(
        remedy_term(date(2030, 1, 1)).steps
    )
    steps += mediated_term(date(2030, 1, 1)).steps
    assert {step.code for step in steps} == STEP_CODES
    for step in steps:
        assert step_text(step).endswith(".")
        assert step.source


def test_every_problem_of_the_engine_has_a_sentence() -> None:
    modules = (deadlines, governing, pauses, terms)
    raised = {
        code
        for module in modules
        for code in re.findall(r'InvalidInput\(\s*"[a-z_]+",\s*"([a-z_]+)"', inspect.getsource(module))
    }
    assert len(raised) == 12
    assert raised <= PROBLEM_CODES


# Bare terms, targets and helpers


def test_a_bare_term_can_be_extended_only_in_months() -> None:
    assert bare_term(Period.parse("1m"), Calendar.NONE, MONDAY, extended=True).due == date(2026, 9, 1)
    for rule in ("4w", "10d"):
        error = problem(bare_term, period=Period.parse(rule), calendar=Calendar.NONE, received=MONDAY, extended=True)
        assert (error.field, error.code) == ("extended", "extension_only_for_months")


def test_a_bare_term_takes_every_pause_and_gives_the_date_without_it() -> None:
    pauses = [clarification(june(2), june(4)), identity(june(3), None)]
    term = bare_term(Period.parse("10d"), Calendar.NONE, MONDAY, pauses, today=june(9))
    assert (term.due, term.without_pause) == (june(18), june(11))


def test_the_remedy_runs_six_weeks_from_the_date_of_the_letter() -> None:
    assert remedy_until(MONDAY) == date(2026, 7, 13)
    term = remedy_term(MONDAY)
    assert (term.due, {step.clock for step in term.steps}) == (date(2026, 7, 13), {"remedy"})
    assert "Ontvangen" not in step_text(term.steps[0])


def test_carrying_out_has_a_target_never_later_than_the_governing_date() -> None:
    assert carry_out_target(june(1), 5, date(2026, 7, 1)) == june(8)
    assert carry_out_target(june(29), 5, date(2026, 7, 1)) == date(2026, 7, 1)


def test_days_left_are_counted_in_calendar_days() -> None:
    assert [days_left(june(day), june(10)) for day in (8, 10, 11)] == [2, 0, -1]


@pytest.mark.parametrize("received", [date(9999, 12, 31), date(9999, 12, 1), date(9999, 10, 1)])
def test_a_date_past_the_calendar_is_refused_without_a_crash(received: date) -> None:
    for call, facts in (
        (derive, {"regulation": NO_TERMS, "right": Right.ERASURE, "extended": True}),
        (bare_term, {"period": Period.parse("99m"), "calendar": Calendar.ATW}),
    ):
        error = problem(call, received=received, **facts)
        assert (error.field, error.code) == ("received", "date_out_of_range")


def test_a_date_before_the_calendar_is_refused_without_a_crash() -> None:
    facts = {"regulation": NO_TERMS, "right": Right.ERASURE, "posting_days": 60}
    assert problem(derive, received=date(1, 1, 1), **facts).code == "date_out_of_range"
