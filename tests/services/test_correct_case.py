"""Mistakes of registering are put right with a reason, move the clocks, and leave their trace."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, InvalidInput, NotAllowed
from dsar.core.vocabulary import CorrectionKind, IdentityMethod, ObjectionPurpose, Right, Role
from dsar.core.workflow import Status
from dsar.models import Case, CaseCorrection
from dsar.services.check_identity import IdentityInput, check_identity
from dsar.services.correct_case import correct_receipt, correct_right, end_as_double
from dsar.services.propose import propose
from tests.factories.world import SUBJECT, World
from tests.services.desk import Desk, entries, granting, payload_of
from tests.support.worklists import worklist_faults

WHY = "De stempel op de brief was over het hoofd gezien."
pytestmark = pytest.mark.usefixtures("canned")


def case_of(desk: Desk) -> Case:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return session.get_one(Case, desk.case_id)


def corrections(desk: Desk) -> list[CaseCorrection]:
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return list(session.get_one(Case, desk.case_id).corrections)


def receive_again(desk: Desk, day: date, reason: str = WHY) -> None:
    correct_receipt(desk.work(), desk.case_id, desk.version, day, reason)


def test_another_day_of_receipt_moves_the_first_date_by_as_many_days(world: World) -> None:
    desk = Desk(world, Right.ERASURE)  # four weeks, on the date itself (Westendorp 9.3)
    before = case_of(desk)
    receive_again(desk, before.received_on - timedelta(days=3))
    after = case_of(desk)
    assert (before.next_due_on - after.next_due_on).days == 3
    (correction,) = corrections(desk)
    assert (correction.kind, correction.reason) == (CorrectionKind.RECEIVED_ON, WHY)
    assert (correction.before, correction.after) == (before.received_on.isoformat(), after.received_on.isoformat())
    (entry,) = entries(world, "case.corrected")
    assert WHY not in entry.canonical


def test_a_day_of_receipt_that_cannot_be_is_refused(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    known = case_of(desk).received_on
    world.identify(desk.slug, desk.case_id)
    for day, code in (
        (known, "nothing_changed"),
        (world.today + timedelta(days=1), "received_in_future"),
        (date(2018, 5, 24), "received_before_gdpr"),
    ):
        with pytest.raises(InvalidInput, match=code):
            receive_again(desk, day)
    with pytest.raises(InvalidInput, match="required"):
        receive_again(desk, known - timedelta(days=1), " ")
    assert corrections(desk) == []


def test_what_was_done_already_cannot_have_been_done_before_receipt(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    receive_again(desk, world.today - timedelta(days=9))
    checked_on = world.today - timedelta(days=4)
    check = IdentityInput(IdentityMethod.KNOWN, established=True, checked_on=checked_on)
    check_identity(desk.work(), desk.case_id, desk.version, check)
    with pytest.raises(InvalidInput, match="receipt_after_event"):
        receive_again(desk, checked_on + timedelta(days=1))
    receive_again(desk, checked_on)
    assert case_of(desk).received_on == checked_on


def test_another_right_brings_its_own_term(world: World) -> None:
    desk = Desk(world, Right.ERASURE, Right.COPY)
    request_id, four_weeks = desk.request_id(Right.ERASURE), case_of(desk).next_due_on
    correct_right(desk.work(), request_id, desk.version, Right.INSPECTION, None, WHY)
    assert world.request(desk.case_id, Right.INSPECTION).id == request_id
    assert case_of(desk).next_due_on > four_weeks, "an inspection has the month of the law only (Westendorp 8)"
    (correction,) = corrections(desk)
    assert (correction.request_id, correction.before, correction.after) == (request_id, "erasure", "inspection")


def test_an_objection_to_commercial_use_that_was_missed_is_due_on_the_day_of_receipt(world: World) -> None:
    desk = Desk(world, Right.COPY)
    purpose = ObjectionPurpose.COMMERCIAL
    correct_right(desk.work(), desk.request_id(Right.COPY), desk.version, Right.OBJECTION, purpose, WHY)
    assert case_of(desk).next_due_on == case_of(desk).received_on
    assert corrections(desk)[0].after == "objection:commercial"


def test_a_right_is_not_changed_into_one_that_the_case_has_or_without_what_it_needs(world: World) -> None:
    desk = Desk(world, Right.ERASURE, Right.COPY)
    request_id = desk.request_id(Right.ERASURE)
    for right, purpose, code in (
        (Right.ERASURE, None, "nothing_changed"),
        (Right.COPY, None, "right_in_case"),
        (Right.OBJECTION, None, "purpose_missing"),
        (Right.INSPECTION, ObjectionPurpose.OTHER, "purpose_without_objection"),
    ):
        with pytest.raises(InvalidInput, match=code):
            correct_right(desk.work(), request_id, desk.version, right, purpose, WHY)


def test_a_right_on_which_something_was_proposed_stays(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    request_id = desk.request_id(Right.COPY)
    propose(desk.work(), request_id, desk.version, granting(Right.COPY))
    with pytest.raises(NotAllowed, match="right_proposed"):
        correct_right(desk.work(), request_id, desk.version, Right.INSPECTION, None, WHY)


def test_a_double_case_ends_and_the_one_that_came_first_goes_on(world: World) -> None:
    first, second = Desk(world, Right.COPY, Right.ERASURE), Desk(world, Right.COPY, Right.ERASURE)
    due = case_of(first).next_due_on
    end_as_double(second.work(), second.case_id, second.version, case_of(first).reference.lower(), WHY)
    assert case_of(second).closed_on == world.today
    assert {second.status(Right.COPY), second.status(Right.ERASURE)} == {Status.CLOSED}
    assert (case_of(first).closed_on, case_of(first).next_due_on, first.status(Right.COPY)) == (
        None,
        due,
        Status.REGISTERED,
    )
    (correction,) = corrections(second)
    assert (correction.kind, correction.after) == (CorrectionKind.DOUBLE, case_of(first).reference)


def test_what_the_kept_case_does_not_hold_goes_on_in_its_own_case(world: World) -> None:
    kept, desk = Desk(world, Right.CORRECTION, Right.COPY), Desk(world, Right.INSPECTION, Right.CORRECTION)
    end_as_double(desk.work(), desk.case_id, desk.version, case_of(kept).reference, WHY)
    assert (desk.status(Right.CORRECTION), desk.status(Right.INSPECTION)) == (Status.CLOSED, Status.REGISTERED)
    assert case_of(desk).closed_on is None
    assert worklist_faults(world.engine) == []
    (entry,) = entries(world, "case.corrected")
    assert payload_of(entry)["rights"] == ["correction"]


def test_a_case_that_holds_none_of_the_same_rights_is_no_double(world: World) -> None:
    kept, desk = Desk(world, Right.COPY), Desk(world, Right.INSPECTION)
    with pytest.raises(InvalidInput, match="double_asks_otherwise"):
        end_as_double(desk.work(), desk.case_id, desk.version, case_of(kept).reference, WHY)
    assert desk.status(Right.INSPECTION) is Status.REGISTERED


def test_a_case_of_who_cannot_be_the_same_person_is_no_double(world: World) -> None:
    somebody = replace(SUBJECT, last_name="Anders", email="anders@example.com")
    kept, desk = Desk(world, Right.COPY, subject=somebody), Desk(world, Right.COPY)
    with pytest.raises(InvalidInput, match="double_of_another"):
        end_as_double(desk.work(), desk.case_id, desk.version, case_of(kept).reference, WHY)
    assert desk.status(Right.COPY) is Status.REGISTERED


def test_the_case_that_stays_is_another_open_one_that_came_first(world: World) -> None:
    later = Desk(world, Right.COPY)
    receive_again(later, case_of(later).received_on - timedelta(days=5))
    desk = Desk(world, Right.COPY)
    receive_again(desk, case_of(later).received_on - timedelta(days=1))
    for reference, code in (
        ("WPR-1999-0001", "reference_unknown"),
        (case_of(desk).reference, "double_of_itself"),
        (case_of(later).reference, "double_later"),
    ):
        with pytest.raises(InvalidInput, match=code):
            end_as_double(desk.work(), desk.case_id, desk.version, reference, WHY)
    colleague = world.add_user("iemand.aanzien@example.com", "aanzien", Role.CONTACT_PERSON)
    world.users["aanzien", Role.CONTACT_PERSON] = colleague
    elsewhere = Desk(world, Right.COPY, slug="aanzien")
    with pytest.raises(InvalidInput, match="reference_unknown"):
        end_as_double(desk.work(), desk.case_id, desk.version, case_of(elsewhere).reference, WHY)


def test_what_was_decided_cannot_be_a_double(world: World) -> None:
    first, second = Desk(world, Right.COPY), Desk(world, Right.COPY)
    second.decide(Right.COPY, granting(Right.COPY))
    with pytest.raises(NotAllowed, match="status"):
        end_as_double(second.work(), second.case_id, second.version, case_of(first).reference, WHY)
    assert second.status(Right.COPY) is Status.DECIDED


def test_a_form_that_was_overtaken_corrects_nothing(world: World) -> None:
    desk = Desk(world, Right.COPY)
    version = desk.version
    world.identify(desk.slug, desk.case_id)
    with pytest.raises(Conflict, match="case_changed"):
        correct_receipt(desk.work(), desk.case_id, version, case_of(desk).received_on - timedelta(days=1), WHY)
