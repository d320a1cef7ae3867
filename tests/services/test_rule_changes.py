"""Changed rules reach open cases only when somebody applies them, after both dates were shown (decision 1)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from dsar.core import calendars
from dsar.core.audit import Tag
from dsar.core.calendars import DayName
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.vocabulary import ObjectionPurpose, Right, Role
from dsar.core.workflow import Status
from dsar.database import unit_of_work
from dsar.models import Case, Organisation
from dsar.queries.audit import verify
from dsar.queries.due import next_due
from dsar.queries.regulations import regulation_of
from dsar.queries.rule_changes import Moving, by_calendar, by_version
from dsar.regulations import Catalogue
from dsar.services.audit import stream_of
from dsar.services.correct_case import correct_receipt, correct_right
from dsar.services.propose import propose
from dsar.services.rule_changes import apply_calendar, apply_version
from dsar.wording.event_words import day_of
from dsar.wording.events import sentence_of
from tests.factories.regulations import make_term
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import WPR, Desk, entries, payload_of
from tests.support.worklists import worklist_faults

NEW = "2026-11-20"
WHY = "Het bestuur geeft ook lopende verzoeken de kortere termijn."


@pytest.fixture
def desk(world: World) -> Desk:
    """Give a case under the old version, at an organisation that has a new one since three days."""
    desk = Desk(world, Right.ERASURE, Right.INSPECTION)
    use_new_version(world)
    return desk


def use_new_version(world: World) -> None:
    """Add a version with a shorter term: two weeks for an erasure."""
    old = world.catalogue.newest(WPR)
    terms = MappingProxyType({**old.terms, Right.ERASURE: make_term("2w", article="artikel 9.3")})
    new = replace(old, version=NEW, effective_from=date(2026, 11, 20), terms=terms)
    every = [("elders", one) for one in world.catalogue.all()]
    world.catalogue = Catalogue([*every, ("nieuw", new)])


def moving(world: World, version: str = NEW) -> dict[int, Moving]:
    with Session(world.engine) as session:
        organisation = session.get_one(Organisation, world.organisation_id(WPR))
        return {one.case_id: one for one in by_version(session, organisation, world.catalogue.version(WPR, version))}


def stale(world: World) -> dict[int, Moving]:
    with Session(world.engine) as session:
        organisation = session.get_one(Organisation, world.organisation_id(WPR))
        return {one.case_id: one for one in by_calendar(session, organisation)}


def apply(desk: Desk, *case_ids: int, role: Role = Role.ADMINISTRATOR, reason: str = WHY) -> int:
    seen = {one: desk.world.version(one) for one in case_ids}
    return apply_version(desk.work(role), desk.world.organisation_id(WPR), NEW, seen, reason)


def rests_on(desk: Desk) -> str:
    with Session(desk.world.engine) as session:
        return session.get_one(Case, desk.case_id).regulation_version.version


def test_the_list_shows_both_dates_and_changes_nothing(desk: Desk) -> None:
    before = desk.world.case(desk.case_id)
    (one,) = moving(desk.world).values()
    assert (one.due, one.new_due) == (before.next_due_on, before.received_on + timedelta(weeks=2))
    assert (one.moves, one.free, one.by_receipt, one.rests_on) == (True, True, False, "2018-05-25")
    assert desk.world.case(desk.case_id).next_due_on == before.next_due_on
    assert rests_on(desk) == "2018-05-25"


def test_applying_is_one_action_that_moves_the_date_and_says_so_in_the_trail(desk: Desk) -> None:
    later = desk.world.receive(WPR, Right.INSPECTION, days_ago=1)
    shown = moving(desk.world)
    assert set(shown) == {desk.case_id}, "what came in later has the new version by itself"
    assert apply(desk, desk.case_id) == 1
    case = desk.world.case(desk.case_id)
    assert case.next_due_on == shown[desk.case_id].new_due
    assert rests_on(desk) == NEW
    assert moving(desk.world) == {}
    whole, one = entries(desk.world, "regulation.applied", "case.regulation")[::-1]
    assert '"cases":1' in whole.canonical
    assert f'"due_after":"{case.next_due_on.isoformat()}"' in one.canonical
    assert WHY not in one.canonical + whole.canonical
    assert worklist_faults(desk.world.engine) == []
    with Session(desk.world.engine) as session:
        assert verify(session, stream_of(case.organisation_id)) is None
        assert session.get_one(Case, later).regulation_version.version == NEW


def test_a_date_behind_the_first_that_moves_is_shown_before_and_told_after(world: World) -> None:
    desk = Desk(world, Right.ERASURE, Right.COPY)
    request_id = desk.request_id(Right.COPY)
    correct_right(desk.work(), request_id, desk.version, Right.OBJECTION, ObjectionPurpose.COMMERCIAL, WHY)
    use_new_version(world)
    (one,) = moving(world).values()
    ((old, new),) = one.others
    assert (one.due, one.new_due, one.moves) == (world.case(desk.case_id).received_on,) * 2 + (True,)
    assert old - new == timedelta(weeks=2)
    apply(desk, desk.case_id)
    told = payload_of(entries(world, "case.regulation")[0])
    erasure = desk.request_id(Right.ERASURE)
    assert told["moved"] == [{"request": erasure, "before": old.isoformat(), "after": new.isoformat()}]
    said = sentence_of(Tag.CASE_REGULATION, told)
    assert said.endswith(f"; een datum {day_of(new.isoformat())} in plaats van {day_of(old.isoformat())}")
    assert sentence_of(Tag.CASE_REGULATION, {**told, "moved": []}).endswith(
        "van geen verzoek verandert de eerste datum"
    )


def test_a_case_that_nobody_chose_keeps_the_version_of_its_day_of_receipt(desk: Desk) -> None:
    second = Desk(desk.world, Right.ERASURE)
    correct_receipt(second.work(), second.case_id, second.version, date(2026, 11, 10), WHY)
    assert rests_on(second) == "2018-05-25"
    apply(desk, desk.case_id)
    assert rests_on(second) == "2018-05-25"


def test_a_version_that_somebody_chose_stays_when_the_day_of_receipt_is_corrected(desk: Desk) -> None:
    apply(desk, desk.case_id)
    received = date(2026, 11, 10)
    correct_receipt(desk.work(), desk.case_id, desk.version, received, WHY)
    assert rests_on(desk) == NEW
    assert desk.world.case(desk.case_id).next_due_on == received + timedelta(weeks=2)


def test_a_case_with_a_proposal_keeps_its_version_for_the_proposal_names_its_articles(desk: Desk) -> None:
    desk.world.identify(WPR, desk.case_id)
    propose(desk.work(), desk.request_id(Right.ERASURE), desk.version, REFUSE_ERASURE)
    assert desk.status(Right.ERASURE) is Status.AWAITING_ADVICE
    assert not moving(desk.world)[desk.case_id].free
    with pytest.raises(Conflict, match="rules_moved"):
        apply(desk, desk.case_id)
    assert rests_on(desk) == "2018-05-25"


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.DECIDER, Role.FG, Role.AUDITOR])
def test_only_an_administrator_applies_changed_rules(desk: Desk, role: Role) -> None:
    with pytest.raises(NotFound):
        apply(desk, desk.case_id, role=role)
    assert rests_on(desk) == "2018-05-25"


def test_applying_needs_a_reason_and_a_case(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="required"):
        apply(desk, desk.case_id, reason=" ")
    with pytest.raises(InvalidInput, match="no_case_chosen"):
        apply(desk)
    with pytest.raises(NotFound):
        apply_version(desk.work(Role.ADMINISTRATOR), desk.world.organisation_id(WPR), NEW, {999: 1}, WHY)


def test_a_case_that_changed_after_its_dates_were_shown_is_not_touched_and_neither_are_the_others(desk: Desk) -> None:
    second = Desk(desk.world, Right.COPY)
    seen = {desk.case_id: desk.version, second.case_id: second.version}
    desk.world.identify(WPR, second.case_id)
    with pytest.raises(Conflict, match="rules_moved"):
        apply_version(desk.work(Role.ADMINISTRATOR), desk.world.organisation_id(WPR), NEW, seen, WHY)
    assert rests_on(desk) == "2018-05-25"


def test_what_was_decided_about_the_rules_is_written_once(desk: Desk) -> None:
    apply(desk, desk.case_id)
    for statement in ("UPDATE regulation_choice SET reason = 'anders'", "DELETE FROM regulation_choice"):
        with pytest.raises(Exception, match="written once"), unit_of_work(desk.world.engine) as session:
            session.execute(text(statement))


@pytest.fixture
def new_holiday(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Give a function that makes a day a holiday, as a new version of the product would."""
    known = calendars.holidays

    def add(day: date) -> None:
        def holidays(calendar: calendars.Calendar, year: int) -> MappingProxyType[date, tuple[DayName, ...]]:
            found = dict(known(calendar, year))
            if day.year == year and calendar is not calendars.Calendar.NONE:
                found[day] = (DayName.EQUATED,)
            return MappingProxyType(found)

        monkeypatch.setattr(calendars, "holidays", holidays)

    return add


