"""Safety point 2: a letter's bytes, number and hash appear together or not at all; a number is used once."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.vocabulary import Right, Role
from dsar.files import unseal
from dsar.letters import Rendering, pool
from dsar.models import Letter, StoredFile
from dsar.models.letter import LetterStatus
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from tests.faults.breaking import COMMIT, Breaker, Sent, engine_of, killed, terminate
from tests.support.app import World
from tests.support.canned import PDF, can_letters
from tests.support.judging import at_desk, new_case
from tests.support.pages import Browser
from tests.support.stages import SLUG

# What an interrupted SQLite has rolled back by itself, SQLAlchemy finds gone when it rolls back after it.
pytestmark = pytest.mark.filterwarnings("ignore:transaction already deassociated from connection")


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


@pytest.fixture
def contact(world: World) -> Browser:
    return at_desk(world, Role.CONTACT_PERSON)


@pytest.fixture(autouse=True)
def whole(world: World) -> Iterator[None]:
    """After each test: every number was used once, every gap is explained, and the trail is whole."""
    yield
    found = letters(world)
    assert [letter.number for letter in found] == [f"WPR-B2026-{n:04d}" for n in range(1, len(found) + 1)]
    for letter in found:
        assert letter.status is not LetterStatus.VOID or letter.void_reason
    with Session(engine_of(world)) as session:
        assert verify(session, stream_of(world.organisations[SLUG])) is None


def letters(world: World) -> list[Letter]:
    """Give all letters after checking that each has its bytes with their hash, or neither."""
    with Session(engine_of(world)) as session:
        found = list(session.scalars(select(Letter).order_by(Letter.id)))
        for letter in found:
            there = (letter.file_id is not None, letter.sha256 is not None, letter.finalised_at is not None)
            assert set(there) == {letter.status is LetterStatus.FINAL}
            if letter.file_id is not None:
                file = session.get_one(StoredFile, letter.file_id)
                assert unseal(file.body, file.cipher, letter.sha256 or "").startswith(b"%PDF-")
        files = session.scalars(select(StoredFile.id)).all()
        assert set(files) == {letter.file_id for letter in found} - {None}, "no bytes without a letter"
    return found


def to_record(world: World, contact: Browser) -> Sent:
    """Come to the button that makes the acknowledgement of a new case final."""
    contact.get(f"/zaken/{new_case(world, Right.INSPECTION)}/brief")
    contact.send(step="check")
    return Sent.from_page(contact, step="record")


def newest(world: World, count: int) -> Letter:
    """Give the newest letter, which is the one after so many."""
    found = letters(world)
    assert len(found) == count + 1
    return found[-1]


def test_a_letter_that_breaks_at_any_write_has_its_number_with_its_bytes_or_waits_for_them(
    world: World, contact: Browser, breaker: Breaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    sent, count = to_record(world, contact), len(letters(world))
    broken = 0
    while len(letters(world)) == count:  # the first transaction: number, date and context
        broken += 1
        breaker.arm(broken)
        status = sent.post()
        assert (status, breaker.fired) == (503, True), breaker.seen
    assert breaker.seen.count(COMMIT) == 1
    assert newest(world, count).status is LetterStatus.NUMBERED
    for again in range(1, 100):  # the second one: bytes, hash and status; the same form goes on where it ended
        breaker.arm(again)
        if sent.post() == 303:
            break
        assert breaker.fired
        assert newest(world, count).status is LetterStatus.NUMBERED
    assert broken + again > 8
    breaker.arm(0)
    assert newest(world, count).status is LetterStatus.FINAL
    assert sent.post() == 303
    assert newest(world, count).status is LetterStatus.FINAL, "sent again, it counts once"


def test_a_letter_whose_server_is_killed_before_the_pages_gets_them_under_the_same_number(
    world: World, contact: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    sent, count = to_record(world, contact), len(letters(world))
    assert killed(engine_of(world), sent.post, 1)
    assert len(letters(world)) == count
    assert killed(engine_of(world), sent.post, None)
    waiting = newest(world, count)
    assert waiting.status is LetterStatus.NUMBERED
    assert sent.post() == 303
    final = newest(world, count)
    assert (final.status, final.number) == (LetterStatus.FINAL, waiting.number)


def test_a_letter_whose_render_process_is_killed_keeps_its_number_and_is_made_by_the_next(
    world: World, contact: Browser
) -> None:
    sent, count = to_record(world, contact), len(letters(world))  # looking at the page has started a worker
    workers = pool.current().workers()
    assert workers
    for worker in workers:
        os.kill(worker.pid, signal.SIGSTOP)  # so that the letter is surely being made when it dies

    def kill() -> None:
        while not any(letter.status is LetterStatus.NUMBERED for letter in letters(world)[count:]):
            time.sleep(0.05)
        for worker in workers:
            os.kill(worker.pid, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    assert sent.post() == 303
    killer.join()
    waiting = newest(world, count)
    assert waiting.status is LetterStatus.NUMBERED
    assert "Het nummer van de brief is bewaard" in contact.get(f"/brieven/{waiting.id}").text
    contact.send(form=0)
    final = newest(world, count)
    assert (final.status, final.number) == (LetterStatus.FINAL, waiting.number)


def test_a_letter_whose_database_goes_away_while_its_pages_are_made_is_told_and_made_later(
    world: World, contact: Browser, breaker: Breaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    sent, count = to_record(world, contact), len(letters(world))

    def lose_the_database(*_: object, **__: object) -> Rendering:
        if engine_of(world).dialect.name == "postgresql":
            terminate(engine_of(world))
        breaker.arm(1)
        return Rendering(PDF, 1, "")

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["dsar.letters.render"], "render_html", lose_the_database)
        assert sent.post() == 503
    breaker.arm(0)
    waiting = newest(world, count)
    assert waiting.status is LetterStatus.NUMBERED
    assert sent.post() == 303
    assert newest(world, count).number == waiting.number


def test_a_number_that_was_given_up_says_why_and_is_not_used_again(
    world: World, contact: Browser, breaker: Breaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    can_letters(monkeypatch)
    sent, count = to_record(world, contact), len(letters(world))
    assert killed(engine_of(world), sent.post, None)
    given_up = newest(world, count)
    contact.get(f"/brieven/{given_up.id}")
    contact.send(form=1, step="check", **{"vervallen-reason": "De brief kwam niet."})
    void = Sent.from_page(contact, step="record")
    for number in range(1, 100):
        breaker.arm(number)
        if void.post() == 303:
            break
        assert newest(world, count).status is LetterStatus.NUMBERED, breaker.seen
    breaker.arm(0)
    assert number > 3
    assert newest(world, count).void_reason == "De brief kwam niet."
    assert to_record(world, contact).post() == 303
    assert newest(world, count + 1).status is LetterStatus.FINAL
