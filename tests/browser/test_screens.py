"""The table "who looks at what" of the notes on screens, row by row, as people meet it.

Rows that have a file of their own: the letter, `test_writing`; print, `test_printing`; a session that ends,
`test_nothing_lost`; help, `test_manual`.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dsar.core.vocabulary import Right, Role
from tests.browser.conftest import Site
from tests.support.app import name_of
from tests.support.cases import receive
from tests.support.looking import axe, narrow
from tests.support.stages import SLUG, Stage, case_at

pytestmark = pytest.mark.browser


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    return open_site()


def top_of(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None, selector
    return box["y"]


def test_the_worklist_opens_first_and_says_what_is_next_in_words_and_can_be_narrowed_and_shared(site: Site) -> None:
    with site.world.app.app_context():
        for days_ago, right in ((35, Right.INSPECTION), (28, Right.COPY), (2, Right.COPY)):
            receive(site.world, SLUG, right, days_ago=days_ago)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    expect(page.get_by_role("heading", level=1)).to_have_text("Werkvoorraad")
    rows = page.locator("main table tbody tr")
    expect(rows).to_have_count(3)
    for row, words in zip(rows.all(), ("4 dagen te laat", "nog 3 dagen", "nog 28 dagen"), strict=True):
        expect(row).to_contain_text(words)
        expect(row).to_contain_text(name_of(SLUG, Role.CONTACT_PERSON))
        expect(row).to_contain_text("Vastleggen wie dit vraagt")
    page.get_by_text("Filters", exact=True).click()
    page.get_by_label("Verzoek", exact=True).select_option("copy")
    page.get_by_role("button", name="Filters toepassen").click()
    expect(rows).to_have_count(2)
    expect(page.get_by_role("link", name="Wacht op mij (2)")).to_be_visible()
    shared = site.signed_in(SLUG, Role.CONTACT_PERSON)
    shared.goto(page.url)
    expect(shared.locator("main table tbody tr")).to_have_count(2)
    page.get_by_label("Zoek een zaak").fill("Méér")
    page.get_by_role("button", name="Zoeken").click()
    expect(rows).to_have_count(3)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_case_shows_next_step_date_and_owner_on_top_and_then_the_rest_in_order(site: Site, width: int) -> None:
    with site.world.app.app_context():
        steps = case_at(site.world, Stage.SENT)
        steps.note()
    page = site.signed_in(SLUG, Role.CONTACT_PERSON, width)
    page.goto(f"/zaken/{steps.case_id}")
    top = page.locator(".dsar-next")
    expect(top.get_by_role("button")).to_have_text("Uitvoeren en vastleggen")
    expect(top).to_contain_text("vrijdag 18 december 2026")
    expect(top).to_contain_text(name_of(SLUG, Role.CONTACT_PERSON))
    places = [".dsar-next", "#taken", ".dsar-clocks", "#mensen", "#brieven", "#notities", "#tijdlijn"]
    tops = [top_of(page, place) for place in places]
    assert tops == sorted(tops)
    assert tops[0] < 900  # seen without scrolling


def test_a_letter_on_paper_is_registered_on_three_short_pages_with_dates_and_doubles_first(site: Site) -> None:
    with site.world.app.app_context():
        receive(site.world, SLUG, Right.INSPECTION)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.get_by_role("link", name="Nieuw verzoek").click()
    page.get_by_label("Dag van ontvangst").fill("18-11-2026")
    for right in ("inspection", "copy"):
        page.locator(f'input[name="rights"][value="{right}"]').check()
    page.get_by_role("button", name="Bewaar en ga later verder").click()
    page.get_by_role("link", name="Werkvoorraad").first.click()
    page.get_by_role("link", name="Verder invullen").click()
    page.get_by_role("link", name="Verder invullen").click()
    expect(page.get_by_label("Dag van ontvangst")).to_have_value("18-11-2026")
    typed = {"Voorletters": "A.B.", "Tussenvoegsel": "van der", "Achternaam": "Meer", "Straat": "Lindelaan 12"}
    for label, value in (typed | {"Postcode": "7511aa", "Plaats": "Enschede"}).items():
        page.get_by_label(label).first.fill(value)
    page.get_by_role("button", name="Controleren").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Misschien is dit verzoek er al")
    expect(main).to_contain_text("18 december 2026")
    page.locator('input[name="double_known"]').check()
    page.get_by_role("button", name="Registreren").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is geregistreerd")
    page.get_by_role("button", name="Ontvangstbevestiging maken").click()
    expect(page.get_by_role("link", name="Brief downloaden (PDF)")).to_be_visible()


def test_the_officer_judges_on_one_screen_and_signs_nothing_by_accident(site: Site) -> None:
    with site.world.app.app_context():
        steps = case_at(site.world, Stage.REVISED)
    page = site.signed_in(SLUG, Role.FG)
    page.get_by_role("link", name="Toetsing").click()
    expect(page.locator("main table tbody tr")).to_contain_text(["nog 25 dagen"])
    page.locator("main table th a").click()
    main = page.get_by_role("main")
    for words in (
        "In mijn eigen woorden.",
        "AVG 15",
        "artikel 8",
        "Wat is nagegaan",
        "Teruggebeld",
        "Zo wordt de brief",
    ):
        expect(main).to_contain_text(words)
    expect(main.locator("ins").first).to_be_visible()
    expect(main.locator("del").first).to_be_visible()
    assert main.locator("input[name$=kind]:checked").count() == 0  # nothing is chosen beforehand
    page.get_by_role("button", name="Verder").click()
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    page.locator('input[name$="kind"][value="agree"]').check()
    page.locator('input[name$="kind"][value="agree"]').press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Controleer uw advies")
    with site.world.app.app_context():
        assert steps.view().requests[0].proposal.advice is None


def test_what_cannot_be_undone_has_a_page_that_says_what_will_happen(site: Site) -> None:
    with site.world.app.app_context():
        made = {
            stage: case_at(site.world, stage) for stage in (Stage.ADVISED, Stage.DECIDED, Stage.ANSWERED, Stage.SENT)
        }
    decider, contact = site.signed_in(SLUG, Role.DECIDER), site.signed_in(SLUG, Role.CONTACT_PERSON)
    next_step(decider, made[Stage.ADVISED].case_id)
    decider.get_by_label("Besluiten zoals voorgesteld").check()
    decider.get_by_role("button", name="Verder").click()
    expect(decider.get_by_role("main")).to_contain_text("Een besluit kunt u niet terugdraaien.")
    next_step(contact, made[Stage.DECIDED].case_id)
    contact.get_by_role("button", name="Definitief maken").click()
    expect(contact.get_by_role("main")).to_contain_text("De brief krijgt een nummer en verandert daarna niet meer.")
    next_step(contact, made[Stage.ANSWERED].case_id)
    contact.locator('input[name$="way"][value="post"]').check()
    contact.get_by_role("button", name="Verder").click()
    expect(contact.get_by_role("main")).to_contain_text("Daarna voert u uit wat is toegewezen.")
    expect_to_check(contact)
    contact.get_by_label("Waarom vervalt deze brief?").fill("Er staat een verkeerd adres in.")
    contact.get_by_role("button", name="Laten vervallen").click()
    expect(contact.get_by_role("main")).to_contain_text("Geen andere brief krijgt het.")
    expect_to_check(contact)
    next_step(contact, made[Stage.SENT].case_id)
    contact.get_by_label("Wat is getoond of gegeven?").fill("Het hele dossier.")
    contact.get_by_role("button", name="Verder").click()
    expect(contact.get_by_role("main")).to_contain_text("De zaak sluit.")
    expect_to_check(contact)


def expect_to_check(page: Page) -> None:
    """Look at a page to check, on a phone too, and go back from it."""
    expect(page.get_by_role("main")).to_contain_text("U kunt dit niet terugdraaien.")
    assert axe(page) + narrow(page) == [], page.url
    page.get_by_role("button", name="Terug en aanpassen").click()


def next_step(page: Page, case_id: int) -> None:
    page.goto(f"/zaken/{case_id}")
    page.locator(".dsar-next").get_by_role("button").click()


def test_a_mistake_is_told_on_top_with_a_link_to_its_field_and_nothing_typed_is_lost(site: Site) -> None:
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto("/zaken/nieuw")
    page.get_by_label("Achternaam").fill("Meer")
    page.get_by_role("button", name="Controleren").click()
    expect(page).to_have_title(re.compile("^Fout: "))
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    expect(page.get_by_label("Dag van ontvangst")).to_be_focused()
    expect(page.get_by_label("Achternaam")).to_have_value("Meer")


@pytest.mark.parametrize(
    ("role", "path", "why", "step"),
    [
        (Role.CONTACT_PERSON, "/", "Er wacht niets op u.", "registreer een nieuw verzoek"),
        (Role.CONTACT_PERSON, "/printen", "Er wacht geen brief.", "Naar de werkvoorraad"),
        (Role.FG, "/toetsing", "Er wacht niets op uw advies.", "Naar de werkvoorraad"),
        (Role.DECIDER, "/", "Er wacht niets op u.", "Bekijk alle open zaken"),
    ],
)
def test_an_empty_list_says_why_and_offers_the_first_step(
    site: Site, role: Role, path: str, why: str, step: str
) -> None:
    page = site.signed_in(SLUG, role)
    page.goto(path)
    expect(page.get_by_role("main")).to_contain_text(why)
    page.get_by_role("main").get_by_role("link", name=step).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_help_stands_beside_the_field_and_belongs_to_it(site: Site) -> None:
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto("/zaken/nieuw")
    field = page.get_by_label("Dag van ontvangst")
    hint = page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(hint).to_contain_text("De dag waarop het bij de organisatie aankwam")


def test_the_reference_of_a_case_stays_on_one_line_in_a_crowded_table(site: Site) -> None:
    with site.world.app.app_context():
        case_at(site.world, Stage.CLOSED)
    page = site.signed_in(SLUG, Role.AUDITOR)
    page.goto("/logboek")
    for reference in page.locator("main table td a").all():
        assert reference.evaluate("link => link.getClientRects().length") == 1


def test_who_judges_gets_from_the_top_of_a_long_page_to_what_is_asked_in_one_step(site: Site) -> None:
    with site.world.app.app_context():
        made = {stage: case_at(site.world, stage) for stage in (Stage.PROPOSED, Stage.ADVISED)}
    ways = ((Role.FG, Stage.PROPOSED, "Naar uw advies"), (Role.DECIDER, Stage.ADVISED, "Naar uw besluit"))
    for role, stage, link in ways:
        page = site.signed_in(SLUG, role, 360)
        next_step(page, made[stage].case_id)
        expect(page.locator(".dsar-act")).not_to_be_in_viewport()
        page.get_by_role("link", name=link).click()
        expect(page.locator(".dsar-act")).to_be_in_viewport()


def test_the_year_is_on_one_page_with_bars_as_long_as_their_numbers(site: Site) -> None:
    with site.world.app.app_context():
        for right in (Right.COPY, Right.COPY, Right.INSPECTION):
            receive(site.world, SLUG, right)
    page = site.signed_in(SLUG, Role.FG)
    page.goto("/toetsing")
    page.get_by_role("link", name="Cijfers van het jaar").click()
    rows = page.get_by_role("table", name="Waar men om vroeg").locator("tbody tr")
    expect(rows).to_have_count(2)
    for row, words, part in zip(rows.all(), ("Afschrift", "Inzage"), (2 / 3, 1 / 3), strict=True):
        expect(row).to_contain_text(words)
        whole, bar = (row.locator(f".dsar-bar__{name}").bounding_box() for name in ("whole", "part"))
        assert whole is not None
        assert bar is not None
        assert bar["width"] == pytest.approx(part * whole["width"], rel=0.02)
