"""The post of an organisation: letters that wait to leave, letters without pages yet, and what left lately."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from dsar.core.actor import Actor
from dsar.core.errors import NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.posting import Due, Lateness, expired, lateness, ways_for
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import DispatchWay, LetterKind
from dsar.models import Case, Dispatch, Letter, Organisation, Question, Request
from dsar.models.letter import LetterStatus
from dsar.queries.letter_dates import due_of
from dsar.queries.regulations import regulation_of

_RECENT = timedelta(days=30)
_MOST_RECENT = 100


@dataclass(frozen=True, slots=True)
class Posting:
    """One letter on the lists of the post; `lateness` is of the day it left, or of today while it waits."""

    letter_id: int
    case_id: int
    reference: str
    number: str
    kind: LetterKind
    addressee: str  # the first line in the window
    pages: int | None
    dated: date
    due: Due
    lateness: Lateness
    expired: bool  # it prints a term and its date is past: it cannot leave any more (decision 6)
    ways: frozenset[DispatchWay]
    sent: Dispatch | None


def organisation_of(session: Session, actor: Actor, organisation_id: int, permission: Permission) -> Organisation:
    """Give an organisation in which the actor has the permission; raises NotFound."""
    if organisation_id not in organisations_with(actor, permission):
        raise NotFound
    return session.get_one(Organisation, organisation_id)


def waiting(session: Session, actor: Actor, organisation_id: int, today: date) -> tuple[Posting, ...]:
    """Give every final letter that has not left, the one that has to leave first on top; raises NotFound."""
    query = _letters(session, actor, organisation_id).where(
        Letter.status == LetterStatus.FINAL, ~select(Dispatch.id).where(Dispatch.letter_id == Letter.id).exists()
    )
    return tuple(sorted(_postings(session, query, today), key=_order))


def without_pages(session: Session, actor: Actor, organisation_id: int, today: date) -> tuple[Posting, ...]:
    """Give every letter that has a number and no pages yet, in the same order; raises NotFound."""
    query = _letters(session, actor, organisation_id).where(Letter.status == LetterStatus.NUMBERED)
    return tuple(sorted(_postings(session, query, today), key=_order))


def posted_lately(session: Session, actor: Actor, organisation_id: int, today: date) -> tuple[Posting, ...]:
    """Give what left in the last thirty days, the newest first and a hundred at most; raises NotFound."""
    query = (
        _letters(session, actor, organisation_id)
        .join(Dispatch, Dispatch.letter_id == Letter.id)
        .where(Dispatch.posted_on >= today - _RECENT)
        .order_by(Dispatch.posted_on.desc(), Letter.id.desc())
        .limit(_MOST_RECENT)
    )
    return tuple(_postings(session, query, today))


def dates_of_letter(letter: Letter, session: Session, today: date) -> tuple[Due, Lateness]:
    """Give by when a letter had to leave and how late it left, or is today; the caller has checked the actor."""
    due_by = due_of(letter, letter.case, regulation_of(session, letter.case.regulation_version_id))
    return due_by, lateness(due_by, letter.dispatch.posted_on if letter.dispatch is not None else today)


def _letters(session: Session, actor: Actor, organisation_id: int) -> Select[Letter]:
    organisation_of(session, actor, organisation_id, Permission.CASE_READ)
    case = joinedload(Letter.case)
    return (
        select(Letter)
        .where(Letter.organisation_id == organisation_id)
        .options(
            case.joinedload(Case.organisation),
            case.selectinload(Case.requests).joinedload(Request.extension),
            case.selectinload(Case.questions).options(selectinload(Question.links), joinedload(Question.end)),
            selectinload(Letter.links),
            joinedload(Letter.dispatch),
        )
    )


def _postings(session: Session, query: Select[Letter], today: date) -> Iterator[Posting]:
    regulations: dict[int, Regulation] = {}
    for letter in session.scalars(query):
        version = letter.case.regulation_version_id
        regulation = regulations.get(version) or regulations.setdefault(version, regulation_of(session, version))
        due_by, sent = due_of(letter, letter.case, regulation), letter.dispatch
        yield Posting(
            letter_id=letter.id,
            case_id=letter.case_id,
            reference=letter.case.reference,
            number=letter.number,
            kind=letter.kind,
            addressee=_addressee(letter),
            pages=letter.pages,
            dated=letter.dated,
            due=due_by,
            lateness=lateness(due_by, sent.posted_on if sent is not None else today),
            expired=sent is None and expired(letter.kind, letter.dated, today),
            ways=ways_for(regulation.letter_ways),
            sent=sent,
        )


def _addressee(letter: Letter) -> str:
    """Give the name as it stands in the letter's window, which is frozen with it."""
    lines = json.loads(letter.context)["letter"]["addressee"]
    return str(lines[0]) if lines else ""


def _order(posting: Posting) -> tuple[date, date, int]:
    """Order by the day of leaving, then by the term itself, then by number: numbers grow with the ids."""
    return posting.due.leave_by, posting.due.governing or posting.due.leave_by, posting.letter_id
