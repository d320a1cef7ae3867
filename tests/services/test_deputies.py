"""A contact person who is away: who looks after their cases, from the first day until the last, by itself."""

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dsar.core.deputies import Arrangement, Period
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.search import Tab, Wanted
from dsar.core.vocabulary import Right, Role
from dsar.models import Deputising
from dsar.queries.worklist import counts, worklist
from dsar.services.deputies import end_deputy, set_deputy
from dsar.services.propose import propose
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk, entries

SLUG = "aanzien"
FIRST, LAST = date(2026, 11, 25), date(2026, 12, 4)


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    world = make_world(SLUG, "westendorp-pr")
    world.users[SLUG, "deputy"] = world.add_user("waarnemer@example.com", SLUG, Role.CONTACT_PERSON)
    return world


def away(world: World) -> int:
    return world.users[SLUG, Role.CONTACT_PERSON]


def deputy(world: World) -> int:
    return world.users[SLUG, "deputy"]


def arranged(world: World, first: date = FIRST, last: date = LAST, by: Role = Role.ADMINISTRATOR) -> int:
    wanted = Arrangement(away(world), deputy(world), Period(first, last))
    set_deputy(world.work(SLUG, by), world.organisation_id(SLUG), wanted)
    with Session(world.engine) as session:
        return session.query(Deputising.id).order_by(Deputising.id.desc()).first()[0]


def on(world: World, day: date) -> None:
    world.moment += timedelta(days=(day - world.today).days)


def own(world: World, user_id: int) -> list[int]:
    """Give the cases that are somebody's to look after today, after checking that the count says the same."""
    work = world.work_of(user_id)
    with Session(world.engine) as session:
        page = worklist(session, work.actor, Tab.MINE, Wanted(own=True), work.today)
        assert counts(session, work.actor, Wanted(own=True), work.today)[Tab.MINE].cases == len(page.rows)
    return [row.case_id for row in page.rows]


def shown_deputy(world: World) -> str:
    work = world.work_of(deputy(world))
    with Session(world.engine) as session:
        return worklist(session, work.actor, Tab.OPEN, Wanted(), work.today).rows[0].deputy


@pytest.mark.parametrize(
    ("day", "theirs"),
    [(date(2026, 11, 24), False), (FIRST, True), (LAST, True), (date(2026, 12, 5), False)],
    ids=["the day before", "the first day", "the last day", "the day after"],
)
def test_the_cases_are_the_deputys_from_the_first_day_until_the_last(world: World, day: date, theirs: bool) -> None:
    case_id = world.receive(SLUG, Right.ERASURE)
    arranged(world)
    on(world, day)
    assert own(world, deputy(world)) == ([case_id] if theirs else [])
    assert own(world, away(world)) == [case_id]
    assert shown_deputy(world) == ("Waarnemer" if theirs else "")


def test_letters_that_leave_in_these_days_name_the_deputy_as_who_to_call(world: World, canned: None) -> None:
    desk = Desk(world, Right.INSPECTION, slug=SLUG)
    arranged(world)
    before = desk.context(desk.issue())
    assert (before.contact_name, before.signatory_name) == ("Contact_Person Aanzien", "Contact_Person Aanzien")
    desk = Desk(world, Right.INSPECTION, slug=SLUG)
    on(world, FIRST)
    during = desk.context(desk.issue())
    assert (during.contact_name, during.signatory_name) == ("Waarnemer", "Waarnemer")


