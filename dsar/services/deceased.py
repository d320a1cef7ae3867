"""Records that a case is about somebody who died and who asks, or that this was a mistake (domain section 9)."""

from collections.abc import Iterable

from dsar.core.audit import Tag
from dsar.core.deceased import LONGEST_REASON, NewDeceased, asks_for_care, deceased_mistakes
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.intake import normal_postcode
from dsar.core.permissions import Permission
from dsar.core.texts import written
from dsar.core.workflow import Status
from dsar.models import Case, Deceased, DeceasedEnd, DeceasedGround, Request
from dsar.models.case import NO_OPEN_DATE
from dsar.queries.deceased import deceased_of
from dsar.services.audit import record_for
from dsar.services.printable import check_printable
from dsar.services.receive_case import PRINTED
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, transaction

_LINES = ("initials", "name_prefix", "last_name", "street", "city", "country", "email", "telephone")
_COMPARED = (*_LINES, "postcode", "salutation", "kind", "relation", "shown", "answer_by")


def record_death(work: Work, case_id: int, version: int, new: NewDeceased) -> None:
    """Record who asks about somebody who died, or what changed of that; what was done before stays.

    No term of the law runs from then on: the first date is what the organisation promises. Raises InvalidInput as
    `deceased_mistakes`, or when nothing changed; NotAllowed for a closed case; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        if case.closed_on is not None:
            raise NotAllowed("case_closed")
        asked = open_requests(case)
        for mistake in deceased_mistakes(new, {one.id: one.right for one in asked}, work.today):
            raise mistake
        check_printable((field, getattr(new.person, field)) for field in PRINTED)
        before, row = deceased_of(case), _row(work, case, new)
        row.grounds = [
            DeceasedGround(request_id=one.id, ground=given.ground, facts=given.facts.strip())
            for one in asked
            if asks_for_care(one.right) and (given := new.grounds.get(one.id)) is not None
        ]
        changed = _changed(before, row)
        if not changed:
            raise InvalidInput("form", "nothing_changed")
        due_before = case.next_due_on
        case.deceased_rows.append(row)
        session.flush()
        payload = {
            "deceased": row.id,
            "kind": row.kind.value,
            "answer_by": row.answer_by.isoformat(),
            "due_before": due_before.isoformat() if due_before != NO_OPEN_DATE else None,
            "grounds": [{"request": one.request_id, "ground": one.ground.value} for one in row.grounds],
            "fields": changed if before is not None else [],
        }
        record_for(session, work, case, Tag.SUBJECT_DIED, payload)
        settle(session, work, case, work.today)


def undo_death(work: Work, case_id: int, version: int, reason: str) -> None:
    """Record that it was a mistake: the AVG applies, and its terms run from the day of receipt as if nothing was said.

    Raises InvalidInput without a reason; NotAllowed for a case about somebody who lives, or one that was closed;
    Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        found = deceased_of(case)
        if found is None:
            raise NotAllowed("subject_not_deceased")
        if case.closed_on is not None:
            raise NotAllowed("case_closed")
        if not written(reason):
            raise InvalidInput("reason", "required")
        if len(reason) > LONGEST_REASON:
            raise InvalidInput("reason", "detail_too_long", most=LONGEST_REASON)
        found.end = DeceasedEnd(
            deceased_id=found.id, reason=reason.strip(), ended_by_id=work.user_id(), ended_at=work.moment
        )
        session.flush()
        record_for(session, work, case, Tag.SUBJECT_LIVES, {"deceased": found.id})
        settle(session, work, case, work.today)


def open_requests(case: Case) -> list[Request]:
    """Give the requests of a case that somebody still waits for."""
    return [one for one in case.requests if one.status is not Status.CLOSED]


def _row(work: Work, case: Case, new: NewDeceased) -> Deceased:
    person = new.person
    return Deceased(
        organisation_id=case.organisation_id,
        kind=new.kind,
        relation=new.relation.strip(),
        salutation=person.salutation,
        **{name: getattr(person, name).strip() for name in _LINES},
        postcode=normal_postcode(person.postcode, person.country),
        shown=new.shown.strip(),
        answer_by=new.answer_by,
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )


def _changed(before: Deceased | None, row: Deceased) -> list[str]:
    """Give the names of what differs; everything when it was not known before."""
    names = sorted(name for name in _COMPARED if before is None or getattr(before, name) != getattr(row, name))
    same = before is not None and _said(before.grounds) == _said(row.grounds)
    return names if same else [*names, "grounds"]


def _said(grounds: Iterable[DeceasedGround]) -> set[tuple[int, str, str]]:
    return {(one.request_id, one.ground.value, one.facts) for one in grounds}
