"""A world per test, on both databases."""

from collections.abc import Callable, Iterator

import pytest

from tests.factories.world import SIXTH, World
from tests.support.canned import can_letters
from tests.support.databases import MigratedTemplate
from tests.support.worklists import worklist_faults


@pytest.fixture
def make_world(backend: str, migrated_template: MigratedTemplate) -> Iterator[Callable[..., World]]:
    """Give a function that makes a world with staff for the organisations named, the sixth included."""
    made: dict[str, World] = {}

    def make(*slugs: str) -> World:
        def fill(url: str) -> World:
            first = World.make(url, *slugs, extra=(SIXTH,))
            first.engine.dispose()
            return first

        url, first = migrated_template.copy_filled(backend, slugs, fill)
        made[url] = first.on_copy(url)
        return made[url]

    yield make
    for url, world in made.items():
        assert worklist_faults(world.engine) == []
        world.engine.dispose()
        migrated_template.remove(url)


@pytest.fixture
def world(make_world: Callable[..., World]) -> World:
    """Give the world of WestendorpPR."""
    return make_world("westendorp-pr")


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering where a test does not look at the pages."""
    can_letters(monkeypatch)
