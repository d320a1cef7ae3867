"""The officer's desk: the queue, everything on one screen, advice in two steps, and never on one's own proposal."""

import pytest
from sqlalchemy import select

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.models import Case, Proposal
from tests.support.app import World
from tests.support.judging import (
    FACTS,
    GRANT,
    SLUG,
    advise,
    at_desk,
    check_advice,
    hear,
    identify,
    new_case,
    propose,
    request_of,
)
from tests.support.pages import Browser


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.fixture
def officer(world: World) -> Browser:
    return at_desk(world, Role.FG)


def proposed(world: World, contact: Browser) -> tuple[int, int, int]:
    """Give a case with a refused erasure and a granted inspection that wait for advice."""
    case_id = new_case(world, Right.ERASURE, Right.INSPECTION)
    erasure, inspection = (request_of(world, case_id, right) for right in (Right.ERASURE, Right.INSPECTION))
    identify(contact, case_id)
    hear(contact, case_id)
    propose(contact, erasure)
    propose(contact, inspection, **GRANT)
    return case_id, erasure, inspection


def test_an_empty_queue_says_why(fresh_world: World) -> None:
    assert "Er wacht niets op uw advies" in at_desk(fresh_world, Role.FG).get("/toetsing").text


def test_the_queue_holds_all_organisations_shortest_date_first(fresh_world: World) -> None:
    world = fresh_world
    email = world.add_user("Gedeelde FG", (SLUG, Role.FG), ("werk-op-maat", Role.FG))
    cases = {}
    for slug in (SLUG, "werk-op-maat", "aanzien"):
        contact = at_desk(world, Role.CONTACT_PERSON, slug)
        case_id = cases[slug] = new_case(world, Right.INSPECTION, slug=slug)
        identify(contact, case_id)
        request_id = request_of(world, case_id, Right.INSPECTION)
        contact.get(f"/verzoeken/{request_id}/voorstel")
        contact.send(
            outcome="refuse",
            **{
                "parts-0-what": "Het hele dossier",
                "parts-0-ground": "unfounded_or_excessive",
                "parts-0-facts": "Dit is het zevende verzoek in twee weken tijd.",
            },
        )
    shared = Browser(world.app)
    shared.sign_in(email)
    page = shared.get("/toetsing")
    found = [one.get("href") or "" for one in page.all("a")]
    links = [href for href in found if href.removeprefix("/toetsing/").isdigit()]
    assert links == [f"/toetsing/{cases['werk-op-maat']}", f"/toetsing/{cases[SLUG]}"]  # two weeks before a month
    assert "2 zaken wachten op uw advies" in page.text


def test_one_screen_shows_every_request_with_all_that_counts(world: World, contact: Browser, officer: Browser) -> None:
    case_id, *_ = proposed(world, contact)
    page = officer.get(f"/toetsing/{case_id}")
    for text in (
        "In mijn eigen woorden.",
        "artikel 9.4",
        "AVG 17(3)(b)",
        FACTS,
        "31 december 2033",
        "De collega van de administratie heeft dit nagekeken.",
        "Het reglement zegt",
        "Bekend bij de begeleider of contactpersoon",
        "Begeleider van het traject (verzamelde de gegevens zelf)",
        "Antwoord volgens het reglement",
        "U kunt uw hele dossier bekijken.",
        "Geachte mevrouw Van der Meer,",
        "Bent u het er niet mee eens?",
    ):
        assert text in page.text


def test_one_screen_shows_each_letter_as_it_will_be_printed(world: World, contact: Browser, officer: Browser) -> None:
    case_id, *_ = proposed(world, contact)
    page = officer.get(f"/toetsing/{case_id}")
    pictures = [one.get("src", "") for one in page.all("img")]
    assert len({picture.rsplit("/", 1)[0] for picture in pictures}) == 2, "of each of the two requests"
    assert len(pictures) >= 4
    for picture in pictures:
        assert officer.client.get(picture).data.startswith(b"RIFF")
    assert page.text.count("Open het voorbeeld als PDF") == 2
    assert officer.client.get(page.link("Open het voorbeeld als PDF")).data.startswith(b"%PDF-")


