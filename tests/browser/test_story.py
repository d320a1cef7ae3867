"""The main job in a real browser, at every organisation: from a letter on paper to a posted, reasoned refusal."""

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import text

from dsar.core.placeholders import GRANTED
from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from tests.browser.conftest import Site
from tests.factories.details import typed_details

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Expected:
    """What differs between the organisations, as their people see it. Received on Wednesday 18 November 2026."""

    slug: str
    word: str  # what the data subject is called
    erasure: tuple[str, ...]  # dates on the erasure's panel
    inspection: tuple[str, ...]
    article: str  # of the ground, on the sign-off screen and in the letter
    letter: tuple[str, ...]  # what this organisation's refusal must say
    warning: str = ""  # where the law has overtaken the regulation
    hearing: bool = False
    advice_on_grants: bool = True


AVG_MONTH = "18 december 2026"
COURT = ("rechtbank", "verzoekschrift", "4 januari 2027", "artikel 35 UAVG", "artikel 36 UAVG")

STORIES = [
    Expected(
        "westendorp-pr",
        "cliënt",
        ("16 december 2026", AVG_MONTH),
        (AVG_MONTH,),
        "artikel 9.4",
        (*COURT, "artikel 9.4"),
        hearing=True,
    ),
    Expected(
        "zaz-welzijn",
        "cliënt",
        (AVG_MONTH,),
        (AVG_MONTH,),
        "artikel 6",
        (*COURT, "klachtenfunctionaris", "artikel 8"),
    ),
    Expected(
        "aanzien",
        "betrokkene",
        ("16 december 2026", AVG_MONTH),
        ("16 december 2026", AVG_MONTH),
        "AVG 17(3)(b)",
        COURT,
        warning="Wet bescherming persoonsgegevens",
    ),
    Expected(
        "werk-op-maat",
        "deelnemer",
        ("18 februari 2027", AVG_MONTH),
        ("2 december 2026", AVG_MONTH),
        "AVG 17(3)(b)",
        COURT,
        warning="drie maanden",
        advice_on_grants=False,
    ),
    Expected(
        "werkkrachtcentrale",
        "geregistreerde",
        (AVG_MONTH,),
        (AVG_MONTH,),
        "AVG 17(3)(b)",
        (*COURT, "namens de houder"),
        warning="Wet persoonsregistraties",
    ),
    Expected(
        "woonhof-de-linde",
        "bewoner",
        (AVG_MONTH,),
        (AVG_MONTH,),
        "AVG 17(3)(b)",
        ("bezwaar", "artikel 34 UAVG"),
        hearing=True,
        advice_on_grants=False,
    ),
]


@pytest.mark.parametrize("expected", STORIES, ids=lambda expected: expected.slug)
def test_from_a_letter_on_paper_to_a_posted_refusal(
    open_site: Callable[..., Site], expected: Expected, tmp_path: Path
) -> None:
    story = Story(open_site(), expected, tmp_path)
    story.run()
    expect(story.at_case().get_by_role("main")).to_contain_text("Gesloten op 23 november 2026")


@pytest.mark.postgresql
def test_the_same_story_on_postgresql(open_site: Callable[..., Site], tmp_path: Path) -> None:
    story = Story(open_site("postgresql"), STORIES[0], tmp_path)
    story.run()
    expect(story.at_case().get_by_role("main")).to_contain_text("Gesloten op 23 november 2026")


