"""A session that ends while somebody types, in a real browser: the form is back after signing in, nothing was done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dsar.core.vocabulary import Right, Role
from tests.browser.conftest import Site
from tests.support.app import PASSWORD, address
from tests.support.cases import receive
from tests.support.steps import Steps

pytestmark = pytest.mark.browser
SLUG = "westendorp-pr"
WORDS = 'Ik wil <b>alles</b> zien.\n\nEn "gauw" & goed.'


def sign_in_again(page: Page) -> None:
    expect(page.get_by_role("main")).to_contain_text("Wat u typte is bewaard")
    page.get_by_label("E-mailadres").fill(address(SLUG, Role.CONTACT_PERSON))
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    page.get_by_role("button", name="Ga verder").click()
    expect(page.get_by_role("main")).to_contain_text("Hier staat weer wat u typte. Er is nog niets vastgelegd.")


def test_a_registration_is_back_after_signing_in(open_site: Callable[..., Site]) -> None:
    site = open_site()
    page = site.signed_in(SLUG, Role.CONTACT_PERSON, width=320)
    page.goto("/zaken/nieuw")
    page.get_by_label("Dag van ontvangst").fill("18-11-2026")
    page.locator('input[name="rights"][value="copy"]').check()
    page.get_by_label("In de woorden van").fill(WORDS)
    for label, typed in (("Achternaam", "Meer"), ("Straat", "Laan 1"), ("Postcode", "7511aa"), ("Plaats", "Enschede")):
        page.get_by_label(label).first.fill(typed)
    site.world.clock.forward(hours=2)
    page.get_by_role("button", name="Controleren").click()
    sign_in_again(page)
    expect(page.get_by_label("In de woorden van")).to_have_value(WORDS)
    expect(page.locator('input[name="rights"][value="copy"]')).to_be_checked()
    page.reload()
    expect(page.get_by_label("Achternaam")).to_have_value("Meer")
    page.get_by_role("button", name="Controleren").click()
    page.get_by_role("button", name="Registreren").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is geregistreerd")


def test_a_proposal_is_back_after_signing_in(open_site: Callable[..., Site]) -> None:
    site = open_site()
    with site.world.app.app_context():
        steps = Steps(site.world, SLUG, receive(site.world, SLUG, Right.INSPECTION))
        steps.identify()
        request_id = steps.view().requests[0].request.id
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto(f"/verzoeken/{request_id}/voorstel")
    page.locator('input[name="outcome"][value="grant"]').check()
    page.locator('[name="answer"]').fill(WORDS)
    site.world.clock.forward(hours=2)
    page.get_by_role("button", name="Voorstel indienen").last.click()
    sign_in_again(page)
    expect(page.locator('[name="answer"]')).to_have_value(WORDS)
    expect(page.locator('input[name="outcome"][value="grant"]')).to_be_checked()
    with site.world.app.app_context():
        assert steps.view().requests[0].proposal is None
