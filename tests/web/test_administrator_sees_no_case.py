"""An administrator manages users and settings and sees no case content (domain section 10): every page is tried."""

from collections.abc import Iterator

import pytest

from dsar.core.vocabulary import Role
from tests.factories.world import GRANT, SUBJECT
from tests.support.addresses import addresses, ids_in
from tests.support.app import World, address
from tests.support.judging import at_desk
from tests.support.stages import SLUG
from tests.web.test_get_changes_nothing import LINKS, world

__all__ = ["world"]

# What stands in the cases of that world, and nowhere else: the client, what was asked, answered, noted and written.
OF_A_CASE = (
    SUBJECT.last_name,
    SUBJECT.street,
    "WPR-2026-",  # references
    "WPR-B2026-",  # numbers of letters
    "In mijn eigen woorden",
    GRANT.answer,
    "Gebeld.",
    "drie oude systemen",
)
MUST_BE_SEEN = ("/organisaties", "gebruikers", "uitnodigingen", "reglement", "huisstijl", "waarneming", "/account")


def opened(world: World, role: Role) -> Iterator[tuple[str, str]]:
    """Give every address that opens for somebody with only this role, with its page."""
    client = at_desk(world, role, SLUG).client
    for path in addresses(world, ids_in(world, LINKS)):
        answer = client.get(path, follow_redirects=True)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            yield path, answer.get_data(as_text=True)


def test_no_page_an_administrator_can_open_tells_anything_of_a_case(world: World) -> None:
    pages = dict(opened(world, Role.ADMINISTRATOR))
    for path in MUST_BE_SEEN:
        assert [one for one in pages if path in one], path
    found = {(path, text) for path, page in pages.items() for text in OF_A_CASE if text in page}
    assert not found


def test_what_is_looked_for_is_on_the_pages_of_who_handles_the_cases(world: World) -> None:
    pages = [page for _, page in opened(world, Role.CONTACT_PERSON)]
    assert [text for text in OF_A_CASE if not any(text in page for page in pages)] == []


def test_what_an_administrator_sends_tells_nothing_of_a_case_either(world: World) -> None:
    browser = at_desk(world, Role.ADMINISTRATOR, SLUG)
    browser.get(f"/organisaties/{world.organisations[SLUG]}/gebruikers")
    page = browser.send(search=SUBJECT.last_name)
    assert "Niemand gevonden" in page.text
    assert address(SLUG, Role.ADMINISTRATOR) not in page.text


@pytest.mark.parametrize("path", ["/zoeken", "/toetsing", "/logboek", "/printen", "/zaken/nieuw"])
def test_the_lists_of_cases_are_closed_to_an_administrator(world: World, path: str) -> None:
    browser = at_desk(world, Role.ADMINISTRATOR, SLUG)
    assert browser.client.get(path).status_code == 403
