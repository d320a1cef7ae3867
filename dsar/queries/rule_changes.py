"""Which open cases get another date when their rules change: another version of a regulation, or other holidays."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.regulation import Regulation
from dsar.core.rule_changes import may_change_version, moved
from dsar.models import Case, User
from dsar.models import Organisation as Organisation
from dsar.queries.due import dates_of, first_of, next_due
from dsar.queries.regulations import regulation_of

_PIECE = 200  # cases in memory at a time


@dataclass(frozen=True, slots=True)
class Moving:
    """One open case with its dates now and by other rules; no content of the case, for an administrator sees none."""

    case_id: int
    version: int  # of the case, on which both dates were computed
    reference: str
    received_on: date
    rests_on: str  # the version of the regulation
    due: date
    new_due: date
    free: bool  # nothing rests on its version yet (`core.rule_changes`)
    by_receipt: bool  # the new version is that of its day of receipt
    others: tuple[tuple[date, date], ...] = ()  # each other date of a request that moves, and what it becomes

    @property
    def moves(self) -> bool:
        """Whether one of its requests, or the case, gets another date."""
        return self.due != self.new_due or bool(self.others)


def by_version(session: Session, organisation: Organisation, new: Regulation) -> Iterator[Moving]:
    """Give every open case that rests on another version, with its dates by the new one; the actor was checked."""
    for case in _open_cases(session, organisation):
        rests_on = regulation_of(session, case.regulation_version_id)
        if rests_on.version != new.version:
            before, after = dates_of(session, case, rests_on), dates_of(session, case, new)
            first = first_of(case, before.values()), first_of(case, after.values())
            others = {(one.before, one.after) for one in moved(before, after)} - {first}
            yield Moving(
                case.id,
                case.version,
                case.reference,
                case.received_on,
                rests_on.version,
                *first,
                may_change_version(request.status for request in case.requests),
                holds_on(new, case.received_on),
                tuple(sorted(others)),
            )


def by_calendar(session: Session, organisation: Organisation) -> Iterator[Moving]:
    """Give every open case whose stored date is not what its rules and the holidays say now.

    Only the earliest date of a case is stored; every other one is computed when it is shown (decision 2).
    """
    for case in _open_cases(session, organisation):
        rests_on = regulation_of(session, case.regulation_version_id)
        due = next_due(session, case, rests_on)
        if due != case.next_due_on:
            yield Moving(
                case.id,
                case.version,
                case.reference,
                case.received_on,
                rests_on.version,
                case.next_due_on,
                due,
                free=True,
                by_receipt=True,
            )


def organisation_named(session: Session, slug: str) -> Organisation | None:
    """Give an organisation by the name of its regulation files, for a command."""
    return session.execute(select(Organisation).where(Organisation.slug == slug)).scalar_one_or_none()


def user_named(session: Session, email: str) -> int | None:
    """Give the id of whoever signs in with an address, for a command."""
    return session.execute(select(User.id).where(User.email == email.strip().lower())).scalar_one_or_none()


def holds_on(regulation: Regulation, day: date) -> bool:
    """Tell whether a version is the one for requests that are received on a day."""
    return regulation.effective_from <= day and (
        regulation.effective_until is None or day <= regulation.effective_until
    )


def _open_cases(session: Session, organisation: Organisation) -> Iterator[Case]:
    """Read the open cases of an organisation in pieces, in the order of their dates."""
    query = select(Case.id).where(Case.organisation_id == organisation.id, Case.closed_on.is_(None))
    ids = list(session.scalars(query.order_by(Case.next_due_on, Case.id)))
    for start in range(0, len(ids), _PIECE):
        piece = ids[start : start + _PIECE]
        found = session.scalars(select(Case).where(Case.id.in_(piece)))
        yield from sorted(found, key=lambda case: piece.index(case.id))
