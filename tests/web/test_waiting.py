"""A case that waits for the client, and one whose term was extended, as their pages show it (domain 7.5, 7.6)."""

import pytest

from dsar.core.drafts import DraftInput
from dsar.core.vocabulary import AdviceKind, LetterKind, Right, Role
from dsar.services.advise_draft import advise_on_draft, submit_draft
from dsar.services.issue_letter import issue_letter
from dsar.services.letter_choice import LetterInput
from dsar.services.write_draft import write_draft
from tests.factories.drafts import FIELDS
from tests.support.app import World, address
from tests.support.canned import can_letters
from tests.support.cases import receive
from tests.support.pages import Browser, Page
from tests.support.steps import Steps

SLUG = "aanzien"
IDENTITY, CLARIFICATION = LetterKind.IDENTITY_REQUEST, LetterKind.CLARIFICATION_REQUEST
NOTICE = LetterKind.EXTENSION_NOTICE


@pytest.fixture(autouse=True)
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering: no test here looks at the pages of a letter."""
    can_letters(monkeypatch)


def case_of(world: World, days_ago: int = 5) -> Steps:
    with world.app.app_context():
        return Steps(world, SLUG, receive(world, SLUG, Right.COPY, days_ago=days_ago))


def sent(steps: Steps, kind: LetterKind) -> int:
    """Write, make and post a letter, past the officer where that is asked; give its id."""
    world = steps.world
    with world.app.app_context():
        contact, officer = (world.work(address(SLUG, role)) for role in (Role.CONTACT_PERSON, Role.FG))
        written = DraftInput(kind, (steps.view().requests[0].request.id,), FIELDS[kind])
        draft_id = write_draft(contact, steps.case_id, steps.view().case.version, written)
        if kind is NOTICE:
            submit_draft(contact, draft_id, steps.view().case.version)
            advise_on_draft(officer, draft_id, steps.view().case.version, 1, AdviceKind.AGREE, "")
        wanted = LetterInput(world.today, draft_id=draft_id)
        letter_id = issue_letter(contact, steps.case_id, steps.view().case.version, wanted, render_seconds=60)
        steps.post()
        return letter_id


def seen_by(steps: Steps, role: Role = Role.CONTACT_PERSON) -> tuple[Browser, Page]:
    browser = Browser(steps.world.app)
    browser.sign_in(address(SLUG, role))
    return browser, browser.get(f"/zaken/{steps.case_id}")


def test_a_case_that_waits_says_since_when_for_whom_and_both_dates(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    sent(steps, IDENTITY)
    fresh_world.clock.forward(days=4)
    _, page = seen_by(steps)
    assert "wacht sinds 23 november 2026 op de betrokkene" in page.text
    assert "Komt het antwoord vandaag, dan is de datum 20 december 2026" in page.text
    assert "De datum zonder pauze is 16 december 2026" in page.text
    assert "Nog geen antwoord op 7 december 2026? Herinner de betrokkene dan aan de vraag." in page.text
    assert "Wachten tot bekend is wie dit vraagt" in page.text
    assert "Wacht op de betrokkene." in page.text
    assert "meer dan vijf werkdagen" not in page.text


def test_a_question_that_was_asked_late_is_flagged(fresh_world: World) -> None:
    steps = case_of(fresh_world, days_ago=14)
    sent(steps, IDENTITY)
    assert "Houd u aan de datum zonder pauze." in seen_by(steps)[1].text


def test_the_worklist_names_the_client_as_whom_a_case_waits_for(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    sent(steps, IDENTITY)
    browser, _ = seen_by(steps)
    assert "wacht op de betrokkene" in browser.get("/").text


def test_the_answer_of_the_client_is_recorded_from_the_page_of_the_case(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    with fresh_world.app.app_context():
        steps.identify()
    sent(steps, CLARIFICATION)
    fresh_world.clock.forward(days=3)
    browser, page = seen_by(steps)
    form = browser.get(page.link("De betrokkene heeft geantwoord"))
    wrong = browser.send(status=422, ended_on="1 november 2026", note="Alleen de verslagen.")
    assert "Deze dag ligt voor de vraag" in wrong.error_of("ended_on")
    assert "Alleen de verslagen." in wrong.response.text
    page = browser.send(ended_on="26 november 2026", note="Alleen de verslagen.")
    assert "Vastgelegd. De termijn loopt weer." in page.text
    assert "Wacht op de betrokkene" not in page.text
    assert "Vraag beantwoord op 26 november 2026" in page.text
    again = browser.get(form.path)
    assert "Op deze vraag wordt niet meer gewacht sinds 26 november 2026" in again.text
    assert not again.all("textarea")


def test_who_asks_is_recorded_by_a_check_and_the_page_can_only_withdraw(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    letter_id = sent(steps, IDENTITY)
    browser, page = seen_by(steps)
    assert page.link("Vastleggen wie dit vraagt").endswith("/identiteit")
    form = browser.get(page.link("De vraag intrekken"))
    assert form.path == f"/brieven/{letter_id}/antwoord"
    assert [one.get("value") for one in form.all("input", type="radio")] == ["withdrawn"]


@pytest.mark.parametrize("role", [Role.FG, Role.DECIDER, Role.AUDITOR])
def test_others_read_that_a_case_waits_and_cannot_end_it(fresh_world: World, role: Role) -> None:
    steps = case_of(fresh_world)
    letter_id = sent(steps, CLARIFICATION)
    browser, page = seen_by(steps, role)
    assert "wacht sinds" in page.text
    assert not page.has_link("De betrokkene heeft geantwoord")
    browser.get(f"/brieven/{letter_id}/antwoord", status=403)


def test_an_extended_case_keeps_refuse_by_and_the_broken_promise_on_its_page(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    sent(steps, NOTICE)
    _, page = seen_by(steps)
    assert "De termijn is verlengd" in page.text
    assert "Afwijzen uiterlijk op 18 december 2026 (AVG 12(4))" in page.text
    assert "na deze dag is de belofte van het reglement gebroken" in page.text
    assert "termijn verlengd op 23 november 2026, tot en met 18 februari 2027" in page.text
    assert not page.has_link("Termijn verlengen")
    fresh_world.clock.forward(days=26)
    assert "Deze belofte is niet gehouden: de termijn is verlengd" in seen_by(steps)[1].text


def test_a_refusal_after_refuse_by_is_warned_about_where_it_is_written(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    with fresh_world.app.app_context():
        steps.identify()
        request_id = steps.view().requests[0].request.id
    sent(steps, NOTICE)
    warning = "Afwijzen kon tot en met 18 december 2026"
    browser, _ = seen_by(steps)
    assert warning not in browser.get(f"/verzoeken/{request_id}/voorstel").text
    fresh_world.clock.forward(days=26)
    browser, page = seen_by(steps)
    assert warning in page.text
    assert warning in browser.get(f"/verzoeken/{request_id}/voorstel").text


def test_a_reminder_is_recorded_from_the_case_and_the_next_one_is_counted_from_it(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    letter_id = sent(steps, IDENTITY)
    fresh_world.clock.forward(days=14)
    browser, page = seen_by(steps)
    assert "Herinner de betrokkene nu aan de vraag: dat kon vanaf 7 december 2026." in page.text
    browser.get(page.link("Vastleggen dat u herinnerde"))
    page = browser.send(way="telephone", reminded_on="1-1-2020", status=422)
    assert "Deze dag ligt voor de vraag" in page.error_of("reminded_on")
    page = browser.send(reminded_on="7-12-2026")
    assert page.path == f"/zaken/{steps.case_id}"
    assert "Herinnerd op 7 december 2026: per telefoon." in page.text
    assert "Nog geen antwoord op 21 december 2026? Herinner de betrokkene dan aan de vraag." in page.text
    assert "Aan de vraag herinnerd op 7 december 2026" in page.text
    assert letter_id


def test_a_question_that_ended_stays_on_the_case_with_its_reminders(fresh_world: World) -> None:
    steps = case_of(fresh_world)
    letter_id = sent(steps, CLARIFICATION)
    browser, _ = seen_by(steps)
    browser.get(f"/brieven/{letter_id}/herinnering")
    browser.send(way="letter")
    browser.get(f"/brieven/{letter_id}/antwoord")
    page = browser.send(outcome="answered", note="Alleen de verslagen van dit jaar.")
    assert "Vraag aan de betrokkene van 23 november 2026" in page.text
    assert "Alleen de verslagen van dit jaar." in page.text
    assert "De vraag is gesteld" not in page.text
    assert "Op deze vraag wordt niet meer gewacht" in browser.get(f"/brieven/{letter_id}/herinnering").text
