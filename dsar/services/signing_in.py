"""Signing in and out: argon2id, throttled per account and per address, sessions on the server."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, Engine, and_, select, update
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.audit import INSTALLATION, Tag
from dsar.core.errors import DomainError
from dsar.database import unit_of_work
from dsar.models import AuditHead, LoginAttempt, LoginSession, User
from dsar.services.audit import record
from dsar.services.form_drafts import forget_old
from dsar.services.own_language import set_language
from dsar.services.work import Work

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
    secret: str  # keys the hashes under which attempts are counted
    language: str = ""  # of the screens, where this browser chose one


@dataclass(frozen=True, slots=True)
class _Try:
    """An attempt that was counted: whose account it is about, if there is one, and whether the password is right."""

    id: int
    user_id: int | None
    password_hash: str
    right: bool


def sign_in(work: Work, attempt: Attempt) -> str:
    """Check the credentials and open a session; give its secret for the cookie.

    Raises TooManyAttempts without looking at the password, WrongCredentials after counting the failure.
    """
    tried = _try(work, attempt)
    with unit_of_work(work.engine) as session:
        user_id = _concluded(session, work, tried)
        token = open_session(session, work, user_id) if user_id is not None else None
        if user_id is not None:
            set_language(session, user_id, attempt.language)
    if token is None:
        raise WrongCredentials
    return token


def check_credentials(work: Work, attempt: Attempt) -> int:
    """Give the id of the user whose password this is, counting the attempt; raises as `sign_in`."""
    tried = _try(work, attempt)
    with unit_of_work(work.engine) as session:
        user_id = _concluded(session, work, tried)
    if user_id is None:
        raise WrongCredentials
    return user_id


def sign_out(work: Work, token: str) -> None:
    """End a session; one that has ended already stays as it is."""
    live = (LoginSession.token_sha256 == hash_token(token), LoginSession.ended_at.is_(None))
    with unit_of_work(work.engine) as session:
        found = session.execute(select(LoginSession).where(*live).with_for_update()).scalar_one_or_none()
        if found is not None:
            found.ended_at = work.moment
            _record(session, work, Tag.SIGNED_OUT, found.user_id)


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


def open_session(session: Session, work: Work, user_id: int) -> str:
    """Open a session for a user and give its secret; only the hash of it is stored."""
    token, now = secrets.token_urlsafe(32), work.moment
    session.add(LoginSession(token_sha256=hash_token(token), user_id=user_id, created_at=now, last_seen_at=now))
    _record(session, work, Tag.SIGNED_IN, user_id)
    return token


def _try(work: Work, attempt: Attempt) -> _Try:
    """Count the attempt as a failure before its password is compared, so that many at once are not more than many."""
    email = attempt.email.strip().lower()
    account, address = _keyed(attempt, email), _keyed(attempt, attempt.address)
    with unit_of_work(work.engine) as session:
        # One after the other: of forty at the same moment each would find that there was none before it.
        session.execute(select(AuditHead).where(AuditHead.stream == INSTALLATION).with_for_update())
        _check_throttle(session, work.moment, account, address)
        forget_old(session, work.moment)
        counted = LoginAttempt(at=work.moment, account_hash=account, address_hash=address, succeeded=False)
        session.add(counted)
        user = session.execute(select(User).where(User.email == email)).scalar_one_or_none()
    password_hash = user.password_hash if user is not None and user.active else _NOBODY
    right = _matches(password_hash, attempt.password) and user is not None and user.active
    return _Try(counted.id, user.id if user is not None else None, password_hash, right)


def _concluded(session: Session, work: Work, tried: _Try) -> int | None:
    """Note how an attempt ended; give the user's id when it was right and the account is still as it was then.

    What is written for an unknown account is as much as for a known one, and so takes as long.
    """
    query = select(User).where(User.id == tried.user_id).with_for_update(key_share=True)
    user = session.execute(query).scalar_one_or_none()
    if not tried.right or user is None or not user.active or user.password_hash != tried.password_hash:
        record(session, work, INSTALLATION, Tag.SIGN_IN_FAILED, {"user": tried.user_id})
        return None
    session.execute(update(LoginAttempt).where(LoginAttempt.id == tried.id).values(succeeded=True))
    return user.id


def _record(session: Session, work: Work, tag: Tag, user_id: int) -> None:
    by = replace(work, actor=Actor(user_id, frozenset()))
    record(session, by, INSTALLATION, tag, {"user": user_id})


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
