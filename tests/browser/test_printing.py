"""The post in a real browser: every page is accessible and fits a telephone, and a run goes on by itself or by hand."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dsar.core.vocabulary import Right, Role
from dsar.services.issue_letter import LetterInput, issue_letter
from tests.browser.conftest import Site
from tests.support.app import address
from tests.support.cases import receive
from tests.support.looking import axe, narrow

pytestmark = pytest.mark.browser
SLUG = "westendorp-pr"


def fill(site: Site, letters: int, cases: int) -> int:
    """Make letters that wait and cases to confirm; give the organisation's id."""
    world = site.world
    with world.app.app_context():
        for _ in range(letters):
            case_id = receive(world, SLUG, Right.INSPECTION, days_ago=33)
            work = world.work(address(SLUG, Role.CONTACT_PERSON))
            issue_letter(work, case_id, 1, LetterInput(world.today), render_seconds=60)
        for _ in range(cases):
            receive(world, SLUG, Right.COPY)
    return world.organisations[SLUG]


def check(page: Page) -> None:
    """Check that axe finds nothing and that nothing sticks out at the side."""
    assert axe(page) + narrow(page) == [], page.url


def test_every_page_of_the_post_is_accessible(open_site: Callable[..., Site]) -> None:
    site = open_site()
    organisation = fill(site, letters=2, cases=2)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    for path in (
        f"/printen/{organisation}/nummers",
        f"/printen/{organisation}/reeks",
        f"/printers/{organisation}",
        f"/printers/{organisation}/nieuw",
        f"/printen/{organisation}",
    ):
        page.goto(path)
        check(page)
    page.get_by_label("WPR-B2026-0001").uncheck()
    page.get_by_label("WPR-B2026-0002").uncheck()
    page.get_by_role("button", name="Maak één PDF").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies minstens één brief.")
    check(page)
    page.get_by_label("WPR-B2026-0002").check()
    page.get_by_role("button", name="Vastleggen als verzonden").click()
    check(page)
    page.get_by_role("button", name="Verder").click()
    check(page)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Vastgelegd: 1 brief is verzonden.")
    check(page)


def test_a_run_goes_on_by_itself_until_it_is_done(open_site: Callable[..., Site], monkeypatch) -> None:
    monkeypatch.setattr("dsar.web.printing.runs._SECONDS", 0.0)  # one letter for every press
    site = open_site()
    organisation = fill(site, letters=0, cases=3)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto(f"/printen/{organisation}/reeks")
    page.get_by_role("button", name="Controleren").click()
    check(page)
    page.get_by_role("button", name="Reeks starten").click()
    expect(page.get_by_role("heading", name="3 van 3")).to_be_visible(timeout=60_000)
    expect(page).to_have_title(re.compile("3 van 3"))
    expect(page.get_by_role("alert")).to_contain_text("De reeks is klaar: 3 van 3 brieven zijn gemaakt.")
    check(page)


def test_without_script_the_reader_presses_the_button(open_site: Callable[..., Site], monkeypatch) -> None:
    monkeypatch.setattr("dsar.web.printing.runs._SECONDS", 0.0)
    site = open_site()
    organisation = fill(site, letters=0, cases=2)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON, script=False)
    page.goto(f"/printen/{organisation}/reeks")
    page.get_by_role("button", name="Controleren").click()
    page.get_by_role("button", name="Reeks starten").click()
    for made in ("0 van 2", "1 van 2"):
        expect(page.get_by_role("heading", name=made)).to_be_visible(timeout=60_000)
        page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", name="2 van 2")).to_be_visible(timeout=60_000)
