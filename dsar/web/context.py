"""What a request needs at hand: the installation, the actor, the reading session, and `work()` for services."""

from datetime import date, datetime

from flask import current_app, g
from sqlalchemy.orm import Session

from dsar.clock import day_in_amsterdam
from dsar.core.actor import Actor
from dsar.installation import Installation
from dsar.queries.people import SignedIn
from dsar.services.work import Work

NOBODY = Actor(None, frozenset())


def installation() -> Installation:
    """Give the running installation."""
    found: Installation = current_app.extensions["dsar"]
    return found


def moment() -> datetime:
    """Give this moment, the same one during a whole request."""
    if "moment" not in g:
        g.moment = installation().clock()
    found: datetime = g.moment
    return found


def today() -> date:
    """Give the day in Amsterdam."""
    return day_in_amsterdam(moment())


def signed_in() -> SignedIn | None:
    """Give who is signed in, or None."""
    found: SignedIn | None = g.get("signed_in")
    return found


def actor() -> Actor:
    """Give the actor behind the request; nobody has no memberships."""
    who = signed_in()
    return who.actor if who is not None else NOBODY


def session() -> Session:
    """Give the session that only reads."""
    return installation().reading()


def work(form_key: str | None = None) -> Work:
    """Give what services need; the form's key makes it count once."""
    return Work(installation().engine, installation().catalogue, actor(), moment(), today(), form_key or "")
