"""The pages of what is stored: made again at every look, for one person, for an hour, and of one revision."""

from datetime import date

import pytest

from dsar.core.vocabulary import LetterKind, Right, Role
from dsar.letters import RenderCode, RenderError
from dsar.services.issue_letter import LetterInput
from dsar.services.stored_preview import StoredSource
from dsar.web import signed
from tests.support.app import World
from tests.support.composing import write
from tests.support.judging import SLUG, at_desk, new_case
from tests.support.pages import Browser, Page


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


def opened(world: World, contact: Browser) -> Page:
    """Give the page on which the acknowledgement of a new case is made."""
    return contact.get(f"/zaken/{new_case(world, Right.COPY)}/brief")


def letters(page: Page) -> tuple[str, str]:
    """Give the address of the first picture and of the document."""
    return page.all("img")[0].get("src", ""), page.link("Open het voorbeeld als PDF")


def test_the_page_shows_the_letter_without_keeping_anything(world: World, contact: Browser) -> None:
    page = opened(world, contact)
    assert len(page.all("img")) == 2
    picture, document = letters(page)
    assert contact.client.get(picture).data.startswith(b"RIFF")
    answer = contact.client.get(document)
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Cache-Control"] == "no-store"
    for number in (0, 99):
        assert contact.client.get(picture.replace("/1.webp", f"/{number}.webp")).status_code == 404


def test_an_address_is_of_one_person_and_ends_after_an_hour(fresh_world: World) -> None:
    world, contact = fresh_world, at_desk(fresh_world, Role.CONTACT_PERSON)
    paths = letters(opened(world, contact))
    colleague = Browser(world.app)
    colleague.sign_in(world.add_user("Andere Contactpersoon", (SLUG, Role.CONTACT_PERSON)))
    for path in paths:
        assert colleague.client.get(path).status_code == 404
        assert at_desk(world, Role.FG).client.get(path).status_code == 404
    world.clock.forward(minutes=59)
    assert [contact.client.get(path).status_code for path in paths] == [200, 200]
    world.clock.forward(minutes=2)
    assert [contact.client.get(path).status_code for path in paths] == [404, 404]


def test_a_made_up_or_changed_address_leads_nowhere(world: World, contact: Browser) -> None:
    picture, document = letters(opened(world, contact))
    for path in ("/voorbeelden/nu/niets.pdf", "/voorbeelden/nu/a.b/1.webp", document.replace("/nu/", "/nu/W")):
        assert contact.client.get(path).status_code == 404, path
    token, page = picture.rsplit("/", 1)
    assert contact.client.get(f"{token}x/{page}").status_code == 404


def test_an_address_gives_no_case_that_its_owner_may_not_read(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = StoredSource(new_case(world, Right.COPY, slug="aanzien"), LetterInput(date(2026, 11, 23)))
    monkeypatch.setattr("dsar.web.looking.sign", lambda _: signed.sign(theirs))
    for path in letters(opened(world, contact)):
        assert contact.client.get(path).status_code == 404


def test_another_revision_has_another_address(world: World, contact: Browser) -> None:
    written = write(contact, new_case(world, Right.INSPECTION), LetterKind.CLARIFICATION_REQUEST)
    old = letters(contact.get(f"{written.path}/brief"))
    assert [contact.client.get(path).status_code for path in old] == [200, 200]
    contact.get(written.path)
    contact.send(step="save", **{"details-question": "Over welk jaar wilt u iets weten?"})
    assert [contact.client.get(path).status_code for path in old] == [404, 404]
    new = letters(contact.get(f"{written.path}/brief"))
    assert [contact.client.get(path).status_code for path in new] == [200, 200]


def test_pages_that_cannot_be_made_are_explained_without_a_number_that_is_not_there(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(world, contact)

    def fail(*_: object, **__: object) -> None:
        raise RenderError(RenderCode.TIME)

    monkeypatch.setattr("dsar.services.stored_preview.render_again", fail)
    again = contact.get(page.path)
    assert "Het maken van de brief duurde te lang. Probeer het opnieuw." in again.text
    assert not again.all("img")
    document = contact.get(letters(page)[1], status=500)
    assert "duurde te lang" in document.text
    for text in (again.text, document.text):
        assert "is bewaard" not in text
