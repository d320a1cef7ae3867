"""Questions to the client and the extension of a term move the clocks of a case (domain 7.5, 7.6)."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from dsar.core.deadlines import Deadlines, Pause, derive
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.progress import Step, open_date
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import (
    ExtensionReason,
    IdentityMethod,
    LetterKind,
    QuestionOutcome,
    ReminderWay,
    Right,
    Role,
)
from dsar.core.workflow import Status
from dsar.models import Question
from dsar.queries.case_view import CaseView, case_view
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.questions import EndInput, end_question, remind
from tests.factories.world import World
from tests.services.desk import Desk, entries, granting

pytestmark = pytest.mark.usefixtures("canned")
AANZIEN = "aanzien"
IDENTITY, CLARIFICATION = LetterKind.IDENTITY_REQUEST, LetterKind.CLARIFICATION_REQUEST
NOTICE = LetterKind.EXTENSION_NOTICE
PRIVATE = "In het antwoord staat iets dat in geen spoor hoort."


def asked(desk: Desk, kind: LetterKind, right: Right) -> int:
    """Write a question, make its letter and post it today."""
    letter_id = desk.issue(draft_id=desk.draft(kind, right))
    desk.post(letter_id)
    return letter_id


def answered(desk: Desk, letter_id: int, day: date, outcome: QuestionOutcome = QuestionOutcome.ANSWERED) -> None:
    """Record today that a question was answered on a day, or withdrawn."""
    end_question(desk.work(), letter_id, desk.version, EndInput(outcome, day, PRIVATE))


def extended(desk: Desk, right: Right) -> int:
    """Ask the officer, make the notice and post it today."""
    draft_id = desk.draft(NOTICE, right)
    desk.advised(draft_id)
    letter_id = desk.issue(draft_id=draft_id)
    desk.post(letter_id)
    return letter_id


def later(desk: Desk, days: int) -> date:
    """Let days go by."""
    desk.world.moment += timedelta(days=days)
    return desk.world.today


def view_of(desk: Desk) -> CaseView:
    """Give the case as the contact person sees it now."""
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return case_view(session, desk.work().actor, desk.case_id, today=desk.world.today)


def engine(desk: Desk, right: Right, *pauses: Pause, is_extended: bool = False) -> Deadlines:
    """Give what the engine says of the same facts."""
    received = desk.world.case(desk.case_id).received_on
    return derive(desk.world.catalogue.newest(desk.slug), right, received, pauses=pauses, extended=is_extended)


def test_posting_the_question_starts_the_pause_on_that_day_and_not_making_it(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = desk.issue(draft_id=desk.draft(CLARIFICATION, Right.COPY))
    assert view_of(desk).case.questions == []
    asked_on = world.today
    desk.post(letter_id)
    later(desk, 4)
    (question,) = view_of(desk).case.questions
    assert (question.kind, question.asked_on, question.end) == (PauseReason.CLARIFICATION, asked_on, None)
    (entry,) = entries(world, "question.asked")
    assert f'"asked_on":"{asked_on.isoformat()}"' in entry.canonical


def test_an_open_pause_counts_up_to_today_on_the_page_and_never_in_the_stored_date(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.world.identify(desk.slug, desk.case_id)
    stored = world.case(desk.case_id).next_due_on
    asked_on = world.today
    asked(desk, CLARIFICATION, Right.COPY)
    assert world.case(desk.case_id).next_due_on == stored
    later(desk, 6)
    (row,) = view_of(desk).requests
    pause = Pause(asked_on, world.today, PauseReason.CLARIFICATION)
    assert row.deadlines == engine(desk, Right.COPY, pause)
    assert row.due_without_pause == stored
    assert world.case(desk.case_id).next_due_on == stored


def test_the_answer_ends_the_pause_and_moves_the_stored_date(world: World) -> None:
    desk = Desk(world, Right.COPY)
    desk.world.identify(desk.slug, desk.case_id)
    asked_on, letter_id = world.today, asked(desk, CLARIFICATION, Right.COPY)
    day = later(desk, 6)
    later(desk, 2)
    answered(desk, letter_id, day)
    wanted = engine(desk, Right.COPY, Pause(asked_on, day, PauseReason.CLARIFICATION))
    assert world.case(desk.case_id).next_due_on == open_date(wanted, Status.REGISTERED, None)
    (entry,) = entries(world, "question.ended")
    assert PRIVATE not in entry.canonical
    with pytest.raises(NotAllowed, match="question_ended"):
        answered(desk, letter_id, day)


def test_establishing_who_asks_ends_the_pause_of_the_whole_case(make_world) -> None:
    world = make_world(AANZIEN)
    desk = Desk(world, Right.COPY, Right.CORRECTION, slug=AANZIEN)
    asked_on = world.today
    asked(desk, IDENTITY, Right.COPY)
    day = later(desk, 5)
    failed = IdentityInput(IdentityMethod.KNOWN, established=False, checked_on=day)
    check_identity(desk.work(), desk.case_id, desk.version, failed)
    assert view_of(desk).case.questions[0].end is None
    world.identify(AANZIEN, desk.case_id)
    pause = Pause(asked_on, day, PauseReason.IDENTITY)
    for row in view_of(desk).requests:
        assert row.deadlines == engine(desk, row.request.right, pause)
        assert row.questions == ()


def test_a_clarification_pauses_only_the_requests_that_it_is_about(world: World) -> None:
    desk = Desk(world, Right.COPY, Right.CORRECTION)
    asked(desk, CLARIFICATION, Right.COPY)
    later(desk, 5)
    copy, correction = view_of(desk).requests
    assert copy.deadlines != engine(desk, Right.COPY)
    assert correction.deadlines == engine(desk, Right.CORRECTION)


def test_silence_ends_nothing_and_the_request_can_be_answered_as_it_stands(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    asked_on = world.today
    asked(desk, CLARIFICATION, Right.COPY)
    later(desk, 14)
    (row,) = view_of(desk).requests
    assert [one.asked_on for one in row.questions] == [asked_on]
    assert row.request.status is Status.REGISTERED
    desk.decide(Right.COPY, granting(Right.COPY))
    desk.post(desk.issue(Right.COPY))
    later(desk, 30)
    (row,) = view_of(desk).requests
    left_on = world.request(desk.case_id, Right.COPY).answered_on
    assert left_on is not None
    assert row.deadlines == engine(desk, Right.COPY, Pause(asked_on, left_on, PauseReason.CLARIFICATION))
    assert row.questions == ()


@pytest.mark.parametrize("kind", [IDENTITY, CLARIFICATION])
def test_while_a_question_is_open_the_next_step_waits_for_the_client(world: World, kind: LetterKind) -> None:
    desk = Desk(world, Right.COPY)
    if kind is CLARIFICATION:
        world.identify(desk.slug, desk.case_id)
    letter_id = asked(desk, kind, Right.COPY)
    assert view_of(desk).step is (Step.AWAIT_PROOF if kind is IDENTITY else Step.AWAIT_ANSWER)
    answered(desk, letter_id, world.today, QuestionOutcome.WITHDRAWN)
    assert view_of(desk).step is (Step.CHECK_IDENTITY if kind is IDENTITY else Step.PROPOSE)


def test_a_question_that_is_no_longer_needed_pauses_nothing(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = desk.issue(draft_id=desk.draft(IDENTITY, Right.COPY))
    world.identify(desk.slug, desk.case_id)
    desk.post(letter_id)
    assert view_of(desk).case.questions == []
    assert not entries(world, "question.asked")


def test_an_answer_has_a_day_between_the_question_and_today(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = asked(desk, CLARIFICATION, Right.COPY)
    with pytest.raises(InvalidInput, match="answer_before_question"):
        answered(desk, letter_id, world.today - timedelta(days=1))
    with pytest.raises(InvalidInput, match="day_in_future"):
        answered(desk, letter_id, world.today + timedelta(days=1))
    assert view_of(desk).case.questions[0].end is None


def test_who_asks_is_answered_by_a_check_only(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = asked(desk, IDENTITY, Right.COPY)
    with pytest.raises(InvalidInput, match="identity_by_check"):
        answered(desk, letter_id, world.today)


def test_only_a_letter_that_asked_something_can_be_answered(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = desk.issue()
    with pytest.raises(NotFound):
        answered(desk, letter_id, world.today)


def test_posting_the_notice_extends_once_and_the_letter_prints_both_dates(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    letter_id = extended(desk, Right.INSPECTION)
    (row,) = view_of(desk).requests
    assert row.deadlines == engine(desk, Right.INSPECTION, is_extended=True)
    assert row.deadlines.refuse_by == date(2026, 12, 18)
    assert world.case(desk.case_id).next_due_on == row.deadlines.respond.statutory
    (printed,) = desk.context(letter_id).requests
    assert printed.extended_until == row.deadlines.respond.statutory
    assert printed.respond_by == engine(desk, Right.INSPECTION).respond.governing
    extension = row.request.extension
    assert extension is not None
    assert (extension.reason, extension.extended_on) == (ExtensionReason.COMPLEXITY, world.today)
    (entry,) = entries(world, "request.extended")
    assert extension.explanation not in entry.canonical
    with pytest.raises(InvalidInput, match="extension_exists"):
        desk.draft(NOTICE, Right.INSPECTION)


def test_an_extension_breaks_the_promise_of_the_regulation_and_says_so(make_world) -> None:
    desk = Desk(make_world(AANZIEN), Right.COPY, slug=AANZIEN)
    extended(desk, Right.COPY)
    (row,) = view_of(desk).requests
    assert "regulation_promise_broken" in row.deadlines.flags
    assert row.due == row.deadlines.respond.statutory


def test_a_notice_that_was_made_and_not_posted_extends_nothing(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    draft_id = desk.draft(NOTICE, Right.INSPECTION)
    desk.advised(draft_id)
    desk.issue(draft_id=draft_id)
    (row,) = view_of(desk).requests
    assert row.request.extension is None
    assert row.deadlines.refuse_by is None


def test_a_pause_makes_the_first_month_longer_for_an_extension(world: World) -> None:
    desk = Desk(world, Right.COPY)
    asked_on, letter_id = world.today, asked(desk, CLARIFICATION, Right.COPY)
    day = later(desk, 14)
    answered(desk, letter_id, day)
    later(desk, 14)  # 21 December: without the pause the month ended on the 18th
    notice_id = extended(desk, Right.COPY)
    (row,) = view_of(desk).requests
    pause = Pause(asked_on, day, PauseReason.CLARIFICATION)
    assert row.deadlines == engine(desk, Right.COPY, pause, is_extended=True)
    (printed,) = desk.context(notice_id).requests
    assert printed.extended_until == row.deadlines.respond.statutory
    assert printed.law_by == row.deadlines.refuse_by


def test_a_letter_after_the_extension_promises_the_new_date(world: World) -> None:
    desk = Desk(world, Right.COPY)
    extended(desk, Right.COPY)
    (printed,) = desk.context(desk.issue()).requests
    assert printed.respond_by == engine(desk, Right.COPY, is_extended=True).respond.statutory
    assert printed.promise_article == ""


def test_only_a_contact_person_ends_a_question(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = asked(desk, CLARIFICATION, Right.COPY)
    given = EndInput(QuestionOutcome.ANSWERED, world.today)
    with pytest.raises(NotAllowed, match="role"):
        end_question(desk.work(Role.FG), letter_id, desk.version, given)


@given(data=st.data())
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_stored_date_is_what_the_engine_says_of_the_same_facts(world: World, data: st.DataObject) -> None:
    world.moment = type(world)(world.engine, world.catalogue).moment
    right = data.draw(st.sampled_from([Right.COPY, Right.INSPECTION]), "right")
    desk = Desk(world, right)
    pauses: list[Pause] = []
    for kind in data.draw(st.permutations([IDENTITY, CLARIFICATION]), "order"):
        later(desk, data.draw(st.integers(0, 4), "before asking"))
        asked_on, letter_id = world.today, asked(desk, kind, right)
        day = later(desk, data.draw(st.integers(0, 5), "until the answer"))
        if kind is CLARIFICATION:
            answered(desk, letter_id, day)
            pauses.append(Pause(asked_on, day, PauseReason.CLARIFICATION))
        else:
            world.identify(desk.slug, desk.case_id)
            pauses.append(Pause(asked_on, day, PauseReason.IDENTITY))
    is_extended = data.draw(st.booleans(), "extended")
    if is_extended:
        extended(desk, right)
    wanted = open_date(engine(desk, right, *pauses, is_extended=is_extended), Status.REGISTERED, None)
    assert world.case(desk.case_id).next_due_on == wanted
    assert view_of(desk).due == wanted


def test_a_reminder_moves_no_date_and_is_kept_with_its_question(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = asked(desk, CLARIFICATION, Right.COPY)
    later(desk, 14)
    before = view_of(desk).due
    remind(desk.work(), letter_id, desk.version, ReminderWay.TELEPHONE, world.today)
    remind(desk.work(), letter_id, desk.version, ReminderWay.LETTER, world.today)
    assert view_of(desk).due == before
    with Session(desk.world.engine) as session:
        question = session.get_one(Question, letter_id)
        told = [(one.way, one.reminded_on) for one in question.reminders]
    assert told == [(ReminderWay.TELEPHONE, world.today), (ReminderWay.LETTER, world.today)]
    assert len(entries(world, "question.reminded")) == 2


@pytest.mark.parametrize(("days", "code"), [(1, "day_in_future"), (-1, "answer_before_question")])
def test_a_day_on_which_nobody_can_have_been_reminded_is_refused(world: World, days: int, code: str) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = asked(desk, CLARIFICATION, Right.COPY)
    with pytest.raises(InvalidInput, match=code):
        remind(desk.work(), letter_id, desk.version, ReminderWay.LETTER, world.today + timedelta(days=days))


def test_nobody_is_reminded_of_what_was_answered(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = asked(desk, CLARIFICATION, Right.COPY)
    answered(desk, letter_id, world.today)
    with pytest.raises(NotAllowed, match="question_ended"):
        remind(desk.work(), letter_id, desk.version, ReminderWay.LETTER, world.today)


def test_a_letter_that_asks_nothing_has_no_reminder(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = desk.issue()
    with pytest.raises(NotFound):
        remind(desk.work(), letter_id, desk.version, ReminderWay.LETTER, world.today)
