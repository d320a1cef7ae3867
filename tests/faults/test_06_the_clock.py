"""Point 6: whatever the clock does, nobody is told twice or early; days are days in Amsterdam, also on 29 February."""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.clock import AMSTERDAM, day_in_amsterdam
from dsar.core.calendars import is_working_day
from dsar.core.intake import NewCase, NewRequest
from dsar.core.reminders import Reminder
from dsar.core.vocabulary import Channel, Right, Role
from dsar.jobs import tick
from dsar.models import Case, Notice
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT
from tests.support.app import World, address, make_world

SLUG = "aanzien"


@pytest.fixture
def world(database_url: str) -> Iterator[World]:
    world = make_world(database_url)
    yield world
    world.close()


def received(world: World, day: date) -> date:
    """Register a case on a day, at noon, and give its governing date."""
    world.clock.moment = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    asked = (NewRequest(Right.COPY, "Ik wil een kopie."),)
    new = NewCase(world.organisations[SLUG], day, Channel.POST, SUBJECT, asked)
    with world.app.app_context():
        case_id = receive_case(world.work(address(SLUG, Role.CONTACT_PERSON)), new)
    with Session(world.app.extensions["dsar"].engine) as session:
        return session.get_one(Case, case_id).next_due_on


def look(world: World, moment: datetime) -> list[int]:
    """Let the scheduler look at a moment; give every mark so far, in the order in which they were told."""
    world.clock.moment = moment
    tick(world.app.extensions["dsar"])
    with Session(world.app.extensions["dsar"].engine) as session:
        return list(session.scalars(select(Notice.mark).where(Notice.kind == Reminder.DUE).order_by(Notice.id)))


def at_eight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 8, tzinfo=AMSTERDAM)


def test_a_clock_that_is_set_back_tells_nothing_again_and_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    due = received(world, date(2027, 2, 1))
    told = look(world, at_eight(due))
    assert told == [0]
    with caplog.at_level(logging.WARNING):
        assert look(world, at_eight(due) - timedelta(days=1, hours=2)) == told
    assert "set back" in caplog.text
    assert look(world, at_eight(due) + timedelta(minutes=30)) == told


def test_a_clock_that_jumps_ahead_by_days_tells_what_holds_then_and_nothing_of_the_days_between(world: World) -> None:
    due = received(world, date(2027, 2, 1))
    assert look(world, at_eight(due - timedelta(days=20))) == []
    assert len(look(world, at_eight(due + timedelta(days=7)))) == 1


@pytest.mark.parametrize("day", [date(2027, 9, 30), date(2027, 2, 26), date(2028, 1, 31)])
def test_every_mark_is_told_on_its_own_day_in_amsterdam(world: World, day: date) -> None:
    due = received(world, day)  # around the nights of October and March, and on 29 February
    told: dict[date, list[int]] = {}
    before: list[int] = []
    moment = at_eight(due - timedelta(days=4)).astimezone(UTC) - timedelta(hours=8)
    for _ in range(8 * 24 * 2):
        now = look(world, moment)
        if now != before:
            local = moment.astimezone(AMSTERDAM)
            assert local.hour == 6  # never at night, and as soon as the day begins
            told[local.date()] = now[len(before) :]
        before, moment = now, moment + timedelta(minutes=30)
    assert all(len(marks) == 1 and is_working_day(one) for one, marks in told.items())
    late = [one for one in told if one > due]
    assert [told[one][0] for one in late] == [-number for number in range(1, len(late) + 1)]
    assert [0] in told.values()


def test_the_29th_of_february_is_a_day_like_any_other(world: World) -> None:
    due = received(world, date(2028, 1, 31))
    assert due in {date(2028, 2, 28), date(2028, 2, 29)}
    assert look(world, at_eight(due)) == [0]
    assert day_in_amsterdam(datetime(2028, 2, 28, 23, 30, tzinfo=UTC)) == date(2028, 2, 29)
