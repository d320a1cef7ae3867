"""Somebody acts for the data subject: recorded, checked, ended; letters go where the authority says."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from dsar.core.errors import Conflict, InvalidInput, NotAllowed
from dsar.core.progress import Step
from dsar.core.regulation import Regulation
from dsar.core.representation import NewRepresentative
from dsar.core.vocabulary import LetterKind, RepresentativeKind, Right, Role
from dsar.core.workflow import Status
from dsar.models import RegulationVersion
from dsar.queries.case_view import CaseView, case_view
from dsar.queries.regulations import edited_versions
from dsar.regulations import canonical_json, from_canonical_json, sha256
from dsar.services.propose import propose
from dsar.services.represent import check_representative, end_representative, set_representative
from tests.factories.acting import MANDATED, SISTER, acting, shown
from tests.factories.world import World
from tests.services.desk import WPR, Desk, entries, granting

pytestmark = pytest.mark.usefixtures("canned")
WKC = "werkkrachtcentrale"
CHILD = RepresentativeKind.PARENT
KIND = RepresentativeKind.MANDATED
CLIENT = "Mevrouw A.B. van der Meer"


def act(desk: Desk, new: NewRepresentative = MANDATED) -> None:
    """Record who acts for the data subject."""
    set_representative(desk.work(), desk.case_id, desk.version, new)


def show(desk: Desk, kind: RepresentativeKind = KIND, **changed: object) -> None:
    """Record a check of today that shows that they may ask this."""
    check = shown(kind, desk.world.today, **changed)
    check_representative(desk.work(), desk.case_id, desk.version, check)


def end(desk: Desk, reason: str = "De machtiging is ingetrokken.") -> None:
    """Record that they act no longer."""
    end_representative(desk.work(), desk.case_id, desk.version, reason)


def view_of(desk: Desk) -> CaseView:
    """Give the case as the contact person sees it now."""
    with Session(desk.world.engine, expire_on_commit=False) as session:
        return case_view(session, desk.work().actor, desk.case_id, today=desk.world.today)


def proposed(desk: Desk, right: Right) -> None:
    """Propose to grant a request."""
    propose(desk.work(), desk.request_id(right), desk.version, granting(right))


def test_no_proposal_before_the_authority_was_shown(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    act(desk)
    assert view_of(desk).step is Step.CHECK_IDENTITY
    with pytest.raises(NotAllowed, match="authority_not_established"):
        proposed(desk, Right.COPY)
    show(desk, established=False, within_scope=False)
    with pytest.raises(NotAllowed, match="authority_not_established"):
        proposed(desk, Right.COPY)
    show(desk)
    assert view_of(desk).step is Step.PROPOSE
    proposed(desk, Right.COPY)


def test_another_address_leaves_the_check_and_another_authority_does_not(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    act(desk)
    show(desk)
    act(desk, replace(MANDATED, person=replace(SISTER, street="Elzenlaan 9")))
    assert view_of(desk).requests[0].facts.asker_known
    act(desk, replace(MANDATED, scope="Alles wat met het traject te maken heeft."))
    assert not view_of(desk).requests[0].facts.asker_known


def test_the_trail_tells_what_changed_and_no_name_and_no_scope(world: World) -> None:
    desk = Desk(world, Right.COPY)
    act(desk)
    act(desk, replace(MANDATED, person=replace(SISTER, last_name="Vermeerder")))
    show(desk, note="Zij had de machtiging bij zich.")
    end(desk)
    first, second = entries(world, "representative.set")
    assert '"fields":[]' in first.canonical
    assert '"fields":["last_name"]' in second.canonical
    said = str([entry.canonical for entry in entries(world, "representative.set", "authority.checked")])
    said += str([entry.canonical for entry in entries(world, "representative.ended")])
    assert "authority.checked" in said
    assert "representative.ended" in said
    for private in ("Vermeer", "Beukstraat", "2025", "bij zich", "ingetrokken"):
        assert private not in said


def test_what_did_not_change_is_refused(world: World) -> None:
    desk = Desk(world, Right.COPY)
    act(desk)
    with pytest.raises(InvalidInput, match="nothing_changed"):
        act(desk)


def test_letters_go_to_the_representative_about_the_person(world: World) -> None:
    desk = Desk(world, Right.COPY)
    act(desk)
    context = desk.context(desk.issue())
    assert context.addressee == ("Mevrouw C. Vermeer", "Beukstraat 3", "7521 BC  Enschede")
    assert context.salutation == "Geachte mevrouw Vermeer"
    assert (context.subject_name, context.acted_by) == ("A.B. van der Meer", "")


def test_letters_go_to_the_person_where_the_mandate_says_so_and_never_for_a_legal_representative(world: World) -> None:
    desk = Desk(world, Right.COPY)
    act(desk, replace(MANDATED, gets_letters=False))
    context = desk.context(desk.issue())
    assert context.addressee[0] == CLIENT
    assert (context.subject_name, context.acted_by) == ("", "C. Vermeer"), "the client reads who asks this for them"
    other = Desk(world, Right.COPY)
    act(other, acting(CHILD, gets_letters=False))
    assert other.context(other.issue()).addressee[0] == "Mevrouw C. Vermeer"


def test_after_its_last_day_letters_go_to_the_person_again(world: World) -> None:
    desk = Desk(world, Right.COPY)
    act(desk, replace(MANDATED, holds_until=world.today))
    assert desk.context(desk.issue()).addressee[0] == "Mevrouw C. Vermeer"
    other = Desk(world, Right.COPY)
    act(other, replace(MANDATED, holds_until=world.today))
    assert other.context(other.issue(dated=world.today + timedelta(days=1))).addressee[0] == CLIENT


def test_a_letter_that_was_final_stays_as_it_was(world: World) -> None:
    desk = Desk(world, Right.COPY)
    act(desk)
    letter_id = desk.issue()
    before = desk.letter(letter_id)
    act(desk, replace(MANDATED, person=replace(SISTER, street="Elzenlaan 9")))
    end(desk)
    after = desk.letter(letter_id)
    assert (after.context, after.sha256) == (before.context, before.sha256)
    assert desk.context(letter_id).addressee[1] == "Beukstraat 3"


def test_whoever_ends_without_having_shown_anything_leaves_the_question_who_asks(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    act(desk)
    world.moment += timedelta(minutes=1)
    end(desk)
    with pytest.raises(NotAllowed, match="identity_not_established"):
        proposed(desk, Right.COPY)
    world.moment += timedelta(minutes=1)
    world.identify(desk.slug, desk.case_id)
    proposed(desk, Right.COPY)


def test_whoever_ends_after_having_shown_it_leaves_the_request_as_it_is(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    act(desk)
    show(desk)
    end(desk)
    proposed(desk, Right.COPY)
    assert desk.status(Right.COPY) is not Status.REGISTERED


def test_a_mandatary_first_shows_the_own_request_where_the_regulation_says_so(make_world) -> None:
    world = make_world(WKC, WPR)
    desk = Desk(world, Right.CORRECTION, Right.COPY, slug=WKC)
    world.identify(desk.slug, desk.case_id)
    act(desk)
    show(desk)
    proposed(desk, Right.COPY)  # 11.5 asks for the mandate only
    with pytest.raises(NotAllowed, match="explicit_request_missing") as refused:
        proposed(desk, Right.CORRECTION)
    assert refused.value.details["article"] == "artikel 12.1"
    show(desk, request_seen=True)
    proposed(desk, Right.CORRECTION)


def test_a_curator_needs_no_explicit_request_and_neither_does_another_organisation(make_world) -> None:
    world = make_world(WKC, WPR)
    curator = Desk(world, Right.CORRECTION, slug=WKC)
    world.identify(curator.slug, curator.case_id)
    act(curator, acting(RepresentativeKind.CURATOR))
    show(curator, RepresentativeKind.CURATOR)
    proposed(curator, Right.CORRECTION)
    assert curator.status(Right.CORRECTION) is not Status.REGISTERED
    elsewhere = Desk(world, Right.CORRECTION)
    world.identify(elsewhere.slug, elsewhere.case_id)
    act(elsewhere)
    show(elsewhere)
    proposed(elsewhere, Right.CORRECTION)
    assert elsewhere.status(Right.CORRECTION) is not Status.REGISTERED


@pytest.mark.parametrize("about", ["identity", "authority"])
def test_the_answer_to_what_was_asked_ends_the_pause(world: World, about: str) -> None:
    desk = Desk(world, Right.COPY)
    act(desk)
    values = {"about": about, "proof": "Een brief van de cliënt."} if about == "authority" else {"about": about}
    desk.post(desk.issue(draft_id=desk.draft(LetterKind.IDENTITY_REQUEST, Right.COPY, **values)))
    world.moment += timedelta(days=2)
    checks = {"identity": lambda: world.identify(desk.slug, desk.case_id), "authority": lambda: show(desk)}
    checks.pop("identity" if about == "authority" else "authority")()
    assert view_of(desk).case.questions[0].end is None
    checks[about]()
    (question,) = view_of(desk).case.questions
    assert question.end is not None
    assert question.end.ended_on == world.today


def test_authority_can_be_asked_while_it_is_known_who_asks(world: World) -> None:
    desk = Desk(world, Right.COPY)
    world.identify(desk.slug, desk.case_id)
    act(desk)
    values = {"about": "authority", "proof": "Een brief van de cliënt."}
    desk.post(desk.issue(draft_id=desk.draft(LetterKind.IDENTITY_REQUEST, Right.COPY, **values)))
    assert view_of(desk).step is Step.AWAIT_PROOF


@pytest.mark.parametrize("role", [Role.FG, Role.DECIDER, Role.AUDITOR])
def test_only_a_contact_person_records_who_acts(world: World, role: Role) -> None:
    desk = Desk(world, Right.COPY)
    with pytest.raises(NotAllowed):
        set_representative(desk.work(role), desk.case_id, desk.version, MANDATED)


def test_nothing_is_recorded_on_a_case_that_changed_or_where_nobody_acts(world: World) -> None:
    desk = Desk(world, Right.COPY)
    with pytest.raises(NotAllowed, match="no_representative"):
        show(desk)
    with pytest.raises(NotAllowed, match="no_representative"):
        end(desk)
    version = desk.version
    act(desk)
    with pytest.raises(Conflict):
        set_representative(desk.work(), desk.case_id, version, acting(CHILD))
    with pytest.raises(InvalidInput, match="required"):
        end(desk, " ")


def test_a_case_is_found_by_the_name_of_whoever_acts(world: World) -> None:
    desk = Desk(world, Right.COPY)
    act(desk)
    with world.engine.connect() as connection:
        query = f"SELECT searched FROM worklist_entry WHERE case_id = {desk.case_id}"
        assert "vermeer" in connection.exec_driver_sql(query).scalar_one()


def test_a_regulation_in_use_from_before_the_explicit_request_was_not_edited(make_world) -> None:
    world = make_world(WKC)
    regulation = world.catalogue.newest(WKC)
    assert set(regulation.explicit_requests) == {Right.CORRECTION, Right.SUPPLEMENT, Right.ERASURE}
    before = replace(regulation, explicit_requests={})
    assert from_canonical_json(canonical_json(before)).explicit_requests == {}
    with Session(world.engine) as session:
        session.add(_stored(world, before))
        session.flush()
        assert edited_versions(session, world.catalogue) == ()
        session.rollback()


def _stored(world: World, regulation: Regulation) -> RegulationVersion:
    return RegulationVersion(
        organisation_id=world.organisation_id(WKC),
        version=regulation.version,
        effective_from=regulation.effective_from,
        sha256=sha256(regulation),
        body=canonical_json(regulation),
        stored_at=world.moment,
    )
