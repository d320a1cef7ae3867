"""What somebody has to do beside the cases of the worklist, counted in one statement, for the list is opened often."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.queries.form_drafts import COUNT_PUT_AWAY, put_away
from dsar.queries.tasks import COUNT_OWN, whose

_BESIDE = select(COUNT_PUT_AWAY.scalar_subquery(), COUNT_OWN.scalar_subquery())


@dataclass(frozen=True, slots=True)
class Beside:
    """How many forms somebody put away, and how many tasks wait for their answer."""

    put_away: int
    tasks: int


def beside(session: Session, actor: Actor, path: str, moment: datetime) -> Beside:
    """Count the actor's forms of a page (`path`) that they put away and may finish, and their tasks."""
    values = {**put_away(actor.user_id, path, moment), **whose(actor)}
    return Beside(*session.execute(_BESIDE, values).one())
