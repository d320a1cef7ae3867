"""Signing in and out leaves its line in the trail, in one transaction, and names nobody but by an id."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from dsar.core.audit import INSTALLATION, Tag
from dsar.core.vocabulary import Role
from dsar.database import unit_of_work
from dsar.models import AuditEvent, LoginSession, User
from dsar.queries.audit import verify
from dsar.services import signing_in
from dsar.services.signing_in import (
    MOST_PER_ACCOUNT,
    Attempt,
    TooManyAttempts,
    WrongCredentials,
    hash_password,
    sign_in,
    sign_out,
)
from tests.factories.world import PASSWORD, World

WPR = "westendorp-pr"
EMAIL = "fg.westendorp-pr@example.com"
WRONG = "een ander lang wachtwoord"


@pytest.fixture
def world(world: World) -> World:
    """Give a world in which the officer has a password."""
    with unit_of_work(world.engine) as session:
        session.execute(update(User).where(User.email == EMAIL).values(password_hash=hash_password(PASSWORD)))
    return world


def attempt(email: str = EMAIL, password: str = PASSWORD) -> Attempt:
    return Attempt(email, password, "192.0.2.7", "s" * 32)


def entries(world: World) -> list[AuditEvent]:
    with Session(world.engine, expire_on_commit=False) as session:
        assert verify(session, INSTALLATION) is None or not session.scalars(select(AuditEvent)).first()
        query = select(AuditEvent).where(AuditEvent.stream == INSTALLATION).order_by(AuditEvent.seq)
        return list(session.scalars(query))


def test_in_out_and_a_failure_are_in_the_trail_by_id_only(world: World) -> None:
    token = sign_in(world.system(), attempt())
    sign_out(world.system(), token)
    sign_out(world.system(), token)  # has ended already
    with pytest.raises(WrongCredentials):
        sign_in(world.system(), attempt(password=WRONG))
    found, user_id = entries(world), world.users[WPR, Role.FG]
    assert [event.tag for event in found] == [Tag.SIGNED_IN, Tag.SIGNED_OUT, Tag.SIGN_IN_FAILED]
    assert [event.actor_id for event in found] == [user_id, user_id, None]
    assert all(f'"payload":{{"user":{user_id}}}' in event.canonical for event in found)
    assert not [event for event in found if any(word in event.canonical for word in (EMAIL, PASSWORD, WRONG, "192."))]


def test_an_unknown_account_leaves_as_much_as_a_known_one_and_not_what_was_typed(world: World) -> None:
    for email in ("Een Wachtwoord In Het Verkeerde Veld", EMAIL):
        with pytest.raises(WrongCredentials):
            sign_in(world.system(), attempt(email, WRONG))
    unknown, known = entries(world)
    assert unknown.tag == known.tag == Tag.SIGN_IN_FAILED
    assert '"payload":{"user":null}' in unknown.canonical


def test_no_session_without_its_line(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(signing_in, "record", full_disk)
    with pytest.raises(OSError, match="disk"):
        sign_in(world.system(), attempt())
    with Session(world.engine) as session:
        assert session.execute(select(func.count()).select_from(LoginSession)).scalar_one() == 0


def test_many_guesses_at_once_are_no_more_than_one_after_the_other(world: World) -> None:
    with pytest.raises(WrongCredentials):
        sign_in(world.system(), attempt("iemand@example.com", WRONG))  # the trail has begun
    barrier = Barrier(20)

    def guess(_: int) -> type[Exception]:
        barrier.wait()
        with pytest.raises((WrongCredentials, TooManyAttempts)) as refused:
            sign_in(world.system(), attempt(password=WRONG))
        return refused.type

    with ThreadPoolExecutor(20) as pool:
        refused = list(pool.map(guess, range(20)))
    assert refused.count(WrongCredentials) == MOST_PER_ACCOUNT


def test_a_password_that_was_changed_meanwhile_opens_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    compare = signing_in._matches

    def while_it_changes(password_hash: str, password: str) -> bool:
        with unit_of_work(world.engine) as session:
            session.execute(update(User).where(User.email == EMAIL).values(password_hash=hash_password("iets nieuws")))
        return compare(password_hash, password)

    monkeypatch.setattr(signing_in, "_matches", while_it_changes)
    with pytest.raises(WrongCredentials):
        sign_in(world.system(), attempt())


def test_a_right_password_counts_as_no_failure(world: World) -> None:
    for _ in range(MOST_PER_ACCOUNT + 1):
        assert sign_in(world.system(), attempt())
    later = world.system(world.moment + timedelta(minutes=1))
    assert sign_in(later, attempt())
