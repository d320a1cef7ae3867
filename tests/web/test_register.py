"""Registering a request: both clocks before saving, every mistake beside its field, and nothing saved twice."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Role
from dsar.extensions import db
from tests.support.app import World, address
from tests.support.pages import Browser

SLUG = "westendorp-pr"
LETTER = {
    "received_on": "18-11-2026",
    "channel": "post",
    "rights": ["erasure", "inspection"],
    "client_words": "Ik wil zien wat u hebt.\nDaarna moet het weg.",
    "salutation": "mrs",
    "initials": "A.B.",
    "name_prefix": "van der",
    "last_name": "Meer",
    "street": "Voorbeeldlaan 12",
    "postcode": "7511aa",
    "city": "Enschede",
    "double_known": "y",  # the tests share their cases
}


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def browser(world: World) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, Role.CONTACT_PERSON))
    browser.get("/zaken/nieuw")
    return browser


def count(world: World) -> int:
    with world.app.app_context():
        found = db.session.execute(text("SELECT COUNT(*) FROM case_file")).scalar_one()
        db.session.rollback()
    return found


def test_both_clocks_are_shown_with_their_derivation_and_nothing_is_saved(browser: Browser, world: World) -> None:
    before = count(world)
    page = browser.send(action="dates", received_on="18 november 2026", rights=["erasure", "inspection"], city="Ensch")
    assert count(world) == before
    assert "Antwoord volgens het reglement woensdag 16 december 2026" in page.text
    assert "Antwoord volgens de AVG vrijdag 18 december 2026" in page.text
    assert "De termijn van het reglement is 4 weken na ontvangst" in page.text
    assert page.value_of("received_on") == "18 november 2026"
    assert page.value_of("rights") == ["inspection", "erasure"]
    assert page.value_of("city") == "Ensch"


def test_dates_ask_for_the_day_and_the_rights_only(browser: Browser) -> None:
    page = browser.send(action="dates", status=422)
    assert page.error_of("received_on") == "Vul de dag van ontvangst in."
    assert page.error_of("rights") == "Kies minstens één recht."
    assert not page.error_of("last_name")


def test_an_objection_to_advertising_stops_at_once(browser: Browser) -> None:
    page = browser.send(action="dates", received_on="18-11-2026", rights=["objection"], purpose="commercial")
    assert "Gebruik direct stoppen woensdag 18 november 2026" in page.text
    assert "nu stoppen" in page.text


def test_a_letter_becomes_a_case_with_a_request_per_right(browser: Browser) -> None:
    page = browser.send(action="register", **LETTER)
    assert page.h1.startswith("Zaak WPR-2026-")
    flash = next(one for one in page.all("div") if "notification-banner__content" in one.get("class", ""))
    assert "Meer" not in "".join(flash.itertext())
    assert "Het verzoek is geregistreerd. De termijnen lopen vanaf 18 november 2026." in page.text
    page = browser.get(page.link("Naar de zaak"))
    assert "7511 AA" in page.text
    assert "Daarna moet het weg." in page.text
    assert page.link("Vastleggen wie dit vraagt").endswith("/identiteit")


def test_sending_the_same_form_twice_registers_once(browser: Browser, world: World) -> None:
    first = browser.page
    before = count(world)
    one = browser.send(action="register", **LETTER)
    browser.page = first
    two = browser.send(action="register", **LETTER)
    assert one.path == two.path
    assert count(world) == before + 1


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("received_on", "24-11-2026", "ligt in de toekomst"),
        ("received_on", "24-05-2018", "gold de AVG nog niet"),
        ("received_on", "31-2-2026", "geen dag die bestaat"),
        ("received_on", "", "Vul de dag van ontvangst in"),
        ("rights", [], "Kies minstens één recht"),
        ("rights", ["iets anders"], "iets anders"),
        ("street", "Voorbeeldlaan", "huisnummer ontbreekt"),
        ("street", "12", "straat met huisnummer"),
        ("street", "   ", "Vul straat en huisnummer in"),
        ("postcode", "0000 AA", "kan niet bestaan"),
        ("postcode", "1234 SS", "kan niet bestaan"),
        ("city", "7511", "plaatsnaam"),
        ("last_name", "", "Vul de achternaam in"),
        ("last_name", "M" * 61, "past niet in het venster"),
        ("initials", "A" * 31, "hoogstens 30 tekens"),
        ("email", "iemand@", "e-mailadres kan niet"),
        ("email", "iemand @example.com", "e-mailadres kan niet"),
        ("telephone", "12", "telefoonnummer kan niet"),
        ("client_words", "Mijn nummer is 111222333", "BSN"),
        ("client_words", "111.222.333", "BSN"),
        ("last_name", "111 222 333", "BSN"),
    ],
)
def test_bad_input_is_told_beside_its_field(
    browser: Browser, world: World, field: str, typed: object, message: str
) -> None:
    before = count(world)
    page = browser.send(action="register", **{**LETTER, field: typed}, status=422)
    assert message in page.error_of(field)
    assert message in page.summary
    assert page.title.startswith("Fout: ")
    assert count(world) == before
    if isinstance(typed, str):
        assert page.value_of(field) == typed
    others = {name: value for name, value in LETTER.items() if name not in {field, "rights", "double_known"}}
    assert {name: page.value_of(name) for name in others} == others


def test_an_objection_says_what_it_is_against(browser: Browser) -> None:
    page = browser.send(action="register", **{**LETTER, "rights": ["objection"]}, status=422)
    assert page.error_of("purpose") == "Kies waartegen het verzet is gericht."


def test_consent_that_is_withdrawn_is_registered_like_an_objection(browser: Browser) -> None:
    asked = {**LETTER, "purpose": "consent", "rights": ["objection"], "double_known": "y"}
    browser.send(action="check", **asked)
    page = browser.send(action="register", double_known="y")
    page = browser.get(page.link("Naar de zaak"))
    assert (
        "Stop nu met wat op deze toestemming rust. U hoeft niets af te wegen, en afwijzen kan niet. AVG 7(3)"
        in page.text
    )


def test_a_choice_against_what_the_objection_is_can_be_let_go_of_again(browser: Browser) -> None:
    chosen = {**LETTER, "purpose": "other", "rights": ["inspection"]}
    page = browser.send(action="check", **chosen, status=422)
    assert page.error_of("purpose").endswith("of kies daaronder: geen verzet.")
    assert next(one.get("value") for one in page.all("input", name="purpose")) == ""
    page = browser.send(action="check", **{**chosen, "purpose": ""})
    assert "Waartegen is het verzet gericht?" not in page.text


def test_every_mistake_is_shown_at_once(browser: Browser) -> None:
    page = browser.send(
        action="register", received_on="1-1-2030", postcode="x", email="y", client_words="111222333", status=422
    )
    for field in ("received_on", "rights", "last_name", "street", "postcode", "city", "email", "client_words"):
        assert page.error_of(field), field


def test_a_number_that_is_no_bsn_passes_when_somebody_says_so(browser: Browser) -> None:
    page = browser.send(action="register", **{**LETTER, "client_words": "Klantnummer 111222333"}, status=422)
    assert "dit is geen BSN" in page.error_of("client_words")
    assert browser.send(action="register", not_a_bsn="y", double_known="y").h1.startswith("Zaak ")


def test_a_day_without_a_regulation_is_told_beside_the_day(browser: Browser, monkeypatch) -> None:
    catalogue = browser.app.extensions["dsar"].catalogue
    monkeypatch.setitem(catalogue._versions, SLUG, ())
    monkeypatch.setattr(type(catalogue), "newest", lambda self, slug: self.all()[0])
    for action in ("dates", "register"):
        page = browser.send(action=action, **LETTER, status=422)
        assert "geen versie van het reglement" in page.error_of("received_on")
        browser.get("/zaken/nieuw")


def test_somebody_at_several_organisations_chooses_one(world: World) -> None:
    email = world.add_user("Twee Huizen", ("aanzien", Role.CONTACT_PERSON), ("zaz-welzijn", Role.CONTACT_PERSON))
    browser = Browser(world.app)
    browser.sign_in(email)
    browser.get("/zaken/nieuw")
    page = browser.send(action="register", **LETTER, status=422)
    assert page.error_of("organisation") == "Kies één van de mogelijkheden."
    page = browser.send(action="dates", organisation=str(world.organisations["aanzien"]))
    assert "In de woorden van de betrokkene" in page.text
    page = browser.send(action="register", organisation=str(world.organisations[SLUG]), status=422)
    assert page.error_of("organisation")
    page = browser.send(action="register", organisation=str(world.organisations["aanzien"]), double_known="y")
    assert page.h1.startswith("Zaak AZ-2026-")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CONTACT_PERSON])
def test_only_a_contact_person_registers(world: World, role: Role) -> None:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, role))
    assert browser.get("/zaken/nieuw", status=403).status == 403


def test_a_key_that_the_database_cannot_keep_is_replaced(browser: Browser) -> None:
    assert browser.send(action="register", form_key="k" * 500, **LETTER).h1.startswith("Zaak ")
