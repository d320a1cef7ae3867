"""How long it takes until so many due reminders have left by mail, one for each of so many people, and none twice."""

from datetime import timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import Select, func, insert, select, update

from dsar.core.vocabulary import Right, Role
from dsar.extensions import db
from dsar.jobs.runner import tick
from dsar.models import Case, Membership, Notice, Outbox, User
from dsar.models.scheduled import MailState
from tests.bench._load_register import STATES
from tests.bench._register import places_of, seed
from tests.support.app import World, make_world
from tests.support.cases import receive
from tests.support.smtp import Inbox, mail_inbox

MOST_SECONDS = 300
_AT = "@people.example.com"
_TICKS = 40  # of the scheduler; one hands over for a minute at most
_NOTICES = select(func.count()).select_from(Notice)
_WAITING = select(func.count()).select_from(Outbox).where(Outbox.state == MailState.WAITING)


def measure(url: str, reminders: int) -> None:
    """Make the people and their cases, let the jobs run, and print what became of it."""
    with mail_inbox() as inbox:
        world = make_world(
            url, DSAR_MAIL_SERVER=f"smtp://127.0.0.1:{inbox.port}", DSAR_MAIL_FROM="verzoeken@example.com"
        )
        with world.app.app_context():
            _fill(world, reminders)
            _report(world, inbox, reminders)
        world.close()


def _fill(world: World, reminders: int) -> None:
    """Make so many contact persons, each with one case that is due in three working days."""
    slug, organisation_id = next(iter(world.organisations.items()))
    receive(world, slug, Right.COPY)
    moment = world.clock.moment
    with db.engine.begin() as connection:
        one = connection.execute(select(User.__table__).limit(1)).mappings().one()
        first = connection.execute(select(func.max(User.id))).scalar_one() + 1
        ids = range(first, first + reminders)
        own = {key: one[key] for key in one if key not in {"id", "email", "name", "calendar_sha256"}}
        people = [{**own, "id": key, "email": f"p{key}{_AT}", "name": f"Persoon {key}"} for key in ids]
        roles = [
            {"user_id": key, "organisation_id": organisation_id, "role": Role.CONTACT_PERSON, "since": moment}
            for key in ids
        ]
        connection.execute(insert(User.__table__), people)
        connection.execute(insert(Membership.__table__), roles)
    places = places_of(db.engine, {organisation_id: tuple(ids)})  # only the one with a case has a regulation there
    seed(db.engine, places, reminders, world.today, open_share=1, states=STATES)
    with db.engine.begin() as connection:
        cases = connection.execute(select(Case.id).order_by(Case.id.desc()).limit(reminders)).scalars().all()
        due = world.today + timedelta(days=3)
        for key, case_id in zip(ids, cases, strict=True):
            connection.execute(update(Case).where(Case.id == case_id).values(owner_id=key, next_due_on=due))


def _report(world: World, inbox: Inbox, reminders: int) -> None:
    installation: Any = world.app.extensions["dsar"]
    began = perf_counter()
    for _ in range(_TICKS):
        tick(installation)
        if _count(_WAITING) == 0:
            break
    took, made, left = perf_counter() - began, _count(_NOTICES), _received(inbox)
    world.clock.forward(hours=1)  # the jobs have their next hour: nothing may be told again
    tick(installation)
    after = _received(inbox)
    wrong = [
        f"{name}: {found}, not {wanted}"
        for name, found, wanted in (
            ("notices", made, reminders),
            ("messages", len(left), reminders),
            ("receivers", len(set(left)), reminders),
            ("messages after the next hour", len(after), len(left)),
            ("notices after the next hour", _count(_NOTICES), made),
        )
        if found != wanted
    ]
    print(f"{made:,} notices and {len(left):,} messages handed over in {took:.1f} s")
    reached = not wrong and took <= MOST_SECONDS
    print(f"aim (all in {MOST_SECONDS} s, none twice): {'reached' if reached else 'NOT reached'}", *wrong, sep="\n  ")


def _received(inbox: Inbox) -> list[str]:
    """Give to whom a message went, of these people: others may have one about something else."""
    return [one for one in inbox.receivers if one.endswith(_AT)]


def _count(what: Select[tuple[int]]) -> int:
    with db.engine.connect() as connection:
        return connection.execute(what).scalar_one()
