"""Nothing that was typed is lost when a session ends, a token expires, or the server starts anew in between."""

import json
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from wtforms import PasswordField

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.files import unseal
from dsar.services.form_drafts import MOST_BYTES, MOST_LEFT
from dsar.web.forms import Form
from tests.factories.world import GRANT as GRANTED
from tests.support.app import PASSWORD, World, address, make_world
from tests.support.canned import can_letters
from tests.support.cases import receive
from tests.support.judging import GRANT
from tests.support.pages import Browser, Page
from tests.support.steps import Steps

SLUG = "westendorp-pr"
EMAIL = address(SLUG, Role.CONTACT_PERSON)
CANARY = 'Kanarie zegt:\n\n  <b>haal alles weg</b> & "gauw".'
TOO_LONG = "lang verhaal " * (MOST_BYTES // 12)
LETTER = {
    "received_on": "18-11-2026",
    "rights": ["erasure", "inspection"],
    "client_words": CANARY,
    "last_name": "Meer",
    "street": "Voorbeeldlaan 12",
    "postcode": "7511aa",
    "city": "Enschede",
}


@pytest.fixture
def world(shared_world: World) -> World:
    """Give an application in which nothing is kept and nobody signed in; its clock goes on from test to test."""
    with shared_world.app.app_context(), db.engine.begin() as connection:
        for table in ("form_draft", "login_attempt"):
            connection.execute(text(f"DELETE FROM {table}"))
    return shared_world


@pytest.fixture
def browser(world: World) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(EMAIL)
    return browser


def rows(world: World) -> list[tuple[bool, list[list[str]]]]:
    with world.app.app_context():
        found = db.session.execute(text("SELECT put_away, content, cipher, sha256 FROM form_draft ORDER BY id")).all()
        db.session.rollback()
    return [(bool(away), json.loads(unseal(bytes(body), cipher, sha))) for away, body, cipher, sha in found]


def cases(world: World) -> int:
    with world.app.app_context():
        count = db.session.execute(text("SELECT COUNT(*) FROM case_file")).scalar_one()
        db.session.rollback()
    return count


def come_back(browser: Browser, email: str = EMAIL) -> Page:
    browser.send(email=email, password=PASSWORD)
    return browser.send()


def test_a_registration_comes_back_after_the_session_ended(browser: Browser, world: World) -> None:
    before = cases(world)
    browser.get("/zaken/nieuw")
    key = browser.page.value_of("form_key")
    world.clock.forward(hours=2)
    page = browser.send(action="register", **LETTER)
    assert page.h1 == "Aanmelden"
    assert "Wat u typte is bewaard" in page.text
    page = browser.send(email=EMAIL, password=PASSWORD)
    assert page.h1 == "Verder waar u was"
    page = browser.send()
    assert (page.h1, page.path) == ("Nieuw verzoek registreren", "/zaken/nieuw")
    assert "Hier staat weer wat u typte" in page.text
    assert not page.summary
    assert not page.title.startswith("Fout")
    assert page.value_of("client_words") == CANARY
    assert page.value_of("rights") == ["inspection", "erasure"]
    assert page.value_of("city") == "Enschede"
    assert page.value_of("form_key") == key
    assert cases(world) == before
    assert rows(world) == []
    assert browser.send(action="register", double_known="y").h1.startswith("Zaak WPR-2026-")
    assert cases(world) == before + 1


def test_a_proposal_comes_back_and_is_proposed_only_when_it_is_sent_again(browser: Browser, world: World) -> None:
    with world.app.app_context():
        Steps(world, SLUG, receive(world, SLUG, Right.INSPECTION)).identify()
        request_id = db.session.execute(text("SELECT MAX(id) FROM request")).scalar_one()
        db.session.rollback()
    browser.get(f"/verzoeken/{request_id}/voorstel")
    world.clock.forward(hours=2)
    browser.send(**{**GRANT, "answer": CANARY})
    page = come_back(browser)
    assert page.path == f"/verzoeken/{request_id}/voorstel"
    assert page.value_of("answer") == CANARY
    assert not page.summary
    with world.app.app_context():
        assert db.session.execute(text("SELECT COUNT(*) FROM proposal")).scalar_one() == 0
        db.session.rollback()


def test_it_comes_back_on_a_server_that_started_anew(database_url: str) -> None:
    first = make_world(database_url)
    browser = Browser(first.app)
    browser.sign_in(EMAIL)
    browser.get("/zaken/nieuw")
    first.close()
    second = World(make_second(database_url, first), first.clock, first.organisations, first.users)
    browser.app = second.app
    client, browser.client = browser.client, second.app.test_client()
    browser.client._cookies = client._cookies
    first.clock.forward(hours=2)
    browser.send(action="register", **LETTER)
    assert come_back(browser).value_of("client_words") == CANARY
    assert browser.send(action="register", double_known="y").h1.startswith("Zaak ")
    second.close()


def make_second(database_url: str, first: World):
    from dsar import create_app  # noqa: PLC0415
    from tests.support.app import SECRET_KEY  # noqa: PLC0415

    return create_app({"DATABASE_URL": database_url, "SECRET_KEY": SECRET_KEY, "CLOCK": first.clock})


def test_a_form_opened_before_the_server_started_anew_is_simply_sent(database_url: str) -> None:
    first = make_world(database_url)
    browser = Browser(first.app)
    browser.sign_in(EMAIL)
    browser.get("/zaken/nieuw")
    app = make_second(database_url, first)
    client, browser.client = browser.client, app.test_client()
    browser.client._cookies = client._cookies
    assert browser.send(action="register", double_known="y", **LETTER).h1.startswith("Zaak ")
    first.close()
    with app.app_context():
        db.engine.dispose()


def test_a_token_that_expired_loses_nothing(browser: Browser, world: World, monkeypatch) -> None:
    browser.get("/zaken/nieuw")
    monkeypatch.setitem(world.app.config, "WTF_CSRF_TIME_LIMIT", -1)
    page = browser.send(action="register", **LETTER)
    monkeypatch.undo()
    assert page.h1 == "Verder waar u was"
    assert browser.send().value_of("client_words") == CANARY


def test_signing_out_and_in_in_another_tab_loses_nothing(browser: Browser) -> None:
    first = browser.get("/zaken/nieuw")
    token = browser.page.value_of("csrf_token")
    browser.client.post("/uitloggen", data={"csrf_token": token})
    browser.sign_in(EMAIL)
    browser.page = first
    assert browser.send(action="register", **LETTER).h1 == "Verder waar u was"
    assert browser.send().value_of("client_words") == CANARY


def test_a_browser_that_was_closed_loses_nothing(browser: Browser, world: World) -> None:
    first = browser.get("/zaken/nieuw")
    again = Browser(world.app)
    again.page = first
    assert again.send(action="register", **LETTER).h1 == "Aanmelden"
    assert come_back(again).value_of("client_words") == CANARY


def test_two_tabs_come_back_each_with_its_own(browser: Browser, world: World) -> None:
    first = browser.get("/zaken/nieuw")
    second = browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    browser.page = first
    at_first = browser.send(action="register", **LETTER)
    browser.page = second
    at_second = browser.send(action="register", **{**LETTER, "last_name": "Ander"})
    browser.page = at_first
    assert come_back(browser).value_of("last_name") == "Meer"
    browser.page = at_second
    browser.send(email=EMAIL, password=PASSWORD)
    assert browser.page.h1 == "Verder waar u was"
    assert browser.send().value_of("last_name") == "Ander"


def test_somebody_else_never_sees_it_and_it_is_dropped(browser: Browser, world: World) -> None:
    browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    browser.send(action="register", **LETTER)
    page = browser.send(email=address("aanzien", Role.CONTACT_PERSON), password=PASSWORD)
    assert page.h1 == "Werkvoorraad"
    assert rows(world) == []


def test_somebody_else_who_has_the_address_sees_nothing(browser: Browser, world: World) -> None:
    browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    way_back = browser.send(action="register", **LETTER).path.partition("next=")[2]
    other = Browser(world.app)
    other.sign_in(address(SLUG, Role.FG))
    page = other.get(way_back)
    assert page.h1 == "Werkvoorraad"
    assert "niet meer bewaard" in page.text
    assert len(rows(world)) == 1


def test_it_is_kept_for_an_hour(browser: Browser, world: World) -> None:
    browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    browser.send(action="register", **LETTER)
    world.clock.forward(minutes=61)
    page = browser.send(email=EMAIL, password=PASSWORD)
    assert page.h1 == "Werkvoorraad"
    assert rows(world) == []


def test_what_is_kept_holds_no_token_and_no_password(browser: Browser, world: World) -> None:
    browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    browser.send(action="register", new_password="geheim geheim", **LETTER)
    ((put_away, typed),) = rows(world)
    assert not put_away
    assert ["client_words", CANARY.replace("\n", "\r\n")] in typed or ["client_words", CANARY] in typed
    assert not {"csrf_token", "new_password"} & {name for name, _ in typed}


def test_every_password_field_is_called_one() -> None:
    def all_of(form: type) -> Iterator[type]:
        yield form
        for below in form.__subclasses__():
            yield from all_of(below)

    for form in all_of(Form):
        for name in dir(form):
            made = getattr(form, name)
            if getattr(made, "field_class", None) is PasswordField:
                assert "password" in name, (form, name)


def test_nothing_is_in_the_log_or_in_an_address(browser: Browser, world: World, caplog) -> None:
    browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    page = browser.send(action="register", **LETTER)
    assert "Kanarie" not in caplog.text + page.path
    page = browser.send(email=EMAIL, password=PASSWORD)
    assert "Kanarie" not in caplog.text + page.path
    assert "Kanarie" not in caplog.text + browser.send().path


@pytest.mark.parametrize("token", ["", "een ander", "é" * 40])
def test_a_stranger_leaves_nothing(world: World, token: str) -> None:
    client = world.app.test_client()
    answer = client.post("/zaken/nieuw", data={**LETTER, "csrf_token": token})
    assert answer.status_code == 400
    assert "haal alles weg" in answer.text
    assert rows(world) == []


def test_a_token_from_the_sign_in_page_leaves_nothing(world: World) -> None:
    visitor = Browser(world.app)
    visitor.get("/inloggen")
    token = visitor.page.value_of("csrf_token")
    assert visitor.client.post("/zaken/nieuw", data={**LETTER, "csrf_token": token}).status_code == 400
    assert rows(world) == []


@pytest.mark.parametrize("path", ["/bestaat/niet", "/static/x", "/inloggen", "/uitloggen"])
def test_only_forms_of_the_application_are_kept(browser: Browser, world: World, path: str) -> None:
    browser.get("/zaken/nieuw")
    token = browser.page.value_of("csrf_token")
    world.clock.forward(hours=2)
    data = {"csrf_token": token} if path == "/uitloggen" else {"csrf_token": token, "email": "x", "password": "y"}
    browser.client.post(path, data=data)
    assert rows(world) == []


def test_a_text_that_is_too_long_is_shown_to_be_copied(browser: Browser, world: World) -> None:
    browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    page = browser.send(action="register", status=400, **{**LETTER, "client_words": TOO_LONG})
    assert "lang verhaal" in page.text
    assert rows(world) == []


def test_of_one_user_the_latest_few_are_kept(browser: Browser, world: World) -> None:
    first = browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    for number in range(MOST_LEFT + 2):
        browser.page = first
        browser.send(**{**LETTER, "last_name": f"Nummer {number}"})
    kept = [dict(map(tuple, typed))["last_name"] for _, typed in rows(world)]
    assert kept == [f"Nummer {number}" for number in range(2, MOST_LEFT + 2)]


@pytest.mark.parametrize(("marked", "kept"), [({}, 0), ({"not_a_bsn": "y"}, 1)])
def test_a_bsn_is_never_kept(browser: Browser, world: World, marked: dict[str, str], kept: int) -> None:
    browser.get("/zaken/nieuw")
    world.clock.forward(hours=2)
    typed = {**LETTER, "client_words": "Mijn nummer is 111 222 333", **marked}
    browser.send(action="register", status=200 if kept else 400, **typed)
    assert len(rows(world)) == kept


def test_a_user_who_was_made_inactive_leaves_nothing(fresh_world: World) -> None:
    world, browser = fresh_world, Browser(fresh_world.app)
    browser.sign_in(EMAIL)
    browser.get("/zaken/nieuw")
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE user_account SET active = false WHERE email = :email"), {"email": EMAIL})
    browser.send(action="register", status=400, **LETTER)
    assert rows(world) == []


def test_an_advice_comes_back_with_a_short_remark_and_the_choice(world: World) -> None:
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, Right.INSPECTION))
        steps.identify()
        steps.propose(GRANTED)
        request_id = steps.view().requests[0].request.id
    officer, email = Browser(world.app), address(SLUG, Role.FG)
    officer.sign_in(email)
    officer.get(f"/toetsing/{steps.case_id}")
    world.clock.forward(hours=2)
    at = f"verzoek{request_id}"
    page = officer.send(step="check", **{f"{at}-kind": "return", f"{at}-remark": "Te vroeg"})
    assert page.h1 == "Aanmelden"
    page = come_back(officer, email)
    assert page.value_of(f"{at}-remark") == "Te vroeg"
    assert page.value_of(f"{at}-kind") == "return"
    assert "Hier staat weer wat u typte" in page.text
    assert officer.send(step="check").h1 == "Controleer uw advies"


def test_what_was_typed_about_a_letter_comes_back(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)
    with world.app.app_context():
        steps = Steps(world, SLUG, receive(world, SLUG, Right.INSPECTION))
        steps.acknowledge()
        letter_id = steps.view().letters[-1].id
    browser = Browser(world.app)
    browser.sign_in(EMAIL)
    browser.get(f"/brieven/{letter_id}")
    world.clock.forward(hours=2)
    void = next(
        number for number, one in enumerate(browser.page.forms()) if one.get("action", "").endswith("vervallen")
    )
    browser.send(form=void, step="check", **{"vervallen-reason": "Fout adres"})
    assert come_back(browser).value_of("vervallen-reason") == "Fout adres"
