"""Runs of letters: what a run can make, how far it is, and what could not be made."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from dsar.core.actor import Actor
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import LetterKind
from dsar.models import Case, Letter, LetterRun, LetterRunItem
from dsar.models.letter import ItemState, LetterStatus
from dsar.queries.intake_marks import open_mark
from dsar.queries.lookups import undecided

_LATEST = 10


@dataclass(frozen=True, slots=True)
class Problem:
    """A letter of a run that could not be made; `code` says why, `number` is empty while it has none."""

    case_id: int
    reference: str
    letter_id: int | None
    number: str
    code: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    run: LetterRun
    total: int
    done: int
    problems: tuple[Problem, ...]

    @property
    def handled(self) -> int:
        """Count the letters that were made or could not be made."""
        return self.done + len(self.problems)

    @property
    def finished(self) -> bool:
        """Tell whether nothing waits any more."""
        return self.handled == self.total


def without_acknowledgement(session: Session, actor: Actor, organisation_id: int) -> Sequence[Case]:
    """Give the cases to decide whose receipt was not confirmed, the oldest first; raises NotFound."""
    if organisation_id not in organisations_with(actor, Permission.CASE_READ):
        raise NotFound
    confirmed = select(Letter.id).where(
        Letter.case_id == Case.id, Letter.kind == LetterKind.ACKNOWLEDGEMENT, Letter.status != LetterStatus.VOID
    )
    query = select(Case).where(
        Case.organisation_id == organisation_id,
        undecided(Case.id),
        ~confirmed.exists(),
    )
    loaded = query.options(selectinload(Case.parties), selectinload(Case.intake_marks))
    cases = session.scalars(loaded.order_by(Case.received_on, Case.id)).all()
    return [case for case in cases if open_mark(case) is None]  # it would go to the wrong person


def progress_of(session: Session, actor: Actor, run_id: int) -> Progress:
    """Give how far a run of one of the actor's organisations is; raises NotFound."""
    run = session.get(LetterRun, run_id, options=[joinedload(LetterRun.started_by)])
    if run is None or run.organisation_id not in organisations_with(actor, Permission.CASE_READ):
        raise NotFound
    return _progress(session, run)


def latest_runs(session: Session, actor: Actor, organisation_id: int) -> tuple[Progress, ...]:
    """Give the newest runs of an organisation; raises NotFound."""
    if organisation_id not in organisations_with(actor, Permission.CASE_READ):
        raise NotFound
    runs = session.scalars(
        select(LetterRun)
        .where(LetterRun.organisation_id == organisation_id)
        .options(joinedload(LetterRun.started_by))
        .order_by(LetterRun.id.desc())
        .limit(_LATEST)
    )
    return tuple(_progress(session, run) for run in runs.all())


def _progress(session: Session, run: LetterRun) -> Progress:
    states = session.execute(
        select(LetterRunItem.state, func.count()).where(LetterRunItem.run_id == run.id).group_by(LetterRunItem.state)
    )
    counts = {row[0]: row[1] for row in states}
    failed = session.execute(
        select(LetterRunItem.case_id, Case.reference, LetterRunItem.letter_id, Letter.number, LetterRunItem.problem)
        .join(Case, Case.id == LetterRunItem.case_id)
        .outerjoin(Letter, Letter.id == LetterRunItem.letter_id)
        .where(LetterRunItem.run_id == run.id, LetterRunItem.state == ItemState.FAILED)
        .order_by(LetterRunItem.position)
    )
    problems = tuple(
        Problem(row.case_id, row.reference, row.letter_id, row.number or "", row.problem) for row in failed
    )
    return Progress(run, sum(counts.values()), counts.get(ItemState.DONE, 0), problems)
