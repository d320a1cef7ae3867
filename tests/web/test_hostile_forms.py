"""Forms sent by somebody who means harm, or whose hand slips: a clear answer, nothing typed is lost, no error page."""

import pytest
from sqlalchemy import update

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.models import Membership
from tests.support.app import World
from tests.support.judging import SLUG, at_desk, new_case
from tests.support.pages import Browser


@pytest.fixture(scope="module")
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.mark.parametrize("spaces", [" ", "\t", "\u00a0", "\u2003 "])
def test_a_day_of_spaces_is_no_day(world: World, contact: Browser, spaces: str) -> None:
    contact.get(f"/zaken/{new_case(world, Right.INSPECTION)}/brief")
    assert contact.send(dated=spaces, step="check", status=422).error_of("dated")
    contact.get("/zaken/nieuw")
    assert contact.send(received_on=spaces, step="check", status=422).error_of("received_on")


def test_no_name_turns_around_what_stands_behind_it(world: World, contact: Browser) -> None:
    turned = "\u202eed jilrev\u2066\u200f\x07\x1b[2J"
    case_id = new_case(world, Right.COPY)
    contact.get(f"/zaken/{case_id}/gegevens")
    contact.send(last_name=f"Meer{turned}")
    contact.get(f"/zaken/{case_id}/notitie")
    contact.send(body=f"Eerste regel{turned}\r\n\ttweede regel")
    page = contact.get(f"/zaken/{case_id}").response.text
    assert "Meered jilrev[2J" in page
    assert not set(turned) - set("ed jilrev[2J") & set(page)
    assert "\n\ttweede regel" in page


def test_a_printer_is_named_by_what_can_be_read(world: World, contact: Browser) -> None:
    printers = f"/printers/{world.organisations[SLUG]}"
    contact.get(f"{printers}/nieuw")
    assert contact.send(name="\u202e\u2066\x1b", offset_right="", offset_down="", status=422).error_of("name")
    page = contact.send(name='<b>Balie</b> "1"', offset_right="20", offset_down="-20")
    assert page.value_of("name") == '<b>Balie</b> "1"'
    assert "<b>Balie" not in page.response.text
    for far in ("20,1", "-999", "1e1", "0x1"):
        assert contact.send(offset_right=far, status=422).error_of("offset_right"), far
    document = contact.client.get(f"{page.path}/testbladzijde")
    assert document.data.startswith(b"%PDF-")
    assert "Balie" not in document.headers["Content-Disposition"]


@pytest.mark.parametrize("address", ["/verder/%00", "/zoeken/a%00b", "/zaken/%00"])
def test_an_address_that_no_database_can_look_for_is_a_page_that_does_not_exist(contact: Browser, address: str) -> None:
    assert contact.client.get(address).status_code == 404


def test_a_forms_key_that_no_database_can_keep_loses_nothing_and_is_no_error(world: World, contact: Browser) -> None:
    path = f"/zaken/{new_case(world, Right.COPY)}/notitie"
    contact.get(path)
    assert contact.send(body="", form_key="a\x00b", status=422).error_of("body")
    contact.send(body="Een notitie", form_key="a\x00b", _restored="c\x00d")


TYPED = "Dit schreef ik op, <b>een half uur</b> lang."


def test_what_was_typed_can_be_copied_when_the_role_ended_meanwhile(fresh_world: World) -> None:
    world = fresh_world
    case_id = new_case(world, Right.COPY)
    browsers = [at_desk(world, Role.CONTACT_PERSON), Browser(world.app)]
    browsers[1].sign_in(world.add_user("Twee Plekken", (SLUG, Role.CONTACT_PERSON), ("aanzien", Role.CONTACT_PERSON)))
    for browser in browsers:
        browser.get(f"/zaken/{case_id}/notitie")
    here = (Membership.organisation_id == world.organisations[SLUG], Membership.role == Role.CONTACT_PERSON)
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(update(Membership).where(*here).values(until=world.clock.moment))
    for browser, status in zip(browsers, (403, 404), strict=True):
        page = browser.send(body=TYPED, status=status)
        assert TYPED in page.text
        assert "<b>een" not in page.response.text


def test_a_page_that_is_not_there_shows_nothing_that_another_site_sent(contact: Browser) -> None:
    answer = contact.client.post("/bestaat-niet", data={"body": TYPED})
    assert answer.status_code == 404
    assert "half uur" not in answer.text
