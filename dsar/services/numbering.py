"""Numbers per organisation and year, without doubles: the counter row is locked until the number is committed."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.models import Counter


def next_number(session: Session, organisation_id: int, kind: str, year: int) -> int:
    """Count a counter up and give its new value, starting at 1."""
    counter = session.execute(
        select(Counter)
        .where(Counter.organisation_id == organisation_id, Counter.kind == kind, Counter.year == year)
        .with_for_update()
    ).scalar_one_or_none()
    if counter is None:
        counter = Counter(organisation_id=organisation_id, kind=kind, year=year, last=0)
        session.add(counter)
    counter.last += 1
    session.flush()
    return counter.last
