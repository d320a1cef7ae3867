"""The requests of a year, as the officer's figures count them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from dsar.core.actor import Actor
from dsar.core.deadlines import derive
from dsar.core.figures import Handled
from dsar.core.permissions import Permission, organisations_with
from dsar.core.progress import due_on
from dsar.core.vocabulary import Ending, Outcome
from dsar.models import (
    Case,
    Decision,
    Proposal,
    ProposalPart,
    Question,
    RegulationVersion,
    Reopening,
    Request,
    RequestEnding,
    TermExtension,
)
from dsar.queries.clocks import pauses
from dsar.queries.deceased import deceased_cases
from dsar.queries.lookups import answer_left
from dsar.queries.regulations import regulation_known


def handled_in(
    session: Session, actor: Actor, year: int, today: date, organisation_id: int | None = None
) -> tuple[Handled, ...]:
    """Give the requests received in a year, in the organisations that the actor advises or in one of them."""
    seen = _served(actor, organisation_id)
    query = (
        select(
            Request.id,
            Request.case_id,
            Request.right,
            Request.purpose,
            Request.answered_on,
            Case.received_on,
            Case.regulation_version_id,
            RegulationVersion.sha256,
            Decision.proposal_id,
            Proposal.outcome,
            RequestEnding.kind,
            TermExtension.extended_on,
            Request.case_id.in_(deceased_cases()).label("deceased"),
            answer_left(Request.id).label("answer_left"),
        )
        .join(Case, Case.id == Request.case_id)
        .join(RegulationVersion, RegulationVersion.id == Case.regulation_version_id)
        .outerjoin(Decision, Decision.request_id == Request.id)
        .outerjoin(Proposal, Proposal.id == Decision.proposal_id)
        .outerjoin(RequestEnding, RequestEnding.request_id == Request.id)
        .outerjoin(TermExtension, TermExtension.request_id == Request.id)
        .where(
            Case.organisation_id.in_(seen),
            Case.received_on.between(date(year, 1, 1), date(year, 12, 31)),
            Request.id.not_in(select(Reopening.request_id)),  # a later round is the same request
            or_(RequestEnding.kind.is_(None), RequestEnding.kind != Ending.DOUBLE),  # the other case counts
        )
    )
    asked = _questions(session, seen, year)
    grounds = _grounds(session, seen, year)
    return tuple(
        Handled(
            row.right,
            row.received_on,
            _due(session, row, asked.get(row.case_id, ()), today),
            row.answered_on,
            row.outcome,
            grounds.get(row.proposal_id, ()),
            row.kind,
            bool(row.deceased),
            bool(row.answer_left),
        )
        for row in session.execute(query).all()
    )


def years(session: Session, actor: Actor, today: date) -> tuple[int, ...]:
    """Give every year from the first request on, the newest first."""
    first = session.scalar(select(func.min(Case.received_on)).where(Case.organisation_id.in_(_served(actor, None))))
    return tuple(range(today.year, min(first or today, today).year - 1, -1))


def _served(actor: Actor, organisation_id: int | None) -> frozenset[int]:
    served = organisations_with(actor, Permission.SIGN_OFF)
    return served if organisation_id is None else served & {organisation_id}


def _due(session: Session, row: Any, questions: Iterable[Question], today: date) -> date:
    deadlines = derive(
        regulation_known(session, row.regulation_version_id, row.sha256),
        row.right,
        row.received_on,
        purpose=row.purpose,
        pauses=pauses(questions, row.id, row.right, row.received_on, row.answered_on, today),
        extended=row.extended_on is not None,
    )
    return due_on(deadlines.respond, deadlines)


def _questions(session: Session, seen: Iterable[int], year: int) -> Mapping[int, tuple[Question, ...]]:
    """Give the questions to clients, by case."""
    query = (
        select(Question)
        .join(Case, Case.id == Question.case_id)
        .where(Case.organisation_id.in_(seen), Case.received_on.between(date(year, 1, 1), date(year, 12, 31)))
        .options(selectinload(Question.links), selectinload(Question.end))
        .order_by(Question.letter_id)
    )
    found: dict[int, tuple[Question, ...]] = defaultdict(tuple)
    for question in session.scalars(query):
        found[question.case_id] += (question,)
    return found


def _grounds(session: Session, seen: Iterable[int], year: int) -> Mapping[int, tuple[str, ...]]:
    """Give the grounds of the refused parts of every proposal that was decided on."""
    query = (
        select(ProposalPart.proposal_id, ProposalPart.ground)
        .join(Decision, Decision.proposal_id == ProposalPart.proposal_id)
        .join(Request, Request.id == Decision.request_id)
        .join(Case, Case.id == Request.case_id)
        .where(
            Case.organisation_id.in_(seen),
            Case.received_on.between(date(year, 1, 1), date(year, 12, 31)),
            ProposalPart.outcome == Outcome.REFUSE,
        )
        .order_by(ProposalPart.proposal_id, ProposalPart.position)
    )
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    for proposal_id, ground in session.execute(query):
        found[proposal_id] += (ground,)
    return found
