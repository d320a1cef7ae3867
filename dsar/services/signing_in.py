"""Signing in and out: argon2id, throttled per account and per address, sessions on the server."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Engine, and_, select, update
from sqlalchemy.orm import Session

from dsar.core.errors import DomainError
from dsar.database import unit_of_work
from dsar.models import LoginAttempt, LoginSession, User
from dsar.services.form_drafts import forget_old

# 19 MiB, two passes, one lane (OWASP): the library's default makes forty logins at once wait for seconds.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
WINDOW = timedelta(minutes=15)
MOST_PER_ACCOUNT = 8  # failures in the window; afterwards the account waits, it is never locked for good
MOST_PER_ADDRESS = 40
REMEMBERED = timedelta(days=30)  # an address from which the account was opened
_NOBODY = HASHER.hash(secrets.token_urlsafe(16))  # an unknown account takes as long as a known one


class WrongCredentials(DomainError):
    """The account or the password is wrong; which of the two is not told."""

    def __init__(self) -> None:
        super().__init__("wrong_credentials")


class TooManyAttempts(DomainError):
    """Too many failures lately; `details["minutes"]` says how long to wait."""

    def __init__(self, minutes: int) -> None:
        super().__init__("too_many_attempts", minutes=minutes)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed, and where it came from."""

    email: str
    password: str
    address: str
    moment: datetime
    secret: str  # keys the hashes under which attempts are counted


def sign_in(engine: Engine, attempt: Attempt) -> str:
    """Check the credentials and open a session; give its secret for the cookie.

    Raises TooManyAttempts without looking at the password, WrongCredentials after counting the failure.
    """
    user_id = check_credentials(engine, attempt)
    with unit_of_work(engine) as session:
        return open_session(session, user_id, attempt.moment)


def check_credentials(engine: Engine, attempt: Attempt) -> int:
    """Give the id of the user whose password this is, counting the attempt; raises as `sign_in`."""
    account, address = _keyed(attempt, attempt.email.strip().lower()), _keyed(attempt, attempt.address)
    with unit_of_work(engine) as session:
        _check_throttle(session, attempt.moment, account, address)
        user = session.execute(select(User).where(User.email == attempt.email.strip().lower())).scalar_one_or_none()
        password_hash = user.password_hash if user is not None and user.active else _NOBODY
    right = _matches(password_hash, attempt.password) and user is not None and user.active
    with unit_of_work(engine) as session:
        forget_old(session, attempt.moment)
        session.add(LoginAttempt(at=attempt.moment, account_hash=account, address_hash=address, succeeded=right))
    if not right or user is None:
        raise WrongCredentials
    return user.id


def sign_out(engine: Engine, token: str, moment: datetime) -> None:
    """End a session; one that has ended already stays as it is."""
    with unit_of_work(engine) as session:
        session.execute(
            update(LoginSession)
            .where(LoginSession.token_sha256 == hash_token(token), LoginSession.ended_at.is_(None))
            .values(ended_at=moment)
        )


def keep_alive(engine: Engine, session_id: int, moment: datetime) -> None:
    """Note that a session is in use; call it once a minute at most."""
    with unit_of_work(engine) as session:
        session.execute(update(LoginSession).where(LoginSession.id == session_id).values(last_seen_at=moment))


def hash_token(token: str) -> str:
    """Give the SHA-256 (hex) under which a session's secret is stored."""
    return hashlib.sha256(token.encode()).hexdigest()


def hash_password(password: str) -> str:
    """Give the argon2id hash of a password."""
    return HASHER.hash(password)


def open_session(session: Session, user_id: int, moment: datetime) -> str:
    """Open a session for a user and give its secret; only the hash of it is stored."""
    token = secrets.token_urlsafe(32)
    session.add(LoginSession(token_sha256=hash_token(token), user_id=user_id, created_at=moment, last_seen_at=moment))
    return token


def _matches(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _keyed(attempt: Attempt, text: str) -> str:
    return hmac.new(attempt.secret.encode(), text.encode(), hashlib.sha256).hexdigest()


def _check_throttle(session: Session, moment: datetime, account: str, address: str) -> None:
    of_account = LoginAttempt.account_hash == account
    both = and_(of_account, LoginAttempt.address_hash == address)
    # Somebody elsewhere who guesses does not keep out whoever signed in from here before.
    known = session.execute(
        select(LoginAttempt.id).where(both, LoginAttempt.succeeded, LoginAttempt.at > moment - REMEMBERED).limit(1)
    ).first()
    for which, most in (
        (of_account if known is None else both, MOST_PER_ACCOUNT),
        (LoginAttempt.address_hash == address, MOST_PER_ADDRESS),
    ):
        failures, oldest = _failures(session, moment, which)
        if failures >= most:
            left = oldest + WINDOW - moment
            raise TooManyAttempts(max(1, -(-int(left.total_seconds()) // 60)))


def _failures(session: Session, moment: datetime, which: ColumnElement[bool]) -> tuple[int, datetime]:
    moments = session.scalars(
        select(LoginAttempt.at)
        .where(which, LoginAttempt.succeeded.is_(False), LoginAttempt.at > moment - WINDOW)
        .order_by(LoginAttempt.at)
    ).all()
    return len(moments), moments[0] if moments else moment
