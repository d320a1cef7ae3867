"""Looking changes nothing: every address of the application, for every role, against every table (safety point 15)."""

from collections.abc import Iterator
from hashlib import sha256

import pytest

from dsar.core.vocabulary import Role
from dsar.database import Base
from dsar.extensions import db
from tests.support.addresses import addresses, ids_in
from tests.support.app import World, make_world
from tests.support.judging import at_desk
from tests.support.pages import Page
from tests.support.stages import SLUG, Stage, fill

STAGES = (Stage.REGISTERED, Stage.PROPOSED, Stage.DECIDED, Stage.SENT)
LINKS: list[str] = []  # of an invitation and of a new password, as they were made
READING = "access_event"  # who read which case is noted, and that is all that reading may leave
LAST_USE = ("login_session", "last_seen_at")


@pytest.fixture(scope="module")
def world(module_database_url: str) -> Iterator[World]:
    """Give an organisation with cases at several stages, and something of everything that has a page."""
    made = make_world(module_database_url)
    with made.app.app_context():
        LINKS[:] = fill(made, stages=STAGES)
    yield made
    made.close()


def contents(world: World) -> dict[str, str]:
    """Give a hash of the rows of every table, but of what reading may leave."""
    found = {}
    with world.app.app_context():
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if (table.name, column.name) != LAST_USE]
            rows = db.session.execute(db.select(*columns))
            found[table.name] = sha256("\n".join(sorted(repr(tuple(row)) for row in rows)).encode()).hexdigest()
        db.session.rollback()
    assert found.pop(READING) is not None
    return found


def letters_on(page: Page) -> set[str]:
    """Give the addresses of the pictures and the documents of letters that a page shows."""
    found = {one.get("src", "") for one in page.all("img")} | {one.get("href", "") for one in page.all("a")}
    return {address.partition("#")[0] for address in found if address.startswith("/voorbeelden/")}


LOOKERS = {Role.CONTACT_PERSON, Role.FG, Role.DEPUTY_FG, Role.DECIDER}  # see how a letter will be printed


@pytest.mark.parametrize("role", list(Role))
def test_opening_a_page_its_pictures_and_its_documents_changes_nothing(world: World, role: Role) -> None:
    client = at_desk(world, role, SLUG).client
    world.clock.forward(minutes=2)
    before, opened, letters = contents(world), 0, set()
    for path in addresses(world, ids_in(world, LINKS)):
        answer = client.get(path)
        assert answer.status_code in {200, 302, 303, 403, 404}, path
        opened += answer.status_code == 200
        shown = letters_on(Page(answer, path)) if answer.mimetype == "text/html" else set()
        for letter in shown - letters:
            assert client.get(letter).status_code == 200, (path, letter)
        letters |= shown
        changed = [name for name, rows in contents(world).items() if rows != before[name]]
        assert not changed, (path, changed)
    assert opened
    assert (len(letters) > 8) == (role in LOOKERS), letters
