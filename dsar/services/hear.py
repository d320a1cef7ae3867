"""Records that whoever collected the data was heard before the decision (Westendorp 9.2)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.core.vocabulary import HearingCapacity
from dsar.core.workflow import Action
from dsar.models import Case, Hearing, HearingRequest, Request
from dsar.services.audit import record_for
from dsar.services.transition import move
from dsar.services.work import Work, lock_case, transaction


@dataclass(frozen=True, slots=True)
class HearingInput:
    """Who was heard, in which capacity, when, about which requests, and what they said."""

    request_ids: tuple[int, ...]
    person: str
    capacity: HearingCapacity
    heard_on: date
    statement: str


def record_hearing(work: Work, case_id: int, version: int, heard: HearingInput) -> None:
    """Record a hearing; raises InvalidInput, NotAllowed after the decision, Conflict and NotFound as `lock_case`."""
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        requests = _requests(case, heard)
        _check(work, case, heard)
        for request in requests:
            move(session, work, case, request, Action.HEAR)
        store_hearing(session, work, case, heard)


def _requests(case: Case, heard: HearingInput) -> list[Request]:
    wanted = set(heard.request_ids)
    requests = [request for request in case.requests if request.id in wanted]
    if not wanted or len(requests) != len(wanted):
        raise InvalidInput("request_ids", "no_request_chosen")
    return requests


def _check(work: Work, case: Case, heard: HearingInput) -> None:
    if heard.heard_on > work.today:
        raise InvalidInput("heard_on", "day_in_future", today=work.today)
    if heard.heard_on < case.received_on:
        raise InvalidInput("heard_on", "day_before_receipt", received_on=case.received_on)
    if not heard.person.strip():
        raise InvalidInput("person", "required")
    if not heard.statement.strip():
        raise InvalidInput("statement", "required")


def store_hearing(session: Session, work: Work, case: Case, heard: HearingInput) -> Hearing:
    """Write a hearing that is in order, with its entry in the trail."""
    hearing = Hearing(
        organisation_id=case.organisation_id,
        person=heard.person.strip(),
        capacity=heard.capacity,
        heard_on=heard.heard_on,
        statement=heard.statement.strip(),
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    case.hearings.append(hearing)
    session.flush()
    hearing.links.extend(HearingRequest(request_id=request_id, case_id=case.id) for request_id in heard.request_ids)
    session.flush()
    payload = {
        "hearing": hearing.id,
        "requests": list(heard.request_ids),
        "capacity": hearing.capacity.value,
        "heard_on": hearing.heard_on.isoformat(),
    }
    record_for(session, work, case, Tag.HEARING_RECORDED, payload)
    return hearing
