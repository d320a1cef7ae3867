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


def registered(world: World) -> tuple[str, str]:
    """Receive two cases, and propose to grant the second; give their references."""
    references = []
    with world.app.app_context():
        for _ in range(2):
            steps = Steps(world, SLUG, receive(world, SLUG, Right.INSPECTION))
            references.append(steps.view().case.reference)
        steps.identify()
        steps.propose(GRANT)
    return references[0], references[1]


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("over=judgement", "oorstel ingediend", "geregistreerd:"),
        ("over=settings", "Organisatie toegevoegd", "geregistreerd:"),
        ("vanaf=23-11-2026", "geregistreerd:", "Er is geen regel"),
        ("tot-en-met=22-11-2026", "Er is geen regel die bij deze filters past.", "geregistreerd:"),
        ("vanaf=24-11-2026", "Er is geen regel die bij deze filters past.", "geregistreerd:"),
        ("over=onzin&wie=onzin", "geregistreerd:", "Er is geen regel"),
        ("wie=99999", "geregistreerd:", "Er is geen regel"),
    ],
)
def test_the_trail_is_narrowed_to_what_is_sought(fresh_world: World, query: str, shown: str, hidden: str) -> None:
    registered(fresh_world)
    text = signed_in(fresh_world, Role.AUDITOR).get(f"/logboek?{query}").text
    assert shown in text
    assert hidden not in text


def test_the_trail_of_one_case_and_of_one_person_is_found(fresh_world: World) -> None:
    first, second = registered(fresh_world)
    auditor = signed_in(fresh_world, Role.AUDITOR)
    page = auditor.get(f"/logboek?zaak={first.lower()}")
    assert page.has_link(first)
    assert not page.has_link(second)
    officer = fresh_world.users[address(SLUG, Role.FG)]
    contact = fresh_world.users[address(SLUG, Role.CONTACT_PERSON)]
    assert "geregistreerd:" not in auditor.get(f"/logboek?wie={officer}").text
    assert "geregistreerd:" in auditor.get(f"/logboek?wie={contact}").text


def test_filters_stay_while_paging_through_the_trail(fresh_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PAGE", 1)
    monkeypatch.setattr(routes, "PAGE", 1)
    registered(fresh_world)
    page = signed_in(fresh_world, Role.AUDITOR).get("/logboek?over=judgement&vanaf=1-11-2026")
    assert "over=judgement" in page.link("Volgende bladzijde")
    assert "vanaf=01-11-2026" in page.link("Volgende bladzijde")


def test_a_day_that_is_none_says_so_and_keeps_what_was_typed(shared_world: World) -> None:
    page = signed_in(shared_world, Role.AUDITOR).get("/logboek?vanaf=31-2-2026")
    assert page.error_of("vanaf")
    assert page.value_of("vanaf") == "31-2-2026"


def test_a_long_chain_is_proved_when_somebody_asks(fresh_world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "PROVED_UNASKED", 3)
    auditor = signed_in(fresh_world, Role.AUDITOR)
    page = auditor.get("/logboek")
    assert "De keten klopt" not in page.text
    assert "De keten klopt: elke regel" in auditor.get(page.link("Controleer de keten nu")).text
