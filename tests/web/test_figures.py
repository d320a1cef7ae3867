"""The officer's page with the figures of a year."""

from collections.abc import Mapping

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import advise, at_desk, decide, identify, new_case, propose, request_of
from tests.support.pages import Browser, Page, text_of

SLUG, OTHER = "aanzien", "zaz-welzijn"


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


def numbers(page: Page) -> Mapping[str, str]:
    """Give the number in each row of the tables."""
    rows = [[text_of(cell) for cell in row] for row in page.all("tr")]
    return {name: number for name, number in rows if number.isdigit()}


def test_the_officer_sees_what_came_in_and_why_parts_were_refused(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    new_case(world, Right.COPY, slug=SLUG)
    new_case(world, Right.COPY, slug=OTHER)
    case_id = new_case(world, Right.ERASURE, slug=SLUG)
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.ERASURE)
    propose(contact, request_id)
    advise(at_desk(world, Role.FG, SLUG), case_id, request_id, "agree")
    decide(at_desk(world, Role.DECIDER, SLUG), request_id)
    page = at_desk(world, Role.FG, SLUG).get("/toetsing/cijfers")
    assert "Er kwamen 2 verzoeken binnen." in page.text
    assert numbers(page) == {
        "Op tijd beantwoord": "0",
        "Te laat beantwoord": "0",
        "Nog open, op tijd": "2",
        "Nog open, te laat": "0",
        "Afschrift": "1",
        "Verwijdering": "1",
        "Afwijzen": "1",
        "Een wet verplicht tot bewaren": "1",
    }


def test_an_officer_of_several_organisations_sees_all_or_one(world: World) -> None:
    for slug in (SLUG, OTHER):
        new_case(world, Right.COPY, slug=slug)
    officer = Browser(world.app)
    officer.sign_in(world.add_user("FG van twee", (SLUG, Role.FG), (OTHER, Role.FG)))
    assert numbers(officer.get("/toetsing/cijfers"))["Afschrift"] == "2"
    assert numbers(officer.get(f"/toetsing/cijfers?organisatie={SLUG}"))["Afschrift"] == "1"


def test_a_year_without_requests_and_an_unknown_year_say_so(world: World) -> None:
    officer = at_desk(world, Role.FG, SLUG)
    assert "In dit jaar kwam er geen verzoek binnen." in officer.get("/toetsing/cijfers").text
    assert officer.get("/toetsing/cijfers?jaar=99999&organisatie=x").h1 == "Cijfers van 2026"


def test_only_who_gives_advice_sees_the_figures(world: World) -> None:
    for role in (Role.CONTACT_PERSON, Role.DECIDER, Role.ADMINISTRATOR):
        assert at_desk(world, role, SLUG).client.get("/toetsing/cijfers").status_code == 403
