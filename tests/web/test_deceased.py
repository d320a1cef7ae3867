"""About somebody who died: recorded with what it changes shown first, said on every page, and answered by letter."""

import pytest

from dsar.core.vocabulary import LetterKind, Right, Role
from tests.support.app import World
from tests.support.composing import write
from tests.support.judging import at_desk, new_case, request_of
from tests.support.pages import Browser, Page

NEW = {
    "received_on": "18-11-2026",
    "rights": ["copy"],
    "last_name": "Meer",
    "street": "Lindelaan 12",
    "postcode": "7511AA",
    "city": "Enschede",
    "deceased": "y",
}
TYPED = {
    "kind": "heir",
    "relation": "dochter",
    "answer_by": "15-1-2027",
    "salutation": "mrs",
    "initials": "E.",
    "last_name": "Vermeer",
    "street": "Beukstraat 3",
    "postcode": "7521BC",
    "city": "Enschede",
}
FACTS = "Zij wil weten of een ziekte erfelijk is."


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def typed(world: World, case_id: int, **changed: str) -> dict[str, str]:
    number = request_of(world, case_id, Right.COPY)
    return {**TYPED, f"ground-{number}": "interest", f"facts-{number}": FACTS, **changed}


def record(world: World, contact: Browser, case_id: int, **changed: str) -> Page:
    contact.get(f"/zaken/{case_id}/overleden")
    contact.send(step="check", **typed(world, case_id, **changed))
    return contact.send(step="record")


def test_from_registering_to_who_asks_without_promising_a_term(world: World, contact: Browser) -> None:
    contact.get("/zaken/nieuw")
    page = contact.send(action="check", **NEW)
    assert "De AVG geldt na het overlijden niet meer, dus ook haar termijn niet." in page.text
    assert "volgens de AVG" not in page.text
    page = contact.send(action="register")
    assert page.h1 == "Over een overleden persoon"
    case_id = int(page.path.split("/")[2])
    page = contact.send(step="check", **typed(world, case_id))
    assert page.h1 == "Controleer wat er verandert"
    assert "Geldt niet: deze persoon is overleden" in page.text
    assert "vrijdag 15 januari 2027, als belofte van uw organisatie" in page.text
    page = contact.send(step="record")
    assert page.path == f"/zaken/{case_id}"


def test_the_case_and_the_worklist_say_it_and_no_page_calls_the_promise_a_term(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    page = contact.get(f"/zaken/{case_id}")
    assert "volgens de AVG" in page.text
    contact.get(page.link("is overleden"))
    contact.send(step="check", **typed(world, case_id))
    page = contact.send(step="record")
    assert "Deze zaak gaat over een overleden persoon" in page.text
    assert "Belofte van de organisatie, geen termijn van een wet." in page.text
    assert "volgens de AVG" not in page.text
    assert FACTS in page.text
    assert "Over een overleden persoon: erfgenaam vraagt dit" in page.text
    assert not page.has_link("is overleden")
    letter = contact.get(page.link("Ontvangst bevestigen"))
    assert "Beukstraat 3" in letter.text, "it goes to whoever asks"
    assert "Met deze datum is de brief te laat" not in letter.text
    found = next(row for row in contact.get("/").text.split("WPR-") if "overleden persoon" in row)
    assert "Antwoorden, over een overleden persoon" in found


def test_the_letter_is_reached_from_the_next_step_and_knows_the_ground(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    page = record(world, contact, case_id)
    page = contact.get(page.link("Antwoorden, over een overleden persoon"))
    assert page.value_of("details-care") == "yes"
    page = write(contact, case_id, LetterKind.DECEASED_ANSWER, step="submit")
    assert page.path == f"/zaken/{case_id}"
    officer = at_desk(world, Role.FG)
    page = officer.get(officer.get(f"/zaken/{case_id}").link("Advies over"))
    assert FACTS in page.text
    assert "dochter" in page.text


def test_everything_that_is_wrong_stands_beside_its_field_and_nothing_is_lost(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    number = request_of(world, case_id, Right.COPY)
    contact.get(f"/zaken/{case_id}/overleden")
    wrong = {f"ground-{number}": "", "answer_by": "1-1-2026", "relation": ""}
    page = contact.send(step="check", status=422, **typed(world, case_id, **wrong))
    assert page.error_of(f"ground-{number}").startswith("Kies een grond")
    assert page.error_of("answer_by").startswith("Deze dag is al voorbij")
    assert page.error_of("relation") == "Vul dit veld in."
    assert page.value_of(f"facts-{number}") == FACTS
    page = contact.send(step="check", status=422, **typed(world, case_id, relation="111222333"))
    assert "Een BSN hoort niet in dit register" in page.error_of("relation")


def test_going_back_from_the_check_keeps_what_was_typed(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    contact.get(f"/zaken/{case_id}/overleden")
    contact.send(step="check", **typed(world, case_id))
    page = contact.send(step="edit")
    assert (page.value_of("relation"), page.value_of("answer_by")) == ("dochter", "15-1-2027")
    assert "Deze zaak gaat over een overleden persoon" not in contact.get(f"/zaken/{case_id}").text


def test_a_mistake_gives_the_terms_back(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    page = record(world, contact, case_id)
    contact.get(page.link("Dit is een vergissing"))
    assert contact.send(status=422).error_of("reason") == "Vul dit veld in."
    page = contact.send(reason="Het ging over iemand anders.")
    assert "volgens de AVG" in page.text
    assert "Bij vergissing vastgelegd als overleden" in page.text
    assert "Deze zaak gaat niet over een overleden persoon." in contact.get(f"/zaken/{case_id}/niet-overleden").text
