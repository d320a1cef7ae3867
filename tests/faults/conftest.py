"""An application for a whole file of faults, on both databases, and something that breaks its database at a write."""

from collections.abc import Iterator

import pytest

from tests.faults.breaking import Breaker, engine_of
from tests.support.app import World, make_world


@pytest.fixture(scope="module")
def shared_world(module_database_url: str) -> Iterator[World]:
    """Give an application that the tests of a file share."""
    world = make_world(module_database_url)
    yield world
    world.close()


@pytest.fixture
def breaker(shared_world: World) -> Iterator[Breaker]:
    """Give what breaks the database of `shared_world` when it is told to."""
    made = Breaker(engine_of(shared_world))
    yield made
    made.remove()
