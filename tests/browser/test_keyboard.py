"""The main job without a mouse: keys only, from a letter on paper to the posted refusal, and focus is never lost."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from dsar.core.vocabulary import Role
from tests.browser.conftest import Site
from tests.support.app import PASSWORD, address
from tests.support.looking import axe, narrow

pytestmark = pytest.mark.browser
SLUG = "zaz-welzijn"
MOST_PRESSES = 250  # to get anywhere on the longest page
WHERE = """wanted => {
    const now = document.activeElement;
    const group = now.type === "radio" && now.name === wanted.name;
    return {there: now === wanted, lost: now === document.body, group};
}"""


class Hands:
    """Somebody at a keyboard."""

    def __init__(self, site: Site, role: Role) -> None:
        self.page: Page = site.anonymous()
        self.problems: list[str] = []
        self.page.goto("/inloggen")
        self.type(self.page.get_by_label("E-mailadres"), address(SLUG, role))
        self.type(self.page.get_by_label("Wachtwoord", exact=True), PASSWORD)
        self.enter(self.button("Aanmelden"))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True).last

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name).first

    def field(self, name: str) -> Locator:
        return self.page.locator(f'[name="{name}"]').first

    def option(self, name: str, value: str) -> Locator:
        return self.page.locator(f'input[name="{name}"][value="{value}"]').first

    def press(self, key: str, wanted: Locator) -> dict[str, bool]:
        """Press a key that stays on the page; give where the focus is, which is somewhere."""
        self.page.keyboard.press(key)
        now = wanted.evaluate(WHERE)
        assert not now["lost"], f"{key} lost the focus at {self.page.url}"
        return now

    def go(self, wanted: Locator, key: str = "Tab", arrived: str = "there") -> None:
        """Press a key until something is reached."""
        now = wanted.evaluate(WHERE)
        for _ in range(MOST_PRESSES):
            if now[arrived]:
                return
            now = self.press(key, wanted)
        pytest.fail(f"no way to {wanted} at {self.page.url}")

    def enter(self, wanted: Locator) -> None:
        """Go to a link or a button and follow it to the next page."""
        self.go(wanted)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.problems += [f"{self.page.url}: {problem}" for problem in axe(self.page) + narrow(self.page)]

    def type(self, wanted: Locator, text: str) -> None:
        self.go(wanted)
        self.page.keyboard.type(text)
        expect(wanted).to_have_value(text)

    def tick(self, wanted: Locator) -> None:
        self.go(wanted)
        self.press("Space", wanted)
        expect(wanted).to_be_checked()

    def choose(self, wanted: Locator) -> None:
        """Choose one of a group of radio buttons: Tab leads to the group, the arrows through it."""
        self.go(wanted, arrived="group")
        self.go(wanted, "ArrowDown")
        if not wanted.is_checked():
            self.press("Space", wanted)
        expect(wanted).to_be_checked()

    def select(self, wanted: Locator, value: str) -> None:
        self.go(wanted)
        for _ in range(wanted.locator("option").count()):
            if wanted.input_value() == value:
                return
            self.press("ArrowDown", wanted)
        expect(wanted).to_have_value(value)

    def expect_heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(words)

    def open_case(self) -> None:
        self.enter(self.link("Werkvoorraad"))
        self.enter(self.link("-2026-0001"))


@pytest.fixture
def site(open_site: Callable[..., Site]) -> Site:
    return open_site()


def test_from_a_letter_on_paper_to_the_posted_refusal_without_a_mouse(site: Site) -> None:
    contact = Hands(site, Role.CONTACT_PERSON)
    register(contact)
    check_identity(contact)
    propose(contact)
    advise(officer := Hands(site, Role.FG))
    decide(decider := Hands(site, Role.DECIDER))
    make_letter(contact)
    post(contact)
    contact.enter(contact.link("Werkvoorraad"))
    contact.enter(contact.link("Afgeronde zaken"))
    contact.enter(contact.link("-2026-0001"))
    expect(contact.page.get_by_role("main")).to_contain_text("Gesloten op 23 november 2026")
    problems = contact.problems + officer.problems + decider.problems
    assert not problems, "\n".join(problems)


def test_shift_and_tab_go_back_the_same_way(site: Site) -> None:
    contact = Hands(site, Role.CONTACT_PERSON)
    contact.enter(contact.link("Nieuw verzoek"))
    contact.go(contact.field("last_name"))
    contact.go(contact.field("received_on"), "Shift+Tab")
    contact.go(contact.link("Verzoekenwijzer"), "Shift+Tab")


def register(contact: Hands) -> None:
    contact.enter(contact.link("Nieuw verzoek"))
    contact.type(contact.field("received_on"), "18-11-2026")
    contact.tick(contact.option("rights", "erasure"))
    contact.type(contact.field("client_words"), "Haal alles over mij weg.")
    contact.choose(contact.option("salutation", "mrs"))
    for name, typed in (("initials", "A.B."), ("last_name", "Meer"), ("street", "Lindelaan 12")):
        contact.type(contact.field(name), typed)
    for name, typed in (("postcode", "7511 AA"), ("city", "Enschede")):
        contact.type(contact.field(name), typed)
    contact.enter(contact.button("Controleren"))
    contact.enter(contact.button("Registreren"))
    contact.expect_heading("-2026-0001 is geregistreerd")
    contact.enter(contact.link("Naar de zaak"))


def check_identity(contact: Hands) -> None:
    contact.enter(contact.page.get_by_role("main").locator("a[href$='/identiteit']").first)
    contact.choose(contact.option("method", "known"))
    contact.choose(contact.page.get_by_label("Ja, dat staat vast"))
    contact.enter(contact.button("Vastleggen"))
    contact.expect_heading("-2026-0001")


def propose(contact: Hands) -> None:
    contact.enter(contact.page.get_by_role("main").locator("a[href$='/voorstel']").first)
    contact.choose(contact.option("outcome", "refuse"))
    contact.type(contact.field("parts-0-what"), "De facturen van uw traject")
    contact.choose(contact.option("parts-0-outcome", "refuse"))
    contact.select(contact.field("parts-0-ground"), "law_requires_keeping")
    contact.type(contact.field("parts-0-facts"), "Op de facturen staan uw naam en de weken van uw traject.")
    contact.type(contact.field("parts-0-statute"), "Algemene wet inzake rijksbelastingen, artikel 52")
    contact.type(contact.field("parts-0-keep_until"), "31-12-2033")
    contact.enter(contact.button("Voorstel indienen"))
    contact.expect_heading("-2026-0001")


def advise(officer: Hands) -> None:
    officer.enter(officer.link("Toetsing"))
    officer.enter(officer.page.get_by_role("main").get_by_role("link", name="-2026-0001").first)
    officer.choose(officer.page.locator('input[name$="kind"][value="agree"]').first)
    officer.enter(officer.button("Verder"))
    officer.expect_heading("Controleer uw advies")
    officer.enter(officer.button("Advies vastleggen"))


def decide(decider: Hands) -> None:
    decider.enter(decider.link("-2026-0001"))
    decider.enter(decider.page.get_by_role("main").locator("a[href$='/besluit']").first)
    decider.choose(decider.page.get_by_label("Besluiten zoals voorgesteld"))
    decider.enter(decider.button("Verder"))
    decider.enter(decider.button("Besluit vastleggen"))


def make_letter(contact: Hands) -> None:
    contact.open_case()
    contact.enter(contact.page.get_by_role("main").locator("a[href$='/brief']").first)
    contact.enter(contact.button("Definitief maken"))
    contact.enter(contact.button("Brief definitief maken"))


def post(contact: Hands) -> None:
    contact.enter(contact.link("Printen"))
    contact.go(contact.button("Maak één PDF"))
    with contact.page.expect_download() as printed:
        contact.page.keyboard.press("Enter")
    assert printed.value.suggested_filename.endswith(".pdf")
    contact.enter(contact.button("Vastleggen als verzonden"))
    contact.enter(contact.button("Verder"))
    contact.enter(contact.button("Vastleggen"))
    expect(contact.page.get_by_role("alert")).to_contain_text("Vastgelegd: 1 brief is verzonden.")
