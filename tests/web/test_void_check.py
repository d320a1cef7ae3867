"""Giving up a letter: what that does is on a page of its own first; going back loses nothing."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import CANNED, at_desk, make_letter, new_case, post_letter
from tests.support.pages import Browser, Page

CHECK = "Brief laten vervallen?"
REASON = "Er staat een verkeerd adres in."


@pytest.fixture(autouse=True)
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering: nothing here looks at the pages of a letter."""
    monkeypatch.setattr("dsar.services.issue_letter.render_document", lambda *_, **__: CANNED)


@pytest.fixture
def contact(shared_world: World) -> Browser:
    return at_desk(shared_world, Role.CONTACT_PERSON)


@pytest.fixture
def letter(shared_world: World, contact: Browser) -> Page:
    """A letter that waits to leave, on the screen."""
    return make_letter(contact, f"/zaken/{new_case(shared_world, Right.INSPECTION)}/brief")


def checked(contact: Browser) -> Page:
    return contact.send(form=1, step="check", **{"vervallen-reason": REASON})


def test_the_page_says_what_happens_and_records_nothing(shared_world: World, contact: Browser, letter: Page) -> None:
    page = checked(contact)
    number = letter.h1.removeprefix("Brief ")
    assert page.h1 == CHECK
    assert f"Het nummer {number} blijft bestaan, met uw reden." in page.text
    assert "verder met het concept" not in page.text, "it was made from none"
    waiting = at_desk(shared_world, Role.CONTACT_PERSON).get(letter.path)
    assert "Definitief, nog niet verzonden" in waiting.text
    contact.send(step="record")
    assert REASON in contact.get(letter.path).text


def test_going_back_keeps_the_reason(contact: Browser, letter: Page) -> None:
    checked(contact)
    page = contact.send(step="edit")
    assert page.h1 == letter.h1
    assert page.value_of("vervallen-reason") == REASON


def test_sent_twice_it_counts_once(contact: Browser, letter: Page) -> None:
    check = checked(contact)
    first = contact.send(step="record")
    contact.page = check
    assert contact.send(step="record").path == first.path


@pytest.mark.parametrize("step", ["check", "record"])
def test_a_letter_that_left_meanwhile_is_not_given_up(
    shared_world: World, contact: Browser, letter: Page, step: str
) -> None:
    checked(contact)
    other = at_desk(shared_world, Role.CONTACT_PERSON)
    other.get(letter.path)
    post_letter(other)
    page = contact.send(step=step, status=409)
    assert "Dit gebeurde sinds u dit scherm opende" in page.text
    assert page.value_of("vervallen-reason") == REASON
