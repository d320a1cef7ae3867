"""What somebody chooses for themselves: when the daily overview comes, and an address for their calendar program."""

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import INSTALLATION, Tag
from dsar.core.errors import InvalidInput
from dsar.models import User
from dsar.services.audit import record
from dsar.services.signing_in import hash_token
from dsar.services.work import Work, transaction

FIRST_HOUR, LAST_HOUR = 6, 20  # by the clock in Amsterdam
_SECRET_BYTES = 32


def choose_digest(work: Work, hour: int | None) -> None:
    """Let the actor's daily overview come at an hour in Amsterdam; None for no overview.

    Raises InvalidInput (`hour`) for an hour of the night.
    """
    if hour is not None and not FIRST_HOUR <= hour <= LAST_HOUR:
        raise InvalidInput("hour", "digest_hour", first=FIRST_HOUR, last=LAST_HOUR)
    with transaction(work) as session:
        user = _own(session, work)
        if user.digest_hour != hour:
            user.digest_hour = hour
            record(session, work, INSTALLATION, Tag.DIGEST_CHOSEN, {"user": user.id, "hour": hour})


def make_calendar(work: Work) -> str:
    """Give the actor's calendar a secret address, in place of the one it had; what is given here is kept nowhere.

    Gives only the secret part; of a form that was sent before it gives an empty text (`AlreadyDone`).
    """
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    with transaction(work) as session:
        user = _own(session, work)
        user.calendar_sha256 = hash_token(secret)
        record(session, work, INSTALLATION, Tag.CALENDAR_MADE, {"user": user.id})
    return secret


def stop_calendar(work: Work) -> None:
    """Let the actor's calendar have no address any more; without one nothing happens."""
    with transaction(work) as session:
        user = _own(session, work)
        if user.calendar_sha256 is not None:
            user.calendar_sha256 = None
            record(session, work, INSTALLATION, Tag.CALENDAR_STOPPED, {"user": user.id})


def _own(session: Session, work: Work) -> User:
    return session.execute(select(User).where(User.id == work.user_id()).with_for_update()).scalar_one()
