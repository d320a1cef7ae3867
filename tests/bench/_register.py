"""Fills a database with a register of any size: invented people, cases in every state, straight into the tables.

What follows from a case (keys, counts, text to search in) comes from the same functions as in the application.
"""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

from sqlalchemy import Engine, Table, insert, select, text
from sqlalchemy.orm import Session

from dsar.core.folding import fold
from dsar.core.progress import Step
from dsar.core.vocabulary import Right
from dsar.core.workflow import Status
from dsar.core.worklist import Asked, Standing, keys_of, searched
from dsar.database import Base
from dsar.models import Organisation, RegulationVersion
from dsar.models.case import NO_OPEN_DATE

BATCH = 20_000  # rows
OPEN_SHARE = 0.15
_NEXT = "SELECT setval(pg_get_serial_sequence('case_file', 'id'), max(id)) FROM case_file"
_COUNT = """INSERT INTO worklist_count (organisation_id, key, closed, cases)
    SELECT organisation_id, key, closed, count(*) FROM worklist_key GROUP BY organisation_id, key, closed"""
_NAMES = ("Jansen", "de Vries", "van den Berg", "Bakker", "Visser", "Müller", "Öztürk", "Kowalski", "el Amrani", "Smit")
_ENDS = ("", "s", "sen", "man", "stra", "ink", "ema", "ova", "huis", "beek", "dijk", "veld", "kamp", "burg", "daal")
_STATES = (
    (Status.REGISTERED, Step.CHECK_IDENTITY),
    (Status.REGISTERED, Step.PROPOSE),
    (Status.AWAITING_ADVICE, Step.ADVISE),
    (Status.RETURNED, Step.REVISE),
    (Status.AWAITING_DECISION, Step.DECIDE),
    (Status.DECIDED, Step.ISSUE_LETTER),
    (Status.ANSWERED, Step.CARRY_OUT),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation to put cases in, and who has them."""

    organisation_id: int
    version_id: int
    prefix: str
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Seeded:
    """One invented case."""

    id: int
    place: Place
    received_on: date
    due: date
    closed_on: date | None
    right: Right
    status: Status
    step: Step
    owner_id: int
    initials: str
    last_name: str

    @property
    def reference(self) -> str:
        """The reference; its number is the case's own."""
        return f"{self.place.prefix}-{self.received_on.year}-{self.id:07d}"

    @property
    def standing(self) -> Standing:
        """What the worklist makes of it."""
        steps = () if self.step is Step.NONE else (self.step,)
        names = (self.reference, self.initials, "", self.last_name, f"BRIEF-{self.received_on.year}-{self.id:07d}")
        asked = (Asked(self.received_on, self.owner_id),) if self.step is Step.ADVISE else ()
        return Standing(self.owner_id, (self.right,), (self.status,), steps, (), names, asked)


States = tuple[tuple[Status, Step], ...]


def seed(
    engine: Engine,
    places: tuple[Place, ...],
    cases: int,
    today: date,
    *,
    open_share: float = OPEN_SHARE,
    states: States = _STATES,
) -> None:
    """Write so many cases, spread over the places; the open ones are in these states."""
    with engine.connect() as connection:
        first = connection.execute(text("SELECT coalesce(max(id), 0) + 1 FROM case_file")).scalar_one()
    made = _made(places, first, cases, today, open_share, states)
    while batch := list(islice(made, BATCH)):
        with engine.begin() as connection:
            for name, rows in _rows(batch).items():
                table: Table = Base.metadata.tables[name]
                connection.execute(insert(table), rows)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM worklist_count"))
        connection.execute(text(_COUNT))
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:  # the next case that is registered gets the next number
            connection.exec_driver_sql(_NEXT)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")
    else:
        with engine.connect() as connection:
            connection.exec_driver_sql("ANALYZE")


def places_of(engine: Engine, owners: Mapping[int, tuple[int, ...]]) -> tuple[Place, ...]:
    """Give every organisation that has a case with its regulation version; `owners` gives its people."""
    with Session(engine) as session:
        query = select(Organisation.id, RegulationVersion.id, Organisation.reference_prefix).join(
            RegulationVersion, RegulationVersion.organisation_id == Organisation.id
        )
        return tuple(Place(*row, owners[row[0]]) for row in session.execute(query.order_by(Organisation.id)))


def _made(
    places: tuple[Place, ...], first: int, cases: int, today: date, open_share: float, states: States
) -> Iterator[Seeded]:
    chance = random.Random(7)  # noqa: S311 - invented cases, the same in every run
    rights = tuple(Right)
    for number in range(first, first + cases):
        place = places[number % len(places)]
        is_open = chance.random() < open_share
        received_on = today - timedelta(days=chance.randrange(45) if is_open else 30 + chance.randrange(2000))
        status, step = chance.choice(states) if is_open else (Status.CLOSED, Step.NONE)
        yield Seeded(
            id=number,
            place=place,
            received_on=received_on,
            due=received_on + timedelta(days=28 + chance.randrange(4)) if is_open else NO_OPEN_DATE,
            closed_on=None if is_open else received_on + timedelta(days=chance.randrange(30)),
            right=chance.choices(rights, range(len(rights), 0, -1))[0],
            status=status,
            step=step,
            owner_id=chance.choice(place.owners),
            initials=f"{chance.choice('ABCDEFGHJKLM')}.",
            last_name=f"{chance.choice(_NAMES)}{chance.choice(_ENDS)}{number % 977}",
        )


def _rows(batch: Iterable[Seeded]) -> dict[str, list[dict[str, object]]]:
    rows: dict[str, list[dict[str, object]]] = {
        name: [] for name in ("case_file", "party", "request", "worklist_entry", "worklist_key")
    }
    for case in batch:
        own = {"case_id": case.id, "organisation_id": case.place.organisation_id}
        rows["case_file"].append(_case(case))
        rows["party"].append({**own, **_party(case)})
        rows["request"].append({**own, **_request(case)})
        rows["worklist_entry"].append({**own, **_entry(case)})
        closed, day = case.closed_on is not None, case.closed_on or case.due
        for key in keys_of(case.standing):
            rows["worklist_key"].append({**own, "key": key, "closed": closed, "day": day})
    return rows


def _case(case: Seeded) -> dict[str, object]:
    return {
        "id": case.id,
        "organisation_id": case.place.organisation_id,
        "reference": case.reference,
        "received_on": case.received_on,
        "channel": "post",
        "regulation_version_id": case.place.version_id,
        "owner_id": case.owner_id,
        "next_due_on": case.due,
        "closed_on": case.closed_on,
        "version": 1,
        "created_at": _moment(case.received_on),
    }


def _party(case: Seeded) -> dict[str, object]:
    words = dict.fromkeys(("name_prefix", "country", "email", "telephone"), "")
    return {
        **words,
        "kind": "subject",
        "salutation": "unknown",
        "initials": case.initials,
        "last_name": case.last_name,
        "street": "Lindelaan 12",
        "postcode": "7511 AA",
        "city": "Enschede",
        "language": "nl",
        "large_print": False,
    }


def _request(case: Seeded) -> dict[str, object]:
    answered = case.status in {Status.ANSWERED, Status.CLOSED}
    return {
        "right_code": case.right,
        "purpose": "other" if case.right is Right.OBJECTION else None,
        "client_words": "",
        "status": case.status,
        "answered_on": case.received_on if answered else None,
        "closed_on": case.closed_on,
    }


def _entry(case: Seeded) -> dict[str, object]:
    standing = case.standing
    return {
        "rights": case.right.value,
        "steps": ",".join(standing.steps),
        "draft_roles": "",
        "sort_name": fold(case.last_name),
        "searched": searched(standing),
    }


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)
