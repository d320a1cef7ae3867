"""Who is told what on which day: each kind of reminder from its facts, once, and settled when it is not so any more."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dsar.core.calendars import add_working_days, is_working_day
from dsar.core.deputies import Arrangement, Period
from dsar.core.reminders import Reminder
from dsar.core.tasks import AnswerInput, TaskInput
from dsar.core.third_parties import ThirdPartyInput
from dsar.core.vocabulary import AdviceKind, LetterKind, Right, Role, TaskKind
from dsar.models import Notice
from dsar.services.advise import AdviceInput, advise
from dsar.services.advise_draft import submit_draft
from dsar.services.answer_task import answer_task
from dsar.services.ask_colleague import ask_colleague
from dsar.services.deputies import set_deputy
from dsar.services.propose import propose
from dsar.services.remind import remind
from dsar.services.third_parties import ask_third_party
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, granting

SLUG = "aanzien"  # asks nobody to be heard
Told = tuple[object, int]


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    world = make_world(SLUG, "westendorp-pr")
    world.users[SLUG, "deputy"] = world.add_user("waarnemer@example.com", SLUG, Role.CONTACT_PERSON)
    return world


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Right.ERASURE, slug=SLUG)


def on(world: World, day: date) -> None:
    world.moment += timedelta(days=(day - world.today).days)


def after(day: date, working_days: int) -> date:
    return add_working_days(day, working_days)


def told(world: World, kind: Reminder) -> set[Told]:
    """Run the reminders of the day; give whom they concern now by role, and the mark."""
    remind(world.system())
    return live(world, kind)


def live(world: World, kind: Reminder, *, settled: bool = False) -> set[Told]:
    """Give the notices that are not settled, or all of them."""
    names = {user_id: role for (_, role), user_id in world.users.items()}
    query = select(Notice.user_id, Notice.mark).where(Notice.kind == kind)
    with Session(world.engine) as session:
        rows = session.execute(query if settled else query.where(Notice.settled_at.is_(None)))
        return {(names[user_id], mark) for user_id, mark in rows}


def due(desk: Desk) -> date:
    return desk.world.case(desk.case_id).next_due_on


def days_before(day: date, working_days: int) -> date:
    """Give the working day on which so many working days are left until a day."""
    earlier = (day - timedelta(days=back) for back in range(60))
    return max(one for one in earlier if is_working_day(one) and after(one, working_days) <= day)


def test_whoever_handles_a_case_is_told_seven_three_and_one_working_day_before_its_date(desk: Desk) -> None:
    world, day = desk.world, due(desk)
    assert told(world, Reminder.DUE) == set()
    for mark in (7, 3, 1):
        on(world, days_before(day, mark))
        assert told(world, Reminder.DUE) == {(Role.CONTACT_PERSON, mark)}
        assert remind(world.system()) == 0
    assert len(live(world, Reminder.DUE, settled=True)) == 3  # nobody else, and none of it twice


def test_and_on_the_day_and_every_working_day_after_it(desk: Desk) -> None:
    world, day = desk.world, due(desk)
    for mark in (0, -1, -2):
        on(world, after(day, -mark) if mark else day)
        assert told(world, Reminder.DUE) == {(Role.CONTACT_PERSON, mark)}
    on(world, after(day, 3) + timedelta(days=(5 - after(day, 3).weekday()) % 7))  # a Saturday
    assert remind(world.system()) == 0


def test_an_organisation_chooses_how_early_it_is_told(desk: Desk) -> None:
    with desk.world.engine.begin() as connection:
        connection.execute(text("UPDATE organisation SET reminder_days = '10'"))
    on(desk.world, days_before(due(desk), 10))
    assert told(desk.world, Reminder.DUE) == {(Role.CONTACT_PERSON, 10)}


def test_what_was_missed_is_told_late_and_once(desk: Desk) -> None:
    on(desk.world, days_before(due(desk), 2))
    assert told(desk.world, Reminder.DUE) == {(Role.CONTACT_PERSON, 3)}


def test_a_reminder_is_settled_when_the_request_was_answered(desk: Desk, canned: None) -> None:
    world = desk.world
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    on(world, days_before(due(desk), 3))
    assert told(world, Reminder.DUE) == {(Role.CONTACT_PERSON, 3)}
    desk.post(desk.issue(Right.ERASURE))
    assert live(world, Reminder.DUE) == set()  # at once, not with the next run


def test_while_somebody_is_away_their_deputy_is_told(desk: Desk) -> None:
    world = desk.world
    first = days_before(due(desk), 3)
    on(world, days_before(due(desk), 7))
    assert told(world, Reminder.DUE) == {(Role.CONTACT_PERSON, 7)}
    period = Period(first, after(first, 4))
    wanted = Arrangement(world.users[SLUG, Role.CONTACT_PERSON], world.users[SLUG, "deputy"], period)
    set_deputy(desk.work(Role.ADMINISTRATOR), world.organisation_id(SLUG), wanted)
    on(world, first)
    assert told(world, Reminder.DUE) == {("deputy", 3)}
    assert told(world, Reminder.DEPUTISING) == {("deputy", 0)}
    on(world, after(first, 5))
    assert (Role.CONTACT_PERSON, -2) in told(world, Reminder.DUE)
    assert told(world, Reminder.DEPUTISING) == set()


def test_the_cases_of_somebody_who_left_are_told_to_every_contact_person(desk: Desk) -> None:
    world = desk.world
    left = world.users[SLUG, Role.CONTACT_PERSON]
    another = world.add_user("nieuw@example.com", SLUG, Role.CONTACT_PERSON)
    world.users[SLUG, "new"] = another
    with world.engine.begin() as connection:
        connection.execute(text("UPDATE user_account SET active = false WHERE id = :id"), {"id": left})
    on(world, due(desk))
    assert told(world, Reminder.DUE) == {("deputy", 0), ("new", 0)}


def test_an_advice_that_does_not_come_is_told_to_the_officer_the_deputy_and_at_last_the_decider(desk: Desk) -> None:
    world = desk.world
    world.identify(SLUG, desk.case_id)
    propose(desk.work(), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    asked = world.today
    on(world, after(asked, 3))
    assert told(world, Reminder.ADVICE_WAITS) == set()
    on(world, after(asked, 4))
    first = {(Role.FG, -1), (Role.DEPUTY_FG, -1), (Role.CONTACT_PERSON, -1)}
    assert told(world, Reminder.ADVICE_WAITS) == first
    on(world, after(asked, 7))
    assert told(world, Reminder.ADVICE_WAITS) == first | {(Role.DECIDER, -1)}
    given = AdviceInput(world.proposal(desk.request_id(Right.ERASURE)).id, AdviceKind.AGREE)
    advise(desk.work(Role.FG), desk.request_id(Right.ERASURE), desk.version, given)
    assert told(world, Reminder.ADVICE_WAITS) == set()


def test_so_is_the_advice_on_a_composed_letter(world: World) -> None:
    desk = Desk(world, Right.INSPECTION, slug=SLUG)
    draft_id = desk.draft(LetterKind.EXTENSION_NOTICE, Right.INSPECTION)
    submit_draft(desk.work(), draft_id, desk.version)
    on(world, after(world.today, 4))
    assert told(world, Reminder.ADVICE_WAITS) == {(Role.FG, -1), (Role.DEPUTY_FG, -1), (Role.CONTACT_PERSON, -1)}


def test_a_decision_that_does_not_come_is_told_to_the_decider_and_whoever_handles_the_case(desk: Desk) -> None:
    world = desk.world
    world.identify(SLUG, desk.case_id)
    request_id = desk.request_id(Right.ERASURE)
    propose(desk.work(), request_id, desk.version, REFUSE_ERASURE)
    on(world, after(world.today, 1))
    given = AdviceInput(world.proposal(request_id).id, AdviceKind.AGREE)
    advise(desk.work(Role.FG), request_id, desk.version, given)
    advised = world.today
    on(world, after(advised, 3))
    assert told(world, Reminder.DECISION_WAITS) == set()
    on(world, after(advised, 4))
    assert told(world, Reminder.DECISION_WAITS) == {(Role.DECIDER, -1), (Role.CONTACT_PERSON, -1)}
    on(world, after(advised, 9))  # not every day: what waits is told again after five
    assert told(world, Reminder.DECISION_WAITS) == {(Role.DECIDER, -6), (Role.CONTACT_PERSON, -6)}


def test_a_colleague_is_told_the_working_day_after_their_own_date_until_they_answer(desk: Desk) -> None:
    world = desk.world
    colleague = world.users[SLUG, Role.COLLEAGUE]
    asked = TaskInput(TaskKind.HARM, (desk.request_id(Right.ERASURE),), colleague, "Klopt dit?", world.today)
    task_id = ask_colleague(desk.work(), desk.case_id, asked)
    assert told(world, Reminder.COLLEAGUE_WAITS) == set()
    on(world, after(world.today, 1))
    assert told(world, Reminder.COLLEAGUE_WAITS) == {(Role.COLLEAGUE, -1), (Role.CONTACT_PERSON, -1)}
    answer_task(desk.work(Role.COLLEAGUE), task_id, AnswerInput("Ja.", world.today))
    assert told(world, Reminder.COLLEAGUE_WAITS) == set()


def test_the_view_of_a_third_party_that_does_not_come_is_told_to_whoever_handles_the_case(desk: Desk) -> None:
    world = desk.world
    day = world.today + timedelta(days=7)
    asked = ThirdPartyInput(
        "Zus", (desk.request_id(Right.ERASURE),), "Mag dit?", world.today, day, consent_on=world.today
    )
    ask_third_party(desk.work(), desk.case_id, asked)
    on(world, day)
    assert told(world, Reminder.COLLEAGUE_WAITS) == set()
    on(world, after(day, 1))
    assert told(world, Reminder.COLLEAGUE_WAITS) == {(Role.CONTACT_PERSON, -1)}


def test_a_client_who_does_not_show_who_they_are_is_told_after_ten_working_days(desk: Desk, canned: None) -> None:
    world = desk.world
    desk.post(desk.issue(draft_id=desk.draft(LetterKind.IDENTITY_REQUEST, Right.ERASURE)))
    asked = world.today
    on(world, after(asked, 10))
    assert told(world, Reminder.PROOF_WAITS) == set()
    on(world, after(asked, 11))
    assert told(world, Reminder.PROOF_WAITS) == {(Role.CONTACT_PERSON, -1)}
    world.identify(SLUG, desk.case_id)
    assert told(world, Reminder.PROOF_WAITS) == set()


def test_a_letter_that_was_made_and_did_not_leave_is_told_until_it_is_posted(world: World, canned: None) -> None:
    desk = Desk(world, Right.INSPECTION, slug=SLUG)
    letter_id = desk.issue(draft_id=desk.draft(LetterKind.IDENTITY_REQUEST, Right.INSPECTION))
    assert told(world, Reminder.NOT_POSTED) == set()
    on(world, after(world.today, 1))
    assert told(world, Reminder.NOT_POSTED) == {(Role.CONTACT_PERSON, -1)}
    desk.post(letter_id)
    assert told(world, Reminder.NOT_POSTED) == set()


def test_a_duty_that_is_not_carried_out_is_told_after_its_target_date(world: World, canned: None) -> None:
    desk = Desk(world, Right.ERASURE, slug="westendorp-pr")
    desk.decide(Right.ERASURE, granting(Right.ERASURE))
    desk.post(desk.issue(Right.ERASURE))
    with world.engine.connect() as connection:
        target = date.fromisoformat(str(connection.execute(text("SELECT min(target_on) FROM duty")).scalar_one()))
    on(world, target)
    assert told(world, Reminder.NOT_CARRIED_OUT) == set()
    on(world, after(target, 1))
    assert told(world, Reminder.NOT_CARRIED_OUT) == {(Role.CONTACT_PERSON, -1)}


def test_nobody_of_another_organisation_is_told_anything(desk: Desk) -> None:
    world = desk.world
    on(world, due(desk))
    remind(world.system())
    with Session(world.engine) as session:
        places = set(session.scalars(select(Notice.organisation_id)))
    assert places == {world.organisation_id(SLUG)}
