"""Records how it was checked who is asking (GDPR 12(6)): the method and the result, never a number."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.permissions import Permission
from dsar.core.vocabulary import DocumentKind, IdentityMethod
from dsar.core.workflow import Action, allowed_actions
from dsar.models import Case, IdentityCheck
from dsar.queries.facts import gather
from dsar.services.audit import record_for
from dsar.services.questions import IDENTITY, doubt_ended
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, regulation_for, transaction


@dataclass(frozen=True, slots=True)
class IdentityInput:
    """A check as it was done."""

    method: IdentityMethod
    established: bool
    checked_on: date
    document_kind: DocumentKind | None = None
    note: str = ""


def check_identity(work: Work, case_id: int, version: int, check: IdentityInput) -> None:
    """Record a check; a newer one replaces the older as the one that counts. Knowing who asks ends that pause.

    Raises InvalidInput for a day in the future or before receipt, or a document without its kind; NotAllowed
    once every request has been decided; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        if check.checked_on > work.today:
            raise InvalidInput("checked_on", "day_in_future", today=work.today)
        if check.checked_on < case.received_on:
            raise InvalidInput("checked_on", "day_before_receipt", received_on=case.received_on)
        if (check.method is IdentityMethod.DOCUMENT) != (check.document_kind is not None):
            raise InvalidInput("document_kind", "document_kind_missing")
        check_open(session, work, case)
        row = IdentityCheck(
            organisation_id=case.organisation_id,
            party_id=case.parties[0].id,
            method=check.method,
            document_kind=check.document_kind,
            established=check.established,
            note=check.note.strip(),
            checked_on=check.checked_on,
            checked_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        case.identity_checks.append(row)
        session.flush()
        payload = {
            "check": row.id,
            "method": row.method.value,
            "document_kind": row.document_kind.value if row.document_kind else None,
            "checked_on": row.checked_on.isoformat(),
            "established": row.established,
        }
        record_for(session, work, case, Tag.IDENTITY_CHECKED, payload)
        if row.established:
            doubt_ended(session, work, case, row.checked_on, IDENTITY)
        settle(session, work, case, work.today)


def check_open(session: Session, work: Work, case: Case) -> None:
    """Raise NotAllowed once every request of a case has been decided: who asks is checked before that."""
    regulation = regulation_for(session, case)
    roles = work.actor.roles_in(case.organisation_id)
    for request in case.requests:
        facts = gather(session, case, request, regulation, work.actor.user_id, work.today)
        if Action.CHECK_IDENTITY in allowed_actions(facts, roles):
            return
    raise NotAllowed("status", action=Action.CHECK_IDENTITY)
