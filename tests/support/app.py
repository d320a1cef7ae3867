"""An application with all organisations and one account per role in each, at a clock that only moves when told."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from unittest import mock

from flask import Flask

from dsar import create_app
from dsar.clock import day_in_amsterdam
from dsar.core.actor import Actor
from dsar.core.vocabulary import Role
from dsar.extensions import db
from dsar.queries.people import actor_of
from dsar.services.accounts import add_user, create_missing_organisations, give_role
from dsar.services.signing_in import hash_password
from dsar.services.work import Work

PASSWORD = "een lang wachtwoord"
SECRET_KEY = "only-for-the-tests-" + "0" * 32
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)  # 10:00 in Amsterdam
ADDRESS = "https://verzoeken.example.nl"  # where links in e-mail begin: services write messages, also where none leave
SYSTEM = Actor(None, frozenset())
_HASH = hash_password(PASSWORD)  # once for all accounts: hashing is slow on purpose


@dataclass
class Clock:
    """A clock that stands still."""

    moment: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **by: float) -> None:
        """Move the clock on, with the words of timedelta: hours=2, days=1."""
        self.moment += timedelta(**by)


@dataclass
class World:
    """A running application; `organisations` and `users` give the ids by slug and by e-mail address."""

    app: Flask
    clock: Clock
    organisations: dict[str, int] = field(default_factory=dict)
    users: dict[str, int] = field(default_factory=dict)

    def close(self) -> None:
        """Let go of the database."""
        with self.app.app_context():
            db.engine.dispose()

    @property
    def today(self) -> date:
        """The day in Amsterdam."""
        return day_in_amsterdam(self.clock.moment)

    def work(self, email: str | None = None, form_key: str = "") -> Work:
        """Give what services need, for somebody or for the system; call it in an application context."""
        actor = SYSTEM
        if email is not None:
            actor = actor_of(db.session(), self.users[email], self.clock.moment)
            db.session.rollback()
        catalogue = self.app.extensions["dsar"].catalogue
        return Work(db.engine, catalogue, actor, self.clock.moment, self.today, form_key, ADDRESS)

    def add_user(self, name: str, *roles: tuple[str, Role]) -> str:
        """Make a further account with roles such as ("aanzien", Role.FG) and give its e-mail address."""
        email = f"{name.lower().replace(' ', '.')}@example.com"
        with self.app.app_context(), mock.patch("dsar.services.accounts.hash_password", return_value=_HASH):
            work = self.work()
            self.users[email] = add_user(work, email, name, PASSWORD)
            for slug, role in roles:
                give_role(work, self.users[email], slug, role)
        return email


def address(slug: str, role: Role) -> str:
    """Give the e-mail address of an organisation's account for a role."""
    return f"{role.value.replace('_', '-')}@{slug}.example.com"


def name_of(slug: str, role: Role) -> str:
    """Give the name on that account."""
    return f"{role.value.replace('_', ' ').capitalize()} {slug}"


def make_world(database_url: str, **settings: object) -> World:
    """Start an application on a migrated database and give it its organisations and accounts."""
    clock = Clock()
    app = create_app({"DATABASE_URL": database_url, "SECRET_KEY": SECRET_KEY, "CLOCK": clock, **settings})
    world = World(app, clock)
    with app.app_context():
        _populate(world)
    return world


def _populate(world: World) -> None:
    work = world.work()
    create_missing_organisations(work)
    rows = db.session.execute(db.text("SELECT slug, id FROM organisation"))
    world.organisations = dict(rows.all())
    db.session.rollback()
    with mock.patch("dsar.services.accounts.hash_password", return_value=_HASH):
        for slug in world.organisations:
            for role in Role:
                email = address(slug, role)
                world.users[email] = add_user(work, email, name_of(slug, role), PASSWORD, "000 000 00 00")
                give_role(work, world.users[email], slug, role)
