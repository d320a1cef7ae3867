"""The administrator's page with the logo and the colour of an organisation's letters."""

import io

import pytest
from sqlalchemy import text
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from dsar.core.vocabulary import Role
from dsar.extensions import db
from tests.files.logos import GOOD_SVG, pixel_bomb, png, svg
from tests.support.app import World, address
from tests.support.pages import Browser, Page, form_values

SLUG = "werk-op-maat"


@pytest.fixture
def browser(shared_world: World) -> Browser:
    browser = Browser(shared_world.app)
    browser.sign_in(address(SLUG, Role.ADMINISTRATOR))
    return browser


@pytest.fixture
def path(shared_world: World) -> str:
    return f"/organisaties/{shared_world.organisations[SLUG]}/huisstijl"


def offer(browser: Browser, path: str, content: bytes, name: str = "logo", *, status: int = 200, **typed: str) -> Page:
    """Send the form with a file, encoded in memory: the test client would leave a large one open on disk."""
    page = browser.get(path)
    values = form_values(page.forms()[0]) | typed
    boundary, body = encode_multipart({**values, "logo": FileStorage(io.BytesIO(content), name)})
    kind = f"multipart/form-data; boundary={boundary}"
    return browser._seen(browser.client.post(path, data=body, content_type=kind, follow_redirects=True), status)


@pytest.mark.parametrize(("content", "kind"), [(png(), "image/png"), (GOOD_SVG, "image/svg+xml")])
def test_a_logo_is_shown_as_a_picture_and_served_as_nothing_else(
    browser: Browser, path: str, content: bytes, kind: str
) -> None:
    page = offer(browser, path, content, name="../../<script>\u202e.exe")
    assert "De huisstijl is opgeslagen." in page.text
    shown = page.one("img", **{"class": "dsar-logo"})
    assert shown.get("alt") == "Het logo van Stichting Werk op Maat"
    answer = browser.client.get(shown.get("src", ""))
    assert answer.mimetype == kind
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="logo.')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert b"canary" not in answer.data
    assert b"<use" not in answer.data


def test_the_logo_can_be_taken_away(browser: Browser, path: str) -> None:
    offer(browser, path, png())
    page = browser.send(remove_logo="y")
    assert not page.all("img")
    assert "Er is nog geen logo." in page.text
    assert browser.client.get(path.replace("huisstijl", "logo")).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<html><script>alert(1)</script>", "Dit is geen PNG of SVG."),
        (b"", "Kies een bestand met het logo."),
        (pixel_bomb(), "te veel beeldpunten"),
        (svg("<use href='file:///etc/passwd#a'/>"), "verwijst naar iets buiten het logo"),
        (svg("<script>alert(1)</script>"), "meer dan vormen (script)"),
        (bytes(1_100_000), "Dit bestand is te groot."),
    ],
)
def test_what_is_no_logo_is_told_beside_the_field_and_changes_nothing(
    browser: Browser, path: str, content: bytes, words: str
) -> None:
    offer(browser, path, GOOD_SVG)
    before = browser.page.one("img", **{"class": "dsar-logo"}).get("src") if browser.page else ""
    page = offer(browser, path, content, status=422, accent="#123456")
    assert words in page.error_of("logo")
    assert page.value_of("accent") == "#123456", "what was typed is kept"
    assert browser.get(path).one("img", **{"class": "dsar-logo"}).get("src") == before
    assert browser.get(path).value_of("accent") != "#123456"


def test_a_file_past_every_bound_gets_a_page_of_its_own(browser: Browser, path: str) -> None:
    page = offer(browser, path, bytes(10 * 1024 * 1024), status=413)
    assert "te groot" in page.text.lower()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("#ffcc00", "Deze kleur is te licht om op wit te lezen: het contrast is 1,5"),
        ("groen", "Dit is geen kleur."),
        ("#0b6e4f;}*{display:none", "Gebruik hoogstens 20 tekens."),
        ("", "Vul dit veld in."),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(browser: Browser, path: str, typed: str, words: str) -> None:
    browser.get(path)
    page = browser.send(accent=typed, status=422)
    assert words in page.error_of("accent")
    assert page.value_of("accent") == typed


@pytest.mark.parametrize(
    ("typed", "words"), [("#ffcc00", "te licht"), ("", "Vul dit veld in."), ("groen", "geen kleur")]
)
def test_a_colour_and_a_file_that_are_both_wrong_are_told_at_once(
    browser: Browser, path: str, typed: str, words: str
) -> None:
    page = offer(browser, path, b"<html>", status=422, accent=typed)
    assert words in page.error_of("accent")
    assert "Dit is geen PNG of SVG." in page.error_of("logo")
    assert len(page.one("ul", **{"class": "govuk-list govuk-error-summary__list"})) == 2


def test_the_colour_and_the_logo_are_audited_by_their_names(browser: Browser, path: str, shared_world: World) -> None:
    offer(browser, path, png(300, 90), accent="#0A0B0C")
    with shared_world.app.app_context():
        query = text("SELECT canonical FROM audit_event WHERE tag = 'organisation.changed' ORDER BY seq DESC")
        newest = db.session.execute(query).scalars().first()
        db.session.rollback()
    assert newest is not None
    assert '"fields":["accent","logo"]' in newest
    assert browser.get(path).value_of("accent") == "#0a0b0c"


def test_who_is_second_is_told(browser: Browser, path: str) -> None:
    first = browser.get(path)
    browser.send(accent="#111111")
    browser.page = first
    page = browser.send(accent="#222222", status=409)
    assert "Iemand anders heeft deze gegevens gewijzigd" in page.summary
    assert page.value_of("accent") == "#222222"


def test_the_page_is_found_from_the_organisation(browser: Browser, path: str) -> None:
    page = browser.get(path.removesuffix("/huisstijl"))
    assert page.link("Huisstijl wijzigen") == path
