"""A grant that the client does not take closes with a reason and a trace, and nothing is recorded as done."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.reopening import ReopenInput
from dsar.core.undone import UndoneInput
from dsar.core.vocabulary import ReopenReason, Right, Role, UndoneReason
from dsar.core.workflow import Status
from dsar.database import unit_of_work
from dsar.models import CarryingOut, DutyNotDone, LeftUndone
from dsar.services.leave_undone import leave_undone
from dsar.services.rebuild_worklist import differences
from dsar.services.reopen import reopen
from tests.factories.world import World
from tests.services.desk import WPR, Desk, entries, granting, payload_of

pytestmark = pytest.mark.usefixtures("canned")
WHY = "Twee keer gebeld, en een brief gestuurd."


def answered(world: World, right: Right, slug: str = WPR) -> Desk:
    desk = Desk(world, right, slug=slug)
    desk.decide(right, granting(right))
    desk.post(desk.issue(right))
    return desk


def leave(desk: Desk, right: Right, role: Role = Role.CONTACT_PERSON, **changed) -> None:
    given = replace(UndoneInput(UndoneReason.NOT_COME, desk.world.today, WHY, invited=2), **changed)
    leave_undone(desk.work(role), desk.request_id(right), desk.version, given)


@pytest.mark.parametrize("right", [Right.INSPECTION, Right.COPY, Right.PORTABILITY])
def test_a_grant_that_is_not_taken_closes_its_case_with_a_reason(world: World, right: Right) -> None:
    desk = answered(world, right)
    leave(desk, right)
    assert desk.status(right) is Status.CLOSED
    assert world.case(desk.case_id).closed_on == world.today
    with Session(world.engine) as session:
        row = session.scalars(select(LeftUndone)).one()
        assert (row.reason, row.invited, row.last_on, row.explanation) == (UndoneReason.NOT_COME, 2, world.today, WHY)
        assert session.scalar(select(func.count()).select_from(CarryingOut)) == 0
        assert list(differences(session)) == []


def test_the_trail_tells_it_and_nothing_personal(world: World) -> None:
    desk = answered(world, Right.COPY)
    leave(desk, Right.COPY)
    (entry,) = entries(world, "request.left_undone")
    assert payload_of(entry) == {
        "reason": "not_come",
        "last_on": world.today.isoformat(),
        "invited": 2,
        "not_done": [],
        "from": "answered",
        "to": "closed",
    }


@pytest.mark.parametrize("right", [Right.CORRECTION, Right.ERASURE, Right.RESTRICTION, Right.SUPPLEMENT])
def test_what_the_organisation_does_itself_is_not_left(world: World, right: Right) -> None:
    desk = answered(world, right)
    with pytest.raises(NotAllowed, match="not_left_undone"):
        leave(desk, right)
    assert desk.status(right) is Status.ANSWERED


def test_nothing_is_left_before_the_answer_nor_twice(world: World) -> None:
    desk = Desk(world, Right.COPY)
    with pytest.raises(NotAllowed, match="status"):
        leave(desk, Right.COPY)
    desk = answered(world, Right.COPY)
    leave(desk, Right.COPY)
    with pytest.raises(NotAllowed, match="status"):
        leave(desk, Right.COPY)


@pytest.mark.parametrize("role", [Role.FG, Role.DECIDER])
def test_nobody_else_records_it(world: World, role: Role) -> None:
    desk = answered(world, Right.COPY)
    with pytest.raises(NotAllowed, match="role"):
        leave(desk, Right.COPY, role)


def test_a_duty_of_the_regulation_beside_it_gets_a_reason_of_its_own(make_world) -> None:
    world = make_world("werk-op-maat")
    desk = answered(world, Right.COPY, "werk-op-maat")
    with pytest.raises(InvalidInput, match="undone_short"):
        leave(desk, Right.COPY)
    leave(desk, Right.COPY, not_done="Er was geen mail van anderen.")
    with Session(world.engine) as session:
        assert session.scalars(select(DutyNotDone.reason)).all() == ["Er was geen mail van anderen."]
    (entry,) = entries(world, "request.left_undone")
    assert payload_of(entry)["not_done"] == ["third_party_mail_deleted"]


def test_who_comes_later_after_all_has_a_round_of_their_own(world: World) -> None:
    desk = answered(world, Right.INSPECTION)
    leave(desk, Right.INSPECTION)
    given = ReopenInput(
        (desk.request_id(Right.INSPECTION),), ReopenReason.OTHER, world.today, "De cliënt wil nu toch komen kijken."
    )
    reopen(desk.work(), desk.case_id, desk.version, given)
    assert world.case(desk.case_id).closed_on is None


def test_it_is_written_once(world: World) -> None:
    desk = answered(world, Right.COPY)
    leave(desk, Right.COPY)
    for statement in ("UPDATE left_undone SET invited = 9", "DELETE FROM left_undone"):
        with pytest.raises(DBAPIError, match="written once"), unit_of_work(world.engine) as session:
            session.execute(text(statement))
