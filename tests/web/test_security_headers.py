"""Headers on every answer, the Host check, and error pages that tell what to do and nothing else."""

import re

import pytest
from flask import Flask
from sqlalchemy import text

from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.letters import RenderCode, RenderError
from dsar.web.authorize import permission_of, requires
from tests.support.app import World, address, make_world
from tests.support.pages import Browser

CANARY = "Kanarievogel"


@pytest.fixture(scope="module")
def world(shared_world: World) -> World:
    made = shared_world
    made.app.add_url_rule("/proef/fout", "proef_fout", requires(Permission.PUBLIC)(_fail))
    made.app.add_url_rule("/proef/druk", "proef_druk", requires(Permission.PUBLIC)(_busy))
    made.app.add_url_rule("/proef/zonder", "proef_zonder", lambda: "open")
    return made


def _busy() -> str:
    raise RenderError(RenderCode.BUSY)


def _fail() -> str:
    raise RuntimeError(CANARY)


@pytest.mark.parametrize(
    ("path", "status"),
    [("/inloggen", 200), ("/", 302), ("/bestaat-niet", 404), ("/proef/zonder", 403), ("/proef/fout", 500),
     ("/static/css/dsar.css", 200), ("/uitloggen", 405)],
)  # fmt: skip
def test_every_answer_has_the_headers(world: World, path: str, status: int) -> None:
    answer = world.app.test_client().get(path)
    answer.close()
    assert answer.status_code == status
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert ("no-store" in answer.headers.get("Cache-Control", "")) == ("/static/" not in path)


def test_a_strange_host_is_refused(world: World) -> None:
    answer = world.app.test_client().get("/inloggen", headers={"Host": "kwaad.example"})
    assert answer.status_code == 400
    assert "kwaad.example" not in answer.text


def test_behind_tls_the_cookie_is_bound_and_the_browser_stays_there(fresh_database) -> None:
    world = make_world(fresh_database("sqlite"), DSAR_HTTPS="1")
    answer = world.app.test_client().get("/inloggen", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-dsar=")
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_what_went_wrong_is_in_no_page_and_its_number_is_in_the_log(world: World, caplog) -> None:
    page = Browser(world.app).get("/proef/fout", status=500)
    assert CANARY not in page.response.text
    number = page.text.split("Noem dan dit nummer: ")[1].split()[0]
    assert number in caplog.text


def test_a_letter_that_others_are_before_is_no_fault_of_the_server(world: World) -> None:
    page = Browser(world.app).get("/proef/druk", status=503)
    assert "Er worden nu veel brieven gemaakt." in page.text
    assert page.response.headers["Retry-After"] == "60"


def test_a_wrong_method_says_which_are_right(world: World) -> None:
    page = Browser(world.app).get("/uitloggen", status=405)
    assert "POST" in page.response.headers["Allow"]


def test_a_number_that_no_database_can_hold_is_not_found(world: World) -> None:
    browser = Browser(world.app)
    browser.sign_in(address("aanzien", Role.AUDITOR))
    browser.get("/zaken/99999999999999999999", status=404)
    browser.get("/logboek?organisatie=99999999999999999999", status=404)
    browser.get("/logboek?before=%C2%B2", status=404)
    browser.get(f"/logboek?before={'0' * 20}{'9' * 30}", status=404)
    browser.get(f"/logboek?before={'0' * 20}{'9' * 5000}", status=404)
    assert browser.get("/?after=2026-11-23_99999999999999999999").h1 == "Werkvoorraad"


def test_a_form_that_is_too_large_is_refused(world: World) -> None:
    browser = Browser(world.app)
    browser.get("/inloggen")
    page = browser.send(email="a" * 2 * 1024 * 1024, status=413)
    assert page.h1 == "Dit is te groot"


def test_without_a_database_there_is_a_page_that_says_so(fresh_database) -> None:
    app = _without_tables(make_world(fresh_database("sqlite")))
    browser = Browser(app)
    with browser.client.session_transaction() as cookie:
        cookie["_user_id"] = "somebody"
    page = browser.get("/", status=503)
    assert "Wat al was opgeslagen, is veilig." in page.text


def _without_tables(world: World) -> Flask:
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE login_session RENAME TO gone"))
    return world.app


def test_a_form_sent_after_signing_out_shows_what_was_typed(world: World) -> None:
    client = world.app.test_client()
    answer = client.post("/zaken/nieuw", data={"client_words": "Ik wil mijn hele dossier zien.", "channel": "post"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "U bent afgemeld" in page
    assert "Ik wil mijn hele dossier zien." in page


@pytest.mark.parametrize("token", ["", "een ander"])
def test_no_address_takes_a_form_without_its_token(world: World, token: str) -> None:
    contact, stranger = Browser(world.app), Browser(world.app)
    contact.sign_in(address("aanzien", Role.CONTACT_PERSON))
    tried = 0
    for rule in world.app.url_map.iter_rules():
        if "POST" not in (rule.methods or set()):
            continue
        with world.app.app_context():
            browser = stranger if permission_of(rule.endpoint) is Permission.PUBLIC else contact
        path = re.sub(r"<(?:\w+:)?\w+>", "1", rule.rule)
        answer = browser.client.post(path, data={"csrf_token": token, "step": "record", "version": "1"})
        assert answer.status_code == 400, rule.rule
        assert "Er is niets opgeslagen of gewijzigd" in answer.get_data(as_text=True), rule.rule
        tried += 1
    assert tried > 40
