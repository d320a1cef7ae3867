"""What commands share: work done by the system itself, or by a known user."""

from datetime import datetime

from flask import current_app
from sqlalchemy.orm import Session

from dsar.clock import day_in_amsterdam
from dsar.core.actor import Actor
from dsar.installation import Installation
from dsar.queries.people import actor_of
from dsar.services.work import Work

SYSTEM = Actor(None, frozenset())


def installed() -> Installation:
    """Give the running installation."""
    found: Installation = current_app.extensions["dsar"]
    return found


def system_work(moment: datetime | None = None) -> Work:
    """Give the work of the system itself."""
    at = moment or installed().clock()
    return _work(SYSTEM, at)


def work_of(user_id: int, moment: datetime) -> Work:
    """Give the work of a user at a moment."""
    with Session(installed().engine) as session:
        actor = actor_of(session, user_id, moment)
    return _work(actor, moment)


def _work(actor: Actor, moment: datetime) -> Work:
    here = installed()
    return Work(here.engine, here.catalogue, actor, moment, day_in_amsterdam(moment), address=here.links)
