"""Writing a proposal with script: fields follow the choices, and remarks on the text come while somebody writes."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from dsar.core.vocabulary import Right, Role
from tests.browser.conftest import Site
from tests.support.cases import receive
from tests.support.steps import Steps

SLUG = "westendorp-pr"
PATIENCE = 30_000  # milliseconds: the first reading loads the word lists
HARD = "Er wordt door ons een afschrift van uw dossier aan u verstrekt."


def opened(site: Site) -> Page:
    with site.world.app.app_context():
        steps = Steps(site.world, SLUG, receive(site.world, SLUG, Right.INSPECTION))
        steps.identify()
        request_id = steps.view().requests[0].request.id
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto(f"/verzoeken/{request_id}/voorstel")
    return page


def test_fields_follow_the_choices(open_site: Callable[..., Site]) -> None:
    page = opened(open_site())
    page.locator('input[name="outcome"][value="grant"]').check()
    expect(page.locator('[name="parts-0-what"]')).to_be_hidden()
    expect(page.locator('[name="details-day"]')).to_be_hidden()
    page.locator('input[name="details-form"][value="appointment"]').check()
    expect(page.locator('[name="details-day"]')).to_be_visible()
    expect(page.locator('[name="details-enclosures"]')).to_be_hidden()
    page.locator('input[name="outcome"][value="refuse"]').check()
    expect(page.locator('[name="details-day"]')).to_be_hidden()
    expect(page.locator('[name="parts-0-what"]')).to_be_visible()


def test_remarks_come_while_somebody_writes_and_nothing_breaks_the_policy(open_site: Callable[..., Site]) -> None:
    page = opened(open_site())
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.locator('input[name="outcome"][value="grant"]').check()
    page.locator('[name="answer"]').fill(HARD)
    box = page.locator('[data-reading="answer"]')
    expect(box).to_contain_text("Schrijf liever: kopie", timeout=PATIENCE)
    expect(box.locator("mark").first).to_be_visible()
    page.locator('[name="answer"]').fill("U krijgt een kopie van uw dossier.")
    expect(box).to_contain_text("Geen opmerkingen bij deze tekst", timeout=PATIENCE)
    page.get_by_role("button", name="Voorbeeld bijwerken").click()
    expect(page.locator("#voorbeeld img").first).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("#voorbeeld$"))
    picture = page.locator("#voorbeeld img").first
    expect(picture).to_have_js_property("complete", True, timeout=PATIENCE)
    assert picture.evaluate("image => image.naturalWidth") > 400
    assert problems == []


def test_errors_are_told_on_top_also_after_a_button_further_down(open_site: Callable[..., Site]) -> None:
    page = opened(open_site())
    page.locator('input[name="outcome"][value="refuse"]').check()
    page.get_by_role("button", name="Nog een onderdeel").click()
    expect(page).to_have_url(re.compile("#onderdeel-2$"))
    expect(page.locator("#onderdeel-2")).to_be_in_viewport()
    page.get_by_role("button", name="Voorstel indienen").click()
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.locator(".govuk-error-summary")).to_be_in_viewport()
