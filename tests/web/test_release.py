"""A letter that nobody advised on in time: the decider lets it go with a reason, and the officer sees that."""

import pytest

from dsar.core.vocabulary import LetterKind, Right, Role
from tests.support.app import World, address
from tests.support.composing import advise_on_letter, write
from tests.support.judging import at_desk, identify, new_case, propose, request_of
from tests.support.pages import Browser

SLUG = "aanzien"
REASON = "De eerste maand loopt morgen af."
TERM_OVER = 9  # days after Monday 23 November: the officer's three working days, then the deputy's


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


def waiting(world: World) -> tuple[int, str]:
    """Give a case and the author's page of its extension notice, which waits for advice."""
    case_id = new_case(world, Right.INSPECTION, slug=SLUG)
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    page = write(contact, case_id, LetterKind.EXTENSION_NOTICE, step="submit")
    return case_id, page.link("Verlengingsbericht")


def later(world: World, role: Role, days: int = TERM_OVER) -> Browser:
    """Move the clock on and give somebody who signs in then."""
    world.clock.forward(days=days)
    return at_desk(world, role, SLUG)


def test_within_the_term_the_screen_says_why_not(world: World) -> None:
    case_id, path = waiting(world)
    decider = at_desk(world, Role.DECIDER, SLUG)
    page = decider.get(f"{path}/zonder-advies")
    assert "De termijn voor advies loopt nog." in page.text
    assert not page.forms()
    assert not decider.get(f"/zaken/{case_id}").has_link("Advies over: verlengingsbericht")


def test_after_the_term_the_decider_finds_it_on_the_case_and_lets_the_letter_go(world: World) -> None:
    case_id, path = waiting(world)
    decider = later(world, Role.DECIDER)
    page = decider.get(f"/zaken/{case_id}")
    assert "Mag zonder advies" in page.text
    page = decider.get(page.link("Advies over: verlengingsbericht"))
    assert page.path == f"{path}/zonder-advies"
    for words in ("Uw dossier staat in drie oude systemen.", "In mijn eigen woorden.", "1 dag te laat"):
        assert words in page.text, words
    assert decider.client.get(page.all("img")[0].get("src", "")).data.startswith(b"RIFF")
    page = decider.send(step="check", status=422)
    assert page.error_of("reason").startswith("U gaat verder zonder advies")
    page = decider.send(step="check", reason=REASON)
    assert page.h1 == "Controleer: zonder advies verder"
    assert decider.send(step="edit").value_of("reason") == REASON
    decider.send(step="check")
    page = decider.send(step="record")
    assert "De brief kan nu zonder advies worden gemaakt." in page.text
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    page = contact.get(path)
    assert REASON in page.text
    assert page.link("Controleer de brief") == f"{path}/brief"
    assert not contact.get(f"{path}/brief").has_link("Verder schrijven")


def test_the_officer_sees_it_until_they_say_so_and_in_the_history_after_that(world: World) -> None:
    _, path = waiting(world)
    decider = later(world, Role.DECIDER)
    decider.get(f"{path}/zonder-advies")
    decider.send(step="check", reason=REASON)
    decider.send(step="record")
    officer = at_desk(world, Role.FG, SLUG)
    page = officer.get("/toetsing")
    assert f"Reden: “{REASON}”" in page.text
    assert "Verlengingsbericht" in page.text
    page = officer.send()
    assert "Vastgelegd dat u dit heeft gezien." in page.text
    assert REASON not in page.text
    assert REASON in officer.get("/toetsing/adviezen").text
    assert "verder zonder advies" in officer.get(path.replace("/concepten/", "/toetsing/brieven/")).text


def test_the_button_that_it_was_seen_comes_back_after_the_session_ended(world: World) -> None:
    _, path = waiting(world)
    decider = later(world, Role.DECIDER)
    decider.get(f"{path}/zonder-advies")
    decider.send(step="check", reason=REASON)
    decider.send(step="record")
    officer = at_desk(world, Role.FG, SLUG)
    officer.get("/toetsing")
    world.clock.forward(hours=2)
    assert officer.send().h1 == "Aanmelden"
    officer.send(email=address(SLUG, Role.FG), password="een lang wachtwoord")
    page = officer.send()
    assert "Er is nog niets vastgelegd" in page.text
    assert REASON in page.text
    assert "Vastgelegd dat u dit heeft gezien." in officer.send().text


def test_advice_that_comes_first_ends_the_way_without(world: World) -> None:
    _, path = waiting(world)
    decider = later(world, Role.DECIDER)
    decider.get(f"{path}/zonder-advies")
    decider.send(step="check", reason=REASON)
    advise_on_letter(at_desk(world, Role.FG, SLUG), path.replace("/concepten/", "/toetsing/brieven/"), "agree")
    page = decider.send(step="record", status=409)
    assert "Dit gebeurde sinds u dit scherm opende" in page.text
    assert page.value_of("reason") == REASON
    assert "zodat u het kunt overnemen" in page.text


def test_a_new_version_is_read_before_it_goes(world: World) -> None:
    _, path = waiting(world)
    decider = later(world, Role.DECIDER)
    decider.get(f"{path}/zonder-advies")
    decider.send(step="check", reason=REASON)
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    contact.get(path)
    contact.send(step="submit", **{"details-explanation": "Uw dossier staat in vier oude systemen."})
    page = decider.send(step="record", status=409)
    assert "vier oude systemen" in page.text
    assert "De termijn voor advies loopt nog." in decider.get(f"{path}/zonder-advies").text


@pytest.mark.parametrize(
    ("roles", "why"),
    [
        ((Role.DECIDER, Role.CONTACT_PERSON), "Dit is uw eigen concept"),
        ((Role.DECIDER, Role.FG), "U kunt hier zelf advies over geven"),
    ],
)
def test_neither_its_author_nor_an_officer_lets_it_go(world: World, roles: tuple[Role, ...], why: str) -> None:
    email = world.add_user("Twee Petten", *((SLUG, role) for role in roles))
    _, path = waiting(world)
    if Role.CONTACT_PERSON in roles:
        both = Browser(world.app)
        both.sign_in(email)
        both.get(path)
        both.send(step="submit", **{"details-explanation": "Uw dossier staat in vijf oude systemen."})
    world.clock.forward(days=TERM_OVER)
    both = Browser(world.app)
    both.sign_in(email)
    page = both.get(f"{path}/zonder-advies")
    assert why in page.text
    assert not page.forms()


def test_a_decider_takes_the_decision_without_advice_from_the_top_of_the_case(world: World) -> None:
    contact = at_desk(world, Role.CONTACT_PERSON, SLUG)
    case_id = new_case(world, Right.ERASURE, slug=SLUG)
    identify(contact, case_id)
    request_id = request_of(world, case_id, Right.ERASURE)
    propose(contact, request_id)
    assert not at_desk(world, Role.DECIDER, SLUG).get(f"/zaken/{case_id}").has_link("Zonder advies besluiten")
    page = later(world, Role.DECIDER).get(f"/zaken/{case_id}")
    assert page.link("Zonder advies besluiten") == f"/verzoeken/{request_id}/besluit"
