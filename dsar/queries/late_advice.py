"""Cases in which nobody advised in time: the decider may go on, and whoever handles them can ask (domain section 3)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import Askable, Stage, advice_term
from dsar.core.vocabulary import Role
from dsar.core.worklist import ASKED, Asked, asked_of
from dsar.models import Organisation, WorklistCount
from dsar.queries.advice_terms import askable

CONCERNED = frozenset({Role.CONTACT_PERSON, Role.DECIDER})  # who can do something about it


def late_keys(session: Session, organisation_id: int, today: date) -> tuple[str, ...]:
    """Give the keys of the worklist under which the term for an advice is over; the caller has checked the actor.

    The worklist knows since when an advice is asked, and on a text of whom. Until when depends on who has the roles
    on the day; it is asked once for each author.
    """
    query = select(WorklistCount.key).where(
        WorklistCount.organisation_id == organisation_id,
        WorklistCount.key.startswith(ASKED),
        WorklistCount.closed.is_(False),
        WorklistCount.cases > 0,
    )
    asked = {key: found for key in session.scalars(query) if (found := asked_of(key)) is not None}
    if not asked:
        return ()
    days = session.get_one(Organisation, organisation_id).advice_days
    who = {one: askable(session, organisation_id, one, today) for one in {one.author_id for one in asked.values()}}
    return tuple(sorted(key for key, one in asked.items() if _is_over(one, days, who[one.author_id], today)))


def _is_over(asked: Asked, working_days: int, who: Askable, today: date) -> bool:
    return advice_term(asked.day, working_days, who).stage(today) is Stage.OVER
