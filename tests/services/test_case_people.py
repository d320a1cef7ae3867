"""A case goes from one contact person to another, and the details of who is asking are put right."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.intake import NewSubject
from dsar.core.vocabulary import Right, Role
from dsar.models import AuditEvent, Case, Party
from dsar.services.assign_owner import assign_owner
from dsar.services.correct_subject import correct_subject
from tests.factories.world import REFUSE_ERASURE, SUBJECT, World
from tests.services.desk import WPR, Desk

MOVED = replace(SUBJECT, last_name="Meer-de Wit", street="Kade 3", postcode="1011ab", city="Amsterdam")


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Right.COPY)


def second(world: World) -> int:
    return world.add_user("tweede.contact@example.com", WPR, Role.CONTACT_PERSON)


def stored(desk: Desk) -> tuple[Case, Party]:
    with Session(desk.world.engine) as session:
        case = session.get_one(Case, desk.case_id)
        return case, case.parties[0]


def last_entry(desk: Desk) -> AuditEvent:
    with Session(desk.world.engine) as session:
        query = select(AuditEvent).where(AuditEvent.case_id == desk.case_id).order_by(AuditEvent.seq.desc()).limit(1)
        return session.scalars(query).one()


def test_another_contact_person_gets_the_case(world: World, desk: Desk) -> None:
    first, other = stored(desk)[0].owner_id, second(world)
    assign_owner(desk.work(), desk.case_id, desk.version, other)
    assert stored(desk)[0].owner_id == other
    entry = last_entry(desk)
    assert entry.tag == "case.owner"
    assert f'"from_user":{first},"to_user":{other}' in entry.canonical


def test_only_a_contact_person_of_the_organisation_can_get_it(world: World, desk: Desk) -> None:
    elsewhere = world.add_user("elders@example.com", "aanzien", Role.CONTACT_PERSON)
    for nobody in (elsewhere, world.users[WPR, Role.FG], world.users[WPR, Role.DECIDER], 10_000):
        with pytest.raises(InvalidInput, match="choose_one"):
            assign_owner(desk.work(), desk.case_id, desk.version, nobody)


def test_whoever_has_the_case_does_not_get_it_again(desk: Desk) -> None:
    version = desk.version
    with pytest.raises(InvalidInput, match="owner_already"):
        assign_owner(desk.work(), desk.case_id, version, stored(desk)[0].owner_id)
    assert desk.version == version


@pytest.mark.parametrize("role", [Role.FG, Role.DECIDER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_only_a_contact_person_hands_over_or_corrects(world: World, desk: Desk, role: Role) -> None:
    error = NotFound if role is Role.ADMINISTRATOR else NotAllowed
    with pytest.raises(error):
        assign_owner(desk.work(role), desk.case_id, desk.version, second(world))
    with pytest.raises(error):
        correct_subject(desk.work(role), desk.case_id, desk.version, MOVED)


def test_two_who_change_a_case_at_once_do_not_overwrite_each_other(world: World, desk: Desk) -> None:
    version = desk.version
    assign_owner(desk.work(), desk.case_id, version, second(world))
    with pytest.raises(Conflict):
        correct_subject(desk.work(), desk.case_id, version, MOVED)


def test_the_details_are_corrected_and_the_trail_names_the_fields_only(desk: Desk) -> None:
    correct_subject(desk.work(), desk.case_id, desk.version, MOVED)
    party = stored(desk)[1]
    assert (party.last_name, party.street, party.postcode, party.city) == (
        "Meer-de Wit",
        "Kade 3",
        "1011 AB",
        "Amsterdam",
    )
    entry = last_entry(desk)
    assert entry.tag == "subject.corrected"
    assert '"fields":["city","last_name","postcode","street"]' in entry.canonical
    for value in ("Meer", "Kade", "1011", "Amsterdam", "Lindelaan"):
        assert value not in entry.canonical


def test_a_correction_that_changes_nothing_is_told(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="nothing_changed"):
        correct_subject(desk.work(), desk.case_id, desk.version, replace(SUBJECT, postcode="7511aa"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("last_name", " - "),
        ("street", "Kade"),
        ("city", "020"),
        ("postcode", "0000 XX"),
        ("telephone", "bel maar"),
        ("initials", "A\nB"),
        ("last_name", "\U0001f600"),
    ],
)
def test_what_cannot_stand_on_an_envelope_is_refused(desk: Desk, field: str, value: str) -> None:
    subject: NewSubject = replace(SUBJECT, **{field: value})
    with pytest.raises(InvalidInput) as refused:
        correct_subject(desk.work(), desk.case_id, desk.version, subject)
    assert refused.value.field == field


@pytest.mark.usefixtures("canned")
def test_a_letter_that_was_made_stays_as_it_is_and_a_new_one_is_addressed_anew(world: World) -> None:
    desk = Desk(world, Right.ERASURE, Right.COPY)
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    made = desk.issue(Right.ERASURE)
    correct_subject(desk.work(), desk.case_id, desk.version, MOVED)
    assert "Kade 3" not in str(desk.context(made))
    assert "Lindelaan 12" in str(desk.context(made))
    assert "Kade 3" in str(desk.context(desk.issue()))
