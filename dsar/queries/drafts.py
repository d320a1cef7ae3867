"""Composed letters while they are written: those of a case, and those that wait for the officer's advice."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import AdviceTerm, Stage
from dsar.core.errors import NotFound
from dsar.core.vocabulary import LetterKind
from dsar.models import Case, DraftRequestLink, Letter, LetterRequestLink
from dsar.models import DraftAdvice as DraftAdvice
from dsar.models import LetterDraft as LetterDraft
from dsar.models import WithoutAdvice as WithoutAdvice
from dsar.models.letter import DraftStatus as DraftStatus
from dsar.models.letter import LetterStatus as LetterStatus
from dsar.queries.advice_terms import Desk, term_of_draft
from dsar.queries.deceased import deceased_cases

ENDED = frozenset({DraftStatus.USED, DraftStatus.DROPPED})


@dataclass(frozen=True, slots=True)
class WaitingDraft:
    """One composed letter that waits for advice; `own` when its newest revision is the actor's."""

    draft_id: int
    case_id: int
    reference: str
    organisation: str
    name_parts: tuple[str, str, str]  # initials, prefix, last name
    kind: LetterKind
    revision: int
    author: str
    own: bool
    due: date
    term: AdviceTerm


def drafts_of_case(session: Session, case_id: int, *, open_only: bool = True) -> tuple[LetterDraft, ...]:
    """Give a case's drafts, oldest first; the caller has checked that the actor may see the case."""
    query = select(LetterDraft).where(LetterDraft.case_id == case_id).order_by(LetterDraft.id)
    return tuple(session.scalars(query.where(LetterDraft.status.not_in(ENDED)) if open_only else query))


def draft_of_case(session: Session, case_id: int, draft_id: int) -> LetterDraft:
    """Give one draft of a case the actor may see; raises NotFound."""
    draft = session.get(LetterDraft, draft_id)
    if draft is None or draft.case_id != case_id:
        raise NotFound
    return draft


def case_id_of_draft(session: Session, draft_id: int) -> int:
    """Give the case to which a draft belongs; raises NotFound."""
    case_id = session.execute(select(LetterDraft.case_id).where(LetterDraft.id == draft_id)).scalar_one_or_none()
    if case_id is None:
        raise NotFound
    return case_id


def advice_on(draft: LetterDraft) -> DraftAdvice | None:
    """Give the advice on the newest revision of a draft, and on no other."""
    return next((advice for advice in draft.advices if advice.revision == draft.revision), None)


def without_advice_on(draft: LetterDraft) -> WithoutAdvice | None:
    """Give the record that the newest revision of a draft goes on without advice, and no other."""
    return next((row for row in draft.without_advices if row.draft_revision == draft.revision), None)


def waiting_drafts(session: Session, desk: Desk, user_id: int | None, today: date) -> tuple[WaitingDraft, ...]:
    """Give what waits for advice at a desk, the shortest date of its case first; a deputy's when it is theirs."""
    query = (
        select(LetterDraft)
        .join(Case, Case.id == LetterDraft.case_id)
        .where(
            LetterDraft.organisation_id.in_(desk.officer_in | desk.deputy_in),
            LetterDraft.status == DraftStatus.AWAITING_ADVICE,
            (LetterDraft.kind == LetterKind.DECEASED_ANSWER) == LetterDraft.case_id.in_(deceased_cases()),
        )
        .order_by(Case.next_due_on, LetterDraft.id)
    )
    found = []
    for draft in session.scalars(query):
        term = term_of_draft(session, draft.case.organisation, draft, today)
        mine = draft.organisation_id in desk.officer_in
        if term is not None and (mine or term.stage(today) is not Stage.OFFICER):
            found.append(_row(user_id, draft, term))
    return tuple(found)


def extended_requests(session: Session, case_id: int, besides: int | None = None) -> frozenset[int]:
    """Give the requests of a case with an extension notice that stands or is being written, `besides` one draft."""
    letters = (
        select(LetterRequestLink.request_id)
        .join(Letter, Letter.id == LetterRequestLink.letter_id)
        .where(
            Letter.case_id == case_id,
            Letter.kind == LetterKind.EXTENSION_NOTICE,
            Letter.status != LetterStatus.VOID,
        )
    )
    drafts = (
        select(DraftRequestLink.request_id)
        .join(LetterDraft, LetterDraft.id == DraftRequestLink.draft_id)
        .where(
            LetterDraft.case_id == case_id,
            LetterDraft.kind == LetterKind.EXTENSION_NOTICE,
            LetterDraft.status.not_in(ENDED),
            LetterDraft.id != (besides or 0),
        )
    )
    return frozenset((*session.scalars(letters), *session.scalars(drafts)))


def _row(user_id: int | None, draft: LetterDraft, term: AdviceTerm) -> WaitingDraft:
    case, subject = draft.case, draft.case.parties[0]
    return WaitingDraft(
        draft_id=draft.id,
        case_id=case.id,
        reference=case.reference,
        organisation=case.organisation.name,
        name_parts=(subject.initials, subject.name_prefix, subject.last_name),
        kind=draft.kind,
        revision=draft.revision,
        author=draft.author.name,
        own=draft.author_id == user_id,
        due=case.next_due_on,
        term=term,
    )
