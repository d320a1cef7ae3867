"""A third party's view on screen: asked from the case, recorded, and seen by whoever advises and decides."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import advise, at_desk, identify, new_case, propose, request_of
from tests.support.pages import Browser

QUESTION = "Mag het verslag worden gedeeld?"
SAID = "Het gaat ook over mijn gezin."


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def ask(contact: Browser, case_id: int) -> str:
    """Ask a third party; give where the answer is recorded."""
    case = contact.get(f"/zaken/{case_id}")
    contact.get(next(one.get("href", "") for one in case.all("a") if "zienswijze-vragen" in one.get("href", "")))
    page = contact.send(who="Zus", question=QUESTION, consent_on="23-11-2026")
    assert page.path == f"/zaken/{case_id}"
    return next(one.get("href", "") for one in page.all("a") if "/zienswijzen/" in one.get("href", ""))


def test_the_case_shows_who_was_asked_by_when_and_what_they_said(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    contact.get(ask(contact, case_id))
    page = contact.send(outcome="objects", body=SAID)
    assert "Zus: beantwoord" in page.text
    assert "Wel bezwaar" in page.text
    assert SAID in page.text
    assert "Zienswijze van een derde op" in page.text  # the log


def test_the_case_shows_by_what_consent_and_nobody_is_asked_without_consent_or_a_reason(
    world: World, contact: Browser
) -> None:
    case_id = new_case(world, Right.INSPECTION)
    ask(contact, case_id)
    assert "Toestemming gegeven op 23 november 2026" in contact.get(f"/zaken/{case_id}").text
    contact.get(f"/zaken/{case_id}/zienswijze-vragen")
    page = contact.send(who="Zus", question=QUESTION, status=422)
    assert page.error_of("without_consent") == "Vul dit veld in."
    page = contact.send(without_consent="De vraag noemt de cliënt niet.")
    assert "De vraag noemt de cliënt niet." in page.text


def test_what_was_typed_stays_when_the_view_lacks_something(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    contact.get(ask(contact, case_id))
    page = contact.send(outcome="silent", body=SAID, status=422)
    assert "heeft nog tot en met" in (page.error_of("outcome") or "")
    assert page.value_of("body") == SAID
    contact.get(f"/zaken/{case_id}/zienswijze-vragen")
    page = contact.send(who="Zus", question="", status=422)
    assert page.error_of("question") == "Vul dit veld in."
    assert page.value_of("who") == "Zus"


def test_the_officer_reads_the_view_and_the_decider_is_warned_while_there_is_none(
    world: World, contact: Browser
) -> None:
    case_id = new_case(world, Right.ERASURE)
    request_id = request_of(world, case_id, Right.ERASURE)
    path = ask(contact, case_id)
    identify(contact, case_id)
    propose(contact, request_id)
    officer, decider = at_desk(world, Role.FG), at_desk(world, Role.DECIDER)
    page = officer.get(f"/toetsing/{case_id}")
    assert "Zus: nog geen antwoord" in page.text
    advise(officer, case_id, request_id, "agree")
    assert "Een derde (Zus) is om een zienswijze gevraagd" in decider.get(f"/verzoeken/{request_id}/besluit").text
    contact.get(path)
    contact.send(outcome="objects", body=SAID)
    page = decider.get(f"/verzoeken/{request_id}/besluit")
    assert SAID in page.text
    assert "Een derde (Zus) is om een zienswijze gevraagd" not in page.text
