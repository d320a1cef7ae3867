"""The pages about mistakes of registering: first what would change, then the change, and nothing typed is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dsar.core.intake import NewCase, NewRequest, NewSubject
from dsar.core.vocabulary import Channel, ObjectionPurpose, Right, Role
from dsar.services.receive_case import receive_case
from dsar.wording.people import full_name
from tests.factories.world import SUBJECT
from tests.services.desk import granting
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser, Page, text_of
from tests.support.steps import Steps

SLUG = "westendorp-pr"
WHY = "De stempel op de brief was over het hoofd gezien."


@pytest.fixture
def contact(fresh_world: World) -> Browser:
    browser = Browser(fresh_world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    return browser


def new_case(world: World, *rights: Right, days_ago: int = 5) -> int:
    with world.app.app_context():
        return receive(world, SLUG, *rights, days_ago=days_ago)


def registered(world: World, who: NewSubject, requests: tuple[NewRequest, ...]) -> int:
    new = NewCase(world.organisations[SLUG], world.today, Channel.POST, who, requests)
    with world.app.app_context():
        return receive_case(world.work(address(SLUG, Role.CONTACT_PERSON)), new)


def reference_of(contact: Browser, case_id: int) -> str:
    return contact.get(f"/zaken/{case_id}").text.split("Zaak ")[1].split()[0]


def written(world: World, days_ago: int) -> str:
    return f"{world.today - timedelta(days=days_ago):%d-%m-%Y}"


def test_the_page_shows_which_dates_move_before_anything_is_saved(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.ERASURE)
    contact.get(f"/zaken/{case_id}/ontvangst")
    page = contact.send(step="check", received_on=written(fresh_world, 8), reason=WHY)
    assert "Controleer wat er verandert" in page.text
    assert "woensdag 16 december 2026 zondag 13 december 2026" in page.text
    assert "woensdag 16 december 2026" in contact.get(f"/zaken/{case_id}").text, "nothing was saved yet"


def test_a_term_that_a_court_set_is_not_told_to_move(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.ERASURE)
    contact.get(f"/zaken/{case_id}/opgelegd")
    said = {"set_by": "court", "name": "Rechtbank Overijssel", "reason": "Geef antwoord."}
    contact.send(set_on=written(fresh_world, 0), due_on=written(fresh_world, -2), **said)
    contact.get(f"/zaken/{case_id}/ontvangst")
    page = contact.send(step="check", received_on=written(fresh_world, 8), reason=WHY)
    assert "woensdag 16 december 2026 zondag 13 december 2026" in page.text
    assert "25 november 2026" not in page.text


def test_a_double_says_first_that_use_for_advertising_must_stop(fresh_world: World, contact: Browser) -> None:
    objection = (NewRequest(Right.OBJECTION, "Geen reclame meer.", ObjectionPurpose.COMMERCIAL),)
    first, second = registered(fresh_world, SUBJECT, objection), registered(fresh_world, SUBJECT, objection)
    reference = reference_of(contact, first)
    contact.get(f"/zaken/{second}/dubbel")
    page = contact.send(status=422, step="check", reference=reference, reason=WHY)
    assert "Leg eerst vast dat het gebruik is gestopt." in page.text
    assert "AVG 21(3)" in page.text
    assert WHY in page.response.text


def recorded(contact: Browser, path: str, **typed: str) -> Page:
    contact.get(path)
    contact.send(step="check", **typed)
    return contact.send(step="record")


def test_the_case_page_tells_what_was_put_right_and_why(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.ERASURE)
    recorded(contact, f"/zaken/{case_id}/ontvangst", received_on=written(fresh_world, 8), reason=WHY)
    page = contact.get(f"/zaken/{case_id}")
    assert WHY in page.text
    assert "Dag van ontvangst verbeterd: 15 november 2026 in plaats van 18 november 2026" in page.text
    assert "zondag 13 december 2026" in page.text


def test_going_back_keeps_what_was_typed(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.ERASURE)
    contact.get(f"/zaken/{case_id}/ontvangst")
    contact.send(step="check", received_on=written(fresh_world, 8), reason=WHY)
    page = contact.send(step="edit")
    assert WHY in page.response.text
    assert written(fresh_world, 8) in page.response.text


def test_everything_that_is_wrong_is_told_at_once(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.ERASURE)
    contact.get(f"/zaken/{case_id}/ontvangst")
    page = contact.send(status=422, step="check", received_on=written(fresh_world, -1), reason="")
    assert "ligt in de toekomst" in page.text
    assert "Vul dit veld in." in page.text


def test_a_request_gets_another_right_until_something_is_proposed(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.ERASURE, Right.COPY)
    page = contact.get(f"/zaken/{case_id}")
    (link,) = (one.get("href", "") for one in page.all("a") if text_of(one) == "Het recht klopt niet: verwijdering")
    recorded(contact, link, right="restriction", reason=WHY)
    page = contact.get(f"/zaken/{case_id}")
    assert "recht verbeterd: afscherming in plaats van verwijdering" in page.text
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, SLUG, case_id)
        steps.identify()
        steps.propose(granting(Right.RESTRICTION))
    assert not contact.get(f"/zaken/{case_id}").has_link("Het recht klopt niet: afscherming")
    page = contact.get(link)
    assert "Registreer wat er echt wordt gevraagd als nieuwe zaak" in page.text
    assert "Uw rol" not in page.text
    assert page.has_link("Terug naar de zaak")


def test_what_an_objection_is_against_can_be_let_go_of_again(fresh_world: World, contact: Browser) -> None:
    case_id = new_case(fresh_world, Right.ERASURE)
    page = contact.get(f"/zaken/{case_id}")
    contact.get(page.link("Het recht klopt niet: verwijdering"))
    page = contact.send(status=422, step="check", right="restriction", purpose="other", reason=WHY)
    assert page.error_of("purpose").endswith("of kies daaronder: geen verzet.")
    page = contact.send(step="check", right="restriction", purpose="", reason=WHY)
    assert "Afscherming" in page.text


def test_a_double_case_is_closed_and_says_so(fresh_world: World, contact: Browser) -> None:
    first, second = new_case(fresh_world, Right.COPY, days_ago=6), new_case(fresh_world, Right.COPY)
    reference = contact.get(f"/zaken/{first}").text.split("Zaak ")[1].split()[0]
    contact.get(f"/zaken/{second}/dubbel")
    page = contact.send(step="check", reference=reference, reason=WHY)
    assert f"Zaak {reference}" in page.text
    contact.send(step="record")
    page = contact.get(f"/zaken/{second}")
    assert "Dubbel geregistreerd" in page.text
    assert f"Afgesloten als dubbel van zaak {reference}: afschrift" in page.text


def test_what_the_other_case_does_not_hold_stays_open_and_the_page_says_whose_case_goes_on(
    fresh_world: World, contact: Browser
) -> None:
    first = new_case(fresh_world, Right.CORRECTION, Right.OBJECTION, days_ago=6)
    second, reference = new_case(fresh_world, Right.INSPECTION, Right.CORRECTION), reference_of(contact, first)
    contact.get(f"/zaken/{second}/dubbel")
    page = contact.send(step="check", reference=reference, reason=WHY)
    assert "Blijft open: dit staat niet in de andere zaak" in page.text
    assert f"Zaak {reference} van {named(SUBJECT)}, ontvangen op" in page.text
    assert "gaat door: verbetering en verzet" in page.text
    contact.send(step="record")
    page = contact.get(f"/zaken/{second}")
    assert f"Afgesloten als dubbel van zaak {reference}: verbetering" in page.text
    assert page.has_link("De dag van ontvangst klopt niet"), "the case is open"


def test_a_case_of_somebody_else_is_no_double(fresh_world: World, contact: Browser) -> None:
    somebody = replace(SUBJECT, last_name="Anders", email="anders@example.com")
    asked = (NewRequest(Right.COPY, "Mag ik een kopie?"),)
    first = registered(fresh_world, somebody, asked)
    second, reference = registered(fresh_world, SUBJECT, asked), reference_of(contact, first)
    contact.get(f"/zaken/{second}/dubbel")
    page = contact.send(status=422, step="check", reference=reference, reason=WHY)
    assert "Die zaak is van iemand anders" in page.text
    assert WHY in page.response.text


def named(who: NewSubject) -> str:
    return full_name(who.initials, who.name_prefix, who.last_name)
