"""A world per test, on both databases."""

from collections.abc import Callable, Iterator

import pytest

from tests.factories.world import SIXTH, World
from tests.support.canned import can_letters


@pytest.fixture
def make_world(database_url: str) -> Iterator[Callable[..., World]]:
    """Give a function that makes the world with staff for the organisations named, the sixth included."""
    made: list[World] = []

    def make(*slugs: str) -> World:
        made.append(World.make(database_url, *slugs, extra=(SIXTH,)))
        return made[-1]

    yield make
    for world in made:
        world.engine.dispose()


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """Give the world of WestendorpPR."""
    return make_world("westendorp-pr")


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering where a test does not look at the pages."""
    can_letters(monkeypatch)
