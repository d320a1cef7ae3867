"""From typing to the acknowledgement: the check, possible doubles, what is put away, and the letter that is ready."""

import pytest
from sqlalchemy import text, update

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.models import Membership
from dsar.services.accounts import give_role
from dsar.services.form_drafts import MOST_PUT_AWAY
from tests.support.app import PASSWORD, World, address
from tests.support.cases import receive
from tests.support.pages import Browser
from tests.support.steps import Steps

SLUG = "westendorp-pr"
EMAIL = address(SLUG, Role.CONTACT_PERSON)
WORDS = "Ik wil zien\n\nwat u <hebt>."
LETTER = {
    "received_on": "18-11-2026",
    "rights": ["erasure", "inspection"],
    "client_words": WORDS,
    "initials": "Q.",
    "last_name": "Dubbelaar",
    "street": "Voorbeeldlaan 12",
    "postcode": "7511aa",
    "city": "Enschede",
    "email": "q@example.com",
}


@pytest.fixture
def world(shared_world: World) -> World:
    """Give an application in which nothing is put away and every earlier case has its own person."""
    with shared_world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DELETE FROM form_draft"))
        connection.execute(text("UPDATE party SET email = ''"))
        connection.execute(text("UPDATE worklist_entry SET sort_name = 'iemand anders'"))
    return shared_world


@pytest.fixture
def browser(world: World) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(EMAIL)
    browser.get("/zaken/nieuw")
    return browser


def count(world: World, table: str) -> int:
    with world.app.app_context():
        found = db.session.execute(text(f"SELECT COUNT(*) FROM {table}")).scalar_one()
        db.session.rollback()
    return found


def registered(browser: Browser, **changed: object) -> str:
    """Register the letter and give the reference."""
    browser.get("/zaken/nieuw")
    browser.send(action="check", **{**LETTER, **changed})
    return browser.send(action="register").h1.removeprefix("Zaak ").removesuffix(" is geregistreerd")


def test_everything_is_shown_before_it_is_registered_and_can_be_changed(browser: Browser, world: World) -> None:
    before = count(world, "case_file")
    page = browser.send(action="check", **LETTER)
    assert page.h1 == "Controleer het verzoek"
    for words in ("woensdag 18 november 2026", "Q. Dubbelaar", "7511 AA", "Inzage", "Verwijdering", "wat u <hebt>."):
        assert words in page.text, words
    assert "Antwoord volgens het reglement woensdag 16 december 2026" in page.text
    assert "Misschien is dit verzoek er al" not in page.text
    assert not [one for one in page.all("details") if "open" in one.attrib], "the button stays in view"
    assert count(world, "case_file") == before
    page = browser.send(action="edit")
    assert page.h1 == "Nieuw verzoek registreren"
    assert not page.summary
    assert page.value_of("client_words") == WORDS
    assert page.value_of("rights") == ["inspection", "erasure"]
    browser.send(action="check")
    assert browser.send(action="register").h1.endswith(" is geregistreerd")
    assert count(world, "case_file") == before + 1


def test_a_mistake_is_told_before_the_check(browser: Browser) -> None:
    page = browser.send(action="check", **{**LETTER, "postcode": "0000 AA"}, status=422)
    assert page.h1 == "Nieuw verzoek registreren"
    assert page.error_of("postcode")


@pytest.mark.parametrize(
    "changed",
    [
        {"initials": "", "email": ""},
        {"email": "", "last_name": "DÚBBELAAR", "initials": "X."},
        {"last_name": "Anders", "email": "Q@Example.com"},
    ],
)
def test_a_possible_double_is_shown_with_a_link_and_asks_to_be_looked_at(
    browser: Browser, world: World, changed: dict[str, str]
) -> None:
    reference = registered(browser)
    before = count(world, "case_file")
    browser.get("/zaken/nieuw")
    page = browser.send(action="check", **{**LETTER, **changed})
    assert "Misschien is dit verzoek er al" in page.text
    case_link = page.link(reference)
    page = browser.send(action="register", status=422)
    assert page.error_of("double_known")
    assert page.summary
    assert count(world, "case_file") == before
    assert browser.send(action="register", double_known="y").h1.endswith(" is geregistreerd")
    assert count(world, "case_file") == before + 1
    assert browser.get(case_link).h1 == f"Zaak {reference}"


