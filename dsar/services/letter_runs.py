"""Makes many letters one after the other. Every letter is its own transactions, so that a run can stop anywhere.

What was done is read from the letters themselves, not from the run: a run that was killed between a letter and its own
note of it finds the letter there and goes on. Nothing is made twice, and a number that was given out is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.models import Case, Letter, LetterRun, LetterRunItem
from dsar.models.letter import ItemState, LetterStatus
from dsar.queries.lookups import acknowledgement, undecided, version_of
from dsar.services.audit import record, stream_of
from dsar.services.issue_letter import LetterInput, RenderError, finish_letter, issue_letter
from dsar.services.work import Work, require, set_result, transaction

_TRIES = 5  # looks at one letter; more than one only when somebody else works on the same case


@dataclass(frozen=True, slots=True)
class _Item:
    position: int
    case_id: int
    letter_id: int | None


@dataclass(frozen=True, slots=True)
class _Made:
    letter_id: int | None
    problem: str = ""


def start_run(work: Work, organisation_id: int, letter_ids: Sequence[int], case_ids: Sequence[int]) -> int:
    """Begin a run over letters that have a number, and over cases whose receipt is to be confirmed; give its id.

    Raises InvalidInput for nothing chosen, NotFound for what belongs to another organisation, NotAllowed by role.
    """
    _check(work, organisation_id)
    if not letter_ids and not case_ids:
        raise InvalidInput("letters", "no_letter_chosen")
    with transaction(work) as session:
        rows = [*_letters(session, organisation_id, letter_ids), *_cases(session, organisation_id, case_ids)]
        run = LetterRun(organisation_id=organisation_id, started_by_id=work.user_id(), started_at=work.moment)
        session.add(run)
        session.flush()
        for position, (case_id, letter_id) in enumerate(rows, start=1):
            session.add(
                LetterRunItem(
                    run_id=run.id,
                    position=position,
                    organisation_id=organisation_id,
                    case_id=case_id,
                    letter_id=letter_id,
                    state=ItemState.WAITING,
                    problem="",
                )
            )
        record(session, work, stream_of(organisation_id), Tag.LETTER_RUN_STARTED, {"run": run.id, "letters": len(rows)})
        set_result(session, work, str(run.id))
        return run.id


def make_next(work: Work, run_id: int, *, render_seconds: float) -> bool:
    """Make the next letter of a run that waits, or note why it could not be made; False when none waits any more.

    Raises NotFound and NotAllowed as `start_run`. Anything else that goes wrong ends the call and leaves the letter
    waiting: the next call goes on with it.
    """
    item = _next(work, run_id)
    if item is None:
        return False
    _note(work, run_id, item.position, _make(work, item, render_seconds))
    return True


def _make(work: Work, item: _Item, render_seconds: float) -> _Made:
    for _ in range(_TRIES):
        letter = _found(work, item)
        if letter is not None and letter.status is not LetterStatus.NUMBERED:
            return _Made(letter.id, "letter_void" if letter.status is LetterStatus.VOID else "")
        if letter is None and _decided(work, item.case_id):
            return _Made(None, "acknowledgement_late")
        try:
            if letter is not None:
                finish_letter(work, letter.id, render_seconds=render_seconds)
            else:
                wanted = LetterInput(work.today)
                issue_letter(work, item.case_id, _version(work, item.case_id), wanted, render_seconds=render_seconds)
        except Conflict:
            continue  # somebody else was at this case: look again at what there is now
        except RenderError as error:
            numbered = _found(work, item)
            return _Made(numbered.id if numbered is not None else None, error.code.value)
        except (InvalidInput, NotAllowed, NotFound) as error:
            return _Made(letter.id if letter is not None else None, error.code)
    return _Made(item.letter_id, "case_changed")


def _next(work: Work, run_id: int) -> _Item | None:
    with Session(work.engine) as session:
        run = session.get(LetterRun, run_id)
        if run is None:
            raise NotFound
        _check(work, run.organisation_id)
        query = select(LetterRunItem).where(LetterRunItem.run_id == run_id, LetterRunItem.state == ItemState.WAITING)
        item = session.scalars(query.order_by(LetterRunItem.position).limit(1)).first()
        return _Item(item.position, item.case_id, item.letter_id) if item is not None else None


def _found(work: Work, item: _Item) -> Letter | None:
    """Give the letter of an item as it is now; for an acknowledgement the one that the case has by now, if any."""
    with Session(work.engine, expire_on_commit=False) as session:
        if item.letter_id is not None:
            return session.get_one(Letter, item.letter_id)
        return acknowledgement(session, item.case_id)


def _decided(work: Work, case_id: int) -> bool:
    with Session(work.engine) as session:
        return not session.scalar(select(undecided(case_id)))


def _version(work: Work, case_id: int) -> int:
    with Session(work.engine) as session:
        return version_of(session, case_id)


def _note(work: Work, run_id: int, position: int, made: _Made) -> None:
    """Write down what became of an item, unless another process at the same run has done so; close a run that ended."""
    with transaction(work) as session:
        run = session.execute(select(LetterRun).where(LetterRun.id == run_id).with_for_update()).scalar_one()
        item = session.get_one(LetterRunItem, (run_id, position))
        if item.state is not ItemState.WAITING:
            return
        item.letter_id, item.problem = made.letter_id, made.problem
        item.state = ItemState.FAILED if made.problem else ItemState.DONE
        session.flush()
        waits = select(LetterRunItem.position).where(
            LetterRunItem.run_id == run_id, LetterRunItem.state == ItemState.WAITING
        )
        if session.execute(waits.limit(1)).first() is None:
            run.finished_at = work.moment


def _check(work: Work, organisation_id: int) -> None:
    if organisation_id not in organisations_with(work.actor, Permission.CASE_READ):
        raise NotFound
    require(work, Permission.CASE_HANDLE, organisation_id)


def _letters(session: Session, organisation_id: int, ids: Sequence[int]) -> list[tuple[int, int]]:
    query = select(Letter.case_id, Letter.id).where(Letter.id.in_(set(ids)), Letter.organisation_id == organisation_id)
    rows = [(row.case_id, row.id) for row in session.execute(query.order_by(Letter.id))]
    if len(rows) != len(set(ids)):
        raise NotFound
    return rows


def _cases(session: Session, organisation_id: int, ids: Sequence[int]) -> list[tuple[int, None]]:
    query = select(Case.id).where(Case.id.in_(set(ids)), Case.organisation_id == organisation_id)
    found = list(session.scalars(query.order_by(Case.received_on, Case.id)))
    if len(found) != len(set(ids)):
        raise NotFound
    return [(case_id, None) for case_id in found]
