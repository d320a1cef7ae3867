"""The administrator's page of scheduled work: when each job last ran, what it made, and what failed."""

from typing import Any

import pytest

from dsar.core.vocabulary import Right, Role
from tests.support import told
from tests.support.app import World, address
from tests.support.cases import receive
from tests.support.pages import Browser, Page, text_of

SLUG, PATH = "westendorp-pr", "/beheer/gepland-werk"


@pytest.fixture
def world(fresh_world: World) -> World:
    return fresh_world


def ran(world: World, slot: str, hours_ago: float = 0, **more: Any) -> None:
    with world.app.app_context():
        told.ran(world, slot, hours_ago, **more)


def page_of(world: World, role: Role = Role.ADMINISTRATOR, status: int = 200) -> Page:
    browser = Browser(world.app)
    browser.sign_in(address(SLUG, role))
    return browser.get(PATH, status=status)


def row(page: Page, name: str) -> str:
    (found,) = [" ".join(map(text_of, one)) for one in page.all("tr") if text_of(one).startswith(name)]
    return found


def test_it_tells_when_a_job_last_ran_and_what_it_made(world: World) -> None:
    ran(world, "2026-11-23T09", 1, made=4)
    ran(world, "2026-11-23T10", made=12, tries=3)
    page = page_of(world)
    assert "23 november 2026, 10:00 12 Klaar na 3 pogingen" in row(page, "Meldingen")
    assert "Nog niet – Nog niet uitgevoerd" in row(page, "Opruimen")
    assert "Het geplande werk loopt. Het laatst klaar op 23 november 2026, 10:00." in page.text


def test_it_tells_what_failed_how_often_and_when_it_is_tried_again(world: World) -> None:
    ran(world, "2026-11-23T09", 1, made=4)
    ran(world, "2026-11-23T10", problem="OperationalError", tries=2, lease=5)
    line = row(page_of(world), "Meldingen")
    assert "23 november 2026, 09:00 4 Mislukt 2 pogingen, soort fout: OperationalError." in line
    assert "Nieuwe poging na 23 november 2026, 10:05." in line


@pytest.mark.parametrize(("lease", "state"), [(1, "Bezig"), (-1, "Afgebroken")])
def test_a_run_that_did_not_end_is_busy_until_its_lease_is_over(world: World, lease: int, state: str) -> None:
    ran(world, "2026-11-23T10", 0.5, lease=lease)
    assert state in row(page_of(world), "Meldingen")


def test_it_warns_when_nobody_seems_to_run_it(world: World) -> None:
    assert "Er is nog niets uitgevoerd." in page_of(world).text
    ran(world, "2026-11-22T20", 13, made=0)
    assert "Er is sinds 22 november 2026, 21:00 niets uitgevoerd." in page_of(world).text


def test_a_job_that_has_no_words_is_called_by_its_own_name(world: World) -> None:
    ran(world, "always", job="iets_nieuws", made=2)
    assert "2 Klaar" in row(page_of(world), "iets_nieuws")


def test_there_is_no_case_on_it_and_only_administrators_see_it(world: World) -> None:
    with world.app.app_context():
        receive(world, SLUG, Right.COPY)
    ran(world, "2026-11-23T10", made=1)
    assert "2026-0001" not in page_of(world).text
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert page_of(world, role, 403).status == 403
