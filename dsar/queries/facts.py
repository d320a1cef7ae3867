"""Gathers what the workflow's guards look at for one request."""

from datetime import date

from sqlalchemy.orm import Session

from dsar.core.advice_terms import Stage
from dsar.core.proposals import unrefusable_article
from dsar.core.regulation import Regulation
from dsar.core.representation import BY_MANDATE
from dsar.core.undone import TAKEN_BY_SUBJECT
from dsar.core.vocabulary import STOP_AT_ONCE, Ending
from dsar.core.workflow import Facts
from dsar.models import Case, Hearing, Letter, Proposal, Request
from dsar.models.letter import LetterStatus
from dsar.queries.advice_terms import stage_of, term_of_proposal
from dsar.queries.clocks import open_questions, stop_of
from dsar.queries.deceased import deceased_of
from dsar.queries.intake_marks import open_mark
from dsar.queries.lookups import answer_letter, newest_proposal
from dsar.queries.representation import (
    authority_established,
    ended_without_authority,
    representative_of,
    request_seen,
)


def gather(
    session: Session,
    case: Case,
    request: Request,
    regulation: Regulation,
    actor_id: int | None,
    today: date | None = None,
) -> Facts:
    """Give the facts of one request for one acting user; case, parts and letters must be of this session.

    Without `today` nothing is told of the term for an advice, and nobody can go on without one.
    """
    proposal = newest_proposal(session, request.id)
    letter = answer_letter(session, request.id)
    stage = None
    if today is not None:
        stage = stage_of(term_of_proposal(session, case.organisation, request, proposal, today), today)
    return facts_of(case, request, regulation, actor_id, proposal, letter, stage)


def facts_of(
    case: Case,
    request: Request,
    regulation: Regulation,
    actor_id: int | None,
    proposal: Proposal | None,
    letter: Letter | None,
    stage: Stage | None = None,
) -> Facts:
    """Give the facts from rows that were already read; `stage` says of whom advice is asked now."""
    advice = proposal.advice if proposal is not None else None
    return Facts(
        status=request.status,
        actor_id=actor_id,
        identity_established=identity_established(case),
        authority_established=authority_established(case),
        open_mark=open_mark(case),
        explicit_request_article=_explicit_request(case, request, regulation),
        hearing_article=regulation.hearing_article(request.right),
        heard=any(heard_about(hearing, request.id) for hearing in case.hearings),
        outcome=proposal.outcome if proposal is not None else None,
        author_id=proposal.author_id if proposal is not None else None,
        advice_on_grants=regulation.advice_on_grants,
        advice=advice.kind if advice is not None else None,
        advice_stage=stage,
        without_advice=proposal is not None and proposal.without_advice is not None,
        adviser_id=advice.officer_id if advice is not None else None,
        author_may_decide=regulation.decider_may_be_author,
        refusable=unrefusable_article(regulation, request.right, request.purpose) is None,
        taken_by_subject=request.right in TAKEN_BY_SUBJECT,
        must_stop=request.purpose in STOP_AT_ONCE,
        use_stopped=stop_of(case, request) is not None,
        deceased=deceased_of(case) is not None,
        legal_nature_known=case.organisation.legal_nature is not None,
        letter_final=letter is not None and letter.status is LetterStatus.FINAL,
        letter_number=letter.number if letter is not None else None,
        double=request.ending is not None and request.ending.kind is Ending.DOUBLE,
        reopened=any(one.earlier_id == request.id for one in case.reopenings),
        asked=frozenset(question.kind for question in open_questions(case, request)),
    )


def identity_established(case: Case) -> bool:
    """Tell whether the newest check established who is asking.

    When somebody asked who never showed that they may, only a check of after they ended is about the data subject.
    """
    newest = case.identity_checks[-1] if case.identity_checks else None
    if newest is None or not newest.established:
        return False
    stranger = ended_without_authority(case)
    return stranger is None or stranger.end is None or newest.recorded_at >= stranger.end.ended_at


def asker_known(case: Case) -> bool:
    """Tell whether it is clear who asks, and for somebody else that they may."""
    return identity_established(case) and authority_established(case)


def _explicit_request(case: Case, request: Request, regulation: Regulation) -> str | None:
    """Give the article by which a mandatary must show the person's own request, as long as it was not seen."""
    representative = representative_of(case)
    if representative is None or representative.kind not in BY_MANDATE or request_seen(representative):
        return None
    return regulation.explicit_requests.get(request.right)


def heard_about(hearing: Hearing, request_id: int) -> bool:
    """Tell whether somebody was heard about this request."""
    return any(link.request_id == request_id for link in hearing.links)
