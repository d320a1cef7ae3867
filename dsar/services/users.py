"""An administrator changes a user's name and telephone, and lets somebody in or out."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, NotAllowed
from dsar.core.vocabulary import Role
from dsar.models import Membership, User
from dsar.queries.users import member, works_elsewhere
from dsar.services.audit import record, stream_of
from dsar.services.passwords import end_sessions
from dsar.services.printable import check_printable
from dsar.services.roles import keep_administrator, lock_organisation
from dsar.services.work import Work, transaction


@dataclass(frozen=True, slots=True)
class UserInput:
    """What an administrator may change of a user; both stand in letters."""

    name: str
    telephone: str


def change_user(work: Work, organisation_id: int, user_id: int, before: UserInput, wanted: UserInput) -> None:
    """Change a user's details; `before` is what the form was opened on.

    Raises NotFound for what the actor does not manage, NotAllowed for a user who works elsewhere too, Conflict when
    somebody was first, InvalidInput for what no letter can hold.
    """
    check_printable((field, getattr(wanted, field)) for field in UserInput.__slots__)
    with transaction(work) as session:
        user = own_user(session, work, organisation_id, user_id)
        if before != UserInput(user.name, user.telephone):
            raise Conflict("user_changed")
        changed = [field for field in UserInput.__slots__ if getattr(user, field) != getattr(wanted, field)]
        for field in changed:
            setattr(user, field, getattr(wanted, field))
        if changed:
            payload = {"user": user.id, "fields": changed}
            record(session, work, stream_of(organisation_id), Tag.USER_CHANGED, payload)


def set_active(work: Work, organisation_id: int, user_id: int, *, active: bool) -> None:
    """Let a user in again, or keep a user out: all sessions end, and the next request is refused.

    Raises as `change_user`, and NotAllowed for one's own account and for an organisation's last administrator.
    """
    if user_id == work.actor.user_id:
        raise NotAllowed("own_account")
    with transaction(work) as session:
        user = own_user(session, work, organisation_id, user_id)
        if user.active is active:
            return
        roles = roles_of(session, work, user_id)
        if not active:
            for managed_id in sorted({where for where, role in roles if role is Role.ADMINISTRATOR}):
                lock_organisation(session, managed_id)
                keep_administrator(session, managed_id, user_id, work.moment)
            end_sessions(session, work, user_id)
        user.active = active
        tag = Tag.USER_ACTIVATED if active else Tag.USER_DEACTIVATED
        for concerned_id in sorted({where for where, _ in roles} | {organisation_id}):
            record(session, work, stream_of(concerned_id), tag, {"user": user_id})


def own_user(session: Session, work: Work, organisation_id: int, user_id: int) -> User:
    """Lock and give a user whose account the actor may change.

    Raises NotFound for a user without a role in the organisation, and NotAllowed for one who works for an organisation
    that the actor does not manage: whoever changes an account there could get in there.
    """
    member(session, work.actor, organisation_id, user_id)
    if works_elsewhere(session, work.actor, user_id, work.moment):
        raise NotAllowed("user_elsewhere")
    query = select(User).where(User.id == user_id).with_for_update().execution_options(populate_existing=True)
    return session.execute(query).scalar_one()


def roles_of(session: Session, work: Work, user_id: int) -> list[tuple[int, Role]]:
    """Give the roles that a user has now or gets later, as (organisation id, role)."""
    rows = session.execute(
        select(Membership.organisation_id, Membership.role).where(
            Membership.user_id == user_id,
            or_(Membership.until.is_(None), Membership.until > work.moment),
        )
    )
    return [(organisation_id, role) for organisation_id, role in rows]
