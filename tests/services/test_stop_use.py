"""Use for commercial or charitable ends stops before anything else, and nothing ends before it did."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from dsar.core.carrying_out import CarryOutInput
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.intake import NewCase, NewRequest
from dsar.core.progress import Step
from dsar.core.reopening import ReopenInput
from dsar.core.stopping import StopInput
from dsar.core.vocabulary import Channel, LetterKind, ObjectionPurpose, ReopenReason, Right, Role
from dsar.core.workflow import Action, Status
from dsar.database import unit_of_work
from dsar.models import Request
from dsar.queries.case_view import CaseView, case_view
from dsar.services.carry_out import carry_out
from dsar.services.correct_case import correct_right, end_as_double
from dsar.services.rebuild_worklist import differences
from dsar.services.receive_case import receive_case
from dsar.services.reopen import reopen
from dsar.services.stop_use import stop_use
from tests.factories.done import done_facts
from tests.factories.world import SUBJECT, World
from tests.services.desk import Desk, entries, granting, payload_of

pytestmark = pytest.mark.usefixtures("canned")


def objecting(world: World, purpose: ObjectionPurpose = ObjectionPurpose.COMMERCIAL) -> Desk:
    desk = Desk(world, Right.INSPECTION)
    requests = (NewRequest(Right.OBJECTION, "Geen reclame meer.", purpose),)
    new = NewCase(world.organisation_id(desk.slug), world.today, Channel.POST, SUBJECT, requests)
    desk.case_id = receive_case(desk.work(), new)
    return desk


def seen(desk: Desk) -> CaseView:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return case_view(session, desk.work().actor, desk.case_id, today=desk.world.today)


def stop(desk: Desk, **changed) -> None:
    given = replace(StopInput(desk.world.today, "R. Bos", "Nieuwsbrief\n\n "), **changed)
    stop_use(desk.work(), desk.request_id(Right.OBJECTION), desk.version, given)


@pytest.mark.parametrize("purpose", [ObjectionPurpose.COMMERCIAL, ObjectionPurpose.CHARITABLE])
def test_stopping_comes_first_and_before_it_is_known_who_asks(world: World, purpose: ObjectionPurpose) -> None:
    desk = objecting(world, purpose)
    view = seen(desk)
    assert view.step is Step.STOP_USE
    assert view.due == view.case.received_on
    stop(desk)
    view = seen(desk)
    assert view.step is Step.CHECK_IDENTITY
    assert view.due == view.requests[0].deadlines.respond.governing > view.case.received_on
    assert view.case.next_due_on == view.due
    (entry,) = entries(world, "request.use_stopped")
    assert payload_of(entry) == {"stopped_on": world.today.isoformat()}


def test_another_objection_stops_nothing_at_once(world: World) -> None:
    desk = objecting(world, ObjectionPurpose.OTHER)
    assert seen(desk).step is Step.CHECK_IDENTITY
    with pytest.raises(NotAllowed, match="stop_not_asked"):
        stop(desk)


def test_a_stop_is_recorded_once(world: World) -> None:
    desk = objecting(world)
    stop(desk)
    with pytest.raises(NotAllowed, match="use_stopped_before"):
        stop(desk)


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"stopped_by": " "}, "stopped_by", "required"),
        ({"systems": "-"}, "systems", "required"),
        ({"stopped_by": "x" * 201}, "stopped_by", "detail_too_long"),
    ],
)
def test_who_stopped_it_and_where_is_said(world: World, changed: dict[str, str], field: str, code: str) -> None:
    desk = objecting(world)
    with pytest.raises(InvalidInput) as refused:
        stop(desk, **changed)
    assert (refused.value.field, refused.value.code) == (field, code)


@pytest.mark.parametrize(("days", "code"), [(1, "day_in_future"), (-40, "stop_before_receipt")])
def test_it_stopped_on_a_day_on_which_it_can_have_stopped(world: World, days: int, code: str) -> None:
    desk = objecting(world)
    with pytest.raises(InvalidInput, match=code):
        stop(desk, stopped_on=world.today + timedelta(days=days))


def test_nobody_else_records_it(world: World) -> None:
    desk = objecting(world)
    given = StopInput(world.today, "R. Bos", "Nieuwsbrief")
    for role in (Role.FG, Role.DECIDER):
        with pytest.raises(NotAllowed, match="role"):
            stop_use(desk.work(role), desk.request_id(Right.OBJECTION), desk.version, given)


def test_a_request_does_not_end_before_its_use_has_stopped(world: World) -> None:
    desk = objecting(world)
    desk.decide(Right.OBJECTION, granting(Right.OBJECTION))
    desk.post(desk.issue(Right.OBJECTION))
    done = CarryOutInput(world.today, done_facts(Right.OBJECTION, stopped=(("Mail", "Lijst", "23-11-2026"),)))
    request_id = desk.request_id(Right.OBJECTION)
    with pytest.raises(NotAllowed, match="use_not_stopped"):
        carry_out(desk.work(), request_id, desk.version, done)
    assert seen(desk).step is Step.STOP_USE
    stop(desk)
    assert seen(desk).step is Step.CARRY_OUT
    carry_out(desk.work(), request_id, desk.version, done)
    assert desk.status(Right.OBJECTION) is Status.CLOSED


@pytest.mark.parametrize("kind", [LetterKind.WITHDRAWAL_CONFIRMATION, LetterKind.NOT_HANDLED])
def test_no_letter_ends_such_a_request_before_its_use_has_stopped(world: World, kind: LetterKind) -> None:
    desk = objecting(world)
    said = {"withdrawn_on": world.today} if kind is LetterKind.WITHDRAWAL_CONFIRMATION else {}
    with pytest.raises(InvalidInput) as refused:
        desk.draft(kind, Right.OBJECTION, **said)
    assert (refused.value.field, refused.value.code) == ("request_ids", "use_not_stopped")
    stop(desk)
    assert desk.draft(kind, Right.OBJECTION, **said)


def test_a_letter_that_was_made_before_ends_nothing_until_its_use_has_stopped(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = desk.issue(draft_id=desk.draft(LetterKind.WITHDRAWAL_CONFIRMATION, Right.COPY))
    request_id = desk.request_id(Right.COPY)
    correct_right(desk.work(), request_id, desk.version, Right.OBJECTION, ObjectionPurpose.COMMERCIAL, "Verkeerd.")
    desk.post(letter_id)
    assert desk.status(Right.OBJECTION) is Status.REGISTERED
    assert seen(desk).step is Step.STOP_USE


def test_a_double_does_not_end_before_its_use_has_stopped(world: World) -> None:
    kept, desk = objecting(world), objecting(world)
    with pytest.raises(NotAllowed, match="use_not_stopped"):
        end_as_double(desk.work(), desk.case_id, desk.version, seen(kept).case.reference, "Twee keer ingevoerd.")
    stop(desk)
    end_as_double(desk.work(), desk.case_id, desk.version, seen(kept).case.reference, "Twee keer ingevoerd.")
    assert desk.status(Right.OBJECTION) is Status.CLOSED


def reopened(desk: Desk) -> CaseView:
    """Withdraw the objection, reopen it a week later and give how the case stands."""
    said = {"withdrawn_on": desk.world.today}
    desk.post(desk.issue(draft_id=desk.draft(LetterKind.WITHDRAWAL_CONFIRMATION, Right.OBJECTION, **said)))
    given = ReopenInput((desk.request_id(Right.OBJECTION),), ReopenReason.NEW_FACTS, desk.world.today, "Toch weer.")
    reopen(desk.work(), desk.case_id, desk.version, given)
    return seen(desk)


def test_a_stop_holds_in_a_later_round(world: World) -> None:
    desk = objecting(world)
    stop(desk)
    view = reopened(desk)
    again = view.requests[-1]
    assert view.step is Step.CHECK_IDENTITY
    assert (again.deadlines.stop, again.due) == (None, again.deadlines.respond.governing)
    assert view.case.next_due_on == again.due
    assert again.use_stop is not None
    assert again.use_stop.stopped_by == "R. Bos"
    assert Action.STOP_USE not in again.actions
    with Session(world.engine) as session:
        assert list(differences(session)) == []


def test_a_later_round_asks_for_a_stop_that_was_never_recorded(world: World) -> None:
    desk = Desk(world, Right.COPY)
    letter_id = desk.issue(draft_id=desk.draft(LetterKind.WITHDRAWAL_CONFIRMATION, Right.COPY))
    desk.post(letter_id)
    with unit_of_work(world.engine) as session:  # it ended before a stop was asked for
        request = session.get_one(Request, desk.request_id(Right.COPY))
        request.right, request.purpose = Right.OBJECTION, ObjectionPurpose.COMMERCIAL
    given = ReopenInput((desk.request_id(Right.OBJECTION),), ReopenReason.NEW_FACTS, desk.world.today, "Toch weer.")
    reopen(desk.work(), desk.case_id, desk.version, given)
    view = seen(desk)
    assert view.step is Step.STOP_USE
    assert view.due == view.requests[-1].deadlines.stop == world.today
    said = StopInput(world.today, "R. Bos", "Nieuwsbrief")
    stop_use(desk.work(), view.requests[-1].request.id, desk.version, said)
    assert [row.facts.use_stopped for row in seen(desk).requests] == [True, True]