@pytest.mark.parametrize(
    "changed",
    [
        {"rights": ["correction"]},
        {"last_name": "Dubbel", "email": ""},
        {"email": "", "postcode": "1234 AB", "initials": "Z."},
    ],
)
def test_another_right_or_another_person_is_no_double(browser: Browser, changed: dict[str, object]) -> None:
    registered(browser)
    browser.get("/zaken/nieuw")
    assert "Misschien" not in browser.send(action="check", **{**LETTER, **changed}).text


def test_a_closed_case_and_one_of_another_organisation_are_no_doubles(browser: Browser, world: World) -> None:
    registered(browser, rights=["portability"])
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(
            text("UPDATE case_file SET closed_on = '2026-11-20' WHERE id = (SELECT MAX(id) FROM case_file)")
        )
    browser.get("/zaken/nieuw")
    assert "Misschien" not in browser.send(action="check", **{**LETTER, "rights": ["portability"]}).text
    registered(browser)
    other = Browser(world.app)
    other.sign_in(address("aanzien", Role.CONTACT_PERSON))
    other.get("/zaken/nieuw")
    assert "Misschien" not in other.send(action="check", **LETTER).text


def test_a_registration_that_is_put_away_comes_back_and_goes_when_it_is_registered(
    browser: Browser, world: World, caplog
) -> None:
    page = browser.send(action="save", received_on="gisteren", client_words=WORDS, last_name="Kanarie")
    assert page.h1 == "Werkvoorraad"
    assert "U hebt een registratie die nog niet af is." in page.text
    assert "Kanarie" not in page.text + page.path + caplog.text
    browser.get("/zaken/nieuw")
    assert browser.page.value_of("last_name") == ""
    assert "Kanarie" in browser.page.text
    page = browser.get(browser.page.link("Verder invullen"))
    assert page.value_of("received_on") == "gisteren"
    assert page.value_of("client_words") == WORDS
    browser.send(action="save", **{**LETTER, "last_name": "Kanarie"})
    assert count(world, "form_draft") == 1, "the same form stays one"
    browser.get(browser.get("/zaken/nieuw").link("Verder invullen"))
    browser.send(action="check")
    assert browser.send(action="register").h1.endswith(" is geregistreerd")
    assert count(world, "form_draft") == 0


def test_going_back_from_the_check_finds_everything_again_for_an_hour(browser: Browser, world: World) -> None:
    before = count(world, "audit_event")
    browser.send(action="check", **LETTER)
    page = browser.get("/zaken/nieuw")  # what a browser's own button does, without what it forgets
    assert "Q. Dubbelaar" in page.text
    page = browser.get(page.link("Verder invullen"))
    for name in ("received_on", "client_words", "last_name", "street", "city", "email"):
        assert page.value_of(name) == LETTER[name]
    assert count(world, "audit_event") == before, "nobody put anything away"
    browser.send(action="check")
    assert browser.send(action="register").h1.endswith(" is geregistreerd")
    assert count(world, "form_draft") == 0


def test_what_was_being_checked_is_gone_after_an_hour_and_can_be_thrown_away(browser: Browser, world: World) -> None:
    browser.send(action="check", **LETTER)
    browser.get(browser.get("/zaken/nieuw").link("weggooien"))
    browser.send()
    assert count(world, "form_draft") == 0
    browser.get("/zaken/nieuw")
    browser.send(action="check", **LETTER)
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE form_draft SET updated_at = '2026-11-23 07:30:00'"))
    assert "Q. Dubbelaar" not in browser.get("/zaken/nieuw").text


def test_several_are_put_away_and_one_is_thrown_away(browser: Browser, world: World) -> None:
    for name in ("Eerste", "Tweede"):
        browser.get("/zaken/nieuw")
        page = browser.send(action="save", last_name=name)
    assert "U hebt 2 registraties die nog niet af zijn." in page.text
    page = browser.get(browser.get("/zaken/nieuw").link("weggooien (Eerste)"))
    assert count(world, "form_draft") == 2
    page = browser.send()
    assert "Tweede" in page.text
    assert "Eerste" not in page.text


def test_too_many_are_refused_and_what_was_typed_stays(browser: Browser, world: World) -> None:
    for number in range(MOST_PUT_AWAY):
        browser.get("/zaken/nieuw")
        browser.send(action="save", last_name=f"Nummer {number}")
    browser.get("/zaken/nieuw")
    page = browser.send(action="save", last_name="Te veel", status=409)
    assert f"al {MOST_PUT_AWAY} registraties" in page.summary
    assert page.value_of("last_name") == "Te veel"


