"""Forms sent by somebody who means harm, or whose hand slips: a clear answer, nothing typed is lost, no error page."""

import pytest

from dsar.core.vocabulary import Right, Role
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
