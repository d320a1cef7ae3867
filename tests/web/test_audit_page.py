"""The trail on the screen: for auditor and officer, with the proof that nothing was changed."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.queries import audit
from dsar.web.audit import routes
from tests.factories.world import GRANT
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser
from tests.support.steps import Steps

SLUG = "aanzien"


def signed_in(world: World, role: Role) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, role))
    return browser


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FG])
def test_the_trail_shows_what_happened_and_that_it_holds(shared_world: World, role: Role) -> None:
    with shared_world.app.app_context():
        receive(shared_world, SLUG, Right.COPY)
    page = signed_in(shared_world, role).get("/logboek")
    assert "De keten klopt" in page.text
    assert "geregistreerd: afschrift; ontvangen op 18 november 2026, per post" in page.text
    assert "Meer" not in page.text, "no name of a client"
    assert page.has_link("AZ-2026-")


def test_the_trail_says_which_of_several_requests_was_proposed_on(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.ERASURE, Right.INSPECTION))
        steps.identify()
        steps.propose(GRANT, 1)
    page = signed_in(fresh_world, Role.AUDITOR).get("/logboek")
    assert "Inzage: voorstel ingediend, versie 1: toewijzen" in page.text


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.DECIDER, Role.ADMINISTRATOR, Role.COLLEAGUE])
def test_others_do_not_see_it(shared_world: World, role: Role) -> None:
    assert signed_in(shared_world, role).get("/logboek", status=403).status == 403


def test_another_organisations_trail_is_not_found(shared_world: World) -> None:
    other = shared_world.organisations["zaz-welzijn"]
    assert signed_in(shared_world, Role.AUDITOR).get(f"/logboek?organisatie={other}", status=404).status == 404


def test_pages_go_back_to_the_first_entry(fresh_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PAGE", 3)
    monkeypatch.setattr(routes, "PAGE", 3)
    browser = signed_in(fresh_world, Role.AUDITOR)
    page = browser.get("/logboek")
    while page.has_link("Volgende bladzijde"):
        page = browser.get(page.link("Volgende bladzijde"))
    assert "Organisatie toegevoegd" in page.text


def test_a_missing_entry_is_named(fresh_world: World) -> None:
    stream = f"organisation-{fresh_world.organisations[SLUG]}"
    with fresh_world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE audit_head SET seq = seq + 1 WHERE stream = :stream"), {"stream": stream})
    page = signed_in(fresh_world, Role.AUDITOR).get("/logboek")
    assert "De keten klopt niet: regel 9 ontbreekt" in page.text