def test_the_trail_names_who_acted_and_who_arranged_it(world: World) -> None:
    desk = Desk(world, Right.ERASURE, slug=SLUG)
    world.identify(SLUG, desk.case_id)
    number = arranged(world)
    on(world, FIRST)
    propose(world.work_of(deputy(world)), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    assert entries(world, "proposal.submitted")[0].actor_id == deputy(world)
    told = entries(world, "deputy.set")[0]
    assert told.actor_id == world.users[SLUG, Role.ADMINISTRATOR]
    assert json.loads(told.canonical)["payload"] == {
        "deputising": number,
        "user": away(world),
        "deputy": deputy(world),
        "first_day": "2026-11-25",
        "last_day": "2026-12-04",
    }


def test_ended_early_it_stops_at_once_and_once(world: World) -> None:
    world.receive(SLUG, Right.ERASURE)
    number = arranged(world)
    on(world, FIRST)
    end_deputy(world.work(SLUG, Role.CONTACT_PERSON), number)
    assert own(world, deputy(world)) == []
    assert [one.actor_id for one in entries(world, "deputy.ended")] == [away(world)]
    with pytest.raises(Conflict) as refused:
        end_deputy(world.work(SLUG, Role.ADMINISTRATOR), number)
    assert refused.value.code == "deputy_over"


@pytest.mark.parametrize("spoil", ["role", "inactive"])
def test_a_deputy_who_lost_the_role_or_was_let_out_does_not_count(world: World, spoil: str) -> None:
    world.receive(SLUG, Right.ERASURE)
    arranged(world)
    on(world, FIRST)
    assert shown_deputy(world) == "Waarnemer"
    statement = {
        "role": "UPDATE membership SET until = since WHERE user_id = :id",
        "inactive": "UPDATE user_account SET active = false WHERE id = :id",
    }[spoil]
    reader = world.work(SLUG, Role.AUDITOR)
    with world.engine.begin() as connection:
        connection.execute(text(statement), {"id": deputy(world)})
    with Session(world.engine) as session:
        assert worklist(session, reader.actor, Tab.OPEN, Wanted(), world.today).rows[0].deputy == ""


@pytest.mark.parametrize("by", [Role.CONTACT_PERSON, Role.ADMINISTRATOR])
def test_the_person_and_the_administrator_arrange_it(world: World, by: Role) -> None:
    assert arranged(world, by=by)


@pytest.mark.parametrize("by", [Role.FG, Role.DECIDER, Role.AUDITOR, Role.COLLEAGUE])
def test_nobody_else_arranges_it(world: World, by: Role) -> None:
    with pytest.raises(NotFound):
        arranged(world, by=by)


def test_a_colleague_with_the_same_role_and_another_organisation_arrange_nothing(world: World) -> None:
    wanted = Arrangement(away(world), deputy(world), Period(FIRST, LAST))
    for work in (world.work_of(deputy(world)), world.work("westendorp-pr", Role.ADMINISTRATOR)):
        with pytest.raises(NotFound):
            set_deputy(work, world.organisation_id(SLUG), wanted)
    number = arranged(world)
    for work in (world.work_of(deputy(world)), world.work("westendorp-pr", Role.ADMINISTRATOR)):
        with pytest.raises(NotFound):
            end_deputy(work, number)


def test_only_a_contact_person_of_all_these_days_deputises(world: World) -> None:
    with world.engine.begin() as connection:
        connection.execute(
            text("UPDATE membership SET until = :until WHERE user_id = :id"),
            {"until": "2026-12-02 23:00:00", "id": deputy(world)},
        )
    with pytest.raises(InvalidInput) as refused:
        arranged(world)
    assert (refused.value.field, refused.value.code) == ("deputy_id", "deputy_without_role")
    assert arranged(world, last=date(2026, 12, 2))


def test_nobody_deputises_for_themselves_or_twice(world: World) -> None:
    wanted = Arrangement(away(world), away(world), Period(FIRST, LAST))
    with pytest.raises(InvalidInput, match="deputy_without_role"):
        set_deputy(world.work(SLUG, Role.ADMINISTRATOR), world.organisation_id(SLUG), wanted)
    arranged(world)
    with pytest.raises(InvalidInput, match="deputy_already"):
        arranged(world, LAST, LAST)
    assert arranged(world, date(2026, 12, 5), date(2026, 12, 6))


@pytest.mark.parametrize(
    "change",
    [
        "deputy_id = user_id",
        "last_day = '2026-11-24'",
        "ended_at = created_at",
    ],
)
def test_the_database_refuses_what_cannot_be(world: World, change: str) -> None:
    arranged(world)
    with pytest.raises(IntegrityError), world.engine.begin() as connection:
        connection.execute(text(f"UPDATE deputising SET {change}"))
