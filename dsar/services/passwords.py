"""Passwords: whether a new one is good enough, and changing one's own."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dsar.core.audit import INSTALLATION, Tag
from dsar.core.errors import InvalidInput
from dsar.core.passwords import check_password
from dsar.models import LoginSession, User
from dsar.services.audit import record
from dsar.services.signing_in import Attempt, WrongCredentials, check_credentials, hash_password
from dsar.services.work import Work, transaction


@cache
def common_passwords() -> frozenset[str]:
    """Give the passwords, and the words in them, that are guessed first."""
    lines = files("dsar.services").joinpath("data/common_passwords.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def check_new_password(password: str, owner: Iterable[str], field: str = "password") -> None:
    """Raise InvalidInput for a password that is too short, too common, or about its owner."""
    check_password(password, common_passwords(), owner, field)


def change_own_password(work: Work, session_id: int, current: Attempt, new: str) -> None:
    """Give the actor another password and end the actor's other sessions.

    Raises InvalidInput for a wrong current password (`password_current`) or a bad new one (`password`), and
    TooManyAttempts.
    """
    try:
        user_id = check_credentials(work, current)
    except WrongCredentials as error:
        raise InvalidInput("password_current", "password_wrong") from error
    if new == current.password:
        raise InvalidInput("password", "password_same")
    with transaction(work) as session:
        user = session.execute(select(User).where(User.id == user_id).with_for_update()).scalar_one()
        check_new_password(new, (user.name, user.email))
        set_password(session, work, user, new, but=session_id)
        record(session, work, INSTALLATION, Tag.PASSWORD_CHANGED, {"user": user.id})


def set_password(session: Session, work: Work, user: User, password: str, *, but: int | None = None) -> None:
    """Store a password that was checked and end the user's sessions, except one."""
    user.password_hash, user.password_set_at = hash_password(password), work.moment
    end_sessions(session, work, user.id, but=but)


def end_sessions(session: Session, work: Work, user_id: int, *, but: int | None = None) -> None:
    """End all sessions of a user, except one."""
    live = update(LoginSession).where(LoginSession.user_id == user_id, LoginSession.ended_at.is_(None))
    session.execute((live.where(LoginSession.id != but) if but is not None else live).values(ended_at=work.moment))
