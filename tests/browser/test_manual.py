"""The manual in a real browser: every chapter is accessible, light to open, and shows its pictures on every screen."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from dsar.core.vocabulary import Role
from dsar.web.manual.routes import CHAPTERS
from tests.browser.conftest import Site
from tests.support.app import PASSWORD, address

pytestmark = pytest.mark.browser
SLUG = "westendorp-pr"
LARGEST = 60 * 1024  # bytes over the line when a page is opened for the first time
PATHS = ["/handleiding", *(f"/handleiding/{chapter.slug}" for chapter in CHAPTERS)]


@pytest.mark.parametrize("width", [320, 1280])
def test_every_chapter_is_accessible_and_fits(open_site: Callable[..., Site], width: int) -> None:
    page = open_site().signed_in(SLUG, Role.FG, width)
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    for path in PATHS:
        page.goto(path)
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert problems == []


def test_every_picture_comes_when_somebody_gets_to_it_also_without_script(open_site: Callable[..., Site]) -> None:
    site = open_site()
    page = site.browser.new_context(base_url=site.url, java_script_enabled=False).new_page()
    page.goto("/inloggen")
    page.get_by_label("E-mailadres").fill(address(SLUG, Role.COLLEAGUE))
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("link", name="Handleiding").click()
    page.get_by_role("link", name="Contactpersoon").click()
    pictures = page.locator("main img").all()
    assert len(pictures) >= 8
    for picture in pictures:
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", True)
        assert picture.evaluate("image => image.naturalWidth") > 400


@pytest.mark.parametrize("path", PATHS)
def test_a_chapter_is_light_to_open(open_site: Callable[..., Site], path: str) -> None:
    page = open_site().signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto("about:blank")  # what still comes for the page after signing in is not counted with this one
    received = weigh(page)
    page.goto(path)
    page.wait_for_load_state("networkidle")
    assert 10_000 < sum(received) <= LARGEST


def weigh(page: Page) -> list[int]:
    """Give a list that grows by the bytes of everything that comes in, as if the browser had kept nothing."""
    received: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    return received
