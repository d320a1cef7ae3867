"""Numbers per organisation and year, without doubles: the counter row is locked until the number is committed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.database import locked_or_new
from dsar.models import Counter


def next_number(session: Session, organisation_id: int, kind: str, year: int) -> int:
    """Count a counter up and give its new value, starting at 1."""
    query = select(Counter).where(
        Counter.organisation_id == organisation_id, Counter.kind == kind, Counter.year == year
    )
    counter = locked_or_new(
        session, query, lambda: Counter(organisation_id=organisation_id, kind=kind, year=year, last=0)
    )
    counter.last += 1
    session.flush()
    return counter.last
