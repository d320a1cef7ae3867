"""Who deputises for whom, on the pages: chosen by the person or the administrator, seen by the deputy, and over."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World, address, name_of
from tests.support.judging import at_desk, new_case
from tests.support.pages import Browser, Page

SLUG = "aanzien"
AWAY = name_of(SLUG, Role.CONTACT_PERSON)
DAYS = {"first": "24-11-2026", "last": "27-11-2026"}


@pytest.fixture
def world(fresh_world: World) -> World:
    fresh_world.add_user("Dina Waarnemer", (SLUG, Role.CONTACT_PERSON))
    return fresh_world


def deputy(world: World) -> Browser:
    browser = Browser(world.app)
    browser.sign_in("dina.waarnemer@example.com")
    return browser


def arrange(browser: Browser, world: World, **days: str) -> Page:
    return browser.send(deputy_id=str(world.users["dina.waarnemer@example.com"]), **{**DAYS, **days})


def test_somebody_chooses_who_does_their_cases_and_the_deputy_sees_it_until_the_last_day(world: World) -> None:
    case_id = new_case(world, Right.ERASURE, slug=SLUG)
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    page = contact.get("/account")
    contact.get(page.link("Mijn waarnemer bij"))
    page = arrange(contact, world)
    assert "De waarneming is vastgelegd." in page.text
    assert "Begint nog" in page.text
    assert "U neemt waar" not in deputy(world).get("/").text
    world.clock.forward(days=1)
    page = deputy(world).get("/")
    assert f"U neemt waar voor {AWAY}, tot en met vrijdag 27 november 2026." in page.text
    assert "waarnemer: Dina Waarnemer" in page.text
    page = deputy(world).get(page.link("Toon uw zaken"))
    assert "AZ-2026-" in page.text
    page = deputy(world).get(f"/zaken/{case_id}")
    assert "Afwezig. Dina Waarnemer neemt waar, tot en met 27 november 2026." in page.text
    world.clock.forward(days=4)
    page = deputy(world).get("/?tab=mine&behandelaar=ik")
    assert "U neemt waar" not in page.text
    assert "AZ-2026-" not in page.text
    assert "neemt waar" not in deputy(world).get(f"/zaken/{case_id}").text


def test_an_administrator_arranges_and_ends_it_on_the_page_of_the_user(world: World) -> None:
    admin = at_desk(world, Role.ADMINISTRATOR, SLUG)
    user_id = world.users[address(SLUG, Role.CONTACT_PERSON)]
    page = admin.get(f"/organisaties/{world.organisations[SLUG]}/gebruikers/{user_id}")
    page = admin.get(page.link("Waarnemer bij afwezigheid"))
    page = arrange(admin, world, first="23-11-2026")
    assert "Geldt nu" in page.text
    page = admin.get(page.link("Beëindigen"))
    page = admin.send()
    assert "De waarneming is beëindigd." in page.text
    assert "Beëindigd op" in page.text
    assert not page.has_link("Beëindigen")


def test_what_cannot_be_stands_beside_its_field_and_nothing_typed_is_lost(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    contact.get(f"/account/waarneming/{world.organisations[SLUG]}")
    page = contact.send(status=422, **DAYS)
    assert page.error_of("deputy_id")
    assert page.value_of("last") == "27-11-2026"
    page = contact.send(
        status=422, deputy_id=str(world.users["dina.waarnemer@example.com"]), first="28-11-2026", last="27-11-2026"
    )
    assert page.error_of("last").startswith("De laatste dag ligt voor de eerste dag.")
    assert page.value_of("first") == "28-11-2026"


def test_where_nobody_else_has_the_role_the_page_says_what_to_do(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, "westendorp-pr")
    page = contact.get(f"/account/waarneming/{world.organisations['westendorp-pr']}")
    assert "Er is nu geen andere contactpersoon" in page.text
    assert not page.forms()


def test_who_handles_no_cases_has_no_such_page(world: World) -> None:
    officer = at_desk(world, Role.FG, SLUG)
    assert not officer.get("/account").has_link("Mijn waarnemer")
    officer.get(f"/account/waarneming/{world.organisations[SLUG]}", status=403)
    stranger = at_desk(world, Role.CONTACT_PERSON, "westendorp-pr")
    stranger.get(f"/account/waarneming/{world.organisations[SLUG]}", status=404)
