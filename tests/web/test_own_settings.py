"""What somebody chooses for themselves on their account page."""

import json

import pytest
from sqlalchemy import select

from dsar.core.audit import INSTALLATION
from dsar.core.errors import InvalidInput
from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.models import AuditEvent
from dsar.services.own_settings import choose_digest
from tests.support.app import World, address, make_world
from tests.support.pages import Browser

SLUG = "zaz-welzijn"
CONTACT = address(SLUG, Role.CONTACT_PERSON)


def at(world: World, email: str = CONTACT) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(email)
    return browser


def test_the_hour_of_the_daily_overview_is_ones_own_choice(fresh_world: World) -> None:
    browser = at(fresh_world)
    assert "Om 8 uur" in browser.get("/account").text
    assert browser.get("/account/overzicht").value_of("hour") == "8"
    page = browser.send(hour="17")
    assert page.path == "/account"
    assert "Om 17 uur" in page.text
    browser.get("/account/overzicht")
    assert "Geen overzicht per e-mail" in browser.send(hour="").text
    assert browser.get("/account/overzicht").value_of("hour") == ""
    assert "Om 8 uur" in at(fresh_world, address(SLUG, Role.FG)).get("/account").text


@pytest.mark.parametrize("hour", ["5", "21", "x", "-8"])
def test_nobody_is_woken(fresh_world: World, hour: str) -> None:
    browser = at(fresh_world)
    browser.get("/account/overzicht")
    assert browser.send(hour=hour, status=422).error_of("hour")
    with fresh_world.app.app_context(), pytest.raises(InvalidInput):
        choose_digest(fresh_world.work(CONTACT), 5)


def test_it_says_so_when_no_mail_is_sent(fresh_database) -> None:
    for settings, silent in (({}, True), ({"DSAR_MAIL_SERVER": "smtp://localhost", "DSAR_MAIL_FROM": "a@b.nl"}, False)):
        made = make_world(fresh_database("sqlite"), **settings)
        text = at(made).get("/account/overzicht").text
        assert ("verstuurt nu geen e-mail" in text) == silent
        made.close()


def test_the_trail_tells_which_hour_was_chosen(fresh_world: World) -> None:
    browser = at(fresh_world)
    for hour in ("6", "6", ""):
        browser.get("/account/overzicht")
        browser.send(hour=hour)
    assert [payload["hour"] for payload in trail(fresh_world, "user.digest")] == [6, None]


def trail(world: World, tag: str) -> list[dict[str, object]]:
    """Give what the entries of the installation with a tag tell, the first one first."""
    with world.app.app_context():
        query = select(AuditEvent).where(AuditEvent.stream == INSTALLATION, AuditEvent.tag == tag)
        found = [json.loads(one.canonical)["payload"] for one in db.session.scalars(query.order_by(AuditEvent.seq))]
        db.session.rollback()
        return found
