"""Somebody's calendar at a secret address, read by a library that did not write it."""

import logging
from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

import pytest
import vobject
from sqlalchemy import text

from dsar.core.deputies import Arrangement, Period
from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.services.deputies import set_deputy
from dsar.web.speaking import COOKIE
from tests.factories.world import REFUSE_ERASURE
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser
from tests.support.stages import Stage, case_at
from tests.support.steps import Steps

SLUG = "westendorp-pr"
CONTACT = address(SLUG, Role.CONTACT_PERSON)


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


def made(world: World, email: str = CONTACT, language: str = "nl") -> str:
    """Make an address on the account page; give it without the host."""
    browser = Browser(world.app)
    browser.client.set_cookie(COOKIE, language)
    browser.sign_in(email)
    browser.get("/account/agenda")
    browser.send(step="make")
    split = urlsplit(browser.page.one("textarea", id="adres").text or "")
    assert split.scheme == "http"
    return f"{split.path}?{split.query}" if split.query else split.path


def fetched(world: World, path: str) -> Mapping[str, Any]:
    """Fetch a calendar as a program does; give its events by what they say."""
    answer = world.app.test_client().get(path)
    assert answer.status_code == 200
    calendar = vobject.readOne(answer.text)
    return {one.summary.value: one for one in calendar.contents.get("vevent", [])}


def case_of(world: World, *rights: Right, **more: Any) -> int:
    with world.app.app_context():
        return receive(world, SLUG, *(rights or (Right.COPY,)), **more)


def due_of(world: World, case_id: int) -> date:
    with world.app.app_context():
        found = db.session.execute(text("SELECT next_due_on FROM case_file WHERE id = :id"), {"id": case_id}).scalar()
        db.session.rollback()
        return found if isinstance(found, date) else date.fromisoformat(found)


def test_the_day_of_an_open_case_stands_in_its_owners_calendar(world: World) -> None:
    case_id = case_of(world)
    (event,) = fetched(world, made(world)).values()
    assert event.summary.value == "Zaak WPR-2026-0001: uiterste datum"
    assert event.dtstart.value == due_of(world, case_id)
    assert (event.dtend.value - event.dtstart.value).days == 1
    assert event.url.value == f"http://localhost/zaken/{case_id}"
    assert event.transp.value == "TRANSPARENT"
    assert fetched(world, made(world, address(SLUG, Role.FG))) == {}
    assert fetched(world, made(world, address("aanzien", Role.CONTACT_PERSON))) == {}


def test_what_a_program_gets_is_a_calendar_by_the_letter(world: World) -> None:
    case_of(world)
    answer = world.app.test_client().get(made(world))
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer.headers
    lines = answer.data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(map(len, lines)) <= 75
    assert b"\n" not in answer.data.replace(b"\r\n", b"")
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines


def test_an_event_keeps_its_name_and_counts_up_when_the_case_changes(world: World) -> None:
    case_id, path = case_of(world), made(world)
    (before,) = fetched(world, path).values()
    with world.app.app_context():
        Steps(world, SLUG, case_id).identify()
    (after,) = fetched(world, path).values()
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value == world.clock.moment


def test_a_closed_case_leaves_the_calendar(world: World) -> None:
    path = made(world)
    with world.app.app_context():
        case_at(world, Stage.CLOSED)
    assert fetched(world, path) == {}


def test_a_deputy_has_the_days_of_who_is_away_until_the_last_day(world: World) -> None:
    case_of(world)
    email = world.add_user("Waar Nemer", (SLUG, Role.CONTACT_PERSON))
    path = made(world, email)
    assert fetched(world, path) == {}
    with world.app.app_context():
        away = Arrangement(world.users[CONTACT], world.users[email], Period(world.today, world.today))
        set_deputy(world.work(address(SLUG, Role.ADMINISTRATOR)), world.organisations[SLUG], away)
    assert list(fetched(world, path)) == ["Zaak WPR-2026-0001: uiterste datum"]
    world.clock.forward(days=1)
    assert fetched(world, path) == {}


def test_a_colleague_has_the_day_of_a_question_and_a_link_to_it_only(world: World) -> None:
    case_id = case_of(world)
    with world.app.app_context():
        steps = Steps(world, SLUG, case_id)
        task_id = steps.ask()
    path = made(world, address(SLUG, Role.COLLEAGUE))
    (event,) = fetched(world, path).values()
    assert event.summary.value == "Zaak WPR-2026-0001: uiterlijk antwoord op de vraag aan u"
    assert event.url.value == f"http://localhost/taken/{task_id}"
    with world.app.app_context():
        steps.tell(task_id)
    assert fetched(world, path) == {}


