"""Whether a case is about somebody who died, and who asks."""

from datetime import date, datetime

from sqlalchemy import Select, func, select

from dsar.models import Case, DeceasedEnd
from dsar.models import Deceased as Deceased
from dsar.models import DeceasedGround as DeceasedGround


def deceased_of(case: Case) -> Deceased | None:
    """Give what is known of the death and of who asks; None for a case about somebody who lives."""
    newest = case.deceased_rows[-1] if case.deceased_rows else None
    return newest if newest is not None and newest.end is None else None


def known_dead_since(case: Case) -> datetime | None:
    """Give since when the case is about somebody who died; a change of who asks leaves it, a mistake ends it."""
    since: datetime | None = None
    for row in case.deceased_rows:
        since = None if row.end is not None else since or row.recorded_at
    return since


def deceased_cases() -> Select[int]:
    """Give the query for the ids of all cases about somebody who died."""
    newest = select(func.max(Deceased.id)).group_by(Deceased.case_id)
    ended = select(DeceasedEnd.deceased_id)
    return select(Deceased.case_id).where(Deceased.id.in_(newest), Deceased.id.not_in(ended))


def promised_on(case: Case) -> date | None:
    """Give the day that the organisation promised to whoever asks about somebody who died."""
    found = deceased_of(case)
    return found.answer_by if found is not None else None


def ground_of(found: Deceased, request_id: int) -> DeceasedGround | None:
    """Give on what a request about a record of care rests."""
    return next((one for one in found.grounds if one.request_id == request_id), None)