def test_the_trail_says_that_something_is_kept_and_thrown_away_but_not_of_whom(browser: Browser, world: World) -> None:
    browser.send(action="save", **{**LETTER, "last_name": "Kanarie"})
    browser.get(browser.get("/zaken/nieuw").link("weggooien"))
    browser.send()
    with world.app.app_context():
        query = text(
            "SELECT tag, actor_id, canonical FROM audit_event WHERE tag LIKE 'registration.%' ORDER BY seq DESC"
        )
        dropped, kept = db.session.execute(query).all()[:2]
        db.session.rollback()
    assert (kept.tag, dropped.tag) == ("registration.put_away", "registration.dropped")
    assert kept.actor_id == dropped.actor_id == world.users[EMAIL]
    assert "Kanarie" not in kept.canonical + dropped.canonical
    assert '"payload":{"draft":' in kept.canonical


def test_nobody_else_sees_what_was_put_away(browser: Browser, world: World) -> None:
    browser.send(action="save", last_name="Kanarie")
    link = browser.get("/zaken/nieuw").link("Verder invullen")
    email = world.add_user(f"Collega {count(world, 'user_account')}", (SLUG, Role.CONTACT_PERSON))
    other = Browser(world.app)
    page = other.sign_in(email, PASSWORD)
    assert "nog niet af" not in page.text
    other.get(link, status=404)
    assert "Kanarie" not in other.get("/zaken/nieuw").text


@pytest.mark.parametrize("several", [False, True])
def test_what_was_put_away_for_an_organisation_is_out_of_reach_once_the_role_there_ended(
    fresh_world: World, *, several: bool
) -> None:
    world = fresh_world
    email = world.add_user("Twee Plekken", (SLUG, Role.CONTACT_PERSON), *[("aanzien", Role.CONTACT_PERSON)] * several)
    browser = Browser(world.app)
    browser.sign_in(email)
    browser.get("/zaken/nieuw")
    where = {"organisation": str(world.organisations[SLUG])} if several else {}
    browser.send(action="save", last_name="Kanarie", **where)
    address_of_it = browser.get("/zaken/nieuw").link("Verder invullen")
    assert browser.get(address_of_it).value_of("last_name") == "Kanarie"
    with world.app.app_context(), db.engine.begin() as connection:
        of_theirs = (Membership.user_id == world.users[email], Membership.organisation_id == world.organisations[SLUG])
        connection.execute(update(Membership).where(*of_theirs).values(until=world.clock.moment))
    with world.app.app_context():
        give_role(world.work(), world.users[email], "zaz-welzijn", Role.CONTACT_PERSON)
    assert "Kanarie" not in browser.get("/zaken/nieuw").text
    browser.get(address_of_it, status=404)


def test_what_was_put_away_goes_after_a_month(browser: Browser, world: World) -> None:
    browser.send(action="save", last_name="Kanarie")
    world.clock.forward(days=31)
    assert "nog niet af" not in browser.sign_in(EMAIL).text
    assert count(world, "form_draft") == 0


def test_a_bsn_is_not_put_away(browser: Browser, world: World) -> None:
    page = browser.send(action="save", client_words="Mijn nummer is 111222333", status=422)
    assert "BSN" in page.error_of("client_words")
    assert not page.error_of("last_name")
    assert count(world, "form_draft") == 0
    assert browser.send(action="save", not_a_bsn="y").h1 == "Werkvoorraad"
    assert count(world, "form_draft") == 1


def test_the_acknowledgement_is_made_with_one_button(browser: Browser, world: World) -> None:
    registered(browser)
    assert "De brief krijgt een nummer en verandert daarna niet meer." in browser.page.text
    assert browser.page.all("img"), "the page of the letter is on the screen"
    page = browser.send(step="record")
    assert page.has_link("Brief downloaden (PDF)")
    assert browser.get(page.link("Brief downloaden (PDF)")).response.data.startswith(b"%PDF")


def test_the_page_after_registering_leads_to_the_letter_that_there_is(browser: Browser, world: World) -> None:
    with world.app.app_context():
        case_id = receive(world, SLUG, Right.INSPECTION)
        assert Steps(world, SLUG, case_id).view().acknowledgement is None
    browser.get(f"/zaken/{case_id}/geregistreerd")
    browser.send(step="record")
    assert browser.get(f"/zaken/{case_id}/geregistreerd").has_link("De ontvangstbevestiging is gemaakt")
