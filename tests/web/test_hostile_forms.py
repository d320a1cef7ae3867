"""Forms sent by somebody who means harm, or whose hand slips: a clear answer, nothing typed is lost, no error page."""

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support.app import World
from tests.support.judging import at_desk, new_case
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
