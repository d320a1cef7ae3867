"""The freeze, time to reconsider an erasure and the end of a restriction: recorded, held to, and once."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from dsar.core.carrying_out import CarryOutInput
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.reconsider import ReconsiderInput, offered_until
from dsar.core.vocabulary import LetterKind, Right, Role
from dsar.core.workflow import Status
from dsar.queries.notes import frozen_of_case
from dsar.services.carry_out import carry_out
from dsar.services.freeze import tell_freeze
from dsar.services.lift_restriction import lift_restriction
from dsar.services.reconsider import reconsider
from tests.factories.done import done_facts
from tests.factories.world import World
from tests.services.desk import Desk, entries, granting, payload_of

pytestmark = pytest.mark.usefixtures("canned")
DAY = timedelta(days=1)


def offer(desk: Desk, until: date | None = None, waived_on: date | None = None) -> None:
    given = ReconsiderInput(until, waived_on)
    reconsider(desk.work(), desk.request_id(Right.ERASURE), desk.version, given)


def done(desk: Desk, right: Right, on: date, why: str = "", **facts) -> None:
    duties = frozenset({"erasure_declaration", "recipients_told"})
    given = CarryOutInput(on, done_facts(right, **facts), duties, without_time=why)
    carry_out(desk.work(), desk.request_id(right), desk.version, given)


def answered(desk: Desk, right: Right) -> Desk:
    desk.decide(right, granting(right))
    desk.post(desk.issue(right))
    return desk


def test_every_one_who_knows_of_the_freeze_is_recorded(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    for told in ("Applicatiebeheerder", "Archief B.V."):
        tell_freeze(desk.work(), desk.case_id, told, world.today)
    with Session(world.engine) as session:
        assert [one.told for one in frozen_of_case(session, desk.case_id)] == ["Applicatiebeheerder", "Archief B.V."]
    assert [set(payload_of(entry)) for entry in entries(world, "freeze.told")] == [{"notice", "told_on"}] * 2


@pytest.mark.parametrize(
    ("told", "days", "code"), [("- ", 0, "required"), ("x" * 201, 0, "detail_too_long"), ("A", 1, "day_in_future")]
)
def test_the_freeze_says_who_and_when(world: World, told: str, days: int, code: str) -> None:
    desk = Desk(world, Right.ERASURE)
    with pytest.raises(InvalidInput, match=code):
        tell_freeze(desk.work(), desk.case_id, told, world.today + days * DAY)


def test_the_freeze_is_for_whoever_handles_the_case(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    with pytest.raises(NotAllowed, match="role"):
        tell_freeze(desk.work(Role.FG), desk.case_id, "Archief", world.today)
    with pytest.raises(NotFound):
        tell_freeze(desk.work(), 999_999, "Archief", world.today)


def test_nothing_is_erased_while_the_client_can_reconsider(world: World) -> None:
    desk = answered(Desk(world, Right.ERASURE), Right.ERASURE)
    offer(desk, until=world.today + DAY)
    with pytest.raises(InvalidInput, match="erasure_too_soon"):
        done(desk, Right.ERASURE, world.today)
    offer(desk, waived_on=world.today)
    done(desk, Right.ERASURE, world.today)
    assert desk.status(Right.ERASURE) is Status.CLOSED


def test_no_system_was_erased_before_that_day(world: World) -> None:
    desk = answered(Desk(world, Right.ERASURE), Right.ERASURE)
    offer(desk, until=world.today)
    with pytest.raises(InvalidInput, match="erasure_too_soon"):
        done(desk, Right.ERASURE, world.today, gone=(("Systeem", "22-11-2026", "A"),))
    done(desk, Right.ERASURE, world.today, gone=(("Systeem", "23-11-2026", "A"),))


def test_time_to_reconsider_stays_inside_the_term(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    case = world.case(desk.case_id)
    last = case.received_on + timedelta(weeks=4)
    with pytest.raises(InvalidInput, match="reconsider_past_term"):
        offer(desk, until=last + 10 * DAY)
    offer(desk, until=last)
    (entry,) = entries(world, "request.reconsider")
    assert payload_of(entry) == {"until": last.isoformat(), "waived_on": None, "letter": None}


def test_the_letter_that_offers_time_is_what_records_it_as_it_leaves(world: World) -> None:
    desk = answered(Desk(world, Right.ERASURE), Right.ERASURE)
    until = world.today + 5 * DAY
    letter_id = desk.issue(draft_id=desk.draft(LetterKind.RECONSIDER_OFFER, Right.ERASURE, think_until=until))
    assert entries(world, "request.reconsider") == []
    desk.post(letter_id)
    (entry,) = entries(world, "request.reconsider")
    assert payload_of(entry) == {"until": until.isoformat(), "waived_on": None, "letter": letter_id}
    with pytest.raises(InvalidInput, match="erasure_too_soon"):
        done(desk, Right.ERASURE, world.today)


def test_a_letter_offers_no_time_past_the_term_and_none_for_another_right(world: World) -> None:
    desk = Desk(world, Right.ERASURE, Right.COPY)
    last = world.case(desk.case_id).received_on + timedelta(weeks=4)
    with pytest.raises(InvalidInput, match="reconsider_past_term"):
        desk.draft(LetterKind.RECONSIDER_OFFER, Right.ERASURE, think_until=last + 10 * DAY)
    with pytest.raises(InvalidInput, match="request_does_not_fit"):
        desk.draft(LetterKind.RECONSIDER_OFFER, Right.COPY)


def test_an_erasure_without_time_to_reconsider_has_its_reason(world: World) -> None:
    desk = answered(Desk(world, Right.ERASURE), Right.ERASURE)
    with pytest.raises(InvalidInput, match="without_time_short"):
        done(desk, Right.ERASURE, world.today)
    done(desk, Right.ERASURE, world.today, "De cliënt stond aan de balie en wilde het meteen.")
    (entry,) = entries(world, "request.carried_out")
    assert payload_of(entry)["without_time"] is True
    assert "balie" not in entry.canonical


def test_a_reason_has_no_place_where_time_was_offered(world: World) -> None:
    desk = answered(Desk(world, Right.ERASURE), Right.ERASURE)
    offer(desk, waived_on=world.today)
    with pytest.raises(InvalidInput, match="without_time_nothing"):
        done(desk, Right.ERASURE, world.today, "De cliënt stond aan de balie.")


def test_fourteen_days_are_offered_and_never_past_the_term() -> None:
    today = date(2026, 11, 23)
    assert offered_until(today, date(2026, 12, 31)) == date(2026, 12, 7)
    assert offered_until(today, date(2026, 12, 1)) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("until", "waived", "code"),
    [
        (None, None, "reconsider_one_of_both"),
        (1, 0, "reconsider_one_of_both"),
        (-1, None, "reconsider_past"),
        (None, 1, "day_in_future"),
        (None, -60, "day_before_receipt"),
    ],
)
def test_it_is_a_day_to_come_or_one_on_which_it_was_said(
    world: World, until: int | None, waived: int | None, code: str
) -> None:
    desk = Desk(world, Right.ERASURE)
    days = [None if one is None else world.today + one * DAY for one in (until, waived)]
    with pytest.raises(InvalidInput, match=code):
        offer(desk, *days)


def test_only_an_erasure_can_be_reconsidered(world: World) -> None:
    desk = Desk(world, Right.COPY)
    with pytest.raises(NotAllowed, match="nothing_to_reconsider"):
        reconsider(desk.work(), desk.request_id(Right.COPY), desk.version, ReconsiderInput(until=world.today))


def test_a_restriction_ends_only_after_its_letter_has_left(world: World) -> None:
    desk = answered(Desk(world, Right.RESTRICTION), Right.RESTRICTION)
    request_id = desk.request_id(Right.RESTRICTION)
    with pytest.raises(NotAllowed, match="nothing_to_lift"):
        lift_restriction(desk.work(), request_id, desk.version, world.today)
    done(desk, Right.RESTRICTION, world.today)
    with pytest.raises(NotAllowed, match="lift_not_told"):
        lift_restriction(desk.work(), request_id, desk.version, world.today)
    named = world.today + 3 * DAY
    letter_id = desk.issue(draft_id=desk.draft(LetterKind.RESTRICTION_LIFTED, Right.RESTRICTION, lifted_from=named))
    with pytest.raises(NotAllowed, match="lift_not_told"):
        lift_restriction(desk.work(), request_id, desk.version, world.today)
    desk.post(letter_id)
    with pytest.raises(InvalidInput, match="lift_before_told"):
        lift_restriction(desk.work(), request_id, desk.version, world.today)
    world.moment += 5 * DAY
    with pytest.raises(InvalidInput, match="lift_before_named"):
        lift_restriction(desk.work(), request_id, desk.version, named - DAY)
    lift_restriction(desk.work(), request_id, desk.version, named)
    with pytest.raises(NotAllowed, match="lifted_before"):
        lift_restriction(desk.work(), request_id, desk.version, named)
    (entry,) = entries(world, "request.restriction_lifted")
    assert payload_of(entry) == {"letter": letter_id, "lifted_on": named.isoformat()}


def test_an_erasure_while_a_copy_of_the_same_case_waits_has_its_reason(world: World) -> None:
    desk = answered(Desk(world, Right.ERASURE, Right.COPY), Right.ERASURE)
    offer(desk, waived_on=world.today)
    given = CarryOutInput(world.today, done_facts(Right.ERASURE), frozenset({"erasure_declaration", "recipients_told"}))
    with pytest.raises(InvalidInput, match="before_access_short"):
        carry_out(desk.work(), desk.request_id(Right.ERASURE), desk.version, given)
    why = replace(given, before_access="De kopie ligt al in een envelop klaar.")
    carry_out(desk.work(), desk.request_id(Right.ERASURE), desk.version, why)
    (entry,) = entries(world, "request.carried_out")
    assert payload_of(entry)["before_access"] is True


def test_an_erasure_after_the_copy_needs_no_reason_for_it(world: World) -> None:
    desk = answered(answered(Desk(world, Right.ERASURE, Right.COPY), Right.COPY), Right.ERASURE)
    offer(desk, waived_on=world.today)
    carry_out(
        desk.work(), desk.request_id(Right.COPY), desk.version, CarryOutInput(world.today, done_facts(Right.COPY))
    )
    done(desk, Right.ERASURE, world.today)
    assert desk.status(Right.ERASURE) is Status.CLOSED
