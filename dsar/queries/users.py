"""Users as an administrator sees them: who they are and which roles they have where, never a case."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from dsar.core.actor import Actor
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.models import LoginSession, Membership, User
from dsar.queries.people import managed_organisation

PAGE = 50


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody with a role in an organisation, now, before or later; `last_sign_in` is None when there was none."""

    user: User
    memberships: tuple[Membership, ...]  # in organisations that the actor manages, newest first
    last_sign_in: datetime | None


@dataclass(frozen=True, slots=True)
class Members:
    """A page of users, how many were found in all, and the id of the last one when there are more."""

    rows: tuple[Member, ...]
    total: int
    after_id: int | None


def members_of(
    session: Session, actor: Actor, organisation_id: int, search: str = "", after_id: int | None = None
) -> Members:
    """Give a page of everybody who has or had a role in an organisation, by name, behind the user with an id.

    `search` is a part of a name or an e-mail address; accents and capitals do not count. Raises NotFound for an
    organisation that the actor does not manage.
    """
    organisation = managed_organisation(session, actor, organisation_id)
    here = select(Membership.user_id).where(Membership.organisation_id == organisation.id)
    names = session.execute(select(User.id, User.name, User.email).where(User.id.in_(here))).all()
    wanted = _plain(search)
    found = sorted((_plain(name), key) for key, name, email in names if wanted in _plain(name) or wanted in email)
    start = next((place for place, (_, key) in enumerate(found, 1) if key == after_id), 0)
    ids = [key for _, key in found[start : start + PAGE]]
    more = len(found) > start + PAGE
    return Members(_members(session, organisation.id, ids), len(found), ids[-1] if more else None)


def _members(session: Session, organisation_id: int, ids: Sequence[int]) -> tuple[Member, ...]:
    """Read the users with these ids and their roles in an organisation, in the order of the ids."""
    rows = session.scalars(
        select(Membership)
        .options(joinedload(Membership.user))
        .where(Membership.organisation_id == organisation_id, Membership.user_id.in_(ids))
    )
    grouped: dict[int, list[Membership]] = {}
    for row in rows:
        grouped.setdefault(row.user_id, []).append(row)
    seen = _last_sign_ins(session, ids)
    return tuple(Member(grouped[key][0].user, _newest_first(grouped[key]), seen.get(key)) for key in ids)


def member(session: Session, actor: Actor, organisation_id: int, user_id: int) -> Member:
    """Give a user with a role in an organisation that the actor manages; raises NotFound for another.

    The memberships are those in all organisations that the actor manages, and in no other.
    """
    managed = organisations_with(actor, Permission.ORGANISATION_MANAGE)
    rows = session.scalars(
        select(Membership)
        .options(joinedload(Membership.user), joinedload(Membership.organisation))
        .where(Membership.user_id == user_id, Membership.organisation_id.in_(managed))
    ).all()
    if organisation_id not in {row.organisation_id for row in rows}:
        raise NotFound
    return Member(rows[0].user, _newest_first(rows), _last_sign_ins(session, [user_id]).get(user_id))


def managed_membership(session: Session, actor: Actor, organisation_id: int, membership_id: int) -> Membership:
    """Give a role that somebody has in an organisation that the actor manages; raises NotFound for another."""
    organisation = managed_organisation(session, actor, organisation_id)
    found = session.execute(
        select(Membership)
        .options(joinedload(Membership.user))
        .where(Membership.id == membership_id, Membership.organisation_id == organisation.id)
    ).scalar_one_or_none()
    if found is None:
        raise NotFound
    return found


def works_elsewhere(session: Session, actor: Actor, user_id: int, moment: datetime) -> bool:
    """Tell whether a user has a role, now or later, in an organisation that the actor does not manage."""
    managed = organisations_with(actor, Permission.ORGANISATION_MANAGE)
    query = select(Membership.id).where(
        Membership.user_id == user_id,
        Membership.organisation_id.not_in(managed),
        or_(Membership.until.is_(None), Membership.until > moment),
    )
    return session.execute(query.limit(1)).first() is not None


def own_memberships(session: Session, user_id: int, moment: datetime) -> Sequence[Membership]:
    """Give the roles that a user has now, for the user's own page."""
    return session.scalars(
        select(Membership)
        .options(joinedload(Membership.organisation))
        .where(
            Membership.user_id == user_id,
            Membership.since <= moment,
            or_(Membership.until.is_(None), Membership.until > moment),
        )
        .order_by(Membership.organisation_id, Membership.role)
    ).all()


def own_sessions(session: Session, user_id: int, moment: datetime, idle: timedelta) -> Sequence[LoginSession]:
    """Give the sessions of a user that are alive, the one used last first, for the user's own page."""
    return session.scalars(
        select(LoginSession)
        .where(
            LoginSession.user_id == user_id,
            LoginSession.ended_at.is_(None),
            LoginSession.last_seen_at > moment - idle,
        )
        .order_by(LoginSession.last_seen_at.desc(), LoginSession.id.desc())
    ).all()


def account(session: Session, user_id: int) -> User:
    """Give a user, for the user's own page."""
    return session.get_one(User, user_id)


def _last_sign_ins(session: Session, user_ids: Sequence[int]) -> dict[int, datetime]:
    rows = session.execute(
        select(LoginSession.user_id, func.max(LoginSession.created_at))
        .where(LoginSession.user_id.in_(user_ids))
        .group_by(LoginSession.user_id)
    )
    return {row[0]: row[1] for row in rows}


def _newest_first(rows: Sequence[Membership]) -> tuple[Membership, ...]:
    return tuple(sorted(rows, key=lambda row: (row.since, row.id), reverse=True))


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
