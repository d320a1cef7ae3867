"""Open requests that may have come in before: the same person, the same right, the same organisation."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.doubles import Person, last_names, may_be_same
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import Right
from dsar.core.workflow import Status
from dsar.models import Case, Party, Request, WorklistEntry


@dataclass(frozen=True, slots=True)
class Double:
    """A case that may be the same, with the rights that are in both."""

    case_id: int
    reference: str
    received_on: date
    name_parts: tuple[str, str, str]
    rights: tuple[Right, ...]


def possible_doubles(
    session: Session, actor: Actor, organisation_id: int, person: Person, rights: Collection[Right]
) -> tuple[Double, ...]:
    """Give the cases that may be the same, the latest first; none where the actor cannot read cases."""
    if organisation_id not in organisations_with(actor, Permission.CASE_READ):
        return ()
    rows = session.execute(
        select(Case, Party)
        .join(Party, Party.case_id == Case.id)
        .join(WorklistEntry, WorklistEntry.case_id == Case.id)
        .where(
            Case.organisation_id == organisation_id,
            Case.closed_on.is_(None),
            or_(WorklistEntry.sort_name.in_(last_names(person)), *_same_email(person)),
        )
        .order_by(Case.received_on.desc(), Case.id.desc())
    )
    found = [_double(session, case, party, rights) for case, party in rows if may_be_same(person, person_of(party))]
    return tuple(double for double in found if double.rights)


def _same_email(person: Person) -> list[ColumnElement[bool]]:
    email = person.email.strip().lower()
    return [func.lower(Party.email) == email] if email else []


def person_of(party: Party) -> Person:
    """Give a data subject as two are compared."""
    return Person(party.initials, party.name_prefix, party.last_name, party.postcode, party.email)


def _double(session: Session, case: Case, party: Party, rights: Collection[Right]) -> Double:
    open_rights = session.scalars(
        select(Request.right)
        .where(Request.case_id == case.id, Request.right.in_(rights), Request.status != Status.CLOSED)
        .order_by(Request.id)
    )
    name = (party.initials, party.name_prefix, party.last_name)
    return Double(case.id, case.reference, case.received_on, name, tuple(open_rights))
