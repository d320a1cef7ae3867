"""The list of who got the data: kept one by one, each told or with a reason, and given to the client."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.factories.done import typed_facts
from tests.support.app import World
from tests.support.canned import can_letters
from tests.support.judging import at_desk, new_case, request_of
from tests.support.pages import Browser
from tests.support.stages import granted

TOWN = {"name": "Gemeente Enschede", "what": "Het verslag van 3 maart.", "given_on": "2-11-2026"}


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def test_from_an_empty_list_to_everybody_told(world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)
    path = granted(world, Right.RESTRICTION)
    listed = path.replace("uitvoering", "ontvangers")
    page = contact.get(listed)
    assert "Er staat nog niemand op de lijst." in page.text
    contact.get(page.link("Ontvanger toevoegen"))
    page = contact.send(status=422, **{**TOWN, "name": "", "given_on": "2-11-2027"})
    assert page.error_of("name") == "Vul dit veld in."
    assert page.value_of("what") == TOWN["what"]
    page = contact.send(**TOWN)
    assert page.path == listed
    assert "Gemeente Enschede Nog te doen" in page.text
    assert "gekregen op 2 november 2026" in page.text

    contact.get(path)
    page = contact.send(status=422, duties=["recipients_told"], **typed_facts(Right.RESTRICTION))
    assert "Nog niet iedereen op de lijst van ontvangers weet het: Gemeente Enschede." in page.summary

    contact.get(contact.get(listed).link("Vastleggen hoe het is verteld"))
    page = contact.send(status=422, way="letter")
    assert page.error_of("letter_id").startswith("Kies de brief aan deze ontvanger.")
    page = contact.send(way="otherwise", told_on="23-11-2026", text="Gebeld met de teamleider.")
    assert "Verteld op 23 november 2026: Gebeld met de teamleider." in page.text
    assert not page.has_link("Wijzigen")

    page = contact.get(path)
    assert page.value_of("details-had_recipients") == "yes"
    assert page.value_of("details-recipients_told-0-who") == "Gemeente Enschede"


def test_somebody_on_the_list_is_changed_or_taken_off(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    listed = f"/verzoeken/{request_of(world, case_id, Right.ERASURE)}/ontvangers"
    contact.get(f"{listed}/nieuw")
    page = contact.send(**TOWN)
    contact.get(page.link("Wijzigen"))
    assert "niets gewijzigd" in contact.send(status=422).summary
    page = contact.send(name="Gemeente Hengelo")
    assert "Gemeente Hengelo" in page.text
    assert "Gemeente Enschede" not in page.text
    contact.get(page.link("Weghalen"))
    page = contact.send()
    assert "Er staat nog niemand op de lijst." in page.text


def test_there_is_no_list_where_nobody_has_to_be_told(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    contact.get(f"/verzoeken/{request_of(world, case_id, Right.COPY)}/ontvangers", status=404)
    contact.get("/ontvangers/999999", status=404)


def test_who_only_reads_the_case_sees_the_list_and_changes_nothing(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.ERASURE)
    listed = f"/verzoeken/{request_of(world, case_id, Right.ERASURE)}/ontvangers"
    contact.get(f"{listed}/nieuw")
    contact.send(**TOWN)
    page = at_desk(world, Role.FG).get(listed)
    assert "Gemeente Enschede" in page.text
    assert not page.has_link("Ontvanger toevoegen")
