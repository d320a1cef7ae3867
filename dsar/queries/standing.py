"""Gathers from a case what its row in the worklist follows from."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import day_of
from dsar.core.drafts import is_overtaken
from dsar.core.progress import Step, in_order, next_step
from dsar.core.vocabulary import Role
from dsar.core.workflow import Status
from dsar.core.worklist import Asked, Standing
from dsar.models import Case, Letter, LetterDraft
from dsar.models.letter import DraftStatus
from dsar.queries.case_view import position_of
from dsar.queries.deceased import deceased_of
from dsar.queries.due import due_of
from dsar.queries.facts import asker_known, gather
from dsar.queries.follow_ups import dates_to_act, open_follow_ups, open_returns
from dsar.queries.lookups import newest_proposal
from dsar.queries.regulations import regulation_of
from dsar.queries.representation import representative_of

# Whom a letter waits for while it is being written; a colleague's turn is in no draft.
DRAFT_ROLE = {
    DraftStatus.WRITING: Role.CONTACT_PERSON,
    DraftStatus.RETURNED: Role.CONTACT_PERSON,
    DraftStatus.ADVISED: Role.CONTACT_PERSON,
    DraftStatus.AWAITING_ADVICE: Role.FG,
}


def standing_of(session: Session, case: Case) -> Standing:
    """Give how a case stands; its rows must be of this session."""
    regulation = regulation_of(session, case.regulation_version_id)
    steps = [
        (
            next_step(position_of(gather(session, case, request, regulation, None))),
            due_of(session, case, request, regulation),
        )
        for request in case.requests
    ]
    subject, drafts = case.parties[0], _drafts(session, case)
    return Standing(
        owner_id=case.owner_id,
        rights=tuple(dict.fromkeys(request.right for request in case.requests)),
        statuses=tuple(dict.fromkeys(request.status for request in case.requests)),
        steps=tuple(step for step in in_order((*steps, *_after(case))) if step is not Step.NONE),
        draft_roles=tuple(DRAFT_ROLE[draft.status] for draft in drafts),
        asked=tuple(_asked(session, case, drafts)),
        names=(
            case.reference,
            subject.initials,
            subject.name_prefix,
            subject.last_name,
            *_acting_for(case),
            *_asking_about(case),
            *session.scalars(select(Letter.number).where(Letter.case_id == case.id).order_by(Letter.id)),
        ),
    )


def _after(case: Case) -> Iterator[tuple[Step, date | None]]:
    """Give what is to be done in a case beside its requests, with its first date."""
    if open_returns(case):
        yield Step.SEND_AGAIN, case.received_on  # who is answered does not know it yet: before everything else
    if any(term.end is None for term in case.set_terms):
        yield Step.MEET_SET_TERM, min(dates_to_act(case), default=None)
    if open_follow_ups(case):
        yield Step.FOLLOW_UP, min(dates_to_act(case), default=None)


def _asked(session: Session, case: Case, drafts: list[LetterDraft]) -> Iterator[Asked]:
    """Give the advice that is waited for, on proposals and on letters."""
    for request in case.requests:
        waits = request.status is Status.AWAITING_ADVICE and deceased_of(case) is None
        newest = newest_proposal(session, request.id) if waits else None
        if newest is not None:
            yield Asked(day_of(newest.created_at), newest.author_id)
    for draft in drafts:
        if draft.status is DraftStatus.AWAITING_ADVICE:
            yield Asked(day_of(draft.updated_at), draft.author_id)


def _drafts(session: Session, case: Case) -> list[LetterDraft]:
    """Give the letters of a case that somebody still has to do something for; what was overtaken waits for nobody."""
    query = select(LetterDraft).where(LetterDraft.case_id == case.id, LetterDraft.status.in_(DRAFT_ROLE))
    return [draft for draft in session.scalars(query.order_by(LetterDraft.id)) if not _overtaken(case, draft)]


def _overtaken(case: Case, draft: LetterDraft) -> bool:
    about = {link.request_id for link in draft.links}
    rows = [request for request in case.requests if request.id in about]
    return is_overtaken(
        draft.kind,
        corrects=draft.replaces_id is not None,
        identified=asker_known(case),
        deceased=deceased_of(case) is not None,
        answered=bool(rows) and all(request.answered_on is not None for request in rows),
    )


def _acting_for(case: Case) -> tuple[str, ...]:
    found = representative_of(case)
    return (found.initials, found.name_prefix, found.last_name) if found is not None else ()


def _asking_about(case: Case) -> tuple[str, ...]:
    found = deceased_of(case)
    return (found.initials, found.name_prefix, found.last_name) if found is not None else ()
