"""Records who was told that nothing about a data subject is destroyed while the request is open (domain section 11)."""

from datetime import date

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.texts import written
from dsar.models import Case, FreezeNotice
from dsar.services.audit import record_for
from dsar.services.work import Work, require, transaction

LONGEST_NAME = 200  # characters, as wide as its column


def tell_freeze(work: Work, case_id: int, told: str, told_on: date) -> None:
    """Record that somebody was told; like a note it changes nothing that is on another's screen, so it has no version.

    Raises InvalidInput without a name or for a day that cannot be, NotAllowed for a closed case, NotFound for that of
    another organisation.
    """
    with transaction(work) as session:
        case = session.get(Case, case_id)
        if case is None or case.organisation_id not in organisations_with(work.actor, Permission.CASE_READ):
            raise NotFound
        require(work, Permission.CASE_HANDLE, case.organisation_id)
        if case.closed_on is not None:
            raise NotAllowed("case_closed")
        _check(told, told_on, case.received_on, work.today)
        notice = FreezeNotice(
            case_id=case.id,
            organisation_id=case.organisation_id,
            told=told.strip(),
            told_on=told_on,
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
        session.add(notice)
        session.flush()
        record_for(session, work, case, Tag.FREEZE_TOLD, {"notice": notice.id, "told_on": told_on.isoformat()})


def _check(told: str, told_on: date, received_on: date, today: date) -> None:
    if not written(told):
        raise InvalidInput("told", "required")
    if len(told.strip()) > LONGEST_NAME:
        raise InvalidInput("told", "detail_too_long", most=LONGEST_NAME)
    if told_on > today:
        raise InvalidInput("told_on", "day_in_future", today=today)
    if told_on < received_on:
        raise InvalidInput("told_on", "day_before_receipt", received_on=received_on)