def test_nothing_is_recorded_before_the_check(world: World, contact: Browser, officer: Browser) -> None:
    case_id, erasure, _ = proposed(world, contact)
    page = check_advice(officer, case_id, erasure, "return", "Noem de jaren.")
    assert page.h1 == "Controleer uw advies"
    assert "Noem de jaren." in page.text
    assert "Wacht op advies" in officer.get(f"/toetsing/{case_id}").text
    check_advice(officer, case_id, erasure, "return", "Noem de jaren.")
    page = officer.send(step="edit")
    assert page.value_of(f"verzoek{erasure}-remark") == "Noem de jaren."
    assert page.value_of(f"verzoek{erasure}-kind") == "return"


def test_a_return_and_an_advice_against_need_a_remark(world: World, contact: Browser, officer: Browser) -> None:
    case_id, erasure, _ = proposed(world, contact)
    officer.get(f"/toetsing/{case_id}")
    page = officer.send(step="check", status=422, **{f"verzoek{erasure}-kind": "against"})
    assert page.error_of(f"verzoek{erasure}-remark").startswith("Schrijf een opmerking")
    page = officer.send(step="check", status=422, **{f"verzoek{erasure}-kind": "maybe"})
    assert page.error_of(f"verzoek{erasure}-kind")


def test_the_next_round_marks_what_changed(world: World, contact: Browser, officer: Browser) -> None:
    case_id, erasure, _ = proposed(world, contact)
    page = advise(officer, case_id, erasure, "return", "Noem de jaren.")
    assert page.path == f"/toetsing/{case_id}"  # the inspection still waits
    contact.get(f"/verzoeken/{erasure}/voorstel")
    contact.send(**{"parts-0-facts": FACTS.replace("weken", "maanden")})
    page = officer.get(f"/toetsing/{case_id}")
    assert any("maanden" in "".join(one.itertext()) for one in page.all("ins"))
    assert any("weken" in "".join(one.itertext()) for one in page.all("del"))
    assert "Noem de jaren." in page.text
    assert advise(officer, case_id, erasure, "agree").path == f"/toetsing/{case_id}"


def test_after_the_last_advice_the_queue_comes_back(world: World, contact: Browser, officer: Browser) -> None:
    case_id, erasure, inspection = proposed(world, contact)
    advise(officer, case_id, erasure, "agree")
    page = advise(officer, case_id, inspection, "agree")
    assert page.path == "/toetsing"
    assert "Uw akkoord is vastgelegd." in page.text


def test_one_request_is_advised_on_at_a_time_so_that_nothing_typed_is_lost(
    world: World, contact: Browser, officer: Browser
) -> None:
    case_id, erasure, inspection = proposed(world, contact)
    page = officer.get(f"/toetsing/{case_id}")
    (first,) = [one for one in (erasure, inspection) if page.all("form", id=f"formulier-{one}")]
    (other,) = {erasure, inspection} - {first}
    assert [one.get("name") for one in page.all("textarea") if f"verzoek{other}" in one.get("name", "")] == []
    page = officer.get(page.link("Geef eerst advies over dit verzoek"))
    assert page.all("form", id=f"formulier-{other}")
    assert not page.all("form", id=f"formulier-{first}")
    page = advise(officer, case_id, first, "agree")
    assert page.all("form", id=f"formulier-{other}")
    assert not page.has_link("Geef eerst advies over dit verzoek")


def test_nobody_advises_on_their_own_proposal(world: World) -> None:
    email = world.add_user("Dubbele Rol", (SLUG, Role.FG), (SLUG, Role.CONTACT_PERSON))
    both = Browser(world.app)
    both.sign_in(email)
    case_id, erasure, _ = proposed(world, both)
    page = both.get(f"/toetsing/{case_id}")
    assert "Dit is uw eigen voorstel" in page.text
    assert not page.forms()
    token = next(one.get("value") for one in page.all("input", name="csrf_token"))
    name = f"verzoek{erasure}"
    sent = {"csrf_token": token, f"{name}-csrf_token": token, f"{name}-kind": "agree", "step": "record"}
    with world.app.app_context():
        opened = db.session.execute(select(Case.version).where(Case.id == case_id)).scalar_one()
        pinned = db.session.execute(select(Proposal.id).where(Proposal.request_id == erasure)).scalar_one()
        db.session.rollback()
    version = {f"{name}-version": str(opened), f"{name}-seen": "0", f"{name}-proposal_id": str(pinned)}
    answer = both.client.post(f"/verzoeken/{erasure}/advies", data={**sent, **version})
    assert answer.status_code == 409
    assert "uw eigen voorstel" in answer.text
