"""Until when an advice is asked, on every screen that asks it, and what happens when it does not come."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import advise, at_desk, decide, identify, new_case, propose, request_of
from tests.support.pages import Browser

SLUG = "aanzien"  # asks nobody to be heard
REASON = "De antwoordtermijn loopt morgen af."


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


def refused(world: World) -> tuple[int, int]:
    """Give a refused erasure that waits for advice since Monday 23 November 2026."""
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    case_id = new_case(world, Right.ERASURE, slug=SLUG)
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.ERASURE)
    propose(contact, request_id)
    return case_id, request_id


def later(world: World, days: int, role: Role) -> Browser:
    """Move the clock on and give somebody who signs in then."""
    world.clock.forward(days=days)
    return at_desk(world, role, SLUG)


def test_every_screen_says_until_when_advice_is_asked(world: World) -> None:
    case_id, request_id = refused(world)
    asked = "gevraagd tot en met donderdag 26 november 2026"
    assert "nog 3 dagen donderdag 26 november 2026" in at_desk(world, Role.FG, SLUG).get("/toetsing").text
    assert asked in at_desk(world, Role.FG, SLUG).get(f"/toetsing/{case_id}").text
    assert asked in at_desk(world, Role.CONTACT_PERSON, SLUG).get(f"/zaken/{case_id}").text
    decider = at_desk(world, Role.DECIDER, SLUG)
    page = decider.get(f"/verzoeken/{request_id}/besluit")
    assert asked in page.text
    assert "Waarom besluit u zonder advies?" not in page.text


def test_after_the_term_the_deputy_is_asked_and_the_officer_is_late(world: World) -> None:
    case_id, request_id = refused(world)
    deputy = at_desk(world, Role.DEPUTY_FG, SLUG)
    assert "Er wacht niets op uw advies" in deputy.get("/toetsing").text
    assert "U neemt waar" not in deputy.get("/").text
    page = deputy.get(f"/toetsing/{case_id}")
    assert "kan nog advies geven" in page.text
    assert not page.all("textarea")
    deputy = later(world, 4, Role.DEPUTY_FG)
    page = deputy.get("/")
    assert "U neemt waar: 1 advies wacht op u." in page.text, "on the first page, which is no screen that nobody opens"
    assert "Nu bij de waarnemer" in deputy.get(page.link("Naar de toetsing")).text
    page = deputy.get(f"/toetsing/{case_id}")
    assert "1 dag te laat. Advies van de waarnemer gevraagd tot en met dinsdag 1 december 2026." in page.text
    advise(deputy, case_id, request_id, "agree")
    assert "Uw akkoord is vastgelegd." in deputy.page.text


def test_after_both_terms_the_decider_decides_without_advice_and_the_officer_sees_it(world: World) -> None:
    case_id, request_id = refused(world)
    decider = later(world, 9, Role.DECIDER)
    case = decider.get(f"/zaken/{case_id}")
    assert "Mag zonder advies" in case.text
    page = decider.get(f"/verzoeken/{request_id}/besluit")
    assert "1 dag te laat" in page.text
    assert "Waarom besluit u zonder advies?" in page.text
    page = decider.send(what="decide", step="check", status=422)
    assert "Schrijf waarom dat niet kon wachten" in page.error_of("reason")
    page = decider.send(what="decide", step="check", reason=REASON)
    assert page.h1 == "Controleer uw besluit"
    assert "Reden om zonder advies te besluiten" in page.text
    page = decider.send(step="record")
    assert "Uw besluit is vastgelegd." in page.text
    for text in (REASON, "verder zonder advies, dat was gevraagd tot en met 1 december 2026", "zonder advies"):
        assert text in page.text
    assert "Niet gegeven" in page.text


def test_the_officer_is_told_until_they_say_they_have_seen_it(world: World) -> None:
    _, request_id = refused(world)
    decider = later(world, 9, Role.DECIDER)
    decide(decider, request_id, reason=REASON)
    officer = at_desk(world, Role.FG, SLUG)
    page = officer.get("/toetsing")
    assert "Zonder advies verder gegaan" in page.text
    assert REASON in page.text
    page = officer.send()
    assert "Vastgelegd dat u dit heeft gezien." in page.text
    assert "Zonder advies verder gegaan" not in page.text
    page = officer.get("/toetsing/adviezen")
    for text in ("Geen: zonder advies verder", REASON, "Gezien door Fg aanzien"):
        assert text in page.text
    assert REASON not in at_desk(world, Role.FG, "westendorp-pr").get("/toetsing/adviezen").text


def test_the_history_tells_what_was_advised_and_what_became_of_it(world: World) -> None:
    case_id, request_id = refused(world)
    officer = at_desk(world, Role.FG, SLUG)
    assert "Er is nog geen advies gegeven" in officer.get("/toetsing/adviezen").text
    advise(officer, case_id, request_id, "against", "De facturen zijn niet persoonlijk.")
    page = officer.get("/toetsing/adviezen")
    for text in ("Negatief advies", "De facturen zijn niet persoonlijk.", "Nog geen besluit: wacht op besluit"):
        assert text in page.text
    decide(at_desk(world, Role.DECIDER, SLUG), request_id, reason="De wet laat geen keus.")
    page = officer.get("/toetsing/adviezen")
    assert "Besloten op 23 november 2026 door Decider aanzien" in page.text
    assert "Tegen het advies in: “De wet laat geen keus.”" in page.text


def test_the_decision_is_not_offered_before_the_term_is_over(world: World) -> None:
    _, request_id = refused(world)
    assert not at_desk(world, Role.DECIDER, SLUG).get(f"/verzoeken/{request_id}/besluit").forms()
