"""How much work each organisation has, for whoever watches the installation: counts only."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dsar.models import Case, Organisation


@dataclass(frozen=True, slots=True)
class Workload:
    """The open cases of an organisation, and those of which the next date has passed."""

    organisation: str
    open: int
    overdue: int


def workloads(session: Session, today: date) -> tuple[Workload, ...]:
    """Give the counts of every organisation by its short name; nobody's data, so no actor is asked for."""
    late = func.coalesce(func.sum(case((Case.next_due_on < today, 1), else_=0)), 0)
    rows = session.execute(
        select(Organisation.slug, func.count(Case.id), late)
        .outerjoin(Case, (Case.organisation_id == Organisation.id) & Case.closed_on.is_(None))
        .group_by(Organisation.slug)
        .order_by(Organisation.slug)
    )
    return tuple(Workload(slug, opened, int(overdue)) for slug, opened, overdue in rows)
