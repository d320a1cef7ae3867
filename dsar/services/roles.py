"""Roles: an administrator gives one from a moment on and ends one; a row is never deleted."""

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.vocabulary import Role
from dsar.models import Membership, Organisation, User
from dsar.queries.users import managed_membership, member
from dsar.services.audit import record, stream_of
from dsar.services.work import Work, transaction


def give_role_from(
    work: Work, organisation_id: int, user_id: int, role: Role, since: datetime, since_day: date
) -> None:
    """Give a user of an organisation a role from a moment on; `since_day` is the day that it falls on.

    Raises NotFound for what the actor does not manage, NotAllowed for a role for oneself, InvalidInput for a moment
    that has passed (`since`) or a role that is there already (`role`).
    """
    if user_id == work.actor.user_id:
        raise NotAllowed("own_role")
    _check_moment("since", work, since)
    with transaction(work) as session:
        member(session, work.actor, organisation_id, user_id)
        lock_organisation(session, organisation_id)
        add_membership(session, work, organisation_id, user_id, role, since, since_day)


def add_membership(
    session: Session, work: Work, organisation_id: int, user_id: int, role: Role, since: datetime, since_day: date
) -> None:
    """Add a role in the caller's transaction; raises InvalidInput when the user has it already, or gets it later."""
    if has_role(session, organisation_id, user_id, role, since):
        raise InvalidInput("role", "role_exists")
    session.add(Membership(user_id=user_id, organisation_id=organisation_id, role=role, since=since))
    payload = {"user": user_id, "role": role.value, "since": since_day.isoformat()}
    record(session, work, stream_of(organisation_id), Tag.MEMBERSHIP_ADDED, payload)


def has_role(session: Session, organisation_id: int, user_id: int, role: Role, moment: datetime) -> bool:
    """Tell whether a user has a role at a moment, or gets it later."""
    overlapping = select(Membership.id).where(
        Membership.user_id == user_id,
        Membership.organisation_id == organisation_id,
        Membership.role == role,
        or_(Membership.until.is_(None), Membership.until > moment),
    )
    return session.execute(overlapping.limit(1)).first() is not None


def end_role(work: Work, organisation_id: int, membership_id: int, until: datetime, until_day: date) -> None:
    """End a role at a moment; one that would begin later never does.

    Raises NotFound for what the actor does not manage, Conflict for a role that has ended, InvalidInput (`until`) for
    a moment that has passed, NotAllowed for the last administrator of an organisation.
    """
    _check_moment("until", work, until)
    with transaction(work) as session:
        lock_organisation(session, organisation_id)
        found = managed_membership(session, work.actor, organisation_id, membership_id)
        if found.until is not None and found.until <= work.moment:
            raise Conflict("role_ended")
        if found.role is Role.ADMINISTRATOR:
            keep_administrator(session, organisation_id, found.user_id, until)
        found.until = max(until, found.since)
        payload = {"user": found.user_id, "role": found.role.value, "until": until_day.isoformat()}
        record(session, work, stream_of(organisation_id), Tag.MEMBERSHIP_ENDED, payload)


def lock_organisation(session: Session, organisation_id: int) -> None:
    """Let nobody else change the roles of an organisation until the transaction ends; raises NotFound."""
    query = select(Organisation.id).where(Organisation.id == organisation_id).with_for_update()
    if session.execute(query).scalar_one_or_none() is None:
        raise NotFound


def keep_administrator(session: Session, organisation_id: int, without_user_id: int, at: datetime) -> None:
    """Raise NotAllowed unless an active user other than this one is administrator from a moment on, without an end."""
    others = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role == Role.ADMINISTRATOR,
            Membership.user_id != without_user_id,
            Membership.until.is_(None),
            Membership.since <= at,
            User.active.is_(True),
        )
    )
    if session.execute(others.limit(1)).first() is None:
        raise NotAllowed("last_administrator")


def _check_moment(field: str, work: Work, moment: datetime) -> None:
    if moment < work.moment:
        raise InvalidInput(field, "role_day_past", today=work.today)
