"""Lets open cases follow rules that changed, after both dates were shown: one decision, one action, one transaction."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.corrections import check_reason
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.rule_changes import may_change_version, moved
from dsar.models import Case, Organisation, RegulationChoice, RegulationVersion
from dsar.queries.due import dates_of, first_of
from dsar.queries.rule_changes import by_calendar
from dsar.services.audit import record, record_for, stream_of
from dsar.services.regulation_store import stored_version
from dsar.services.transition import settle
from dsar.services.work import Work, regulation_for, transaction


def apply_version(work: Work, organisation_id: int, version: str, seen: Mapping[int, int], reason: str) -> int:
    """Let cases rest on another version of their regulation, and give how many; their letters stay as they are.

    `seen` has the version of each case on which its dates were shown. Raises InvalidInput without a reason, a case or
    such a version; Conflict for a case that changed since, has ended, or whose proposal or decision rests on its
    version; NotFound for another's organisation or case.
    """
    with transaction(work) as session:
        organisation = _managed(session, work, organisation_id)
        check_reason(reason)
        if not seen:
            raise InvalidInput("cases", "no_case_chosen")
        after = stored_version(session, work, organisation, work.catalogue.version(organisation.slug, version))
        cases = (_locked(session, organisation_id, one, seen[one]) for one in sorted(seen))
        moved = sum(_choose(session, work, case, after, reason) for case in cases)
        payload = {"version": after.version, "cases": len(seen), "moved": moved}
        record(session, work, stream_of(organisation_id), Tag.REGULATION_APPLIED, payload)
        return len(seen)


def apply_calendar(work: Work, organisation_id: int, seen: Mapping[int, int]) -> int:
    """Write the dates of open cases anew after the holidays or the rules of counting changed; give how many moved.

    `seen` as for `apply_version`; raises Conflict when the list is not that any more, InvalidInput for an empty one,
    NotFound for another's organisation.
    """
    with transaction(work) as session:
        organisation = _managed(session, work, organisation_id)
        if not seen:
            raise InvalidInput("cases", "no_case_chosen")
        moving = {one.case_id: one for one in by_calendar(session, organisation) if one.case_id in seen}
        for case_id in sorted(seen):
            case = _locked(session, organisation_id, case_id, seen[case_id])
            if case_id not in moving:
                raise Conflict("rules_moved")
            settle(session, work, case, work.today)
            payload = {"before": moving[case_id].due.isoformat(), "after": case.next_due_on.isoformat()}
            record_for(session, work, case, Tag.CASE_DATE, payload)
        record(session, work, stream_of(organisation_id), Tag.CALENDAR_APPLIED, {"cases": len(seen)})
        return len(seen)


def _managed(session: Session, work: Work, organisation_id: int) -> Organisation:
    if organisation_id not in organisations_with(work.actor, Permission.ORGANISATION_MANAGE):
        raise NotFound
    return session.get_one(Organisation, organisation_id)


def _locked(session: Session, organisation_id: int, case_id: int, version: int) -> Case:
    query = select(Case).where(Case.id == case_id, Case.organisation_id == organisation_id).with_for_update()
    case = session.execute(query.execution_options(populate_existing=True)).scalar_one_or_none()
    if case is None:
        raise NotFound
    if case.version != version or case.closed_on is not None:
        raise Conflict("rules_moved")
    case.version += 1
    return case


def _choose(session: Session, work: Work, case: Case, after: RegulationVersion, reason: str) -> bool:
    """Let one case rest on a version; tell whether a date of it moved."""
    before = regulation_for(session, case)
    if before.version == after.version or not may_change_version(request.status for request in case.requests):
        raise Conflict("rules_moved")
    dates = dates_of(session, case, before)
    due = first_of(case, dates.values())
    row = RegulationChoice(
        case_id=case.id,
        organisation_id=case.organisation_id,
        before_id=case.regulation_version_id,
        after_id=after.id,
        reason=reason.strip(),
        decided_by_id=work.user_id(),
        created_at=work.moment,
    )
    session.add(row)
    case.regulation_version_id = after.id
    session.flush()
    session.expire(case, ["regulation_version"])
    settle(session, work, case, work.today)
    changed = moved(dates, dates_of(session, case, regulation_for(session, case)))
    payload = {
        "choice": row.id,
        "before": before.version,
        "after": after.version,
        "due_before": due.isoformat(),
        "due_after": case.next_due_on.isoformat(),
        "moved": [
            {"request": one.request_id, "before": one.before.isoformat(), "after": one.after.isoformat()}
            for one in changed
        ],
    }
    record_for(session, work, case, Tag.CASE_REGULATION, payload)
    return bool(changed)
