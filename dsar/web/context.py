"""What a request needs at hand: the installation, the actor, the reading session, and `work()` for services."""

import hashlib
import json
from datetime import date, datetime

from flask import current_app, g, request
from sqlalchemy.orm import Session

from dsar.clock import day_in_amsterdam, start_of_day
from dsar.core.actor import Actor
from dsar.installation import Installation
from dsar.queries.people import SignedIn
from dsar.services.work import Work

NOBODY = Actor(None, frozenset())
RESTORED = "_restored"  # in a form that comes back after signing in: it is shown, and nothing is done
_CHANGES_BY_ITSELF = frozenset({"csrf_token"})


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


def from_day(day: date) -> datetime:
    """Give from when something holds that begins on a day: at once for today, else when that day begins."""
    return moment() if day == today() else start_of_day(day)


def signed_in() -> SignedIn | None:
    """Give who is signed in, or None."""
    found: SignedIn | None = g.get("signed_in")
    return found


def password_over() -> bool:
    """Tell whether the password of whoever signed in is older than an organisation of theirs allows."""
    who = signed_in()
    return who is not None and who.password_until is not None and who.password_until < today()


def actor() -> Actor:
    """Give the actor behind the request; nobody has no memberships."""
    who = signed_in()
    return who.actor if who is not None else NOBODY


def session() -> Session:
    """Give the session that only reads."""
    return installation().reading()


def restored() -> bool:
    """Tell whether this request only puts a form back on the screen; see `dsar.web.kept`."""
    return bool(g.get("restored", False))


def work(form_key: str | None = None) -> Work:
    """Give what services need; the form's key makes it count once."""
    here = installation()
    return Work(here.engine, here.catalogue, actor(), moment(), today(), _once(form_key), here.links)


def _once(form_key: str | None) -> str:
    """Tie a form's key to who sends it, where to, and what it says: anything else is another form."""
    who = signed_in()
    if not form_key or who is None:
        return ""
    typed = sorted((name, value) for name, value in request.form.items(multi=True) if name not in _CHANGES_BY_ITSELF)
    return hashlib.sha256(json.dumps([who.user_id, request.path, form_key, typed]).encode()).hexdigest()
