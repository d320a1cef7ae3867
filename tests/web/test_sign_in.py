"""Signing in and out: throttling, the session on the server, and where one is taken afterwards."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.services.signing_in import MOST_PER_ACCOUNT
from dsar.web.auth.routes import is_path_here
from tests.support.app import PASSWORD, World, address
from tests.support.pages import Browser

EMAIL = address("westendorp-pr", Role.CONTACT_PERSON)


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def token_in_cookie(browser: Browser) -> str:
    with browser.client.session_transaction() as cookie:
        return cookie.get("_user_id", "")


def test_a_visitor_is_taken_to_the_page_they_asked_for(world: World) -> None:
    browser = Browser(world.app)
    assert browser.get("/zaken/nieuw").h1 == "Aanmelden"
    page = browser.send(email=EMAIL.upper(), password=PASSWORD)
    assert (page.h1, page.path) == ("Nieuw verzoek registreren", "/zaken/nieuw")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://kwaad.example",
        "//kwaad.example",
        "/\\kwaad.example",
        "/\t/kwaad.example",
        "javascript:alert(1)",
        "zaken",
    ],
)
def test_next_leads_to_this_site_only(world: World, elsewhere: str) -> None:
    assert not is_path_here(elsewhere)
    client = Browser(world.app)
    client.page = client._seen(client.client.get("/inloggen", query_string={"next": elsewhere}), 200)
    answer = client.client.post(
        "/inloggen",
        query_string={"next": elsewhere},
        data={"email": EMAIL, "password": PASSWORD, "csrf_token": client.page.value_of("csrf_token")},
    )
    assert answer.headers["Location"] == "/"


def test_paths_of_this_site_are_kept() -> None:
    assert is_path_here("/zaken/12?tab=open")


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(world: World) -> None:
    browser = Browser(world.app)
    browser.get("/inloggen")
    wrong = browser.send(email=EMAIL, password="verkeerd wachtwoord", status=422)
    unknown = browser.send(email="niemand@example.com", password="verkeerd wachtwoord", status=422)
    assert (
        wrong.summary
        == unknown.summary
        == "Er klopt iets niet E-mailadres of wachtwoord klopt niet. Probeer het opnieuw."
    )
    assert wrong.value_of("email") == EMAIL
    assert wrong.title.startswith("Fout: ")
    assert wrong.value_of("password") == ""


def test_empty_fields_are_named(world: World) -> None:
    browser = Browser(world.app)
    browser.get("/inloggen")
    page = browser.send(status=422)
    assert page.error_of("email") == "Vul uw e-mailadres in."
    assert page.error_of("password") == "Vul uw wachtwoord in."


def test_too_many_failures_wait_and_then_work_again(fresh_world: World) -> None:
    world = fresh_world
    browser = Browser(world.app)
    browser.get("/inloggen")
    for _ in range(MOST_PER_ACCOUNT):
        browser.send(email=EMAIL, password="verkeerd wachtwoord", status=422)
    page = browser.send(email=EMAIL, password=PASSWORD, status=429)
    assert "over 15 minuten opnieuw" in page.summary
    world.clock.forward(minutes=16)
    assert browser.send(email=EMAIL, password=PASSWORD).h1 == "Werkvoorraad"


def test_somebody_elsewhere_who_guesses_does_not_keep_the_user_out(fresh_world: World) -> None:
    world = fresh_world
    Browser(world.app).sign_in(EMAIL)
    elsewhere = Browser(world.app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "127.0.0.9"
    elsewhere.get("/inloggen")
    for _ in range(MOST_PER_ACCOUNT):
        elsewhere.send(email=EMAIL, password="verkeerd wachtwoord", status=422)
    elsewhere.send(email=EMAIL, password="verkeerd wachtwoord", status=429)
    at_home = Browser(world.app)
    at_home.get("/inloggen")
    assert at_home.send(email=EMAIL, password=PASSWORD).h1 == "Werkvoorraad"


def test_signing_in_gives_a_new_session_and_signing_out_ends_it_on_the_server(world: World) -> None:
    browser = Browser(world.app)
    browser.sign_in(EMAIL)
    first = token_in_cookie(browser)
    browser.get("/inloggen")  # leads on, because somebody is signed in
    assert browser.page is not None
    assert browser.page.h1 == "Werkvoorraad"
    other = Browser(world.app)
    with other.client.session_transaction() as cookie:
        cookie["_user_id"] = first
        cookie["left_behind"] = "by somebody else"
    assert other.get("/").h1 == "Werkvoorraad"
    sign_out = browser.page.one("form", action="/uitloggen")
    token = sign_out.find(".//*[@name='csrf_token']")
    assert token is not None
    browser.client.post("/uitloggen", data={"csrf_token": token.get("value")})
    assert other.get("/").h1 == "Aanmelden", "the same session in another browser has ended as well"
    other.send(email=EMAIL, password=PASSWORD)
    assert token_in_cookie(other) not in {"", first}
    with other.client.session_transaction() as cookie:
        assert "left_behind" not in cookie


def test_a_session_ends_after_an_hour_without_use(fresh_world: World) -> None:
    world = fresh_world
    browser = Browser(world.app)
    browser.sign_in(EMAIL)
    for _ in range(3):
        world.clock.forward(minutes=50)
        assert browser.get("/").h1 == "Werkvoorraad"
    world.clock.forward(minutes=61)
    assert browser.get("/").h1 == "Aanmelden"


def test_somebody_who_was_made_inactive_is_out_at_the_next_request(fresh_world: World) -> None:
    world = fresh_world
    browser = Browser(world.app)
    browser.sign_in(EMAIL)
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE user_account SET active = false WHERE email = :email"), {"email": EMAIL})
    assert browser.get("/").h1 == "Aanmelden"
    assert browser.send(email=EMAIL, password=PASSWORD, status=422).summary


def test_the_cookie_holds_no_name_and_no_address(world: World) -> None:
    browser = Browser(world.app)
    browser.sign_in(EMAIL)
    with browser.client.session_transaction() as cookie:
        assert EMAIL not in str(dict(cookie))
        assert set(cookie) <= {"_user_id", "_fresh", "csrf_token", "_id"}


@pytest.mark.parametrize("token", ["", "een ander", "é" * 40])
def test_a_form_without_its_token_is_refused_with_what_to_do(world: World, token: str) -> None:
    browser = Browser(world.app)
    browser.get("/inloggen")
    page = browser.send(email=EMAIL, password=PASSWORD, csrf_token=token, status=400)
    assert PASSWORD not in page.text
    assert "Er is niets opgeslagen of gewijzigd" in page.text
