"""Records who acts for the data subject, how their authority was checked, and that it ended (UAVG 5)."""

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.intake import normal_postcode
from dsar.core.permissions import Permission
from dsar.core.representation import (
    LONGEST_NOTE,
    NewAuthority,
    NewRepresentative,
    check_authority,
    letters_to_representative,
    representative_mistakes,
)
from dsar.core.texts import written
from dsar.models import AuthorityCheck, Case, Representative, RepresentativeEnd
from dsar.queries.representation import authority_established, representative_of
from dsar.services.audit import record_for
from dsar.services.check_identity import check_open
from dsar.services.printable import check_printable
from dsar.services.questions import AUTHORITY, doubt_ended
from dsar.services.receive_case import PRINTED
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, transaction

_LINES = ("initials", "name_prefix", "last_name", "street", "city", "country", "email", "telephone")
_COMPARED = (*_LINES, "postcode", "salutation", "kind", "scope", "holds_until", "gets_letters")
_OF_CHILD = ("child_age", "child_asked_on", "child_view")


def set_representative(work: Work, case_id: int, version: int, new: NewRepresentative) -> None:
    """Record who acts for the data subject, or what changed of that; the newest counts, letters made before stay.

    An authority that changes must be checked anew. Raises InvalidInput as `representative_mistakes`, or when nothing
    changed; NotAllowed for a closed case; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        _check_open(case)
        for mistake in representative_mistakes(new, case.received_on, work.today):
            raise mistake
        check_printable((field, getattr(new.person, field)) for field in PRINTED)
        before, row = representative_of(case), _row(work, case, new)
        changed = _changed(before, row)
        if not changed:
            raise InvalidInput("form", "nothing_changed")
        case.representatives.append(row)
        session.flush()
        payload = {"representative": row.id, "kind": row.kind.value, "fields": changed if before is not None else []}
        record_for(session, work, case, Tag.REPRESENTATIVE_SET, payload)
        settle(session, work, case, work.today)


def end_representative(work: Work, case_id: int, version: int, reason: str) -> None:
    """Record that somebody acts for the data subject no longer: letters go to the data subject from now on.

    Raises InvalidInput without a reason; NotAllowed when nobody acts for them, or for a closed case; Conflict and
    NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        _check_open(case)
        found = _found(case)
        if not written(reason):
            raise InvalidInput("reason", "required")
        if len(reason) > LONGEST_NOTE:
            raise InvalidInput("reason", "detail_too_long", most=LONGEST_NOTE)
        found.end = RepresentativeEnd(
            representative_id=found.id, reason=reason.strip(), ended_by_id=work.user_id(), ended_at=work.moment
        )
        session.flush()
        record_for(session, work, case, Tag.REPRESENTATIVE_ENDED, {"representative": found.id})
        settle(session, work, case, work.today)


def check_representative(work: Work, case_id: int, version: int, check: NewAuthority) -> None:
    """Record whether somebody may act for the data subject; the newest check counts. Knowing it ends that pause.

    Raises InvalidInput as `check_authority`; NotAllowed when nobody acts for them, or once every request has been
    decided; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        found = _found(case)
        check_open(session, work, case)
        check_authority(check, found.kind, case.received_on, work.today)
        row = _check(work, found, check)
        found.checks.append(row)
        session.flush()
        payload = {
            "check": row.id,
            "representative": found.id,
            "proof": row.proof.value,
            "checked_on": row.checked_on.isoformat(),
            "established": row.established,
            "request_seen": row.request_seen,
        }
        record_for(session, work, case, Tag.AUTHORITY_CHECKED, payload)
        if authority_established(case):
            doubt_ended(session, work, case, row.checked_on, AUTHORITY)
        settle(session, work, case, work.today)


def _check_open(case: Case) -> None:
    if case.closed_on is not None:
        raise NotAllowed("case_closed")


def _found(case: Case) -> Representative:
    found = representative_of(case)
    if found is None:
        raise NotAllowed("no_representative")
    return found


def _row(work: Work, case: Case, new: NewRepresentative) -> Representative:
    person = new.person
    return Representative(
        organisation_id=case.organisation_id,
        kind=new.kind,
        salutation=person.salutation,
        **{name: getattr(person, name).strip() for name in _LINES},
        postcode=normal_postcode(person.postcode, person.country),
        scope=new.scope.strip(),
        holds_until=new.holds_until,
        gets_letters=letters_to_representative(new.kind, wanted=new.gets_letters),
        child_age=new.child_age,
        child_asked_on=new.child_asked_on,
        child_view=new.child_view.strip(),
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )


def _changed(before: Representative | None, row: Representative) -> list[str]:
    """Give the names of what differs; everything when there was nobody."""
    names = (*_COMPARED, *_OF_CHILD)
    return sorted(name for name in names if before is None or getattr(before, name) != getattr(row, name))


def _check(work: Work, found: Representative, check: NewAuthority) -> AuthorityCheck:
    return AuthorityCheck(
        case_id=found.case_id,
        proof=check.proof,
        established=check.established,
        within_scope=check.established and check.within_scope,
        request_seen=check.established and check.request_seen,
        note=check.note.strip(),
        checked_on=check.checked_on,
        checked_by_id=work.user_id(),
        recorded_at=work.moment,
    )
