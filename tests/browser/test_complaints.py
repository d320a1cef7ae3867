"""What users of similar tools complain about, one by one, as people meet it: none of it can be said of this one.

The list stands at the end of the patterns in the notes on screens. A reply lost at a time-out: `test_nothing_lost`.
"""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from babel.dates import get_month_names
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from dsar.core.vocabulary import Right, Role
from tests.browser.conftest import Site
from tests.factories.world import REFUSE_ERASURE
from tests.support.cases import receive
from tests.support.stages import SLUG, Stage, case_at
from tests.support.steps import Steps

pytestmark = pytest.mark.browser
MONTHS = list(get_month_names(locale="nl").values())
DATE = re.compile(rf"(\d+) ({'|'.join(MONTHS)}) (\d{{4}})")
ROLE_AT = {  # who has the next step
    Stage.REGISTERED: Role.CONTACT_PERSON,
    Stage.IDENTIFIED: Role.CONTACT_PERSON,
    Stage.PROPOSED: Role.FG,
    Stage.RETURNED: Role.CONTACT_PERSON,
    Stage.ADVISED: Role.DECIDER,
    Stage.DECIDED: Role.CONTACT_PERSON,
    Stage.ANSWERED: Role.CONTACT_PERSON,
    Stage.SENT: Role.CONTACT_PERSON,
}


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    return open_site()


def at_stages(site: Site, *stages: Stage) -> dict[Stage, Steps]:
    with site.world.app.app_context():
        return {stage: case_at(site.world, stage) for stage in stages}


def references(page: Page) -> list[str]:
    """Give the cases of the list on the page, from the top."""
    return page.locator("main table th a").all_inner_texts()


def reference_of(steps: Steps) -> str:
    with steps.world.app.app_context():
        return steps.view().case.reference


def test_cannot_sort_by_due_date__the_first_date_stands_on_top_by_itself(site: Site) -> None:
    with site.world.app.app_context():
        for days_ago in (2, 90, 20, 40, 5):
            receive(site.world, SLUG, Right.INSPECTION, days_ago=days_ago)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    rows = page.locator("main table tbody tr").all_inner_texts()
    dates = [
        date(int(year), MONTHS.index(month) + 1, int(day)) for row in rows for day, month, year in DATE.findall(row)
    ]
    assert len(dates) == 5
    assert dates == sorted(dates)


def test_cannot_see_how_a_date_was_computed__every_date_says_why_with_its_source(site: Site) -> None:
    with site.world.app.app_context():
        case_id = receive(site.world, SLUG, Right.ERASURE)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto(f"/zaken/{case_id}")
    why = page.locator(".dsar-next details")
    expect(why.locator("ol")).to_be_hidden()
    why.locator("summary").click()
    expect(why.locator("ol")).to_be_visible()
    for words in ("Ontvangen op", "de dag van ontvangst zelf telt niet mee", "artikel 9.3", "AVG 12(3)"):
        expect(why).to_contain_text(words)
    governing = page.locator(".dsar-next .dsar-big").first.inner_text()
    expect(why).to_contain_text(" ".join(governing.split()[1:]))


def test_cannot_find_how_to_extend__it_stands_beside_the_date_and_says_why_when_it_cannot(site: Site) -> None:
    made = at_stages(site, Stage.IDENTIFIED, Stage.SENT)
    page = site.signed_in(SLUG, Role.CONTACT_PERSON)
    page.goto(f"/zaken/{made[Stage.IDENTIFIED].case_id}")
    page.get_by_role("link", name="Termijn verlengen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verlengingsbericht")
    expect(page.get_by_role("main")).to_contain_text("gaat altijd eerst een advies")
    page.goto(f"/zaken/{made[Stage.SENT].case_id}")
    expect(page.get_by_role("link", name="Termijn verlengen")).to_have_count(0)
    page.get_by_role("link", name="Andere brief schrijven").click()
    page.get_by_text("Brieven die nu niet kunnen, en waarom").click()
    expect(page.get_by_text("De eerste maand is voorbij")).to_be_visible()


def test_a_needs_attention_list_that_does_not_clear__what_was_done_is_gone_from_it(site: Site) -> None:
    steps = at_stages(site, Stage.REGISTERED, Stage.PROPOSED)[Stage.REGISTERED]
    page = site.signed_in(SLUG, Role.FG)
    expect(page.get_by_role("link", name="Wacht op mij (1)")).to_be_visible()
    page.get_by_role("main").locator("table th a").click()
    page.get_by_role("main").get_by_role("button", name="Advies geven").click()
    page.locator('input[name$="kind"][value="agree"]').check()
    page.get_by_role("button", name="Verder").click()
    page.get_by_role("button", name="Advies vastleggen").click()
    page.get_by_role("link", name="Werkvoorraad").first.click()
    expect(page.get_by_role("link", name="Wacht op mij (0)")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Er wacht niets op u.")
    contact = site.signed_in(SLUG, Role.CONTACT_PERSON)
    assert references(contact) == [reference_of(steps)]


def test_acting_only_from_the_list__the_next_step_is_a_button_on_the_case_at_every_stage(site: Site) -> None:
    made = at_stages(site, *ROLE_AT)
    pages = {role: site.signed_in(SLUG, role) for role in set(ROLE_AT.values())}
    for stage, role in ROLE_AT.items():
        page = pages[role]
        page.goto(f"/zaken/{made[stage].case_id}")
        page.locator(".dsar-next").get_by_role("button").click()
        expect(page).not_to_have_url(re.compile(r"/zaken/\d+$"))
        expect(page.locator("main form").first).to_be_visible()


def test_not_visible_whether_something_was_left_out__the_pages_as_printed_stand_beside_the_text(site: Site) -> None:
    with site.world.app.app_context():
        steps = Steps(site.world, SLUG, receive(site.world, SLUG, Right.ERASURE))
        steps.identify()
        steps.hear()
        steps.propose(REFUSE_ERASURE)
    page = site.signed_in(SLUG, Role.FG)
    page.goto(f"/toetsing/{steps.case_id}")
    expect(page.get_by_role("main")).to_contain_text("Ik maakte ze zelf.")  # of the hearing: stays in the file
    expect(page.locator(".dsar-preview img").first).to_be_visible()
    printed = page.locator(".dsar-preview").get_by_role("link", name="als PDF").get_attribute("href")
    pdf = page.request.get(printed or "")
    letter = " ".join(" ".join(one.extract_text() for one in PdfReader(io.BytesIO(pdf.body())).pages).split())
    assert "staan uw naam en de weken van uw traject" in letter
    assert "Ik maakte ze zelf." not in letter


def test_requests_that_wait_on_a_screen_nobody_opens__they_stand_on_the_first_page_of_who_has_them(site: Site) -> None:
    made = at_stages(site, *ROLE_AT)
    for role in set(ROLE_AT.values()):
        first = site.signed_in(SLUG, role)
        expected = {reference_of(made[stage]) for stage, whose in ROLE_AT.items() if whose is role}
        assert set(references(first)) == expected, role
