"""A grant that the client does not take is closed from the page of the case, after a page that says what that does."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.canned import can_letters
from tests.support.judging import at_desk
from tests.support.pages import Browser
from tests.support.stages import granted

WHY = "Twee keer gebeld, en een brief gestuurd."
TYPED = {"reason": "not_come", "invited": "2", "last_on": "23-11-2026", "explanation": WHY}


@pytest.fixture(autouse=True)
def _canned(monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)


@pytest.fixture
def contact(shared_world: World) -> Browser:
    return at_desk(shared_world, Role.CONTACT_PERSON)


def opened(contact: Browser, world: World, right: Right = Right.INSPECTION) -> str:
    """Open the page from that of carrying out; give its address."""
    page = contact.get(granted(world, right))
    address = page.link("De cliënt kwam niet, of wil het niet meer")
    assert contact.get(address).h1 == "Niet uitgevoerd"
    return address


def test_who_did_not_come_closes_the_case_after_a_page_to_check(contact: Browser, shared_world: World) -> None:
    opened(contact, shared_world)
    page = contact.send(**TYPED)
    assert page.h1 == "Controleer waarom dit niet is uitgevoerd"
    assert "Alle verzoeken in deze zaak zijn dan afgerond. De zaak sluit." in page.text
    page = contact.send(step="record")
    assert "Gesloten op 23 november 2026" in page.text
    assert "Kwam niet, ook niet na een nieuwe uitnodiging" in page.text
    assert WHY in page.text
    assert "Inzage: niet uitgevoerd, gebleken op 23 november 2026" in page.text
    assert "Gedaan op" not in page.text


def test_going_back_loses_nothing(contact: Browser, shared_world: World) -> None:
    opened(contact, shared_world)
    contact.send(**TYPED)
    page = contact.send(step="edit")
    assert page.h1 == "Niet uitgevoerd"
    assert (page.value_of("invited"), page.value_of("explanation")) == ("2", WHY)


def test_everything_that_is_wrong_is_said_at_once(contact: Browser, shared_world: World) -> None:
    opened(contact, shared_world)
    page = contact.send(**{**TYPED, "invited": "1", "last_on": "1-1-2020", "explanation": "Weg"}, status=422)
    assert page.error_of("invited") == "Nodig minstens 2 keer uit. Vul in hoe vaak dat is gedaan."
    assert page.error_of("last_on").startswith("Deze dag ligt voor het antwoord van maandag 23 november 2026.")
    assert page.error_of("explanation") == "Leg dit iets verder uit, met minstens 10 letters."
    page = contact.send(**{**TYPED, "invited": "twee"}, status=422)
    assert page.error_of("invited") == "Vul een heel getal in."
    assert page.value_of("invited") == "twee"


def test_the_page_of_the_case_offers_it(contact: Browser, shared_world: World) -> None:
    address = opened(contact, shared_world, Right.COPY)
    page = contact.get(contact.page.link("Terug naar de zaak"))
    assert page.link("Niet uitgevoerd: afschrift").endswith(address)


def test_an_erasure_is_not_left_undone(contact: Browser, shared_world: World) -> None:
    path = granted(shared_world, Right.ERASURE)
    assert "kwam niet, of wil het niet meer" not in contact.get(path).text
    page = contact.get(path.replace("uitvoering", "niet-uitgevoerd"))
    assert "Al het andere voert de organisatie zelf uit." in page.text
    assert not page.all("textarea", name="explanation")


def test_a_withdrawal_after_the_answer_is_offered_with_its_letter(contact: Browser, shared_world: World) -> None:
    address = opened(contact, shared_world)
    page = contact.get(contact.page.link("Bevestiging schrijven"))
    assert page.h1 == "Bevestiging intrekking"
    page = contact.get(contact.get(address).link("Terug naar de zaak"))
    assert page.link("Het verzoek is ingetrokken").endswith("soort=withdrawal_confirmation")
