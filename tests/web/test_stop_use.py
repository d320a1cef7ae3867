"""A case that opens with an objection to advertising is red from the first minute, until somebody says it stopped."""

import pytest

from dsar.core.intake import NewCase, NewRequest
from dsar.core.vocabulary import Channel, ObjectionPurpose, Right, Role
from dsar.services.receive_case import receive_case
from tests.factories.world import SUBJECT
from tests.support.app import World, address
from tests.support.judging import at_desk, request_of
from tests.support.pages import Browser, text_of

SLUG = "zaz-welzijn"


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON, SLUG)


def objecting(world: World, contact: Browser) -> int:
    """Register an objection to advertising today and open its page."""
    with world.app.app_context():
        new = NewCase(
            world.organisations[SLUG],
            world.today,
            Channel.POST,
            SUBJECT,
            (NewRequest(Right.OBJECTION, "Geen reclame meer.", ObjectionPurpose.COMMERCIAL),),
        )
        case_id = receive_case(world.work(address(SLUG, Role.CONTACT_PERSON)), new)
    contact.get(f"/zaken/{case_id}")
    return case_id


def red(contact: Browser, words: str) -> bool:
    late = contact.page.all("strong", **{"class": "dsar-days dsar-days--late"})
    return any(words in text_of(one) for one in late)


def test_it_is_red_on_the_first_day_until_it_was_stopped(contact: Browser, world: World) -> None:
    case_id = objecting(world, contact)
    assert red(contact, "nu stoppen")
    assert "Dit gebruik moet direct stoppen" in contact.page.text
    contact.get("/?zicht=alles")
    assert red(contact, "nu stoppen")
    contact.get(f"/zaken/{case_id}")
    contact.get(contact.page.link("Nu stoppen, en dat vastleggen"))
    page = contact.send(stopped_by="R. Bos", systems="Verzendlijst van de nieuwsbrief")
    assert page.path == f"/zaken/{case_id}"
    assert "Verzendlijst van de nieuwsbrief" in page.text
    assert "het gebruik is gestopt op 23 november 2026" in page.text
    assert not red(contact, "nu stoppen")


def test_what_is_missing_is_said_and_what_was_typed_stays(contact: Browser, world: World) -> None:
    objecting(world, contact)
    contact.get(contact.page.link("Nu stoppen, en dat vastleggen"))
    page = contact.send(stopped_by="", systems="Verzendlijst", status=422)
    assert page.error_of("stopped_by") == "Vul dit veld in."
    assert page.value_of("systems") == "Verzendlijst"


def test_where_nothing_must_stop_the_page_says_so(contact: Browser, world: World) -> None:
    case_id = objecting(world, contact)
    contact.get(contact.page.link("Nu stoppen, en dat vastleggen"))
    contact.send(stopped_by="R. Bos", systems="Verzendlijst")
    page = contact.get(f"/verzoeken/{request_of(world, case_id, Right.OBJECTION)}/gestopt")
    assert "Gestopt op 23 november 2026." in page.text


def test_the_page_of_letters_says_that_the_use_stops_before_the_request_ends(contact: Browser, world: World) -> None:
    case_id = objecting(world, contact)
    page = contact.get(f"/zaken/{case_id}/schrijven")
    assert page.text.count("Leg eerst vast dat het gebruik is gestopt.") == 2
    assert "hoe het verzoek ook eindigt (AVG 21(3))" in page.text