def test_an_appointment_stands_in_it_once_it_was_decided(world: World) -> None:
    path, summary = made(world), "Zaak WPR-2026-0001: afspraak"
    with world.app.app_context():
        steps = case_at(world, Stage.ADVISED)
    assert summary not in fetched(world, path)
    with world.app.app_context():
        steps.decide()
    assert fetched(world, path)[summary].dtstart.value == date(2026, 12, 3)
    assert "Voorbeeldweg" not in world.app.test_client().get(path).text


def test_an_officer_has_the_last_day_of_an_advice(world: World) -> None:
    case_id = case_of(world, Right.ERASURE)
    with world.app.app_context():
        steps = Steps(world, SLUG, case_id)
        steps.identify()
        steps.propose(REFUSE_ERASURE)
    path = made(world, address(SLUG, Role.FG))
    (event,) = fetched(world, path).values()
    assert event.summary.value == "Zaak WPR-2026-0001: uiterlijk advies"
    assert event.dtstart.value == date(2026, 11, 26)


def test_it_speaks_the_language_in_which_the_address_was_made(world: World) -> None:
    case_of(world)
    path = made(world, language="en")
    assert path.endswith(".ics?taal=en")
    assert list(fetched(world, path)) == ["Case WPR-2026-0001: last date"]
    assert list(fetched(world, path.replace("=en", "=xx"))) == ["Zaak WPR-2026-0001: uiterste datum"]


def test_it_names_nobody_and_no_right(world: World) -> None:
    case_id = case_of(world, Right.ERASURE, Right.INSPECTION)
    with world.app.app_context():
        names = db.session.execute(
            text("SELECT last_name, street, city FROM party WHERE case_id = :id"), {"id": case_id}
        ).one()
        names = [name.lower() for name in names]
        db.session.rollback()
    told = world.app.test_client().get(made(world)).text.lower()
    assert not [word for word in [*names, "inzage", "verwijder", "wis", CONTACT] if word in told]


ENDS: Mapping[str, Callable[[World, Browser], object]] = {
    "renewed": lambda _world, browser: browser.send(step="make"),
    "stopped": lambda _world, browser: browser.send(step="stop"),
    "inactive": lambda world, _browser: _execute(world, "UPDATE user_account SET active = false"),
}


def _execute(world: World, statement: str) -> None:
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize("way", ENDS)
def test_an_address_that_was_renewed_or_stopped_or_is_of_nobody_active_does_not_exist(world: World, way: str) -> None:
    path = made(world)
    browser = Browser(world.app)
    browser.sign_in(CONTACT)
    browser.get("/account/agenda")
    assert "U hebt een agenda-adres." in browser.page.text
    ENDS[way](world, browser)
    assert world.app.test_client().get(path).status_code == 404
    assert world.app.test_client().get("/agenda/niets.ics").status_code == 404


def test_whoever_has_no_role_any_more_has_an_empty_calendar(world: World) -> None:
    case_of(world)
    path = made(world)
    _execute(world, "UPDATE membership SET until = '2026-11-23 09:00:00+00:00'")
    assert fetched(world, path) == {}


def test_the_secret_is_kept_nowhere_and_is_in_no_log(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    path = made(world)
    secret = path.removeprefix("/agenda/").removesuffix(".ics")
    assert len(secret) >= 43
    for there in (path, path.replace(".ics", "x.ics")):
        world.app.test_client().get(there)
    assert secret not in caplog.text
    with world.app.app_context():
        kept = db.session.execute(text("SELECT calendar_sha256 FROM user_account WHERE calendar_sha256 <> ''")).scalar()
        rows = db.session.execute(text("SELECT canonical FROM audit_event")).scalars().all()
        keys = db.session.execute(text("SELECT key, result FROM idempotency_key")).all()
        db.session.rollback()
    assert kept == sha256(secret.encode()).hexdigest()
    assert "user.calendar_made" in str(rows)
    assert secret not in str(rows) + str(keys)


def test_a_form_that_is_sent_twice_makes_one_address(world: World) -> None:
    browser = Browser(world.app)
    browser.sign_in(CONTACT)
    form = browser.get("/account/agenda")
    path = urlsplit(browser.send(step="make").one("textarea", id="adres").text or "").path
    browser.page = form
    assert "Het adres is al één keer getoond" in browser.send(step="make").text
    assert world.app.test_client().get(path).status_code == 200