class Story:
    """The people of one organisation, each in a browser of their own."""

    def __init__(self, site: Site, expected: Expected, folder: Path) -> None:
        self.expected, self.folder = expected, folder
        self.contact = site.signed_in(expected.slug, Role.CONTACT_PERSON)
        self.officer = site.signed_in(expected.slug, Role.FG)
        self.decider = site.signed_in(expected.slug, Role.DECIDER)
        self.site = site
        self.case_url = ""
        self.requests: dict[str, int] = {}

    def run(self) -> None:
        self.register()
        self.check_identity()
        self.propose_refusal("Op de facturen staan uw naam en de weken van uw traject.")
        self.propose_grant()
        if self.expected.hearing:
            self.hear()
        self.return_refusal()
        self.propose_refusal("Op de facturen aan de gemeente staan uw naam en de weken van uw traject in 2025.")
        self.agree("verwijdering")
        self.decide("erasure")
        self.decide("inspection")
        self.check_refusal(self.send_letter("erasure"))
        expect(self.at_case().get_by_text("Gesloten op")).to_have_count(0)
        self.send_letter("inspection")
        self.carry_out()
        self.check_timeline()

    def at_case(self, page: Page | None = None) -> Page:
        page = page or self.contact
        page.goto(self.case_url)
        return page

    def register(self) -> None:
        page = self.contact
        page.get_by_role("link", name="Nieuw verzoek").first.click()
        page.get_by_label("Dag van ontvangst").fill("18-11-2026")
        page.locator('input[name="rights"][value="erasure"]').check()
        page.locator('input[name="rights"][value="inspection"]').check()
        page.get_by_label("In de woorden van").fill("Haal alles over mij weg. Ik wil het eerst nog inzien.")
        page.locator('input[name="salutation"][value="mrs"]').check()
        for label, typed in (
            ("Voorletters", "A.B."),
            ("Tussenvoegsel", "van der"),
            ("Achternaam", "Meer"),
            ("Straat", "Lindelaan 12"),
            ("Postcode", "7511aa"),
            ("Plaats", "Enschede"),
        ):
            page.get_by_label(label).first.fill(typed)
        page.get_by_role("button", name="Toon de termijnen").click()
        panel = page.locator("#termijnen")
        for words in (*self.expected.erasure, *self.expected.inspection, "AVG 12(3)"):
            expect(panel).to_contain_text(words)
        expect(page.get_by_label("Achternaam")).to_have_value("Meer")
        page.get_by_role("button", name="Controleren").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Controleer het verzoek")
        page.get_by_role("button", name="Registreren").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("-2026-0001 is geregistreerd")
        page.get_by_role("link", name="Naar de zaak").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("-2026-0001")
        expect(page.get_by_role("main")).to_contain_text(self.expected.word)
        self.case_url = page.url
        with self.site.world.app.app_context():
            self.requests = dict(db.session.execute(text("SELECT right_code, id FROM request")).all())
            db.session.rollback()

    def check_identity(self) -> None:
        page = self.at_case()
        page.get_by_role("main").locator("a[href$='/identiteit']").first.click()
        page.locator('input[name="method"][value="known"]').check()
        page.get_by_label("Ja, dat staat vast").check()
        page.get_by_label("Wanneer is dat nagegaan?").fill("20-11-2026")
        page.get_by_role("button", name="Vastleggen").click()
        expect(page).to_have_url(self.case_url)

    def hear(self) -> None:
        page = self.at_case()
        page.get_by_role("main").locator("a[href$='/gehoord']").first.click()
        page.get_by_label("Wie is gehoord?").fill("De trajectbegeleider die de intake deed")
        page.locator('input[name="capacity"][value="collector"]').check()
        page.get_by_label("Wanneer?").fill("20-11-2026")
        page.locator('textarea[name="statement"]').fill("De gegevens kloppen en zijn nodig voor de administratie.")
        page.get_by_role("button", name="Vastleggen").click()
        expect(page).to_have_url(self.case_url)

    def open_action(self, page: Page, right: str, action: str) -> Page:
        """Go to the case and follow its link to what can be done to one of its requests."""
        self.at_case(page)
        page.locator(f'a[href="/verzoeken/{self.requests[right]}/{action}"]').first.click()
        return page

    def propose_refusal(self, facts: str) -> None:
        page = self.open_action(self.contact, "erasure", "voorstel")
        page.locator('input[name="outcome"][value="refuse"]').check()
        page.locator('[name="parts-0-what"]').fill("De facturen van uw traject")
        page.locator('input[name="parts-0-outcome"][value="refuse"]').check()
        page.locator('[name="parts-0-ground"]').select_option("law_requires_keeping")
        page.locator('[name="parts-0-facts"]').fill(facts)
        page.locator('[name="parts-0-statute"]').fill("Algemene wet inzake rijksbelastingen, artikel 52")
        page.locator('[name="parts-0-keep_until"]').fill("31-12-2033")
        page.locator('[name="parts-0-file_note"]').fill("Alleen voor het dossier: overlegd met de boekhouding.")
        page.get_by_role("button", name="Voorstel indienen").last.click()
        expect(page).to_have_url(self.case_url)

    def propose_grant(self) -> None:
        page = self.open_action(self.contact, "inspection", "voorstel")
        page.locator('input[name="outcome"][value="grant"]').check()
        page.locator('[name="answer"]').fill("U kunt uw hele dossier bekijken. Wij leggen uit wat erin staat.")
        choices = {f"details-{item.name}" for item in GRANTED[Right.INSPECTION] if item.options}
        for name, value in typed_details(Right.INSPECTION).items():
            if name in choices:
                page.locator(f'input[name="{name}"][value="{value}"]').check()
            elif "-1-" not in name:  # the first row of a table will do
                page.locator(f'[name="{name}"]').fill(value)
        page.get_by_role("button", name="Voorstel indienen").last.click()
        expect(page).to_have_url(self.case_url)

    def open_sign_off(self) -> Page:
        page = self.officer
        page.goto("/toetsing")
        page.get_by_role("main").get_by_role("link").filter(has_text="-2026-0001").first.click()
        return page

    def return_refusal(self) -> None:
        page = self.open_sign_off()
        main = page.get_by_role("main")
        for words in ("verwijdering", "inzage", self.expected.article, "AVG 17(3)(b)", self.expected.warning):
            expect(main).to_contain_text(words, ignore_case=True)
        self.advise(page, "verwijdering", "return", "Noem het jaar van de facturen.")

    def advise(self, page: Page, right: str, kind: str, remark: str) -> None:
        section = page.locator("section", has=page.get_by_role("heading", level=2, name=right))
        expect(section).to_be_visible()
        first = section.get_by_role("link", name="Geef eerst advies over dit verzoek")
        if first.count():  # one request is advised on at a time
            first.click()
        section.locator(f'input[name$="kind"][value="{kind}"]').check()
        section.locator('textarea[name$="remark"]').fill(remark)
        section.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Controleer uw advies")
        page.get_by_role("button", name="Advies vastleggen").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Controleer uw advies")

    def agree(self, right: str) -> None:
        page = self.open_sign_off()
        expect(page.get_by_role("main")).to_contain_text("in 2025")
        expect(page.locator("ins", has_text="2025").first).to_be_visible()
        self.advise(page, right, "agree", "")
        if self.expected.advice_on_grants:
            self.advise(self.open_sign_off(), "inzage", "agree", "")

    def decide(self, right: str) -> None:
        page = self.open_action(self.decider, right, "besluit")
        page.get_by_label("Besluiten zoals voorgesteld").check()
        page.get_by_role("button", name="Verder").click()
        page.get_by_role("button", name="Besluit vastleggen").click()
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Controleer uw besluit")

    def send_letter(self, right: str) -> str:
        page = self.open_action(self.contact, right, "brief")
        page.get_by_role("button", name="Definitief maken").click()
        page.get_by_role("button", name="Brief definitief maken").click()
        with page.expect_download() as download:
            page.get_by_role("link", name="Brief downloaden (PDF)").click()
        file = self.folder / f"{right}.pdf"
        download.value.save_as(file)
        page.locator('input[name$="way"][value="post"]').check()
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Controleer: brief verzonden")
        page.get_by_role("button", name="Vastleggen als verzonden").click()
        expect(page.get_by_role("main")).to_contain_text("Verzonden")
        return " ".join(subprocess.check_output(["pdftotext", file, "-"], text=True).split())

    def check_refusal(self, letter: str) -> None:
        always = (
            "Mevrouw A.B. van der Meer Lindelaan 12",
            "Geachte mevrouw Van der Meer",
            "18 november 2026",
            "23 november 2026",
            "De facturen van uw traject",
            "weken van uw traject in 2025",
            "Algemene wet inzake rijksbelastingen, artikel 52",
            "31 december 2033",
            "artikel 17 lid 3 onder b AVG",
            "Postbus 93374",
            "autoriteitpersoonsgegevens.nl",
            "artikel 77 AVG",
            "Juridisch Loket",
            "raadslieden",
            "Pagina 1 van",
        )
        for words in (*always, *self.expected.letter):
            assert words in letter, words
        for words in ("boekhouding", "Wet bescherming persoonsgegevens", "College", "arrondissement", "twee maanden"):
            assert words not in letter, words

    def carry_out(self) -> None:
        page = self.open_action(self.contact, "inspection", "uitvoering")
        page.get_by_label("Wanneer is dit gedaan?").fill("23-11-2026")
        page.get_by_label("Wat is getoond of gegeven?").fill("Het hele dossier.")
        for box in page.locator('input[name="duties"]').all():
            box.check()
        for nobody in page.locator('input[name="details-had_mail"][value="no"]').all():  # Werk op Maat only
            nobody.check()
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Controleer wat er is gedaan")
        page.get_by_role("button", name="Vastleggen dat dit is gedaan").click()
        expect(page).to_have_url(self.case_url)
        expect(page.get_by_role("main")).to_contain_text("Gesloten op 23 november 2026")

    def check_timeline(self) -> None:
        timeline = self.at_case().locator(".dsar-timeline")
        steps = ["erzoek", "versie 2", "advies", "besl", "erzonden", "esloten"]
        if self.expected.hearing:
            steps.append("ehoord")
        for words in steps:
            expect(timeline).to_contain_text(words)
