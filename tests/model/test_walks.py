"""Random but lawful ways through a case with several rights at every organisation; everything is checked each step."""

import os
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from dsar.core.vocabulary import LetterKind, MarkKind, ObjectionPurpose, Right
from tests.factories.world import NOW, World
from tests.model.moves import moves
from tests.model.walk import Move, Walk, add_people_with_two_roles
from tests.support.canned import can_letters
from tests.support.databases import MigratedTemplate

SLUGS = ("aanzien", "werk-op-maat", "werkkrachtcentrale", "westendorp-pr", "zaz-welzijn")
WALKS = {"sqlite": 4, "postgresql": 2}  # at each organisation
STEPS = 50
TEMPTED = 3  # forbidden things that are tried in each step, at most
# What a case is about and the letter that somebody is bent on writing. Each organisation begins with another plan, so
# that a hearing is missed at Westendorp and an answer of the client moves a date where no promise stays behind.
PLANS: tuple[tuple[tuple[Right, ...], LetterKind | None], ...] = (
    ((Right.INSPECTION, Right.COPY), LetterKind.IDENTITY_REQUEST),
    ((Right.ERASURE, Right.COPY), LetterKind.EXTENSION_NOTICE),
    ((Right.SUPPLEMENT, Right.OBJECTION), LetterKind.NOT_HANDLED),
    ((Right.CORRECTION, Right.OBJECTION), None),
    ((Right.COPY,), LetterKind.CLARIFICATION_REQUEST),
    ((Right.RESTRICTION, Right.PORTABILITY, Right.INSPECTION), LetterKind.WITHDRAWAL_CONFIRMATION),
    ((Right.OBJECTION, Right.ERASURE, Right.RESTRICTION), None),
)
DAYS = (1, 1, 2, 4, 7, 30)
WHAT: tuple[Callable[[Move], bool] | None, ...] = (
    *[lambda move: move.lawful and move.onward] * 6,
    *[lambda move: move.lawful] * 2,
    lambda move: not move.lawful,
    *[None] * 2,
)
LONGER = int(os.environ.get("DSAR_WALKS", "0"))  # so many other walks each time, for whoever has the time


def letters_first(kind: str) -> tuple[bool, str]:
    """Give the order of kinds of moves: the plainest walk writes its letter before it answers."""
    return (not kind.startswith("write"), kind)


class Ways(RuleBasedStateMachine):
    """One walk at one organisation; `done` counts what was done in all walks of a test."""

    def __init__(self, world: World, slug: str, done: Counter[str]) -> None:
        super().__init__()
        self.world, self.slug, self.done = world, slug, done
        self.walk: Walk | None = None

    @initialize(
        plan=st.sampled_from(range(len(PLANS))),
        purpose=st.sampled_from(list(ObjectionPurpose)),
        days_ago=st.integers(5, 12),
        mark=st.sampled_from((None, *MarkKind)),
    )
    def begin(self, plan: int, purpose: ObjectionPurpose, days_ago: int, mark: MarkKind | None) -> None:
        """Receive the case; the plainest walk of each organisation has another plan."""
        rights, letter = PLANS[(plan + SLUGS.index(self.slug)) % len(PLANS)]
        self.walk = Walk(
            self.world, self.slug, list(rights), purpose=purpose, days_ago=days_ago, letter=letter, mark=mark
        )

    @rule(data=st.data())
    def go_on(self, data: st.DataObject) -> None:
        """Do what brings the case nearer to its end, anything that is allowed, something forbidden, or wait."""
        assert self.walk is not None
        if self.walk.asked_today():
            self.walk.days_go_by(data.draw(st.sampled_from(DAYS), "days until the client answers"))
            return
        possible = moves(self.walk)
        self._tempted(self.walk, [move for move in possible if move.near and not move.lawful], data)
        what = data.draw(st.sampled_from(WHAT), "what")
        if what is None:
            self.walk.days_go_by(data.draw(st.sampled_from(DAYS), "days"))
            return
        found = [move for move in possible if what(move)]
        if not found:
            return
        kind = data.draw(st.sampled_from(sorted({move.kind for move in found}, key=letters_first)), "kind")
        move = data.draw(st.sampled_from([move for move in found if move.kind == kind]), "move")
        self.walk.attempt(move)
        self.done[f"{kind}{'' if move.lawful else ' refused'}"] += 1

    def _tempted(self, walk: Walk, found: list[Move], data: st.DataObject) -> None:
        """Try what only a rule forbids, a few kinds of it: a guard that is gone shows where it stood alone."""
        kinds = sorted({move.kind for move in found})
        if not kinds:
            return
        for kind in data.draw(st.lists(st.sampled_from(kinds), max_size=TEMPTED, unique=True), "tempted"):
            move = data.draw(st.sampled_from([move for move in found if move.kind == kind]), f"tempted to {kind}")
            walk.attempt(move)
            self.done[f"{kind} refused"] += 1

    @invariant()
    def everything_holds(self) -> None:
        """Check the case."""
        if self.walk is not None:
            self.walk.check()

    def teardown(self) -> None:
        """Let go of the database."""
        self.world.engine.dispose()


@pytest.fixture
def make_world(
    backend: str, migrated_template: MigratedTemplate, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], World]]:
    """Give a function that makes a world of all five organisations, on the morning that a walk begins."""
    can_letters(monkeypatch)
    made: list[str] = []

    def fill(url: str) -> World:
        first = World.make(url, *SLUGS)
        for slug in SLUGS:
            add_people_with_two_roles(first, slug)
        first.engine.dispose()
        return first

    def make() -> World:
        url, first = migrated_template.copy_filled(backend, "five organisations", fill)
        if made:
            migrated_template.remove(made.pop())
        made.append(url)
        world = first.on_copy(url)
        world.moment = NOW
        return world

    yield make
    for url in made:
        migrated_template.remove(url)


@pytest.mark.parametrize("slug", SLUGS)
def test_every_way_through_a_case_keeps_the_rules(backend: str, make_world: Callable[[], World], slug: str) -> None:
    done: Counter[str] = Counter()

    @seed(SLUGS.index(slug))
    def begin() -> Ways:
        return Ways(make_world(), slug, done)

    chosen = settings(
        max_examples=LONGER or WALKS[backend],
        stateful_step_count=STEPS,
        derandomize=not LONGER,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.shrink],
    )
    run_state_machine_as_test(begin, settings=chosen)
    print(dict(done))
    assert {"propose", "decide", "make answer", "post", "carry out"} <= set(done), "the walks lead nowhere"
