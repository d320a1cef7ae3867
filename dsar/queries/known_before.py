"""Whether the organisation knows whoever asks from another case: asking proof of them is then no reasonable doubt."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.doubles import last_names, may_be_same
from dsar.models import Case, Party, WorklistEntry
from dsar.queries.doubles import person_of
from dsar.queries.facts import identity_established


@dataclass(frozen=True, slots=True)
class KnownBefore:
    """The other case in which it was established who this is, and the day of that."""

    reference: str
    checked_on: date


def known_before(session: Session, case: Case) -> KnownBefore | None:
    """Give the newest other case of the organisation with what may be the same person, known themself (GDPR 12(6)).

    A case in which somebody acted for them says nothing: the check was about whoever acted. Nothing is told once it is
    established in the case itself; the caller has checked the actor.
    """
    if identity_established(case):
        return None
    person = person_of(case.parties[0])
    rows = session.execute(
        select(Case, Party)
        .join(Party, Party.case_id == Case.id)
        .join(WorklistEntry, WorklistEntry.case_id == Case.id)
        .where(
            Case.organisation_id == case.organisation_id,
            Case.id != case.id,
            WorklistEntry.organisation_id == case.organisation_id,
            WorklistEntry.sort_name.in_(last_names(person)),
        )
        .order_by(Case.id.desc())
    )
    for other, party in rows:
        if may_be_same(person, person_of(party)) and not other.representatives and identity_established(other):
            return KnownBefore(other.reference, other.identity_checks[-1].checked_on)
    return None
