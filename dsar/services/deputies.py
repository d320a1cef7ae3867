"""Says who looks after the cases of a contact person who is away, and ends that before its last day."""

from dsar.core.audit import Tag
from dsar.core.deputies import Arrangement, Period, check_free, check_period
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.models import Deputising
from dsar.queries.deputies import arrangement, contact_persons, may_arrange, standing_arrangements
from dsar.services.audit import record, stream_of
from dsar.services.roles import lock_organisation
from dsar.services.work import Work, transaction


def set_deputy(work: Work, organisation_id: int, wanted: Arrangement) -> None:
    """Let somebody deputise for a contact person of the organisation during a period.

    Raises NotFound for what the actor may not arrange, InvalidInput for days that cannot be (`first`, `last`), for
    somebody without the role during all of them (`deputy_id`), and for who is away or deputises already.
    """
    if not may_arrange(work.actor, organisation_id, wanted.user_id):
        raise NotFound
    check_period(wanted.period, work.today)
    with transaction(work) as session:
        lock_organisation(session, organisation_id)
        people = {user.id for user in contact_persons(session, organisation_id, wanted.period)}
        if wanted.user_id not in people:
            raise InvalidInput("first", "deputy_not_needed")
        if wanted.deputy_id not in people - {wanted.user_id}:
            raise InvalidInput("deputy_id", "deputy_without_role")
        check_free(wanted, standing_arrangements(session, organisation_id, work.today))
        stored = Deputising(
            organisation_id=organisation_id,
            user_id=wanted.user_id,
            deputy_id=wanted.deputy_id,
            first_day=wanted.period.first,
            last_day=wanted.period.last,
            set_by_id=work.user_id(),
            created_at=work.moment,
        )
        session.add(stored)
        session.flush()
        days = {"first_day": wanted.period.first.isoformat(), "last_day": wanted.period.last.isoformat()}
        record(session, work, stream_of(organisation_id), Tag.DEPUTY_SET, _of(stored) | days)


def end_deputy(work: Work, deputising_id: int) -> None:
    """End an arrangement now; raises NotFound for what the actor may not arrange, Conflict for one that is over."""
    with transaction(work) as session:
        found = arrangement(session, work.actor, deputising_id)
        lock_organisation(session, found.organisation_id)
        session.refresh(found)
        if found.ended_at is not None or Period(found.first_day, found.last_day).last < work.today:
            raise Conflict("deputy_over")
        found.ended_at, found.ended_by_id = work.moment, work.user_id()
        record(session, work, stream_of(found.organisation_id), Tag.DEPUTY_ENDED, _of(found))


def _of(stored: Deputising) -> dict[str, object]:
    return {"deputising": stored.id, "user": stored.user_id, "deputy": stored.deputy_id}


__all__ = ["Arrangement", "Period", "end_deputy", "set_deputy"]
