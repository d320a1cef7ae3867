"""What is ticked at registering of who asks is not lost when the next page is left: it waits on the case page."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import at_desk, request_of
from tests.support.pages import Browser, Page
from tests.web.test_deceased import NEW, typed

OF_DEATH = "Bij het registreren is gezegd dat het over iemand gaat die is overleden."
OF_OTHER = "Bij het registreren is gezegd dat iemand anders dit namens de cliënt vraagt."
PLAIN = {name: value for name, value in NEW.items() if name != "deceased"}
ACTING = {
    "kind": "mandated",
    "scope": "Kopie van het dossier",
    "letters_to": "representative",
    "salutation": "mrs",
    "last_name": "Vermeer",
    "street": "Beukstraat 3",
    "postcode": "7521BC",
    "city": "Enschede",
}


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def left_behind(contact: Browser, **ticked: str) -> tuple[int, Page]:
    """Register, leave the page that comes next, and open the case."""
    contact.get("/zaken/nieuw")
    contact.send(action="check", **PLAIN, **ticked)
    page = contact.send(action="register", double_known="y")
    case_id = int(page.path.split("/")[2])
    return case_id, contact.get(f"/zaken/{case_id}")


def test_a_death_waits_on_the_case_and_in_the_worklist_until_it_is_recorded(world: World, contact: Browser) -> None:
    case_id, page = left_behind(contact, deceased="y")
    assert OF_DEATH in page.text
    assert page.text.index("Volgende stap") < page.text.index("Vastleggen dat het over iemand gaat die is overleden")
    assert not page.has_link("Ontvangst bevestigen")
    assert not page.has_link("Maak de ontvangstbevestiging")
    assert "Vastleggen dat het over iemand gaat die is overleden" in contact.get("/").text
    for path in ("brief", "geregistreerd", "schrijven"):
        held = contact.get(f"/zaken/{case_id}/{path}")
        assert OF_DEATH in held.text, path
        assert held.link("Vastleggen wie naar de overleden persoon vraagt") == f"/zaken/{case_id}/overleden"
    contact.get(page.link("Vastleggen wie naar de overleden persoon vraagt"))
    contact.send(step="check", **typed(world, case_id))
    page = contact.send(step="record")
    assert OF_DEATH not in page.text
    assert "Deze zaak gaat over een overleden persoon" in page.text


def test_somebody_else_who_asks_waits_until_it_is_recorded_who(world: World, contact: Browser) -> None:
    case_id, page = left_behind(contact, represented="y")
    assert OF_OTHER in page.text
    proposal = contact.get(f"/verzoeken/{request_of(world, case_id, Right.COPY)}/voorstel")
    assert OF_OTHER in proposal.text
    contact.get(page.link("Vastleggen wie dit namens de cliënt vraagt"))
    page = contact.send(**ACTING)
    assert page.path == f"/zaken/{case_id}/machtiging"
    page = contact.get(f"/zaken/{case_id}")
    assert OF_OTHER not in page.text
    assert page.has_link("Ontvangst bevestigen")


def test_a_tick_by_mistake_is_said_with_its_reason_and_stays_visible(world: World, contact: Browser) -> None:
    case_id, page = left_behind(contact, represented="y")
    page = contact.get(page.link("Het vinkje was een vergissing"))
    assert "Iemand anders vraagt dit namens deze persoon" in page.text
    assert contact.send(status=422).error_of("reason") == "Vul dit veld in."
    page = contact.send(reason="De cliënt belde zelf.")
    assert page.path == f"/zaken/{case_id}"
    assert OF_OTHER not in page.text
    assert "Bij vergissing aangekruist" in page.text
    assert "De cliënt belde zelf." in page.text
    assert page.has_link("Ontvangst bevestigen")
    again = contact.get(f"/zaken/{case_id}/vinkje-vergissing")
    assert "Er staat niets meer open" in again.text


def test_the_check_before_registering_promises_no_letter_yet(contact: Browser) -> None:
    contact.get("/zaken/nieuw")
    page = contact.send(action="check", **PLAIN, represented="y")
    assert "Tot dan kan er geen brief uit." in page.text
    assert "Daarna ziet u de ontvangstbevestiging." not in page.text


def test_the_last_address_of_the_dead_may_stay_empty_and_a_part_of_one_is_a_mistake(contact: Browser) -> None:
    nowhere = {**PLAIN, "street": "", "postcode": "", "city": "", "deceased": "y"}
    contact.get("/zaken/nieuw")
    page = contact.send(action="check", status=422, **{**nowhere, "street": "Lindelaan 12"})
    assert page.error_of("postcode") == "Vul de postcode in."
    page = contact.send(action="check", status=422, **{**nowhere, "deceased": ""})
    assert page.error_of("street")
    contact.send(action="check", **nowhere)
    page = contact.send(action="register", double_known="y")
    case_id = int(page.path.split("/")[2])
    assert "Niet bekend" in contact.get(f"/zaken/{case_id}").text
    contact.get(f"/zaken/{case_id}/gegevens")
    page = contact.send(last_name="Meerman", street="", postcode="", city="")
    assert page.path == f"/zaken/{case_id}"


def test_whoever_asks_cannot_be_left_for_later_and_the_page_says_why(world: World, contact: Browser) -> None:
    case_id, _ = left_behind(contact, deceased="y")
    page = contact.get(f"/zaken/{case_id}/overleden")
    assert "Zonder naam en adres kunt u niemand antwoorden." in page.text
    page = contact.send(step="check", status=422, **typed(world, case_id, street="", postcode="", city=""))
    assert page.error_of("street")


def test_a_decider_sees_what_waits_without_a_link_to_record_it(world: World, contact: Browser) -> None:
    case_id, _ = left_behind(contact, represented="y")
    page = at_desk(world, Role.DECIDER).get(f"/zaken/{case_id}")
    assert OF_OTHER in page.text
    assert not page.has_link("Het vinkje was een vergissing")
