"""Who deputises for whom on a day, and what was arranged; a deputy without the role, or inactive, does not count."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from dsar.core.actor import Actor
from dsar.core.advice_terms import start_of
from dsar.core.deputies import Arrangement, Period
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, has_permission
from dsar.core.vocabulary import Role
from dsar.models import Case, Deputising, Membership, User

MOST_SHOWN = 50  # arrangements of one user

# Statements of every page of the worklist are written once: making one takes longer than a database needs for it.
_HAS_ROLE = exists().where(
    Membership.role == Role.CONTACT_PERSON,
    Membership.since < bindparam("begins"),
    or_(Membership.until.is_(None), Membership.until > bindparam("ends")),
)
_HOLDING = (
    select(Deputising)
    .options(*(selectinload(one) for one in (Deputising.user, Deputising.deputy, Deputising.organisation)))
    .where(
        Deputising.first_day <= bindparam("day"),
        Deputising.last_day >= bindparam("day"),
        Deputising.ended_at.is_(None),
        select(User.id).where(User.id == Deputising.deputy_id, User.active.is_(True)).exists(),
        _HAS_ROLE.where(
            Membership.organisation_id == Deputising.organisation_id, Membership.user_id == Deputising.deputy_id
        ),
    )
)
_HOLDING_IN = _HOLDING.where(Deputising.organisation_id.in_(bindparam("places", expanding=True)))


def deputies_on(session: Session, organisation_ids: Iterable[int], day: date) -> Mapping[tuple[int, int], Deputising]:
    """Give who deputises on a day, by (organisation, who is away); the caller has checked the actor."""
    found = session.scalars(_HOLDING_IN, {"places": list(organisation_ids), "day": day, **_edges(Period(day, day))})
    return {(row.organisation_id, row.user_id): row for row in found}


def deputised_by(session: Session, actor: Actor, day: date) -> Sequence[Deputising]:
    """Give for whom the actor deputises on a day."""
    query = _HOLDING.where(Deputising.deputy_id == actor.user_id).order_by(Deputising.last_day, Deputising.id)
    return session.scalars(query, {"day": day, **_edges(Period(day, day))}).all()


def own_owners(session: Session, actor: Actor, organisation_id: int, day: date) -> tuple[int, ...]:
    """Give whose cases in an organisation are the actor's to look after on a day: their own, and of who is away."""
    away = (row.user_id for row in deputised_by(session, actor, day) if row.organisation_id == organisation_id)
    return (*((actor.user_id,) if actor.user_id is not None else ()), *sorted(away))


def arrangements_of(session: Session, organisation_ids: Iterable[int], user_id: int) -> Sequence[Deputising]:
    """Give what was arranged for a user in organisations, away or deputy, the latest first; the caller has checked."""
    query = select(Deputising).options(
        joinedload(Deputising.user), joinedload(Deputising.deputy), joinedload(Deputising.organisation)
    )
    query = query.where(
        Deputising.organisation_id.in_(list(organisation_ids)),
        or_(Deputising.user_id == user_id, Deputising.deputy_id == user_id),
    )
    return session.scalars(query.order_by(Deputising.last_day.desc(), Deputising.id.desc()).limit(MOST_SHOWN)).all()


def standing_arrangements(session: Session, organisation_id: int, today: date) -> tuple[Arrangement, ...]:
    """Give what was arranged in an organisation and is not over."""
    query = select(Deputising).where(
        Deputising.organisation_id == organisation_id, Deputising.last_day >= today, Deputising.ended_at.is_(None)
    )
    return tuple(
        Arrangement(row.user_id, row.deputy_id, Period(row.first_day, row.last_day)) for row in session.scalars(query)
    )


def arrangement(session: Session, actor: Actor, deputising_id: int) -> Deputising:
    """Give an arrangement that the actor may end: about themselves, or in an organisation they manage; or NotFound."""
    found = session.get(Deputising, deputising_id)
    if found is None or not may_arrange(actor, found.organisation_id, found.user_id):
        raise NotFound
    return found


def may_arrange(actor: Actor, organisation_id: int, user_id: int) -> bool:
    """Tell whether the actor may say who deputises for a user: for themselves, or where they manage the users."""
    if has_permission(actor, Permission.ORGANISATION_MANAGE, organisation_id):
        return True
    return actor.user_id == user_id and has_permission(actor, Permission.CASE_HANDLE, organisation_id)


def handler_of(session: Session, case: Case, day: date) -> User:
    """Give who handles a case on a day: its owner, or who deputises for them."""
    found = deputies_on(session, (case.organisation_id,), day).get((case.organisation_id, case.owner_id))
    return found.deputy if found is not None else case.owner


def contact_persons(session: Session, organisation_id: int, period: Period) -> Sequence[User]:
    """Give the active users who are contact persons in an organisation during the whole of a period, by name."""
    query = select(User).where(
        User.active.is_(True),
        _HAS_ROLE.where(Membership.user_id == User.id, Membership.organisation_id == organisation_id),
    )
    return session.scalars(query.order_by(User.name, User.id), _edges(period)).all()


def _edges(period: Period) -> dict[str, object]:
    """Give what a role must span to be held during the whole of a period."""
    return {"begins": start_of(period.first + timedelta(days=1)), "ends": start_of(period.last)}
