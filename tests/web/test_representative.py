"""Somebody asks this for the data subject: recorded, checked and ended on the screens, and read on the letter."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import at_desk, identify, new_case, request_of
from tests.support.pages import Browser, Page

WKC = "werkkrachtcentrale"
BSN = "111222333"
TYPED = {
    "kind": "mandated",
    "scope": "Inzage in het dossier van 2025.",
    "salutation": "mrs",
    "initials": "C.",
    "last_name": "Vermeer",
    "street": "Beukstraat 3",
    "postcode": "7521BC",
    "city": "Enschede",
}
SHOWN = {"proof": "mandate", "within_scope": "y", "established": "yes"}
NEW = {
    "received_on": "18-11-2026",
    "rights": ["copy"],
    "last_name": "Meer",
    "street": "Lindelaan 12",
    "postcode": "7511AA",
    "city": "Enschede",
    "represented": "y",
}


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def record(contact: Browser, case_id: int, **typed: str) -> Page:
    """Record who acts."""
    contact.get(f"/zaken/{case_id}/vertegenwoordiger")
    return contact.send(**{**TYPED, **typed})


def show(contact: Browser, case_id: int, **typed: str) -> Page:
    """Record that they may."""
    contact.get(f"/zaken/{case_id}/machtiging")
    return contact.send(**{**SHOWN, **typed})


def test_from_registering_over_the_authority_to_a_letter_to_the_representative(contact: Browser) -> None:
    contact.get("/zaken/nieuw")
    assert "Iemand anders vraagt dit namens deze persoon" in contact.send(action="check", **NEW).text
    page = contact.send(action="register")
    assert page.h1 == "Vertegenwoordiger toevoegen"
    case_id = int(page.path.split("/")[2])
    page = contact.send(**TYPED)
    assert page.h1.startswith("Vastleggen of dit namens de ")
    page = contact.send(**SHOWN)
    assert page.path == f"/zaken/{case_id}"
    assert "Vermeer" in page.text
    assert "Een machtiging gezien" in page.text
    assert "Mevrouw C. Vermeer Beukstraat 3" in contact.get(f"/zaken/{case_id}/brief").text


def test_the_case_leads_to_it_and_back(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    page = contact.get(f"/zaken/{case_id}")
    assert page.link("Iemand anders vraagt dit namens de") == f"/zaken/{case_id}/vertegenwoordiger"
    record(contact, case_id)
    page = contact.get(f"/zaken/{case_id}")
    assert not page.has_link("Iemand anders vraagt dit namens de")
    assert page.link("Vastleggen of dit namens de") == f"/zaken/{case_id}/machtiging"
    assert page.link("Vertegenwoordiger wijzigen") == f"/zaken/{case_id}/vertegenwoordiger"
    contact.get(page.link("Vertegenwoordiging eindigen"))
    page = contact.send(reason="De machtiging is ingetrokken.")
    assert "Nieuwe brieven gaan naar de" in page.text
    assert "Vertegenwoordiging geëindigd op" in page.text
    assert page.has_link("Iemand anders vraagt dit namens de")


def test_a_form_is_filled_in_with_what_is_known(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    record(contact, case_id, holds_until="1-12-2027", letters_to="client")
    page = contact.get(f"/zaken/{case_id}/vertegenwoordiger")
    assert page.h1 == "Vertegenwoordiger wijzigen"
    known = {name: page.value_of(name) for name in ("kind", "last_name", "letters_to", "holds_until")}
    assert known == {"kind": "mandated", "last_name": "Vermeer", "letters_to": "client", "holds_until": "01-12-2027"}
    assert "niets gewijzigd" in contact.send(status=422).summary


def test_everything_that_is_wrong_stands_beside_its_field_and_nothing_is_lost(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    page = record(contact, case_id, kind="parent", child_age="sixteen", street="Beukstraat", status=422)
    assert page.error_of("child_age").startswith("Vanaf 16 jaar vraagt het kind dit zelf")
    assert page.error_of("street").startswith("Het huisnummer ontbreekt")
    assert page.value_of("scope") == TYPED["scope"]
    page = record(contact, case_id, kind="mentor", scope="", status=422)
    assert page.error_of("scope") == "Schrijf waarvoor deze persoon mag optreden."
    page = record(contact, case_id, scope=f"Nummer {BSN}", status=422)
    assert "Een BSN hoort niet in dit register" in page.error_of("scope")
    contact.get(f"/zaken/{case_id}/vertegenwoordiger")
    page = contact.send(status=422)
    assert page.error_of("kind") == "Kies één van de mogelijkheden."


def test_a_parent_of_a_child_from_12_says_what_the_child_thinks(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    page = record(contact, case_id, kind="parent", child_age="from_twelve", status=422)
    assert page.error_of("child_view") == "Schrijf wat het kind zelf vindt, of waarom u dat niet vroeg."
    contact.send(child_view="Wil het dossier ook zien.", child_asked_on="20-11-2026")
    assert "20 november 2026: Wil het dossier ook zien." in contact.get(f"/zaken/{case_id}").text


def test_each_kind_is_offered_only_what_shows_it(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    record(contact, case_id)
    page = contact.get(f"/zaken/{case_id}/machtiging")
    offered = [one.get("value") for one in page.all("input", type="radio", name="proof")]
    assert offered == ["person_said", "mandate"]
    page = show(contact, case_id, within_scope="", status=422)
    assert page.error_of("within_scope").startswith("Zet dit vinkje, of kies onderaan")
    page = show(contact, case_id, note=f"Pas {BSN}", status=422)
    assert "Een BSN hoort niet in dit register" in page.error_of("note")


def test_no_proposal_before_it_is_clear_that_this_may_be_asked(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    identify(contact, case_id)
    record(contact, case_id)
    page = contact.get(f"/verzoeken/{request_of(world, case_id, Right.INSPECTION)}/voorstel")
    assert "Het staat nog niet vast of dit namens de cliënt mag" in page.text
    assert page.link("Vastleggen of dit namens de cliënt mag") == f"/zaken/{case_id}/machtiging"
    assert (
        contact.get(f"/zaken/{case_id}").one("a", **{"class": "govuk-button"}).get("href", "").endswith("/machtiging")
    )


def test_the_explicit_request_is_asked_where_the_regulation_does(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, WKC)
    case_id = new_case(world, Right.CORRECTION, slug=WKC)
    identify(contact, case_id)
    record(contact, case_id)
    page = contact.get(f"/zaken/{case_id}/machtiging")
    assert "Nodig voor: verbetering (artikel 12.1 van het reglement)." in page.text
    show(contact, case_id)
    page = contact.get(f"/zaken/{case_id}")
    assert "Artikel 12.1: het eigen verzoek is nog niet gezien" in page.text
    page = contact.get(f"/verzoeken/{request_of(world, case_id, Right.CORRECTION)}/voorstel")
    assert "artikel 12.1 van het reglement" in page.text
    assert "geregistreerde dit zelf uitdrukkelijk vraagt" in page.text
    show(contact, case_id, request_seen="y")
    assert "eigen verzoek is nog niet gezien" not in contact.get(f"/zaken/{case_id}").text


def test_whoever_advises_reads_who_acts_and_whether_that_was_shown(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.INSPECTION)
    identify(contact, case_id)
    record(contact, case_id)
    show(contact, case_id)
    page = at_desk(world, Role.FG).get(f"/toetsing/{case_id}")
    assert "Gemachtigde" in page.text
    assert TYPED["scope"] in page.text
    assert "Beukstraat" not in page.text


def test_a_form_is_not_opened_for_nobody(world: World, contact: Browser) -> None:
    case_id = new_case(world, Right.COPY)
    for path in ("machtiging", "vertegenwoordiger/eindigen"):
        page = contact.get(f"/zaken/{case_id}/{path}")
        assert "geen vertegenwoordiger" in page.text
        assert not page.forms()
