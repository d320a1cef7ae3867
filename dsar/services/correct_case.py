"""Puts mistakes of registering right: another day of receipt, another right, a request that was registered twice."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import day_of
from dsar.core.audit import Tag
from dsar.core.corrections import Asked, check_double, check_new_receipt, check_new_right, check_reason, doubled
from dsar.core.doubles import may_be_same
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.permissions import Permission
from dsar.core.vocabulary import CorrectionKind, Ending, ObjectionPurpose, Right
from dsar.core.workflow import Action, Status
from dsar.models import Case, CaseCorrection, Letter, Proposal, Request, RequestEnding
from dsar.models.letter import LetterStatus
from dsar.queries.doubles import person_of
from dsar.services.audit import record_for
from dsar.services.regulation_store import version_for_day
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_case, lock_request, transaction


def correct_receipt(work: Work, case_id: int, version: int, received_on: date, reason: str) -> None:
    """Give a case another day of receipt: both clocks run from there, and its regulation is of that day.

    A regulation that somebody chose stays, and letters that were made stay as they are. Raises InvalidInput as
    `check_new_receipt`, or when the organisation has no regulation for that day; NotAllowed for a closed case; Conflict
    and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        if case.closed_on is not None:
            raise NotAllowed("case_closed")
        check_reason(reason)
        check_new_receipt(received_on, case.received_on, work.today, first_event(session, case))
        before, case.received_on = case.received_on, received_on
        if not case.regulation_choices:  # a version that somebody chose stays
            case.regulation_version_id = version_for_day(session, work, case.organisation, received_on).id
        session.flush()
        session.expire(case, ["regulation_version"])
        _record(session, work, case, CorrectionKind.RECEIVED_ON, (before.isoformat(), received_on.isoformat()), reason)
        settle(session, work, case, work.today)


def correct_right(
    work: Work, request_id: int, version: int, right: Right, purpose: ObjectionPurpose | None, reason: str
) -> None:
    """Let a request invoke another right, as long as nothing was proposed on it.

    Raises InvalidInput and NotAllowed as `check_new_right`; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        if request.status is not Status.REGISTERED or request.reopening is not None:
            raise NotAllowed("right_proposed")
        check_reason(reason)
        proposed = session.execute(select(Proposal.id).where(Proposal.request_id == request.id).limit(1)).first()
        others = frozenset(one.right for one in case.requests if one.id != request.id)
        known = request.right, request.purpose
        check_new_right(right, purpose, known, others, proposed=proposed is not None)
        request.right, request.purpose = right, purpose
        changed = (_named(*known), _named(right, purpose))
        _record(session, work, case, CorrectionKind.RIGHT, changed, reason, (request,))
        settle(session, work, case, work.today)


def end_as_double(work: Work, case_id: int, version: int, reference: str, reason: str) -> None:
    """End each request of a case that another case of the organisation holds as well; the others go on.

    Raises InvalidInput as `kept_case` and `doubled_in`; NotAllowed when one that would end was decided; Conflict and
    NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        check_reason(reason)
        kept = kept_case(session, case, reference)
        ending = doubled_in(case, kept)
        for request in ending:
            move(session, work, case, request, Action.END_AS_DOUBLE, answered_on=work.today)
            session.add(
                RequestEnding(
                    request_id=request.id,
                    case_id=case.id,
                    kind=Ending.DOUBLE,
                    ended_on=work.today,
                    recorded_by_id=work.user_id(),
                    recorded_at=work.moment,
                )
            )
        session.flush()
        _record(session, work, case, CorrectionKind.DOUBLE, (case.reference, kept.reference), reason, ending)
        settle(session, work, case, work.today)


def kept_case(session: Session, case: Case, reference: str) -> Case:
    """Give the case that stays, of who may be the same person.

    Raises InvalidInput (`reference`) as `check_double`, or when there is none.
    """
    query = select(Case).where(
        Case.organisation_id == case.organisation_id, Case.reference == reference.strip().upper()
    )
    kept = session.execute(query).scalar_one_or_none()
    if kept is None:
        raise InvalidInput("reference", "reference_unknown")
    check_double(
        case.received_on,
        kept.received_on,
        kept_closed=kept.closed_on is not None,
        same=kept.id == case.id,
        same_person=may_be_same(person_of(case.parties[0]), person_of(kept.parties[0])),
    )
    return kept


def doubled_in(case: Case, kept: Case) -> tuple[Request, ...]:
    """Give the open requests of a case that an open request of another holds as well; raises as `doubled`."""
    found = doubled(_open(case), _open(kept).values())
    return tuple(request for request in case.requests if request.id in found)


def _open(case: Case) -> dict[int, Asked]:
    return {one.id: (one.right, one.purpose) for one in case.requests if one.status is not Status.CLOSED}


def first_event(session: Session, case: Case) -> date | None:
    """Give the first day on which something was done in a case; None when nothing was."""
    return min(_days(session, case), default=None)


def _days(session: Session, case: Case) -> Iterator[date]:
    yield from (check.checked_on for check in case.identity_checks)
    yield from (hearing.heard_on for hearing in case.hearings)
    made = select(Letter.dated).where(Letter.case_id == case.id, Letter.status != LetterStatus.VOID)
    yield from session.scalars(made)
    proposed = select(Proposal.created_at).join(Request, Request.id == Proposal.request_id)
    moments: list[datetime] = list(session.scalars(proposed.where(Request.case_id == case.id)))
    yield from map(day_of, moments)


def _named(right: Right, purpose: ObjectionPurpose | None) -> str:
    return f"{right}:{purpose}" if purpose is not None else right.value


def _record(
    session: Session,
    work: Work,
    case: Case,
    kind: CorrectionKind,
    changed: tuple[str, str],
    reason: str,
    about: tuple[Request, ...] = (),
) -> None:
    """Keep a correction, and of which requests; the row names one only for a wrong right."""
    before, after = changed
    row = CaseCorrection(
        case_id=case.id,
        organisation_id=case.organisation_id,
        request_id=about[0].id if kind is CorrectionKind.RIGHT else None,
        kind=kind,
        before=before,
        after=after,
        reason=reason.strip(),
        corrected_by_id=work.user_id(),
        created_at=work.moment,
    )
    session.add(row)
    session.flush()
    payload: dict[str, object] = {"correction": row.id, "kind": kind.value, "before": before, "after": after}
    if kind is CorrectionKind.DOUBLE:
        payload["rights"] = [_named(one.right, one.purpose) for one in about]
    record_for(session, work, case, Tag.CASE_CORRECTED, payload, request_id=row.request_id)
