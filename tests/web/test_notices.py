"""What somebody was told: on a page of their own and as a number in the menu, and to nobody else."""

import re
from datetime import date

import pytest
from sqlalchemy import event, text

from dsar.core.reminders import Reminder
from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import NS, Browser, Page, text_of
from tests.support.steps import Steps
from tests.support.told import tell

SLUG, OTHER = "westendorp-pr", "aanzien"
CONTACT = address(SLUG, Role.CONTACT_PERSON)


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


def at(world: World, email: str) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(email)
    return browser


def case_of(world: World, slug: str = SLUG) -> int:
    with world.app.app_context():
        return receive(world, slug, Right.INSPECTION)


def told(world: World, email: str = CONTACT, slug: str = SLUG, **more: object) -> int:
    with world.app.app_context():
        return tell(world, email, slug, **more)  # type: ignore[arg-type]  # as `tell` takes them


def lines(page: Page) -> list[str]:
    return [text_of(one) for one in page.all("li") if any("Gemeld op" in text_of(part) for part in one)]


def menu(page: Page) -> dict[str, str]:
    items = page.one("nav", **{"aria-label": "Hoofdmenu"}).iter(f"{NS}a")
    return {text_of(one).partition(" ")[0]: text_of(one) for one in items}


def test_new_notices_come_first_then_read_ones_and_apart_what_is_not_so_any_more(world: World) -> None:
    case_id = case_of(world)
    told(world, case_id=case_id, due_on=date(2026, 12, 1))
    told(world, case_id=case_id, due_on=date(2026, 11, 19), settled=True)
    browser = at(world, CONTACT)
    page = browser.get("/meldingen")
    assert "1 ongelezen melding" in page.text
    assert "Over 6 werkdagen: uiterste datum 1 december 2026." in lines(page)[0]
    assert "2 werkdagen te laat: de uiterste datum was 19 november 2026." in text_of(page.one("details"))
    assert page.link("Naar de zaak") == f"/zaken/{case_id}"
    page = browser.send(notice=str(1))
    assert "Er zijn geen nieuwe meldingen." in page.text
    assert len(page.forms()) == 0
    assert [text_of(one) for one in page.all("h2")][:1] == ["Gelezen"]


def test_reading_one_leaves_the_others_and_reading_all_leaves_what_came_since(world: World) -> None:
    case_id = case_of(world)
    first, _second, third = (told(world, case_id=case_id) for _ in range(3))
    browser = at(world, CONTACT)
    browser.get("/meldingen")
    browser.send(notice=str(first))
    assert "2 ongelezen meldingen" in browser.page.text
    later = told(world, case_id=case_id)
    page = browser.send(until=str(third))
    assert "1 ongelezen melding" in page.text
    assert page.all("button", name="notice")[0].get("value") == str(later)


def test_reading_twice_keeps_the_first_moment(world: World) -> None:
    notice = told(world, case_id=case_of(world))
    browser = at(world, CONTACT)
    browser.get("/meldingen")
    browser.send(notice=str(notice))
    read = read_at(world)
    world.clock.forward(minutes=5)
    token = {"csrf_token": browser.page.one("input", name="csrf_token").get("value")}
    for data in ({"notice": str(notice)}, {"until": str(notice)}):
        assert browser.client.post("/meldingen/gelezen", data={**token, **data}).status_code == 303
    assert read_at(world) == read
    assert read != [None]


def read_at(world: World) -> list[object]:
    with world.app.app_context():
        found = list(db.session.execute(text("SELECT read_at FROM notice")).scalars())
        db.session.rollback()
        return found


def test_a_notice_of_somebody_else_is_not_there(world: World) -> None:
    notice = told(world, case_id=case_of(world))
    browser = at(world, address(SLUG, Role.FG))
    page = browser.get("/meldingen")
    assert "Er zijn geen meldingen." in page.text
    token = {"csrf_token": page.one("input", name="csrf_token").get("value")}
    assert browser.client.post("/meldingen/gelezen", data={**token, "notice": str(notice)}).status_code == 404
    assert browser.client.post("/meldingen/gelezen", data={**token, "notice": "x"}).status_code == 404
    assert read_at(world) == [None]


