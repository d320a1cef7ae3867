"""What was typed and refused, looked at or left is kept for an hour and offered where it was typed."""

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser, Page
from tests.support.steps import Steps
from tests.web.test_kept_forms import LETTER, rows

SLUG = "westendorp-pr"
EMAIL = address(SLUG, Role.CONTACT_PERSON)
ANSWER = "Kanarie: u krijgt alles te zien."
OFFERED = "U typte hier iets dat nog niet is verstuurd."


@pytest.fixture
def steps(fresh_world: World) -> Steps:
    with fresh_world.app.app_context():
        steps = Steps(fresh_world, SLUG, receive(fresh_world, SLUG, Right.INSPECTION))
        steps.identify()
        return steps


@pytest.fixture
def browser(fresh_world: World) -> Browser:
    browser = Browser(fresh_world.app)
    browser.sign_in(EMAIL)
    return browser


@pytest.fixture
def path(steps: Steps) -> str:
    with steps.world.app.app_context():
        return f"/verzoeken/{steps.view().requests[0].request.id}/voorstel"


def links(page: Page) -> list[str]:
    return [one.get("href", "") for one in page.all("a") if one.get("href", "").startswith("/verder/")]


def keep(browser: Browser, path: str, **typed: str) -> int:
    data = {"csrf_token": browser.page.value_of("csrf_token"), "form_key": "sleutel", "_path": path} | typed
    return browser.client.post("/bewaren", data=data).status_code


def test_a_refused_form_that_is_opened_anew_offers_what_was_typed(browser: Browser, path: str) -> None:
    browser.get(path)
    assert browser.send(status=422, outcome="grant", answer=ANSWER).value_of("answer") == ANSWER
    page = browser.get(path)
    assert OFFERED in page.text
    assert not page.value_of("answer")
    browser.get(links(page)[0])
    assert browser.send().value_of("answer") == ANSWER
    assert OFFERED in browser.get(path).text, "it stays within reach until it is sent"


def test_what_was_looked_at_is_offered_too(browser: Browser, path: str, steps: Steps) -> None:
    browser.get(path)
    browser.send(outcome="grant", answer=ANSWER, change="preview")
    assert OFFERED in browser.get(path).text
    assert len(rows(steps.world)) == 1


def test_what_was_sent_is_offered_no_more(browser: Browser, steps: Steps) -> None:
    path = f"/zaken/{steps.case_id}/notitie"
    opened = browser.get(path)
    assert keep(browser, path, body=ANSWER, form_key=opened.value_of("form_key")) == 204
    assert OFFERED in browser.get(f"/zaken/{steps.case_id}").text, "the case shows what was left in its forms"
    browser.page = opened
    browser.send(body=ANSWER)
    assert OFFERED not in browser.get(f"/zaken/{steps.case_id}").text
    assert rows(steps.world) == []


def test_an_earlier_copy_of_a_form_that_was_sent_is_offered_no_more(browser: Browser, steps: Steps) -> None:
    path = f"/zaken/{steps.case_id}/notitie"
    browser.get(path)
    keep(browser, path, body=ANSWER)
    browser.get(path)
    browser.send(body=ANSWER)
    assert OFFERED not in browser.get(f"/zaken/{steps.case_id}").text


def test_another_registration_stays_when_one_was_registered(browser: Browser, steps: Steps) -> None:
    browser.get("/zaken/nieuw")
    keep(browser, "/zaken/nieuw", last_name="Ander", organisation=str(steps.world.organisations[SLUG]))
    browser.send(action="register", double_known="y", **LETTER)
    assert [dict(map(tuple, typed))["last_name"] for _, typed in rows(steps.world)] == ["Ander"]


def test_it_can_be_thrown_away(browser: Browser, path: str, steps: Steps) -> None:
    page = browser.get(path)
    keep(browser, path, answer=ANSWER)
    browser.get(links(browser.get(path))[0])
    page = browser.send(form=1)
    assert "Weggegooid" in page.text
    assert rows(steps.world) == []


def test_it_is_offered_for_an_hour(browser: Browser, path: str, steps: Steps) -> None:
    browser.get(path)
    keep(browser, path, answer=ANSWER)
    steps.world.clock.forward(minutes=20)
    assert OFFERED in browser.get(path).text
    steps.world.clock.forward(minutes=25)
    browser.get(path)
    steps.world.clock.forward(minutes=20)
    assert OFFERED not in browser.get(path).text


def test_nobody_else_is_offered_it(browser: Browser, path: str, steps: Steps) -> None:
    browser.get(path)
    keep(browser, path, answer=ANSWER)
    key = links(browser.get(path))[0]
    other = Browser(steps.world.app)
    other.sign_in(steps.world.add_user("Ander", (SLUG, Role.CONTACT_PERSON)))
    assert OFFERED not in other.get(path).text
    assert "niet meer bewaard" in other.get(key).text
    assert len(rows(steps.world)) == 1


@pytest.mark.parametrize(
    "typed", [{}, {"version": "3", "action": "save"}, {"answer": "Mijn nummer is 111222333"}, {"password": "geheim"}]
)
def test_a_form_in_which_nothing_was_typed_or_a_bsn_is_not_kept(
    browser: Browser, path: str, steps: Steps, typed: dict[str, str]
) -> None:
    browser.get(path)
    assert keep(browser, path, **typed) == 204
    assert rows(steps.world) == []


def test_a_bsn_that_is_spread_over_the_cells_of_a_row_is_not_kept(browser: Browser, path: str, steps: Steps) -> None:
    browser.get(path)
    keep(browser, path, **{"parts-0-what": "111222", "parts-0-facts": "333"})
    assert rows(steps.world) == []
    keep(browser, path, **{"parts-0-what": "111222", "parts-1-what": "333"})
    assert len(rows(steps.world)) == 1, "two rows are two texts"


@pytest.mark.parametrize("path", ["/bestaat/niet", "https://elders.example/zaken/nieuw", "/", "", "/static/x"])
def test_only_forms_of_the_application_are_kept(browser: Browser, steps: Steps, path: str) -> None:
    browser.get("/zaken/nieuw")
    assert keep(browser, path, answer=ANSWER) == 204
    assert rows(steps.world) == []


def test_a_registration_of_somebody_with_one_organisation_is_offered_again(browser: Browser) -> None:
    browser.get("/zaken/nieuw")
    browser.send(status=422, action="check", last_name="Kanarie", double_known="y")
    page = browser.get("/zaken/nieuw")
    assert OFFERED not in page.text, "the page has its own list"
    page = browser.get(next(one.get("href") for one in page.all("a") if "concept=" in one.get("href", "")))
    assert page.value_of("last_name") == "Kanarie"


def test_what_is_kept_stands_in_no_trail_and_no_address(browser: Browser, path: str, steps: Steps) -> None:
    browser.get(path)
    keep(browser, path, answer=ANSWER)
    assert "Kanarie" not in links(browser.get(path))[0]
    with steps.world.app.app_context():
        trail = db.session.execute(text("SELECT canonical FROM audit_event")).scalars().all()
        db.session.rollback()
    assert trail
    assert "Kanarie" not in str(trail)
