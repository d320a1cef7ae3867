"""The history of advice in pages: everything once, newest first, of the officer's own organisations."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from dsar.core.vocabulary import AdviceKind, LetterKind, Right, Role
from dsar.queries import advice_history
from dsar.queries.advice_history import Key, history
from dsar.services.advise import AdviceInput, advise
from dsar.services.propose import propose
from tests.factories.world import REFUSE_ERASURE, World
from tests.services.desk import Desk

SLUG = "aanzien"


def test_pages_follow_each_other_without_a_gap_or_a_double(
    make_world: Callable[..., World], monkeypatch: pytest.MonkeyPatch
) -> None:
    world = make_world(SLUG, "werk-op-maat")
    desk = Desk(world, Right.ERASURE, slug=SLUG)
    world.identify(SLUG, desk.case_id)
    request_id = desk.request_id(Right.ERASURE)
    for number in range(4):
        propose(desk.work(), request_id, desk.version, REFUSE_ERASURE)
        given = AdviceInput(world.proposal(request_id).id, AdviceKind.RETURN, f"Ronde {number}.")
        advise(desk.work(Role.FG), request_id, desk.version, given)
    desk.advised(desk.draft(LetterKind.EXTENSION_NOTICE, Right.ERASURE))
    monkeypatch.setattr(advice_history, "PAGE", 2)
    found: list[Key] = []
    after: Key | None = None
    with Session(world.engine) as session:
        while True:
            page = history(session, desk.work(Role.FG).actor, after=after)
            found += [entry.key for entry in page.entries]
            if page.after is None:
                break
            after = page.after
        assert history(session, world.work("werk-op-maat", Role.FG).actor).entries == ()
        assert history(session, desk.work(Role.FG).actor, world.organisation_id("werk-op-maat")).entries == ()
    assert len(found) == len(set(found)) == 5
    assert found == sorted(found, reverse=True)
