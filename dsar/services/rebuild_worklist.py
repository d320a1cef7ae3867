"""Makes the worklist again from the cases, and shows that nothing drifted: its rows can be thrown away at any time."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from dsar.core.worklist import keys_of
from dsar.models import Case, WorklistCount, WorklistEntry, WorklistKey
from dsar.queries.standing import standing_of
from dsar.services.work import Work, transaction
from dsar.services.worklist import entry_of, place_of, refresh, values_of

BATCH = 500  # cases in one transaction


class Difference(NamedTuple):
    """A case whose rows are not what follows from it; case 0 stands for the counts."""

    case_id: int
    what: str


def rebuild(work: Work) -> int:
    """Make the rows of every case again, a batch a transaction; give how many there are."""
    done, last = 0, 0
    while True:
        with transaction(work) as session:
            query = select(Case).where(Case.id > last).order_by(Case.id).limit(BATCH)
            cases = list(session.scalars(query.with_for_update()))
            refresh(session, [case.id for case in cases])
        if not cases:
            return done
        done, last = done + len(cases), cases[-1].id


def incomplete(engine: Engine) -> bool:
    """Tell whether a case is not in the list yet, as after the migration that made the list."""
    with Session(engine) as session:
        missing = select(Case.id).where(~select(WorklistEntry.case_id).where(WorklistEntry.case_id == Case.id).exists())
        return session.execute(missing.limit(1)).first() is not None


def recount(work: Work) -> None:
    """Make the counts again from the keys."""
    with transaction(work) as session:
        session.execute(delete(WorklistCount))
        for (organisation_id, key, closed), cases in counted(session).items():
            session.add(WorklistCount(organisation_id=organisation_id, key=key, closed=closed, cases=cases))


def counted(session: Session) -> Mapping[tuple[int, str, bool], int]:
    """Count the keys, as the counts should be."""
    key = (WorklistKey.organisation_id, WorklistKey.key, WorklistKey.closed)
    rows = session.execute(select(*key, func.count()).group_by(*key))
    return {(organisation_id, name, closed): cases for organisation_id, name, closed, cases in rows}


def differences(session: Session) -> Iterator[Difference]:
    """Give every case whose rows are not what follows from it, and every count that is wrong (case 0)."""
    for case in session.scalars(select(Case).order_by(Case.id).execution_options(yield_per=BATCH)):
        standing = standing_of(session, case)
        rows = session.execute(
            select(WorklistKey.key, WorklistKey.closed, WorklistKey.day).where(WorklistKey.case_id == case.id)
        )
        if {(key, (closed, day)) for key, closed, day in rows} != {(key, place_of(case)) for key in keys_of(standing)}:
            yield Difference(case.id, "keys")
        entry = session.get(WorklistEntry, case.id)
        if entry is None or values_of(entry) != values_of(entry_of(case, standing)):
            yield Difference(case.id, "entry")
    if counts_differ(session):
        yield Difference(0, "counts")


def counts_differ(session: Session) -> bool:
    """Tell whether the counts are not those of the keys."""
    there = {
        (row.organisation_id, row.key, row.closed): row.cases
        for row in session.scalars(select(WorklistCount).where(WorklistCount.cases != 0))
    }
    return there != counted(session)
