"""The application for tests of pages, on both databases: one for a whole file, or a fresh one for a single test."""

from collections.abc import Iterator

import pytest

from dsar.extensions import db
from tests.support.app import World, make_world
from tests.support.worklists import worklist_faults


@pytest.fixture(scope="module")
def shared_world(module_database_url: str) -> Iterator[World]:
    """Give an application that the tests of a file share."""
    world = make_world(module_database_url)
    yield world
    world.close()


@pytest.fixture
def fresh_world(database_url: str) -> Iterator[World]:
    """Give an application of its own, for a test that changes accounts or the clock."""
    world = make_world(database_url)
    yield world
    with world.app.app_context():
        assert worklist_faults(db.engine) == []
    world.close()
