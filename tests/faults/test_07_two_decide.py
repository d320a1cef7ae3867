"""Safety point 7: of two who decide at the same moment one succeeds, and the other is told what changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.models import AuditEvent
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from tests.faults.breaking import Sent
from tests.support.app import World
from tests.support.judging import at_desk
from tests.support.pages import Browser, Page
from tests.support.stages import SLUG, Stage, case_at

ROUNDS = 2


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def count(world: World, tag: str) -> int:
    with world.app.app_context():
        found = db.session.execute(select(func.count()).select_from(AuditEvent).where(AuditEvent.tag == tag))
        number = found.scalar_one()
        db.session.rollback()
    return number


def at_once(*sends: Sent) -> list[Page]:
    """Send forms at the same moment, each from a thread of its own; give the page that each led to."""
    barrier = Barrier(len(sends))

    def run(sent: Sent) -> Page:
        barrier.wait()
        return Page(sent.browser.client.post(sent.path, data=sent.data), sent.path)

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(run, sends))


def another_decider(world: World) -> Browser:
    browser = Browser(world.app)
    browser.sign_in(world.add_user("Tweede Beslisser", (SLUG, Role.DECIDER)))
    return browser


def test_of_two_who_decide_at_the_same_moment_the_second_is_told_what_the_first_did(world: World) -> None:
    browsers = (at_desk(world, Role.DECIDER), another_decider(world))
    for number in range(1, ROUNDS + 1):
        with world.app.app_context():
            request_id = case_at(world, Stage.ADVISED).view().requests[0].request.id
            db.session.rollback()
        sends = []
        for browser in browsers:
            browser.get(f"/verzoeken/{request_id}/besluit")
            browser.send(what="decide", step="check")
            sends.append(Sent.from_page(browser, step="record"))
        first, second = sorted(at_once(*sends), key=lambda page: page.status)
        assert (first.status, second.status) == (303, 409)
        second.check()
        assert "Dit gebeurde sinds u dit scherm opende" in second.text
        assert "Besluit genomen op versie 2: toewijzen" in second.text
        assert count(world, "decision.taken") == number
    with world.app.app_context():
        assert verify(db.session(), stream_of(world.organisations[SLUG])) is None


def test_one_decision_that_is_sent_twice_at_the_same_moment_counts_once(world: World) -> None:
    with world.app.app_context():
        request_id = case_at(world, Stage.ADVISED).view().requests[0].request.id
        db.session.rollback()
    before = count(world, "decision.taken")
    browser = at_desk(world, Role.DECIDER)
    browser.get(f"/verzoeken/{request_id}/besluit")
    browser.send(what="decide", step="check")
    once = Sent.from_page(browser, step="record")
    twice = Browser(world.app)
    cookie = browser.client.get_cookie("dsar")
    assert cookie is not None
    twice.client.set_cookie("dsar", cookie.value)
    pages = at_once(once, Sent(twice, once.path, once.data))
    assert [page.status for page in pages] == [303, 303]
    assert count(world, "decision.taken") == before + 1
