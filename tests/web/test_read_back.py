"""An oral request is read back to whoever asked: on the form of registering, or later from the page of its case."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import at_desk, new_case
from tests.support.pages import Browser, Page

NEW = {
    "received_on": "18-11-2026",
    "channel": "telephone",
    "rights": ["copy"],
    "client_words": "Ik wil een kopie van alles.",
    "last_name": "Meer",
    "street": "Lindelaan 12",
    "postcode": "7511AA",
    "city": "Enschede",
}


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def check(contact: Browser, status: int = 200, **typed: str) -> Page:
    """Fill in the form and go on to the check."""
    contact.get("/zaken/nieuw")
    return contact.send(action="check", status=status, **{**NEW, **typed})


def test_it_is_recorded_as_the_request_is_registered(contact: Browser) -> None:
    page = check(contact, read_on="19-11-2026", read_by="J. de Vries")
    assert "Op 19 november 2026 door J. de Vries" in page.text
    case_id = contact.send(action="register", double_known="y").path.split("/")[2]
    assert "Voorgelezen op 19 november 2026" in contact.get(f"/zaken/{case_id}").text


def test_it_is_a_task_of_the_case_until_it_is_recorded(contact: Browser) -> None:
    check(contact)
    case_id = contact.send(action="register", double_known="y").path.split("/")[2]
    page = contact.get(f"/zaken/{case_id}")
    assert "Vraag of klopt wat u opschreef" in page.text
    page = contact.get(page.link("Voorlezen wat is gevraagd"))
    assert NEW["client_words"] in page.text
    assert contact.send(read_by="", status=422).error_of("read_by") == "Vul dit veld in."
    page = contact.send(read_by="J. de Vries")
    assert page.path == f"/zaken/{case_id}"
    assert "Vastgelegd dat het verzoek is voorgelezen." in page.text
    assert not page.has_link("Voorlezen wat is gevraagd")
    page = contact.get(f"/zaken/{case_id}/voorgelezen")
    assert "Dit is al vastgelegd." in page.text
    assert not page.forms()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"read_by": "J. de Vries"}, "read_on", "Vul in op welke dag het is voorgelezen"),
        ({"read_on": "19-11-2026"}, "read_by", "Vul dit veld in."),
        ({"read_on": "17-11-2026", "read_by": "J."}, "read_on", "Deze dag ligt voor de ontvangst"),
        ({"read_on": "19-11-2026", "read_by": "J.", "client_words": ""}, "client_words", "Schrijf op wat is gevraagd"),
        ({"read_on": "19-11-2026", "read_by": "J.", "channel": "post"}, "read_on", "Dit hoort bij een mondeling"),
    ],
)
def test_what_cannot_be_stands_beside_its_field(contact: Browser, typed: dict[str, str], field: str, said: str) -> None:
    assert check(contact, status=422, **typed).error_of(field).startswith(said)


def test_a_request_in_writing_is_not_read_back(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    assert "Voorlezen wat is gevraagd" not in contact.get(f"/zaken/{case_id}").text
    page = contact.get(f"/zaken/{case_id}/voorgelezen")
    assert "Voorlezen is niet nodig" in page.text
    assert not page.forms()
