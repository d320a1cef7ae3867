"""How the requests of each organisation stand, for whoever advises there: numbers only."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import case, func, or_, select
from sqlalchemy.orm import Session

from dsar.core.vocabulary import Role
from dsar.core.worklist import ALL, role_key
from dsar.models import Membership, Organisation, User, WorklistKey

_ADVISERS = (Role.FG, Role.DEPUTY_FG)


def advisers_at(session: Session, moment: datetime, hour: int) -> dict[int, list[int]]:
    """Give in which organisations each active officer or deputy advises who is written to at this hour or before."""
    rows = session.execute(
        select(User.id, Membership.organisation_id)
        .join(Membership, Membership.user_id == User.id)
        .where(
            User.active.is_(True),
            User.digest_hour <= hour,
            Membership.role.in_(_ADVISERS),
            Membership.since <= moment,
            or_(Membership.until.is_(None), Membership.until > moment),
        )
        .distinct()
        .order_by(User.id)
    )
    found: dict[int, list[int]] = {}
    for user_id, organisation_id in rows:
        found.setdefault(user_id, []).append(organisation_id)
    return found


def standings(session: Session, organisation_ids: Iterable[int], today: date) -> Sequence[tuple[str, int, int, int]]:
    """Give each organisation by name with its open cases, those too late, and those that wait for advice."""
    everything, advice = WorklistKey.key == ALL, WorklistKey.key == role_key(Role.FG)
    counted = (everything, everything & (WorklistKey.day < today), advice)
    rows = session.execute(
        select(Organisation.name, *(func.sum(case((which, 1), else_=0)) for which in counted))
        .outerjoin(
            WorklistKey,
            (WorklistKey.organisation_id == Organisation.id)
            & WorklistKey.closed.is_(False)
            & WorklistKey.key.in_((ALL, role_key(Role.FG))),
        )
        .where(Organisation.id.in_(organisation_ids))
        .group_by(Organisation.id, Organisation.name)
        .order_by(Organisation.name)
    )
    return [(name, int(opened or 0), int(late or 0), int(waiting or 0)) for name, opened, late, waiting in rows]
