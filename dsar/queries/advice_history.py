"""What was advised, what came of it, and where somebody went on without advice: the officer's own memory."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, literal, or_, select, union_all
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.models import (
    Advice,
    Case,
    Decision,
    DraftAdvice,
    LetterDraft,
    Proposal,
    Request,
    WithoutAdvice,
    WithoutAdviceSeen,
)

PAGE = 50
PROPOSAL, LETTER, WITHOUT = "a", "b", "c"  # which table an entry comes from; part of the key of a page
Key = tuple[datetime, str, int]
MOST_UNSEEN = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One advice, or one time that nobody gave any; what does not belong to its kind is None."""

    key: Key
    case: Case
    request: Request | None
    advice: Advice | DraftAdvice | None
    without: WithoutAdvice | None
    draft: LetterDraft | None
    decision: Decision | None  # of the request, on whichever revision
    decided_revision: int | None
    revision: int


@dataclass(frozen=True, slots=True)
class Page:
    """Entries, newest first; `after` is the key of the last one when there are more."""

    entries: tuple[Entry, ...]
    after: Key | None


def history(session: Session, actor: Actor, organisation_id: int | None = None, after: Key | None = None) -> Page:
    """Give a page of the advice in the organisations that the actor advises, or in one of them; newest first."""
    served = organisations_with(actor, Permission.SIGN_OFF)
    wanted = served if organisation_id is None else served & {organisation_id}
    keys = _keys(wanted)
    query = select(keys).order_by(keys.c.created_at.desc(), keys.c.source.desc(), keys.c.id.desc()).limit(PAGE + 1)
    if after is not None:
        moment, source, row_id = after
        query = query.where(
            or_(
                keys.c.created_at < moment,
                and_(keys.c.created_at == moment, keys.c.source < source),
                and_(keys.c.created_at == moment, keys.c.source == source, keys.c.id < row_id),
            )
        )
    found = [(row.created_at, row.source, row.id) for row in session.execute(query)]
    entries = tuple(_entry(session, key) for key in found[:PAGE])
    return Page(entries, found[PAGE - 1] if len(found) > PAGE else None)


def unseen(session: Session, actor: Actor) -> tuple[Entry, ...]:
    """Give where somebody went on without advice and no officer has said to have seen it, oldest first."""
    query = (
        select(WithoutAdvice)
        .outerjoin(WithoutAdviceSeen, WithoutAdviceSeen.without_advice_id == WithoutAdvice.id)
        .where(
            WithoutAdvice.organisation_id.in_(organisations_with(actor, Permission.SIGN_OFF)),
            WithoutAdviceSeen.without_advice_id.is_(None),
        )
        .order_by(WithoutAdvice.id)
        .limit(MOST_UNSEEN)
    )
    return tuple(_entry(session, (row.created_at, WITHOUT, row.id)) for row in session.scalars(query).all())


def _keys(organisations: Iterable[int]):  # type: ignore[no-untyped-def]  # a subquery's type says nothing of its columns
    ids = sorted(organisations)
    proposals = (
        select(Advice.created_at, literal(PROPOSAL).label("source"), Advice.id)
        .join(Proposal, Proposal.id == Advice.proposal_id)
        .where(_within(Proposal.organisation_id, ids))
    )
    letters = (
        select(DraftAdvice.created_at, literal(LETTER).label("source"), DraftAdvice.id)
        .join(LetterDraft, LetterDraft.id == DraftAdvice.draft_id)
        .where(_within(LetterDraft.organisation_id, ids))
    )
    without = select(WithoutAdvice.created_at, literal(WITHOUT).label("source"), WithoutAdvice.id).where(
        _within(WithoutAdvice.organisation_id, ids)
    )
    return union_all(proposals, letters, without).subquery()


def _within(column, ids: list[int]) -> ColumnElement[bool]:  # type: ignore[no-untyped-def]  # a mapped attribute
    found: ColumnElement[bool] = column.in_(ids)
    return found


def _entry(session: Session, key: Key) -> Entry:
    _, source, row_id = key
    if source == PROPOSAL:
        advice = session.get_one(Advice, row_id)
        return _of_proposal(session, key, session.get_one(Proposal, advice.proposal_id), advice, None)
    if source == LETTER:
        said = session.get_one(DraftAdvice, row_id)
        return _of_draft(key, session.get_one(LetterDraft, said.draft_id), said, None, said.revision)
    without = session.get_one(WithoutAdvice, row_id)
    if without.proposal_id is not None:
        return _of_proposal(session, key, session.get_one(Proposal, without.proposal_id), None, without)
    draft = session.get_one(LetterDraft, without.draft_id)
    return _of_draft(key, draft, None, without, without.draft_revision or 0)


def _of_proposal(
    session: Session, key: Key, proposal: Proposal, advice: Advice | None, without: WithoutAdvice | None
) -> Entry:
    request = session.get_one(Request, proposal.request_id)
    decided = session.execute(
        select(Decision, Proposal.revision)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(Decision.request_id == request.id)
    ).one_or_none()
    return Entry(
        key=key,
        case=session.get_one(Case, request.case_id),
        request=request,
        advice=advice,
        without=without,
        draft=None,
        decision=decided[0] if decided is not None else None,
        decided_revision=decided[1] if decided is not None else None,
        revision=proposal.revision,
    )


def _of_draft(
    key: Key, draft: LetterDraft, advice: DraftAdvice | None, without: WithoutAdvice | None, revision: int
) -> Entry:
    return Entry(key, draft.case, None, advice, without, draft, None, None, revision)
