"""Who is signed in, and what they may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.advice_terms import day_of
from dsar.core.errors import NotFound
from dsar.core.passwords import counts_until
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import Role
from dsar.models import LoginSession, Membership, Organisation, User

MOST_LOGO = 11_000  # characters of a logo as it is kept, 8 KB as a file: a larger one stands on letters only
_HOLDS = and_(
    Membership.since <= bindparam("moment"), or_(Membership.until.is_(None), Membership.until > bindparam("moment"))
)
_SIGNED_IN = (  # one row for each role; written once, for every page begins with it
    select(
        LoginSession.id,
        LoginSession.last_seen_at,
        User.id.label("user_id"),
        User.name,
        Membership.organisation_id,
        Membership.role,
        User.password_set_at,
        Organisation.password_months,
        Organisation.name.label("organisation"),
        Organisation.accent,
        Organisation.version,
        func.length(Organisation.logo).between(1, MOST_LOGO).label("logo"),
    )
    .join(User, User.id == LoginSession.user_id)
    .outerjoin(Membership, and_(Membership.user_id == User.id, _HOLDS))
    .outerjoin(Organisation, Organisation.id == Membership.organisation_id)
    .where(
        LoginSession.token_sha256 == bindparam("token_sha256"),
        LoginSession.ended_at.is_(None),
        LoginSession.last_seen_at > bindparam("used_since"),
        User.active.is_(True),
    )
)


@dataclass(frozen=True, slots=True)
class House:
    """An organisation as the screens of its people show it; `version` rises with every change of it."""

    organisation_id: int
    name: str
    accent: str  # #rrggbb
    version: int
    logo: bool  # there is one, and it is small enough for every page


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A live session: the actor and the name on the screen."""

    session_id: int
    user_id: int
    name: str
    actor: Actor
    last_seen_at: datetime
    password_until: date | None = None  # the last day on which the password counts, where an organisation says so
    houses: tuple[House, ...] = ()  # of the organisations in which they have a role


def signed_in(session: Session, token_sha256: str, moment: datetime, idle: timedelta) -> SignedIn | None:
    """Give who is behind a session's secret, or None when it ended, went unused for `idle`, or the user is inactive."""
    values = {"token_sha256": token_sha256, "moment": moment, "used_since": moment - idle}
    rows = session.execute(_SIGNED_IN, values).all()
    if not rows:
        return None
    one, roles = rows[0], frozenset((row.organisation_id, row.role) for row in rows if row.role is not None)
    months = min((row.password_months for row in rows if row.password_months is not None), default=None)
    until = counts_until(day_of(one.password_set_at), months) if months and one.password_set_at else None
    houses = {
        row.organisation_id: House(row.organisation_id, row.organisation, row.accent, row.version, bool(row.logo))
        for row in rows
        if row.role is not None
    }
    actor = Actor(one.user_id, roles)
    return SignedIn(one.id, one.user_id, one.name, actor, one.last_seen_at, until, tuple(houses.values()))


def actor_of(session: Session, user_id: int, moment: datetime) -> Actor:
    """Give the actor with the memberships that hold at a moment."""
    rows = session.execute(
        select(Membership.organisation_id, Membership.role).where(Membership.user_id == user_id, _HOLDS),
        {"moment": moment},
    )
    return Actor(user_id, frozenset((organisation_id, role) for organisation_id, role in rows))


def organisations_by_id(session: Session, ids: frozenset[int]) -> Sequence[Organisation]:
    """Give organisations in the order of their names."""
    return session.scalars(select(Organisation).where(Organisation.id.in_(ids)).order_by(Organisation.name)).all()


def own_organisation(session: Session, actor: Actor, organisation_id: int) -> Organisation:
    """Give an organisation in which the actor has a role; raises NotFound for another."""
    found = session.get(Organisation, organisation_id) if actor.roles_in(organisation_id) else None
    if found is None:
        raise NotFound
    return found


def managed_organisation(session: Session, actor: Actor, organisation_id: int) -> Organisation:
    """Give an organisation that the actor manages; raises NotFound for another."""
    allowed = organisations_with(actor, Permission.ORGANISATION_MANAGE)
    found = next(iter(organisations_by_id(session, allowed & {organisation_id})), None)
    if found is None:
        raise NotFound
    return found


def holders(session: Session, organisation_id: int, role: Role, moment: datetime) -> Sequence[User]:
    """Give the active members of staff with a role in an organisation, by name; the caller has checked the actor."""
    query = (
        select(User)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role == role,
            Membership.since <= moment,
            or_(Membership.until.is_(None), Membership.until > moment),
            User.active.is_(True),
        )
        .order_by(User.name, User.id)
    )
    return session.scalars(query).unique().all()


def can_be_asked(session: Session, organisation_id: int, roles: frozenset[Role], moment: datetime) -> Sequence[User]:
    """Give the active members of staff with one of these roles, by name, each once; the caller checked the actor."""
    here = select(Membership.user_id).where(
        Membership.organisation_id == organisation_id, Membership.role.in_(roles), _HOLDS
    )
    query = select(User).where(User.id.in_(here), User.active.is_(True)).order_by(User.name, User.id)
    return session.scalars(query, {"moment": moment}).all()


def names_of(session: Session, user_ids: frozenset[int]) -> dict[int, str]:
    """Give names by id; the caller has checked the actor."""
    users = session.scalars(select(User).where(User.id.in_(user_ids)))
    return {user.id: user.name for user in users}


def members(session: Session, organisation_id: int, moment: datetime) -> list[tuple[User, Role]]:
    """Give who has which role in an organisation now; the caller has checked the actor."""
    rows = session.execute(
        select(User, Membership.role)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.since <= moment,
            or_(Membership.until.is_(None), Membership.until > moment),
        )
        .order_by(User.name, Membership.role)
    )
    return [(user, role) for user, role in rows]
