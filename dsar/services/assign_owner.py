"""Gives a case to another contact person of the organisation."""

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.core.vocabulary import Role
from dsar.queries.people import holders
from dsar.services.audit import record_for
from dsar.services.work import Work, lock_case, transaction


def assign_owner(work: Work, case_id: int, version: int, owner_id: int) -> None:
    """Let another contact person of the organisation handle the case from now on.

    Raises InvalidInput for somebody who is no contact person there now or has the case already; Conflict, NotFound
    and NotAllowed as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        if owner_id == case.owner_id:
            raise InvalidInput("owner_id", "owner_already")
        people = holders(session, case.organisation_id, Role.CONTACT_PERSON, work.moment)
        if owner_id not in {user.id for user in people}:
            raise InvalidInput("owner_id", "choose_one")
        previous, case.owner_id = case.owner_id, owner_id
        record_for(session, work, case, Tag.CASE_OWNER, {"from_user": previous, "to_user": owner_id})
