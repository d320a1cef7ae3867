"""Which letter is meant and what it rests on: stored decisions and drafts, or what is being typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import LetterPart, Replaces
from dsar.core.proposals import PartInput, ProposalInput, normalised
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import LetterKind, Outcome, Right
from dsar.models import Proposal, ProposalPart, Request
from dsar.queries.lookups import newest_proposal


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request is answered; `decider` is empty while nobody decided."""

    outcome: Outcome
    answer: str
    appointment: str
    parts: tuple[LetterPart, ...]
    fields: Fields
    decider: str = ""


@dataclass(frozen=True, slots=True)
class LetterPlan:
    """A letter before it is put into words; without a number it is a preview."""

    kind: LetterKind
    dated: date
    requests: tuple[Request, ...]
    answers: Mapping[int, Answer] = field(default_factory=dict)  # by id of the request
    fields: Fields = NO_FIELDS
    replaces: Replaces | None = None
    number: str = ""


def stored_answers(session: Session, requests: Sequence[Request]) -> dict[int, Answer]:
    """Give the answers of the requests that have a proposal, from its newest revision."""
    found = ((request.id, newest_proposal(session, request.id)) for request in requests)
    return {request_id: stored_answer(proposal) for request_id, proposal in found if proposal is not None}


def stored_answer(proposal: Proposal) -> Answer:
    """Give the answer of one revision."""
    return Answer(
        outcome=proposal.outcome,
        answer=proposal.answer,
        appointment=proposal.appointment,
        parts=tuple(_stored_part(part) for part in proposal.parts),
        fields=Fields.from_json(proposal.details),
        decider=proposal.decision.decider.name if proposal.decision is not None else "",
    )


def typed_answer(regulation: Regulation, right: Right, typed: ProposalInput) -> Answer:
    """Give the answer that a proposal would be if it were submitted as it is typed now."""
    proposal = normalised(typed, right)
    articles = {ground.code: ground.article for ground in regulation.grounds_for(right)}
    return Answer(
        outcome=proposal.outcome,
        answer=proposal.answer,
        appointment=proposal.appointment,
        parts=tuple(_typed_part(part, articles) for part in proposal.parts),
        fields=proposal.details,
    )


def _stored_part(part: ProposalPart) -> LetterPart:
    legal = LEGAL_GROUNDS.get(part.ground)
    return LetterPart(
        what=part.what,
        outcome=part.outcome,
        ground=part.ground,
        regulation_article=part.regulation_article,
        law=part.law,
        facts=part.facts,
        weighing=part.weighing,
        statute=part.statute,
        keep_until=part.keep_until,
        alternative=part.alternative,
        offers_statement=legal is not None and legal.offers_statement,
    )


def _typed_part(part: PartInput, articles: Mapping[str, str]) -> LetterPart:
    legal = LEGAL_GROUNDS.get(part.ground)
    return LetterPart(
        what=part.what,
        outcome=part.outcome,
        ground=part.ground if legal is not None else "",
        regulation_article=articles.get(part.ground, ""),
        law=legal.law if legal is not None else "",
        facts=part.facts,
        weighing=part.weighing,
        statute=part.statute,
        keep_until=part.keep_until,
        alternative=part.alternative,
        offers_statement=legal is not None and legal.offers_statement,
    )
