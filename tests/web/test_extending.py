"""Extending a term says where that leads before anything is sent, and what is left to do after the advice."""

import pytest

from dsar.core.vocabulary import LetterKind, Right, Role
from tests.support.app import World
from tests.support.canned import can_letters
from tests.support.cases import receive
from tests.support.composing import advise_on_letter, open_new, write
from tests.support.judging import at_desk
from tests.support.pages import Browser, Page, text_of

KIND = LetterKind.EXTENSION_NOTICE
DATES = (
    "Verbetering: het antwoord moet er nu zijn op woensdag 16 december 2026. Na de verlenging wordt dat donderdag 18 "
    "februari 2027. Afwijzen kan alleen tot en met vrijdag 18 december 2026. De belofte uit het reglement, woensdag 16 "
    "december 2026, haalt u dan niet."
)


@pytest.fixture(autouse=True)
def _canned(monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)


@pytest.fixture
def contact(shared_world: World) -> Browser:
    return at_desk(shared_world, Role.CONTACT_PERSON)


@pytest.fixture
def case_id(shared_world: World) -> int:
    with shared_world.app.app_context():
        return receive(shared_world, "westendorp-pr", Right.CORRECTION)


def advised(contact: Browser, world: World, case_id: int) -> str:
    """Let the officer agree with an extension; give the page of its draft."""
    mine = write(contact, case_id, KIND, step="submit").link("Verlengingsbericht")
    advise_on_letter(at_desk(world, Role.FG), mine.replace("/concepten/", "/toetsing/brieven/"), "agree")
    return mine


def first_step(page: Page) -> str:
    """Give the first button of the page of a case: the next step."""
    return text_of(next(one for one in page.all("a") if one.get("role") == "button"))


def test_the_form_says_the_new_date_and_the_promise_that_breaks(contact: Browser, case_id: int) -> None:
    assert DATES in open_new(contact, case_id, KIND).text


def test_after_the_advice_the_next_step_is_to_make_the_notice(
    contact: Browser, shared_world: World, case_id: int
) -> None:
    mine = advised(contact, shared_world, case_id)
    page = contact.get(f"/zaken/{case_id}")
    assert first_step(page) == "Verlengingsbericht maken"
    assert page.link("Verlengingsbericht maken") == f"{mine}/brief"
    form = contact.get(mine)
    assert not [one for one in form.all("button") if "Voorleggen" in text_of(one)]
    assert form.link("Controleer de brief") == f"{mine}/brief"


def test_the_check_of_the_letter_and_of_its_posting_say_the_new_date(
    contact: Browser, shared_world: World, case_id: int
) -> None:
    mine = advised(contact, shared_world, case_id)
    assert DATES in contact.get(f"{mine}/brief").text
    page = contact.send(step="check")
    assert page.h1 == "Controleer de brief"
    assert DATES in page.text
    page = contact.send(step="record")
    letter = page.path
    assert first_step(contact.get(f"/zaken/{case_id}")) == "Verlengingsbericht verzenden"
    contact.get(letter)
    page = contact.send(step="check", **{"verzonden-way": "post"})
    assert page.h1 == "Controleer: brief verzonden"
    assert DATES in page.text
    contact.send(step="record")
    page = contact.get(f"/zaken/{case_id}")
    assert "Verlengingsbericht verzenden" not in page.text
    assert "18 februari 2027" in page.text
