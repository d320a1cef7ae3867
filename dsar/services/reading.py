"""Notes who read which case and page (NEN 7513), apart from the trail of changes."""

from collections.abc import Iterable

from dsar.database import unit_of_work
from dsar.models import AccessEvent
from dsar.services.work import Work


def note_reading(work: Work, organisation_id: int, case_id: int, page: str) -> None:
    """Add a line to the access log; `page` is the name of the screen, never a text with personal data."""
    with unit_of_work(work.engine) as session:
        session.add(
            AccessEvent(
                at=work.moment, actor_id=work.user_id(), organisation_id=organisation_id, case_id=case_id, page=page
            )
        )


def note_readings(work: Work, organisation_id: int, case_ids: Iterable[int], page: str) -> None:
    """Add a line for each of several cases that were read at once."""
    with unit_of_work(work.engine) as session:
        session.add_all(
            AccessEvent(
                at=work.moment, actor_id=work.user_id(), organisation_id=organisation_id, case_id=case_id, page=page
            )
            for case_id in sorted(set(case_ids))
        )
