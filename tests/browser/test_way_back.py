"""Going back in the browser loses nothing that was typed, names and addresses included, and the browser keeps none."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dsar.core.vocabulary import Role
from tests.browser.conftest import Site

pytestmark = pytest.mark.browser
SLUG = "aanzien"


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    return open_site()


def test_a_name_that_was_typed_is_there_after_going_away_and_back(site: Site) -> None:
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto("/zaken/nieuw")
    page.locator('[name="last_name"]').fill("Terugweg")
    page.get_by_role("link", name="Werkvoorraad").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    page.go_back()
    if page.locator('[name="last_name"]').input_value() != "Terugweg":
        page.reload()
        page.get_by_role("link", name="Verder invullen (Terugweg)").click()
    expect(page.locator('[name="last_name"]')).to_have_value("Terugweg")


def test_what_is_being_typed_is_kept_before_the_page_is_left(site: Site) -> None:
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto("/zaken/nieuw")
    with page.expect_response("**/bewaren") as kept:
        page.locator('[name="last_name"]').press_sequentially("Bijgehouden")
    assert kept.value.status == 204
    page.goto("/zaken/nieuw")
    expect(page.get_by_role("link", name="Verder invullen (Bijgehouden)")).to_be_visible()


def test_a_password_is_not_sent_before_the_form_is(site: Site) -> None:
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto("/account/wachtwoord")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator('input[type="password"]').first.fill("een heel lang geheim")
    page.goto("/zaken/nieuw")
    assert sent == []
