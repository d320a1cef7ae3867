"""Messages that go out by themselves: written with what they tell, handed over once, whoever stops where.

A message is marked before the server gets it. A process that stops before the mark leaves a message that is sent later;
one that stops after it leaves "unknown", because only the server knows. The trail tells nothing of what goes by itself:
what a message tells has its own entry there.
"""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Update, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from dsar.core.mailing import LEASE, MOST_TRIES, TOO_OLD, wait_after
from dsar.database import unit_of_work
from dsar.mail import Line, Message, Reply, Result
from dsar.models import Outbox, User
from dsar.models.scheduled import MailKind, MailState
from dsar.queries.outbox import mail_hold
from dsar.services.work import Work
from dsar.wording.mail_layout import Written

STOPPED = "stopped"  # the process that had it stopped, or took too long
OLD, INACTIVE = "too_old", "inactive"
MOST_SECONDS = 60.0  # of one call; what is left goes with the next


@dataclass(frozen=True, slots=True)
class _Taken:
    """A message that this process has; `tries` tells its try from every other."""

    id: int
    tries: int
    message: Message


class _Watch:
    """The moment of the work and the time since: a lease must not be over when it begins."""

    def __init__(self, work: Work) -> None:
        self._moment, self._began = work.moment, monotonic()

    def seconds(self) -> float:
        """Give the time since the beginning."""
        return monotonic() - self._began

    def lease(self) -> datetime:
        """Give until when a message that is taken now is with who took it."""
        return self._moment + timedelta(seconds=self.seconds()) + LEASE


def write_message(
    session: Session, work: Work, user_id: int, kind: MailKind, occasion: str, written: Written
) -> Outbox | None:
    """Put a message in the outbox, in the caller's transaction; a second one about the same occasion is not written.

    Gives the row, or None when nothing was written. Nothing is in an installation that sends no e-mail: what it would
    tell stands on the screen, and on the day that mail is set up nobody waits for what was done long ago.
    """
    same = select(Outbox.id).where(Outbox.user_id == user_id, Outbox.kind == kind, Outbox.occasion == occasion)
    if not work.address or session.scalars(same).first() is not None:
        return None
    row = Outbox(
        user_id=user_id,
        kind=kind,
        occasion=occasion,
        message_id=f"<{kind.value}.{secrets.token_hex(16)}@{urlsplit(work.address).hostname}>",
        subject=written.subject,
        text=written.text,
        html=written.html,
        state=MailState.WAITING,
        created_at=work.moment,
        not_before=work.moment,
        tries=0,
        problem="",
    )
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another process wrote it meanwhile
        return None
    return row


def send_waiting(work: Work, line: Line) -> int:
    """Hand over what waits, one message after another, and give how many the server took.

    Any number of processes may do this at once. It stops when the server is not there, when mail is held, and after a
    minute; every message that is left goes with a later call.
    """
    watch, sent = _Watch(work), 0
    _find_lost(work)
    while watch.seconds() < MOST_SECONDS:
        taken = _take(work, watch)
        if taken is None:
            break
        reply = line.offer(taken.message)
        if reply is None:
            if not _mark(work, taken, [MailState.TAKEN], state=MailState.HANDING_OVER, lease_until=watch.lease()):
                continue  # somebody else has it, or decided that it must not leave
            reply = line.hand_over()
        _settle(work, taken, reply)
        sent += reply.result is Result.TAKEN
        if reply.result is Result.NOT_REACHED:
            break
    return sent


def _find_lost(work: Work) -> None:
    """Let go of what a process had that stopped: nothing left while it was only taken; after that nobody knows."""
    over = Outbox.lease_until <= work.moment
    with unit_of_work(work.engine) as session:
        free = {"lease_until": None, "problem": STOPPED}
        often = Outbox.tries >= MOST_TRIES
        for which, values in (
            ((Outbox.state == MailState.HANDING_OVER,), {"state": MailState.UNKNOWN}),
            ((Outbox.state == MailState.TAKEN, often), {"state": MailState.GIVEN_UP}),
            ((Outbox.state == MailState.TAKEN,), {"state": MailState.WAITING, "not_before": work.moment}),
        ):
            session.execute(_of(*which, over).values(**values, **free))


def _take(work: Work, watch: _Watch) -> _Taken | None:
    """Take the message that waits longest, so that no other process has it; None when there is none that may leave."""
    with unit_of_work(work.engine) as session:
        while True:
            if mail_hold(session) is not None:
                return None
            row = session.scalars(
                select(Outbox)
                .where(Outbox.state == MailState.WAITING, Outbox.not_before <= work.moment)
                .order_by(Outbox.not_before, Outbox.id)
                .limit(1)
                .with_for_update(skip_locked=True)
            ).first()
            if row is None:
                return None
            user = session.get_one(User, row.user_id)
            reason = _why_not(work, row, user)
            if not reason:
                row.state, row.lease_until, row.tries = MailState.TAKEN, watch.lease(), row.tries + 1
                return _Taken(row.id, row.tries, _message(work, row, user))
            row.state, row.problem = MailState.CANCELLED, reason
            session.flush()


def _why_not(work: Work, row: Outbox, user: User) -> str:
    if not user.active:
        return INACTIVE
    return OLD if work.moment - row.not_before > TOO_OLD else ""


def _message(work: Work, row: Outbox, user: User) -> Message:
    return Message(user.email, row.subject, row.text, work.moment, row.html, row.message_id, user.language)


def _settle(work: Work, taken: _Taken, reply: Reply) -> None:
    """Keep what became of a try; what the server said replaces "unknown", when the lease ended meanwhile."""
    free = {"lease_until": None, "problem": reply.said}
    states = [MailState.TAKEN, MailState.HANDING_OVER, MailState.UNKNOWN]
    match reply.result:
        case Result.TAKEN:
            _mark(work, taken, states, state=MailState.SENT, sent_at=work.moment, **free)
        case Result.UNKNOWN:
            _mark(work, taken, states, state=MailState.UNKNOWN, **free)
        case Result.NEVER:
            _mark(work, taken, states, state=MailState.GIVEN_UP, **free)
        case _:
            wait = wait_after(taken.tries)
            if wait is None:
                _mark(work, taken, states, state=MailState.GIVEN_UP, **free)
            else:
                _mark(work, taken, states, state=MailState.WAITING, not_before=work.moment + wait, **free)


def _mark(work: Work, taken: _Taken, states: Collection[MailState], **values: object) -> bool:
    """Change a message that is still this process's own; tell whether it was."""
    own = (Outbox.id == taken.id, Outbox.tries == taken.tries, Outbox.state.in_(states))
    with unit_of_work(work.engine) as session:
        return session.scalars(_of(*own).values(**values).returning(Outbox.id)).first() is not None


def _of(*which: ColumnElement[bool]) -> Update:
    return update(Outbox).where(*which).execution_options(synchronize_session=False)