def test_whoever_lost_the_role_is_told_nothing_of_the_organisation(world: World) -> None:
    email = world.add_user("Twee Huizen", (SLUG, Role.CONTACT_PERSON), (OTHER, Role.CONTACT_PERSON))
    told(world, email, OTHER, case_id=case_of(world, OTHER))
    told(world, email, case_id=case_of(world))
    browser = at(world, email)
    assert len(lines(browser.get("/meldingen"))) == 2
    assert "AZ-2026-" in browser.page.text
    with world.app.app_context(), db.engine.begin() as connection:
        ended = {"at": "2026-11-23 09:00:00+00:00", "place": world.organisations[OTHER]}
        connection.execute(text("UPDATE membership SET until = :at WHERE organisation_id = :place"), ended)
    page = browser.get("/meldingen")
    assert len(lines(page)) == 1
    assert "AZ-2026-" not in page.text
    assert menu(page)["Meldingen"] == "Meldingen 1 ongelezen melding"


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COLLEAGUE])
def test_whoever_reads_no_case_is_told_of_none(world: World, role: Role) -> None:
    told(world, address(SLUG, role), case_id=case_of(world))
    page = at(world, address(SLUG, role)).get("/meldingen")
    assert lines(page) == []
    assert menu(page)["Meldingen"] == "Meldingen"


def test_a_colleague_is_led_to_the_question_and_sees_nothing_of_the_case(world: World) -> None:
    case_id = case_of(world)
    with world.app.app_context():
        task_id = Steps(world, SLUG, case_id).ask()
    colleague = address(SLUG, Role.COLLEAGUE)
    late = {"kind": Reminder.COLLEAGUE_WAITS, "about": f"task:{task_id}", "due_on": date(2026, 11, 20)}
    told(world, colleague, case_id=case_id, **late)
    told(world, case_id=case_id, **late)
    page = at(world, colleague).get("/meldingen")
    assert "U hebt een vraag nog niet beantwoord. Dat was gevraagd voor 20 november 2026." in lines(page)[0]
    assert page.link("Naar de vraag") == f"/taken/{task_id}"
    assert "2026-0" not in lines(page)[0]
    assert menu(page) == {"Uw": "Uw taken 1 taak wacht op u", "Meldingen": "Meldingen 1 ongelezen melding"}
    page = at(world, CONTACT).get("/meldingen")
    assert "Een vraag aan een ander heeft nog geen antwoord." in lines(page)[0]
    assert page.link("Naar de zaak") == f"/zaken/{case_id}"


@pytest.mark.parametrize("kind", list(Reminder))
def test_every_kind_is_a_sentence_with_a_way_on(world: World, kind: Reminder) -> None:
    about_case = kind not in {Reminder.DEPUTISING, Reminder.RETENTION}
    told(world, kind=kind, case_id=case_of(world) if about_case else None, about="iets:1")
    (line,) = lines(at(world, CONTACT).get("/meldingen"))
    assert re.search(r"\.\s", line)
    assert ("Naar " in line) == (kind is not Reminder.RETENTION)
    assert "{" not in line
    assert "%" not in line


def test_the_numbers_in_the_menu_stand_on_every_page_and_say_what_they_are(world: World) -> None:
    case_id = case_of(world)
    told(world, case_id=case_id)
    told(world, case_id=case_id)
    told(world, case_id=case_id, settled=True)
    browser = at(world, CONTACT)
    for path in ("/", "/meldingen", "/account", f"/zaken/{case_id}", "/handleiding"):
        found = menu(browser.get(path))
        assert found["Meldingen"] == "Meldingen 2 ongelezen meldingen", path
        assert found["Werkvoorraad"] == "Werkvoorraad 1 zaak wacht op u", path
    assert "(1)" in text_of(browser.get("/").one("nav", **{"aria-label": "Welke zaken"}))
    assert "Werkvoorraad 1 " in browser.get("/bestaat-niet", status=404).text


def test_the_numbers_cost_every_page_one_statement(world: World) -> None:
    told(world, case_id=case_of(world))
    browser = at(world, CONTACT)
    browser.get("/handleiding")
    statements: list[str] = []
    with world.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
        browser.get("/handleiding")
    read = [one for one in statements if one.startswith("SELECT") and "login_session" not in one]
    assert len(read) == 1, read
    assert "notice" in read[0]


def test_a_page_that_says_that_the_server_failed_asks_the_database_nothing(world: World) -> None:
    browser = at(world, CONTACT)
    rename = "ALTER TABLE {} RENAME TO {}"
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text(rename.format("notice", "hidden")))
    page = Page(browser.client.get("/"), "/")
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text(rename.format("hidden", "notice")))
    assert page.status in {500, 503}
    assert page.all("nav") == []
    assert browser.get("/").status == 200