def test_a_new_holiday_shows_which_dates_move_and_the_worklist_keeps_the_old_one_until_it_is_applied(
    world: World, new_holiday: Callable[[date], None]
) -> None:
    desk = Desk(world, Right.INSPECTION)
    old = world.case(desk.case_id).next_due_on
    assert stale(world) == {}
    new_holiday(old)
    (one,) = stale(world).values()
    assert (one.case_id, one.due) == (desk.case_id, old)
    assert one.new_due > old
    assert world.case(desk.case_id).next_due_on == old
    done = apply_calendar(desk.work(Role.ADMINISTRATOR), world.organisation_id(WPR), {desk.case_id: desk.version})
    assert done == 1
    assert world.case(desk.case_id).next_due_on == one.new_due
    assert stale(world) == {}
    whole, of_case = entries(world, "calendar.applied", "case.date")[::-1]
    assert '"cases":1' in whole.canonical
    assert f'"before":"{old.isoformat()}"' in of_case.canonical
    assert worklist_faults(world.engine) == []


def test_dates_that_are_right_are_not_applied_again(world: World) -> None:
    desk = Desk(world, Right.INSPECTION)
    seen = {desk.case_id: desk.version}
    with pytest.raises(Conflict, match="rules_moved"):
        apply_calendar(desk.work(Role.ADMINISTRATOR), world.organisation_id(WPR), seen)
    with pytest.raises(NotFound):
        apply_calendar(desk.work(), world.organisation_id(WPR), seen)


def test_the_date_of_a_case_follows_from_the_version_that_it_rests_on(desk: Desk) -> None:
    apply(desk, desk.case_id)
    with Session(desk.world.engine) as session:
        case = session.get_one(Case, desk.case_id)
        assert case.next_due_on == next_due(session, case, regulation_of(session, case.regulation_version_id))
