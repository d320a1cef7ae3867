"""Cases in which nobody advised in time: the decider may go on, and whoever handles them can ask (domain section 3)."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import Stage, advice_term
from dsar.core.vocabulary import Role
from dsar.core.worklist import ASKED, asked_of
from dsar.models import WorklistCount
from dsar.queries.advice_terms import Advisers, advisers_of

CONCERNED = frozenset({Role.CONTACT_PERSON, Role.DECIDER})  # who can do something about it
Asking = Mapping[int, Collection[str]]  # by organisation, the keys of the worklist that say since when is asked


def asking(session: Session, organisation_ids: Collection[int]) -> Asking:
    """Give the keys under which an advice is waited for; the caller has checked the actor."""
    row = WorklistCount
    query = select(row.organisation_id, row.key).where(
        row.organisation_id.in_(organisation_ids), row.key.startswith(ASKED), row.closed.is_(False), row.cases > 0
    )
    found: dict[int, list[str]] = {}
    for organisation_id, key in session.execute(query):
        found.setdefault(organisation_id, []).append(key)
    return found


def late_keys(session: Session, asked: Asking, today: date) -> Mapping[int, tuple[str, ...]]:
    """Give by organisation the keys under which the term for an advice is over, where there are any.

    The worklist knows since when an advice is asked, and on a text of whom. Until when depends on who has the roles
    on the day; that is read once.
    """
    if not asked:
        return {}
    terms = advisers_of(session, list(asked), today)
    late = {
        place: tuple(key for key in sorted(keys) if _is_over(key, terms[place], today)) for place, keys in asked.items()
    }
    return {place: keys for place, keys in late.items() if keys}


@lru_cache(maxsize=10_000)
def _is_over(key: str, advisers: Advisers, today: date) -> bool:
    asked = asked_of(key)
    if asked is None:
        return False
    return advice_term(asked.day, advisers.working_days, advisers.of(asked.author_id)).stage(today) is Stage.OVER
