"""The language of the screens: chosen in the browser, losing nothing that was typed, and no matter for letters."""

from datetime import date

import pytest
from sqlalchemy import select

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.language import SOURCE, speak, spoken
from dsar.letters.compose import to_html
from dsar.models import Case, User
from dsar.services.letter_choice import LetterInput
from dsar.services.letter_context import letter_context
from dsar.services.preview_plan import plan_wanted
from dsar.web.fields import read_day
from dsar.wording.deadlines import date_in_words, short_date
from dsar.wording.errors import sentence
from tests.support.app import PASSWORD, World, address
from tests.support.cases import receive
from tests.support.judging import at_desk
from tests.support.pages import Browser, Page

SLUG = "westendorp-pr"
EMAIL = address(SLUG, Role.CONTACT_PERSON)


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def lang(page: Page) -> str | None:
    return page.one("html").get("lang")


def in_english(world: World, role: Role = Role.CONTACT_PERSON) -> Browser:
    browser = at_desk(world, role, SLUG)
    browser.get("/account")
    browser.send(form=-1, language="en")
    return browser


def test_who_chose_nothing_gets_dutch_whatever_the_browser_asks_for(world: World) -> None:
    answer = world.app.test_client().get("/inloggen", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert lang(Page(answer, "/inloggen")) == "nl"


def test_the_language_is_chosen_on_the_account_and_outlives_the_session(world: World) -> None:
    browser = in_english(world)
    page = browser.page
    assert page is not None
    assert (page.path, page.h1, lang(page)) == ("/account", "My account", "en")
    assert "The screens are now in English." in page.text
    assert browser.get("/").h1 == "Worklist"
    browser.client.post("/uitloggen", data={"csrf_token": browser.get("/account").value_of("csrf_token")})
    assert (browser.get("/inloggen").h1, lang(browser.get("/inloggen"))) == ("Sign in", "en")
    assert browser.sign_in(EMAIL).h1 == "Worklist"


def test_choosing_a_language_while_signing_in_keeps_the_address_that_was_typed(world: World) -> None:
    browser = Browser(world.app)
    browser.get("/inloggen?next=/zaken/nieuw")
    page = browser.send(email=EMAIL, password=PASSWORD, language="en")
    assert (page.h1, lang(page), page.value_of("email")) == ("Sign in", "en", EMAIL)
    assert page.summary == ""
    assert browser.send(email=EMAIL, password=PASSWORD).h1 == "Register a new request"


def language_of_mail(world: World, email: str) -> str:
    with world.app.app_context():
        language = db.session.execute(select(User.language).where(User.email == email)).scalar_one()
        db.session.rollback()
    return language


def test_mail_comes_in_the_language_that_somebody_chose_before_or_after_signing_in(world: World) -> None:
    email = address(SLUG, Role.DECIDER)
    assert language_of_mail(world, email) == "nl"
    in_english(world, Role.DECIDER)
    assert language_of_mail(world, email) == "en"
    at_desk(world, Role.DECIDER, SLUG)
    assert language_of_mail(world, email) == "en", "a browser in which nothing was chosen says nothing"
    browser = Browser(world.app)
    browser.get("/inloggen")
    browser.send(email=email, password=PASSWORD, language="en")
    browser.send(email=email, password=PASSWORD, language="nl")
    browser.send(email=email, password=PASSWORD)
    assert language_of_mail(world, email) == "nl"


def test_every_page_before_signing_in_offers_the_other_language(world: World) -> None:
    browser = Browser(world.app)
    page = browser.get("/wachtwoord/dood", status=404)
    button = page.one("button", value="en")
    assert (button.get("lang"), button.get("name")) == ("en", "language")
    token = page.one("input", name="csrf_token").get("value", "")
    data = {"csrf_token": token, "next": "/wachtwoord/dood", "language": "en"}
    answer = browser.client.post("/taal", data=data)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/wachtwoord/dood")
    assert browser.get("/wachtwoord/dood", status=404).h1 == "This link no longer works"


@pytest.mark.parametrize("wrong", [{"language": "xx"}, {"language": "en", "next": "//elsewhere.example"}, {}])
def test_a_choice_that_cannot_be_leads_nowhere_else(world: World, wrong: dict[str, str]) -> None:
    browser = Browser(world.app)
    token = browser.get("/wachtwoord/dood", status=404).one("input", name="csrf_token").get("value", "")
    answer = browser.client.post("/taal", data={"csrf_token": token, **wrong})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    browser.client.set_cookie("taal", "../../etc")
    assert lang(browser.get("/inloggen")) == "nl"


def test_a_form_its_mistakes_and_its_choices_are_in_english(world: World) -> None:
    browser = in_english(world)
    browser.get("/zaken/nieuw")
    page = browser.send(received_on="31-2-2026", last_name="", status=422)
    assert page.title.startswith("Error: Register a new request")
    assert "This day does not exist" in page.error_of("received_on").removeprefix("Error: ")
    assert "Fill in the last name." in page.summary
    assert "Orally, for example to a coach" in page.text
    assert "In the words of the client" in page.text


def test_a_case_tells_its_dates_and_its_story_in_english(world: World) -> None:
    with world.app.app_context():
        case_id = receive(world, SLUG, Right.ERASURE)
    page = in_english(world).get(f"/zaken/{case_id}")
    assert "the day of receipt itself does not count" in page.text
    assert "Wednesday 18 November 2026" in page.text
    assert "registered: erasure; received on 18 November 2026, by post" in page.text


def test_the_language_of_the_screen_changes_nothing_in_a_letter(world: World) -> None:
    with world.app.app_context():
        work, session = world.work(EMAIL), db.session()
        case = session.get_one(Case, receive(world, SLUG, Right.INSPECTION))
        pages = []
        for language in (SOURCE, "en"):
            speak(language)
            plan = plan_wanted(session, case, LetterInput(world.today))
            pages.append(to_html(letter_context(session, work.catalogue, case, plan)))
        speak(SOURCE)
        db.session.rollback()
    assert "Geachte mevrouw Van der Meer" in pages[0]
    assert pages[0] == pages[1]


def test_a_request_leaves_no_language_behind(world: World) -> None:
    in_english(world).get("/")
    assert spoken() == SOURCE


def test_days_and_numbers_are_written_as_the_language_does_and_read_in_either() -> None:
    day = date(2026, 3, 2)
    assert (date_in_words(day), short_date(day)) == ("maandag 2 maart 2026", "2 mrt")
    assert "is 2,3, en" in sentence("accent_too_light", contrast=2.3, least=4.5)
    speak("en")
    try:
        assert (date_in_words(day), short_date(day)) == ("Monday 2 March 2026", "2 Mar")
        assert "is 2.3, and" in sentence("accent_too_light", contrast=2.3, least=4.5)
    finally:
        speak(SOURCE)
    written = (
        "2 maart 2026",
        "2 mrt 2026",
        "2 March 2026",
        "2 mar. 2026",
        "2-3-2026",
        "02-03-26",
        "2/3/2026",
        "2026-03-02",
    )
    assert {read_day(text) for text in written} == {day}
    assert read_day("5 may 2026") == read_day("5 mei 2026") == date(2026, 5, 5)
    assert read_day("1 oktober 2026") == read_day("1 October 2026") == date(2026, 10, 1)
