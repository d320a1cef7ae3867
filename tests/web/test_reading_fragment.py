"""How easily a text reads, while somebody writes it: a piece of a page that keeps nothing."""

import pytest

from dsar.core.vocabulary import Role
from tests.support.app import World, address
from tests.support.judging import SLUG, at_desk
from tests.support.pages import Browser

LONG = "Wij sturen u deze brief omdat u ons hebt gevraagd om alle gegevens die wij over u bewaren te laten zien."


@pytest.fixture
def contact(shared_world: World) -> Browser:
    browser = at_desk(shared_world, Role.CONTACT_PERSON)
    browser.get("/zaken/nieuw")
    return browser


def ask(browser: Browser, text: str, language: str = "nl", *, token: bool = True) -> tuple[int, str]:
    assert browser.page is not None
    found = next(one.get("value") for one in browser.page.all("input", name="csrf_token"))
    headers = {"X-CSRFToken": found} if token else {}
    answer = browser.client.post("/leesbaarheid", data={"text": text, "language": language}, headers=headers)
    return answer.status_code, answer.text


def test_a_long_sentence_is_marked_with_what_to_do_and_the_figures_with_their_source(contact: Browser) -> None:
    status, fragment = ask(contact, LONG)
    assert status == 200
    assert "<mark" in fragment
    assert "Lange zin: 21 woorden" in fragment
    assert "Leesgemak" in fragment
    assert "Bron:" in fragment


def test_plain_words_get_no_remarks(contact: Browser) -> None:
    _, fragment = ask(contact, "Wij sturen u een brief. U hoeft niets te doen.")
    assert "Geen opmerkingen bij deze tekst" in fragment
    assert "<mark" not in fragment


def test_nothing_is_said_of_nothing(contact: Browser) -> None:
    assert ask(contact, "  ")[1].strip() == ""


def test_what_is_typed_is_text(contact: Browser) -> None:
    _, fragment = ask(contact, "<script>alert(1)</script> {{ 7*7 }} gewoon.")
    assert "<script>" not in fragment
    assert "49" not in fragment


def test_english_says_what_is_not_measured(contact: Browser) -> None:
    status, fragment = ask(contact, "We send you a letter.", "en")
    assert status == 200
    assert "Deze tekst is Engels." in fragment


def test_an_unknown_language_and_a_request_from_elsewhere_are_refused(contact: Browser) -> None:
    assert ask(contact, LONG, "xx")[0] == 400
    assert ask(contact, LONG, token=False)[0] == 400


@pytest.mark.parametrize("role", [Role.COLLEAGUE, Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_writes_no_letters_gets_no_remarks(shared_world: World, role: Role) -> None:
    browser = Browser(shared_world.app)
    page = browser.sign_in(address(SLUG, role))
    token = next(one.get("value") for one in page.all("input", name="csrf_token"))
    answer = browser.client.post("/leesbaarheid", data={"text": LONG}, headers={"X-CSRFToken": token})
    assert answer.status_code == 403
