"""Safety point 9: PostgreSQL is restarted in the middle; at most one page says so, and nothing is lost."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Connection, make_url

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from tests.faults.breaking import Breaker, Sent, changed, engine_of, everything
from tests.support.app import World, make_world
from tests.support.databases import migrate
from tests.support.judging import SLUG, at_desk, new_case
from tests.support.pages import Browser
from tests.support.postgres import Cluster

pytestmark = pytest.mark.postgresql

FAST = ("restart", "--mode=fast")
AS_A_POWER_CUT = ("restart", "--mode=immediate")
NOTE = "Gebeld, er was niemand thuis."


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """Give a cluster of one's own, which is restarted; unlike that of the other tests it says only what it has kept."""
    made = Cluster.start()
    address = make_url(made.url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE DATABASE restarted")
        connection.execute("ALTER DATABASE restarted SET synchronous_commit = on")
    yield made
    made.stop()


@pytest.fixture(scope="module")
def world(cluster: Cluster) -> Iterator[World]:
    url = make_url(cluster.url).set(database="restarted").render_as_string(hide_password=False)
    migrate(url)
    made = make_world(url)
    yield made
    made.close()


@pytest.fixture
def case_id(world: World) -> int:
    return new_case(world, Right.INSPECTION)


@pytest.fixture
def contact(world: World, case_id: int) -> Browser:
    """Somebody who is about to write a note."""
    browser = at_desk(world, Role.CONTACT_PERSON)
    browser.get(f"/zaken/{case_id}/notitie")
    return browser


def whole(world: World) -> bool:
    with world.app.app_context():
        found = verify(db.session(), stream_of(world.organisations[SLUG]))
        db.session.rollback()
    return found is None


@pytest.mark.parametrize("how", [FAST, AS_A_POWER_CUT], ids=["fast", "immediate"])
def test_a_restart_between_two_pages_is_not_noticed(
    world: World, cluster: Cluster, contact: Browser, case_id: int, how: tuple[str, ...]
) -> None:
    assert contact.send(body=NOTE).status == 200
    before = everything(engine_of(world))
    cluster.control(*how)
    assert changed(before, everything(engine_of(world))) == set(), "what the screen confirmed is there"
    assert NOTE in contact.get(f"/zaken/{case_id}").text
    contact.get(f"/zaken/{case_id}/notitie")
    cluster.control(*how)
    contact.send(body="Nog eens gebeld, nu wel iemand thuis.")
    assert "nu wel iemand thuis" in contact.get(f"/zaken/{case_id}").text
    assert whole(world)


@pytest.mark.parametrize("how", [FAST, AS_A_POWER_CUT], ids=["fast", "immediate"])
def test_a_restart_in_the_middle_of_an_action_gives_one_page_and_the_form_is_sent_again(
    world: World, cluster: Cluster, contact: Browser, case_id: int, how: tuple[str, ...]
) -> None:
    class Restarter(Breaker):
        def break_now(self, connection: Connection, what: str) -> None:
            cluster.control(*how)

    restarter = Restarter(engine_of(world))
    before = everything(engine_of(world))
    restarter.arm(3)
    page = contact.send(body=NOTE, status=503)
    restarter.remove()
    assert page.response.headers["Retry-After"] == "60"
    assert changed(before, everything(engine_of(world))) == set()
    assert NOTE in page.text, "what was typed is there to copy"
    again = Sent.from_page(contact)
    assert contact.send().status == 200
    assert contact.get(f"/zaken/{case_id}").text.count(NOTE) == 1
    again.post()
    assert contact.get(f"/zaken/{case_id}").text.count(NOTE) == 1, "sent twice, it counts once"
    assert whole(world)


def test_while_it_is_down_a_page_says_so_and_afterwards_everything_works(
    world: World, cluster: Cluster, contact: Browser, case_id: int
) -> None:
    typing = contact.page
    cluster.control("stop", "--mode=fast")
    try:
        page = contact.get("/", status=503)
        assert page.h1 == "De Verzoekenwijzer is even niet bereikbaar"
        assert page.response.headers["Retry-After"] == "60"
        contact.page = typing
        page = contact.send(body=NOTE, status=503)
        assert page.value_of("body") == NOTE
        assert "Opnieuw versturen" in page.text
        contact.send(status=503)
    finally:
        cluster.control("restart")  # `start` would forget the settings
    contact.send()
    assert contact.get(f"/zaken/{case_id}").text.count(NOTE) == 1
    assert whole(world)
