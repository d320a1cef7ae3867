"""A letter that came back and a request that was sent on, from the pages where somebody stands then."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import SLUG, at_desk, new_case
from tests.support.pages import Browser, Page, text_of
from tests.support.stages import Stage, case_at


@pytest.fixture
def contact(fresh_world: World) -> Browser:
    return at_desk(fresh_world, Role.CONTACT_PERSON)


def address_of(page: Page, text: str) -> str:
    found = [one.get("href", "") for one in page.all("a") if text_of(one).startswith(text)]
    assert found, text
    return found[0]


def test_a_letter_that_came_back_is_recorded_and_sent_again(fresh_world: World, contact: Browser) -> None:
    with fresh_world.app.app_context():
        steps = case_at(fresh_world, Stage.CLOSED, SLUG)
        letter_id = steps.view().letters[-1].id
    back = address_of(contact.get(f"/brieven/{letter_id}"), "Deze brief kwam terug")
    assert "Wat op tijd was, blijft op tijd." in contact.get(back).text
    page = contact.send(reason="moved", note="Verhuisd naar Almelo.")
    assert page.path == f"/zaken/{steps.case_id}"
    assert "Verhuisd naar Almelo." in page.text
    assert "Gesloten op" not in page.text
    again = address_of(page, "Adres nagaan en opnieuw sturen")
    contact.get(again)
    page = contact.send(status=422, way="not", note="")
    assert page.error_of("note") == "Vul dit veld in."
    page = contact.send(way="post")
    assert "Opnieuw verzonden" in page.text
    assert "Gesloten op" in page.text
    assert "Van deze brief staat niet dat hij terugkwam." in contact.get(again).text, "it is not back any more"


def test_a_request_that_was_sent_on_shows_to_whom_and_by_what_consent(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.COPY)
    contact.get(address_of(contact.get(f"/zaken/{case_id}"), "Vastleggen dat een verzoek is doorgestuurd"))
    page = contact.send(status=422, to_name="Gemeente Enschede")
    assert page.error_of("without_consent") == "Vul dit veld in."
    page = contact.send(consent_on=f"{fresh_world.today:%d-%m-%Y}")
    assert "aan Gemeente Enschede" in page.text
    assert "Toestemming gegeven op" in page.text
    assert "soort=forwarded" in address_of(page, "Schrijf dat het verzoek is doorgestuurd")
    assert "Gesloten op" not in page.text
