"""The page of a case: the next step for whoever looks, why a date is what it is, and everything that happened."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import AdviceKind, Right, Role
from dsar.extensions import db
from dsar.wording.deadlines import date_in_words
from tests.factories.world import GRANT, REFUSE_ERASURE
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser, Page
from tests.support.steps import Steps

SLUG = "westendorp-pr"


@pytest.fixture
def steps(fresh_world: World) -> Steps:
    with fresh_world.app.app_context():
        return Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.ERASURE, Right.INSPECTION))


def seen_by(steps: Steps, role: Role) -> Page:
    browser = Browser(steps.world.app)
    browser.sign_in(address(steps.slug, role))
    return browser.get(f"/zaken/{steps.case_id}")


def buttons(page: Page) -> list[str]:
    return [one.get("href", "") for one in page.all("a", role="button")]


def test_the_contact_person_has_the_next_step_as_one_button(steps: Steps) -> None:
    page = seen_by(steps, Role.CONTACT_PERSON)
    assert buttons(page) == [f"/zaken/{steps.case_id}/identiteit"]
    assert "woensdag 16 december 2026" in page.text
    assert "Waarom deze datum?" in page.text
    assert "De termijn van het reglement is 4 weken na ontvangst" in page.text
    assert page.has_link("Maak de ontvangstbevestiging")


def test_the_next_step_is_about_the_earliest_date_else_it_says_its_own(steps: Steps) -> None:
    with steps.world.app.app_context():
        steps.identify()
        steps.hear()
        first, last = sorted(steps.view().requests, key=lambda row: row.due)
        dates = [first.due, last.due]
        number = steps.view().requests.index(first)
    assert dates[0] < dates[1]
    page = seen_by(steps, Role.CONTACT_PERSON)
    assert buttons(page) == [f"/verzoeken/{first.request.id}/voorstel"]
    assert "Hiervoor: uiterlijk" not in page.text
    with steps.world.app.app_context():
        steps.propose(REFUSE_ERASURE, number)
    page = seen_by(steps, Role.CONTACT_PERSON)
    assert buttons(page) == [f"/verzoeken/{last.request.id}/voorstel"]
    assert f"Hiervoor: uiterlijk {date_in_words(dates[1], weekday=False)}." in page.text


@pytest.mark.parametrize("role", [Role.FG, Role.DECIDER, Role.AUDITOR])
def test_others_see_whom_it_waits_for_and_no_links_that_are_not_theirs(steps: Steps, role: Role) -> None:
    page = seen_by(steps, role)
    assert not buttons(page)
    assert "Wacht op de contactpersoon." in page.text
    for place in ("/identiteit", "/gehoord", "/voorstel", "/brief", "/besluit", "/toetsing/"):
        assert not [one for one in page.all("a") if one.get("href", "").endswith(place)], place


def test_a_whole_case_is_on_one_page(steps: Steps) -> None:
    with steps.world.app.app_context():
        steps.identify()
        steps.hear()
        steps.propose(REFUSE_ERASURE)
        steps.propose(GRANT, 1)
        steps.advise(AdviceKind.RETURN, "Noem de weken.")
        steps.propose(REFUSE_ERASURE)
        steps.advise(AdviceKind.AGAINST, "Dit is te ruim.")
        steps.decide("De wet laat geen keus.")
        request_id = steps.view().requests[0].request.id
    page = seen_by(steps, Role.CONTACT_PERSON)
    for words in (
        "Voorstel, versie 1: afwijzen",
        "Noem de weken.",
        "Voorstel, versie 2: afwijzen",
        "Dit is te ruim.",
        "De wet laat geen keus.",
        "namens WestendorpPR, de verantwoordelijke",
        "Een wet verplicht tot bewaren",
        "J. de Vries",
        "Teruggebeld.",
        "Verwijdering: versie 1 teruggegeven met opmerkingen",
        "Verwijdering: advies op versie 2: negatief",
        "Verwijdering: besluit genomen op versie 2: afwijzen, tegen het advies in",
        "Inzage: voorstel ingediend, versie 1: toewijzen",
        "Zaak WPR-2026-0001 geregistreerd: verwijdering, inzage; ontvangen op 18 november 2026, per post",
    ):
        assert words in page.text, words
    assert buttons(page) == [f"/verzoeken/{request_id}/brief"]
    assert buttons(seen_by(steps, Role.FG)) == [f"/toetsing/{steps.case_id}"]
    decider = seen_by(steps, Role.DECIDER).text
    assert "Wacht op de contactpersoon." in decider, "the letter is due before the other request"


def test_reading_is_noted(steps: Steps) -> None:
    seen_by(steps, Role.AUDITOR)
    with steps.world.app.app_context():
        query = text("SELECT actor_id, page FROM access_event WHERE case_id = :case_id")
        found = db.session.execute(query, {"case_id": steps.case_id}).all()
        db.session.rollback()
    assert [tuple(row) for row in found] == [(steps.world.users[address(SLUG, Role.AUDITOR)], "case")]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COLLEAGUE])
def test_no_case_for_who_has_no_part_in_it(steps: Steps, role: Role) -> None:
    browser = Browser(steps.world.app)
    browser.sign_in(address(SLUG, role))
    assert browser.get(f"/zaken/{steps.case_id}", status=403).status == 403


def test_another_organisations_case_is_not_found(steps: Steps) -> None:
    browser = Browser(steps.world.app)
    browser.sign_in(address("aanzien", Role.CONTACT_PERSON))
    assert browser.get(f"/zaken/{steps.case_id}", status=404).status == 404


def test_what_is_typed_is_text(fresh_world: World) -> None:
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.COPY))
        db.session.rollback()
        with db.engine.begin() as connection:
            connection.execute(
                text("UPDATE request SET client_words = :words"), {"words": "<script>{{ 7*7 }}</script>"}
            )
    assert "<script>{{ 7*7 }}</script>" in seen_by(steps, Role.CONTACT_PERSON).text


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("aanzien", ("De betrokkene", "Advies van de privacytoetser", "Besluit van de directeur", "Teamleider")),
        ("werk-op-maat", ("De deelnemer", "Besluit van de beslisser")),
        ("werkkrachtcentrale", ("De geregistreerde", "Besluit van de beheerder")),
        ("zaz-welzijn", ("De cliënt", "Advies van de FG", "Besluit van de verantwoordelijke")),
    ],
)
def test_every_organisation_has_its_own_words(shared_world: World, slug: str, words: tuple[str, ...]) -> None:
    with shared_world.app.app_context():
        steps = Steps(shared_world, slug, receive(shared_world, slug, Right.ERASURE))
    page = seen_by(steps, Role.CONTACT_PERSON)
    for word in words:
        assert word in page.text, word


def test_the_turns_a_request_can_take_are_links_with_when_they_are_meant(steps: Steps) -> None:
    page = seen_by(steps, Role.CONTACT_PERSON)
    assert "Loopt het anders?" in page.text
    for turn in ("Vragen wie dit is", "De termijn verlengen", "Het verzoek doorsturen", "Het verzoek is ingetrokken"):
        assert page.has_link(turn)
    assert "De cliënt wil niet verder met het verzoek." in page.text
    with steps.world.app.app_context():
        steps.identify()
    page = seen_by(steps, Role.CONTACT_PERSON)
    assert not page.has_link("Vragen wie dit is")
    assert not page.has_link("Het verzoek niet in behandeling nemen")
    assert "Loopt het anders?" not in seen_by(steps, Role.FG).text
