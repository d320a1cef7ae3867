"""Recording who asks: how, with what result, and never a number."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import GRANT, at_desk, decide, identify, new_case, propose, request_of
from tests.support.pages import Browser

BSN = "111222333"  # passes the eleven-test


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def test_a_person_who_is_known_is_enough(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    page = identify(contact, case_id)
    assert page.path == f"/zaken/{case_id}"
    assert "Vastgelegd hoe is nagegaan" in page.text
    assert "Bekend bij de begeleider of contactpersoon" in contact.get(f"/zaken/{case_id}/identiteit").text


def test_the_methods_stand_least_intrusive_first_beside_the_regulation(world: World, contact: Browser) -> None:
    page = contact.get(f"/zaken/{new_case(world, Right.INSPECTION)}/identiteit")
    values = [one.get("value") for one in page.all("input", type="radio", name="method")]
    assert values == ["known", "desk", "call_back", "questions", "portal", "document"]
    assert "artikel 8.2" in page.text


def test_calling_back_on_the_number_in_the_file_establishes_who_asks(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, "werkkrachtcentrale")
    case_id = new_case(world, Right.COPY, slug="werkkrachtcentrale")
    contact.get(f"/zaken/{case_id}/identiteit")
    contact.send(method="call_back", established="yes")
    request_id = request_of(world, case_id, Right.COPY)
    page = contact.get(f"/zaken/{case_id}")
    assert "Teruggebeld op het nummer dat al in het dossier staat" in page.text
    assert page.one("a", role="button").get("href") == f"/verzoeken/{request_id}/voorstel"


def test_a_regulation_that_always_asks_for_proof_gets_a_warning(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, "werkkrachtcentrale")
    page = contact.get(f"/zaken/{new_case(world, Right.COPY, slug='werkkrachtcentrale')}/identiteit")
    assert "Vraag alleen een bewijs bij redelijke twijfel" in page.text
    assert "geregistreerde" in page.text


def test_a_document_needs_its_kind(world: World, contact: Browser) -> None:
    contact.get(f"/zaken/{new_case(world, Right.INSPECTION)}/identiteit")
    page = contact.send(method="document", established="yes", note="Aan de balie.", status=422)
    assert page.error_of("document_kind").startswith("Kies welk soort document")
    assert page.value_of("note") == "Aan de balie."
    assert page.title.startswith("Fout: ")
    assert "Kies welk soort document" in page.summary


def test_a_kind_of_document_does_not_count_with_another_method(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    contact.get(f"/zaken/{case_id}/identiteit")
    assert contact.send(method="known", established="yes", document_kind="passport").path == f"/zaken/{case_id}"


def test_nothing_chosen_and_a_day_to_come_are_refused_beside_their_fields(world: World, contact: Browser) -> None:
    contact.get(f"/zaken/{new_case(world, Right.INSPECTION)}/identiteit")
    page = contact.send(checked_on="31-2-2026", status=422)
    assert page.error_of("method") == "Kies één van de mogelijkheden."
    assert page.error_of("checked_on").startswith("Dit is geen dag die bestaat")
    assert page.value_of("checked_on") == "31-2-2026"
    assert "Hoe is nagegaan wie dit vraagt? Kies één van de mogelijkheden." in page.summary
    assert "Staat vast wie dit vraagt? Kies één van de mogelijkheden." in page.summary
    assert "Wanneer is dat nagegaan? Dit is geen dag die bestaat" in page.summary
    page = contact.send(method="known", established="yes", checked_on="24-11-2026", status=422)
    assert page.error_of("checked_on").startswith("Deze dag ligt in de toekomst")


def test_a_bsn_is_refused_until_it_is_said_to_be_none(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    contact.get(f"/zaken/{case_id}/identiteit")
    page = contact.send(method="known", established="yes", note=f"Nummer {BSN}", status=422)
    assert "Een BSN hoort niet in dit register" in page.error_of("note")
    assert page.value_of("note") == f"Nummer {BSN}"
    assert contact.send(not_a_bsn="y").path == f"/zaken/{case_id}"


def test_after_the_decision_there_is_nothing_to_record(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION, slug="werkkrachtcentrale")
    contact = at_desk(world, Role.CONTACT_PERSON, "werkkrachtcentrale")
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.INSPECTION)
    propose(contact, request_id, **GRANT)
    officer = at_desk(world, Role.FG, "werkkrachtcentrale")
    officer.get(f"/toetsing/{case_id}")
    officer.send(step="check", **{f"verzoek{request_id}-kind": "agree"})
    officer.send(step="record")
    decide(at_desk(world, Role.DECIDER, "werkkrachtcentrale"), request_id)
    page = contact.get(f"/zaken/{case_id}/identiteit")
    assert "al besloten" in page.text
    assert not page.forms()


def test_a_character_that_no_database_keeps_does_no_harm(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    contact.get(f"/zaken/{case_id}/identiteit")
    page = contact.send(method="known", established="yes", note="Voor\x00na")
    assert page.path == f"/zaken/{case_id}"
