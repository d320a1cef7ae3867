"""The register that the load is put on: ten organisations, people in every role that works with cases, a long trail."""

import random
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from dsar.core.progress import Step
from dsar.core.vocabulary import Right, Role
from dsar.core.workflow import Status
from dsar.extensions import db
from dsar.models import Case, User
from dsar.queries.audit import verify
from dsar.services.audit import stream_of
from tests.bench._register import places_of, seed
from tests.bench._trail import write_trail
from tests.factories.world import SIXTH
from tests.support.app import PASSWORD, World, address, make_world
from tests.support.cases import receive

ORGANISATIONS, CONTACTS = 10, 6  # contact persons of each organisation
# What a case in these states needs is in the tables that are filled; each later state rests on many more.
STATES = ((Status.REGISTERED, Step.CHECK_IDENTITY), (Status.REGISTERED, Step.PROPOSE))
_JUDGES = (Role.FG, Role.DEPUTY_FG, Role.DECIDER)
_SHIPPED = 5


def more_organisations(folder: Path) -> None:
    """Write regulations of invented organisations, so that there are ten with those that come with the product."""
    text_of_one = (SIXTH / "sixth.toml").read_text(encoding="utf-8")
    for number in range(_SHIPPED + 1, ORGANISATIONS + 1):
        other = text_of_one.replace("woonhof-de-linde", f"woonhof-{number}").replace("De Linde", str(number))
        other = other.replace("WDL", f"WH{ascii_uppercase[number]}")
        (folder / f"woonhof-{number}.toml").write_text(other, encoding="utf-8")


def make_register(url: str, regulations: Path, cases: int, entries: int, moment: datetime) -> dict[str, Any]:
    """Fill a migrated database; give who can sign in and which cases there are, for the people at the screens."""
    world = make_world(url, DSAR_REGULATIONS=str(regulations))
    world.clock.moment = moment
    people = _people(world)
    with world.app.app_context():
        owners = {
            world.organisations[slug]: tuple(world.users[one] for one in by_role[Role.CONTACT_PERSON])
            for slug, by_role in people.items()
        }
        for slug in world.organisations:
            receive(world, slug, Right.COPY)  # stores the regulation version on which the others rest
        seed(db.engine, places_of(db.engine, owners), cases, world.today, states=STATES)
        write_trail(db.engine, tuple(owners), entries, moment)
        _check(world)
        plan = _plan(world, people)
    with world.app.app_context(), db.engine.begin() as connection:  # no password is too old, whenever this runs
        connection.execute(update(User).values(password_set_at=None))
    world.close()
    return plan


def _people(world: World) -> dict[str, dict[Role, list[str]]]:
    """Give the addresses of those who work with cases, by organisation and role."""
    found = {}
    for slug in world.organisations:
        by_role = {role: [address(slug, role)] for role in (Role.CONTACT_PERSON, *_JUDGES, Role.AUDITOR)}
        by_role[Role.CONTACT_PERSON] += [
            world.add_user(f"Contact {number} {slug}", (slug, Role.CONTACT_PERSON)) for number in range(2, CONTACTS + 1)
        ]
        found[slug] = by_role
    return found


def _check(world: World) -> None:
    """Recompute one chain, and see that PostgreSQL plans with what is there now."""
    with Session(db.engine) as session:
        assert verify(session, stream_of(min(world.organisations.values()))) is None, "the trail does not hold"
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM ANALYZE audit_event"))
    else:
        with db.engine.connect() as connection:
            connection.execute(text("ANALYZE"))


def _plan(world: World, people: Mapping[str, Mapping[Role, list[str]]]) -> dict[str, Any]:
    """Give the plan: cases to record something in are taken once each, the others are read and get notes."""
    chance = random.Random(28)  # noqa: S311 -- which cases, the same in every run
    plan: dict[str, Any] = {"password": PASSWORD, "contacts": [], "judges": [], "auditors": [], "cases": {}}
    with Session(db.engine) as session:
        for slug, by_role in people.items():
            plan["contacts"] += [(one, slug) for one in by_role[Role.CONTACT_PERSON]]
            plan["judges"] += [(one, slug) for role in _JUDGES for one in by_role[role]]
            plan["auditors"] += [(one, slug) for one in by_role[Role.AUDITOR]]
            query = select(Case.id, Case.reference, Case.closed_on).where(
                Case.organisation_id == world.organisations[slug]
            )
            rows = session.execute(query.order_by(Case.id)).all()
            open_ones = [(row.id, row.reference) for row in rows if row.closed_on is None]
            chance.shuffle(open_ones)
            third = len(open_ones) // 3
            kept = {*open_ones[:third], *open_ones[third : 2 * third]}
            plan["cases"][slug] = {
                "identify": open_ones[:third],
                "letter": open_ones[third : 2 * third],
                "read": [(row.id, row.reference) for row in rows if (row.id, row.reference) not in kept],
            }
    for who in ("contacts", "judges", "auditors"):
        chance.shuffle(plan[who])  # so that a few people are of several organisations as well
    slugs = list(world.organisations)
    plan["judges"].insert(0, (world.add_user("FG van alle", *((slug, Role.FG) for slug in slugs)), slugs[0]))
    return plan
