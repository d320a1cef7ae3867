"""Safety point 1: whatever breaks at whichever write, an action is done whole or not at all, and can be sent again."""

from collections.abc import Callable

import pytest

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from tests.factories.done import typed_facts
from tests.faults.breaking import COMMIT, Breaker, Sent, changed, engine_of, everything, killed
from tests.support.app import World
from tests.support.canned import can_letters
from tests.support.judging import GRANT, at_desk, check_advice
from tests.support.stages import SLUG, Stage, case_at
from tests.support.steps import Steps
from tests.support.worklists import worklist_faults
from tests.web.test_register import LETTER


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture(autouse=True)
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    can_letters(monkeypatch)


def at_stage(world: World, stage: Stage) -> tuple[int, int]:
    """Give the case and its one request."""
    with world.app.app_context():
        steps: Steps = case_at(world, stage)
        request_id = steps.view().requests[0].request.id
        db.session.rollback()
    return steps.case_id, request_id


def register(world: World) -> Sent:
    contact = at_desk(world, Role.CONTACT_PERSON)
    contact.get("/zaken/nieuw")
    return Sent.from_page(contact, action="register", **LETTER)


def identify(world: World) -> Sent:
    contact, (case_id, _) = at_desk(world, Role.CONTACT_PERSON), at_stage(world, Stage.REGISTERED)
    contact.get(f"/zaken/{case_id}/identiteit")
    return Sent.from_page(contact, method="known", established="yes")


def propose(world: World) -> Sent:
    contact, (_, request_id) = at_desk(world, Role.CONTACT_PERSON), at_stage(world, Stage.IDENTIFIED)
    contact.get(f"/verzoeken/{request_id}/voorstel")
    return Sent.from_page(contact, **GRANT)


def advise(world: World) -> Sent:
    officer, (case_id, request_id) = at_desk(world, Role.FG), at_stage(world, Stage.PROPOSED)
    check_advice(officer, case_id, request_id, "agree")
    return Sent.from_page(officer, step="record")


def decide(world: World) -> Sent:
    decider, (_, request_id) = at_desk(world, Role.DECIDER), at_stage(world, Stage.ADVISED)
    decider.get(f"/verzoeken/{request_id}/besluit")
    decider.send(what="decide", step="check")
    return Sent.from_page(decider, step="record")


def post(world: World) -> Sent:
    contact, (case_id, _) = at_desk(world, Role.CONTACT_PERSON), at_stage(world, Stage.ANSWERED)
    with world.app.app_context():
        letter_id = Steps(world, SLUG, case_id).view().letters[-1].id
        db.session.rollback()
    contact.get(f"/brieven/{letter_id}")
    contact.send(step="check", **{"verzonden-way": "post"})
    return Sent.from_page(contact, step="record")


def close(world: World) -> Sent:
    contact, (_, request_id) = at_desk(world, Role.CONTACT_PERSON), at_stage(world, Stage.SENT)
    contact.get(f"/verzoeken/{request_id}/uitvoering")
    facts = {"carried_out_on": "23-11-2026", "description": "De inzage is gehouden.", **typed_facts(Right.INSPECTION)}
    contact.send(step="check", **facts)
    return Sent.from_page(contact, step="record")


# What an interrupted SQLite has rolled back by itself, SQLAlchemy finds gone when it rolls back after it.
pytestmark = pytest.mark.filterwarnings("ignore:transaction already deassociated from connection")
ACTIONS = (register, identify, propose, advise, decide, post, close)
UNSENT = ("form_draft",)  # what was typed is kept until it is sent, in a transaction of its own


@pytest.mark.parametrize("prepare", ACTIONS, ids=lambda action: action.__name__)
def test_an_action_that_breaks_at_any_write_leaves_all_as_it_was_and_counts_once_when_sent_again(
    world: World, breaker: Breaker, prepare: Callable[[World], Sent]
) -> None:
    sent, engine = prepare(world), engine_of(world)
    before = everything(engine, *UNSENT)
    broken: list[str] = []
    while COMMIT not in broken:
        breaker.arm(len(broken) + 1)
        assert (sent.post(), breaker.fired) == (503, True), breaker.seen
        broken.append(breaker.seen[-1])
    assert len(broken) > 5
    assert changed(before, everything(engine, *UNSENT)) == set(), "whatever broke, all is as it was"
    breaker.arm(0)
    assert sent.post() == 303, "the same form, sent again"
    after = everything(engine, *UNSENT)
    assert {"audit_event", "audit_head", "case_file", "worklist_entry"} <= changed(before, after)
    assert sent.post() == 303
    assert changed(after, everything(engine, *UNSENT)) == set(), "sent again, it counts once"
    with world.app.app_context():
        assert verify(db.session(), stream_of(world.organisations[SLUG])) is None
        assert worklist_faults(db.engine) == []


@pytest.mark.parametrize("prepare", [register, decide, close], ids=lambda action: action.__name__)
def test_an_action_whose_process_is_killed_is_as_before_or_as_after(
    world: World, prepare: Callable[[World], Sent]
) -> None:
    sent, engine = prepare(world), engine_of(world)
    before = everything(engine, *UNSENT)
    for number in (1, 4, 6):
        assert killed(engine, sent.post, number)
    assert changed(before, everything(engine, *UNSENT)) == set()
    assert killed(engine, sent.post, None), "just after the commit, before the answer"
    after = everything(engine, *UNSENT)
    assert {"audit_event", "audit_head", "case_file", "worklist_entry"} <= changed(before, after)
    assert sent.post() == 303, "nobody saw an answer, so the form is sent again"
    assert changed(after, everything(engine, *UNSENT)) == set(), "and counts once"
    with world.app.app_context():
        assert verify(db.session(), stream_of(world.organisations[SLUG])) is None
        assert worklist_faults(db.engine) == []
