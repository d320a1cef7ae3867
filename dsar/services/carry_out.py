"""Records that what was granted has been done; granted is not done (domain section 11)."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.carrying_out import CarryOutInput, check_carried_out, settled
from dsar.core.permissions import Permission
from dsar.core.workflow import Action
from dsar.models import CarryingOut, Duty, DutyNotDone, Request
from dsar.queries.foresight import asked_of
from dsar.queries.lookups import newest_proposal
from dsar.services.audit import record_for
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_request, transaction


def carry_out(work: Work, request_id: int, version: int, done: CarryOutInput) -> None:
    """Record the carrying out and end the request; the case closes when it was the last.

    The facts are stored once and their hash goes into the trail, as does which duty was not done.

    Raises InvalidInput as `check_carried_out`; NotAllowed before the answer has left; Conflict and NotFound as
    `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        before = request.status
        row = move(session, work, case, request, Action.CARRY_OUT)
        duties = session.scalars(select(Duty).where(Duty.request_id == request.id).order_by(Duty.id)).all()
        check_carried_out(
            done, asked_of(request, case.received_on, duties, newest_proposal(session, request.id)), work.today
        )
        done = settled(done, [duty.code for duty in duties])
        facts = _store(session, work, request, done)
        payload = {
            "carried_out_on": done.carried_out_on.isoformat(),
            "duties": sorted(duty.code for duty in duties if duty.code in done.duties),
            "not_done": _settle_duties(session, work, duties, done),
            "sha256": hashlib.sha256(facts.encode()).hexdigest(),
            "without_time": bool(done.without_time.strip()),
            "before_access": bool(done.before_access.strip()),
            "from": before.value,
            "to": row.target.value,
        }
        record_for(session, work, case, Tag.REQUEST_CARRIED_OUT, payload, request_id=request.id)
        settle(session, work, case, work.today)


def _store(session: Session, work: Work, request: Request, done: CarryOutInput) -> str:
    """Store what was done, and give its facts as they were stored."""
    facts = done.facts.to_json()
    session.add(
        CarryingOut(
            request_id=request.id,
            organisation_id=request.organisation_id,
            carried_out_on=done.carried_out_on,
            facts=facts,
            description=done.description.strip(),
            without_time=done.without_time.strip(),
            before_access=done.before_access.strip(),
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
    )
    return facts


def _settle_duties(session: Session, work: Work, duties: Iterable[Duty], done: CarryOutInput) -> list[str]:
    """Mark the duties that were confirmed, store the reason of the others, and give the codes of those."""
    left = []
    for duty in duties:
        if duty.code in done.duties:
            duty.done_on, duty.done_by_id = done.carried_out_on, work.user_id()
            continue
        left.append(duty.code)
        session.add(
            DutyNotDone(
                duty_id=duty.id,
                reason=done.not_done.strip(),
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
    return sorted(left)
