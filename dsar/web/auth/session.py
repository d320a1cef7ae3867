"""Ties Flask-Login to the sessions on the server: the cookie holds a session's secret, never who somebody is."""

import secrets
from datetime import timedelta

from flask import Flask, current_app, g, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy.exc import OperationalError

from dsar.queries import people
from dsar.queries.people import SignedIn
from dsar.services import signing_in
from dsar.web.context import installation, moment, session, work

_MACHINES = "health"  # asks nobody who they are, so that it answers without a database
KEEP_ALIVE = timedelta(minutes=1)  # a session in use is noted once in so much time


class Staff(UserMixin):
    """Somebody who is signed in, as Flask-Login wants it; the id is the session's secret."""

    def __init__(self, who: SignedIn, token: str) -> None:
        self.who = who
        self.token = token

    def get_id(self) -> str:
        """Give what the cookie keeps."""
        return self.token


def install(app: Flask) -> None:
    """Look up who is behind every request, before anything else asks."""
    manager: LoginManager = app.login_manager  # type: ignore[attr-defined]
    manager.session_protection = None  # the session is on the server and ends there; an address may change
    manager.user_loader(load)
    app.before_request(note_who)


def load(token: str) -> Staff | None:
    """Give who is behind a session's secret, or None when it has ended."""
    idle = timedelta(minutes=installation().settings.session_minutes)
    who = people.signed_in(session(), signing_in.hash_token(token), moment(), idle)
    return Staff(who, token) if who is not None else None


def note_who() -> None:
    """Before every request for a page: keep who is signed in at hand, and the session alive."""
    if request.endpoint == "static" or request.blueprint == _MACHINES or not current_user.is_authenticated:
        return
    g.signed_in = current_user.who
    if moment() - g.signed_in.last_seen_at < KEEP_ALIVE:
        return
    try:
        signing_in.keep_alive(work().engine, g.signed_in.session_id, moment())
    except OperationalError:  # a full or read-only disk: reading goes on
        current_app.logger.warning("the use of a session could not be noted")


def start(token: str) -> None:
    """Put a new session in the cookie and nothing of what was there before."""
    end()
    session().rollback()  # what was read before does not know the new session yet
    who = load(token)
    if who is not None:
        login_user(who)
        g.signed_in = who.who
        cookie["csrf_token"] = f"{who.who.session_id}.{secrets.token_hex(20)}"  # `dsar.web.kept` reads it


def end() -> None:
    """End the session, here and on the server."""
    if current_user.is_authenticated:
        signing_in.sign_out(work(), current_user.token)
    logout_user()
    cookie.clear()
