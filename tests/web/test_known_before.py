"""Whoever is known is asked no proof (GDPR 12(6)): the pages on which it would be asked say who may be known."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import at_desk, identify, new_case
from tests.support.pages import Browser

KNOWN = "Misschien kent u deze persoon al: in zaak"


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def places(case_id: int) -> tuple[str, str]:
    """Give where proof can be asked, and where it is recorded."""
    return f"/zaken/{case_id}/identiteit", f"/zaken/{case_id}/schrijven/brief?soort=identity_request"


def test_somebody_who_was_known_before_is_asked_no_proof(world: World, contact: Browser) -> None:
    first, second = (new_case(world, Right.COPY) for _ in range(2))
    for place in places(second):
        assert KNOWN not in contact.get(place).text
    identify(contact, first)
    for place in places(second):
        assert KNOWN in contact.get(place).text
    assert KNOWN not in contact.get(f"/zaken/{second}/schrijven/brief?soort=clarification_request").text


def test_a_case_of_another_organisation_tells_nothing(world: World, contact: Browser) -> None:
    elsewhere, here = new_case(world, Right.COPY, slug="werkkrachtcentrale"), new_case(world, Right.COPY)
    identify(at_desk(world, Role.CONTACT_PERSON, "werkkrachtcentrale"), elsewhere)
    for place in places(here):
        assert KNOWN not in contact.get(place).text


def test_what_was_checked_of_somebody_who_acted_says_nothing_of_the_client(world: World, contact: Browser) -> None:
    first, second = (new_case(world, Right.COPY) for _ in range(2))
    contact.get(f"/zaken/{first}/vertegenwoordiger")
    contact.send(kind="curator", last_name="Vermeer", street="Beukstraat 3", postcode="7521BC", city="Enschede")
    identify(contact, first)
    for place in places(second):
        assert KNOWN not in contact.get(place).text
