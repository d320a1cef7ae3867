"""Submits a proposal: every submission is a new immutable revision, without advice."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.filling import texts_of
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.permissions import Permission
from dsar.core.proposals import PartInput, ProposalInput, content_hash, mistakes, normalised
from dsar.core.regulation import Regulation
from dsar.core.workflow import Action
from dsar.models import Proposal, ProposalPart, Request
from dsar.queries.lookups import newest_proposal
from dsar.services.audit import record_for
from dsar.services.printable import check_printable
from dsar.services.text_blocks import formulas
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_request, regulation_for, transaction


def propose(work: Work, request_id: int, version: int, proposal: ProposalInput) -> int:
    """Submit a revision and give its id.

    Raises InvalidInput for the first thing missing in it (`core.proposals.mistakes` gives all), NotAllowed while
    identity is not established or after the decision, Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        regulation = regulation_for(session, case)
        for mistake in mistakes(regulation, request.right, request.purpose, proposal, work.today, formulas()):
            raise mistake
        kept = normalised(proposal, request.right)
        check_printable(_printed(kept))
        stored = _store(session, work, request, regulation, kept)
        before = request.status
        row = move(session, work, case, request, Action.PROPOSE)
        payload = {
            "proposal": stored.id,
            "revision": stored.revision,
            "outcome": stored.outcome.value,
            "grounds": sorted({part.ground for part in stored.parts if part.ground}),
            "sha256": stored.sha256,
            "from": before.value,
            "to": row.target.value,
        }
        record_for(session, work, case, Tag.PROPOSAL_SUBMITTED, payload, request_id=request.id)
        settle(session, work, case, work.today)
        return stored.id


def _printed(proposal: ProposalInput) -> Iterator[tuple[str, str]]:
    yield "answer", proposal.answer
    yield "appointment", proposal.appointment
    yield from ((f"details-{name}", text) for name, text in texts_of(proposal.details))
    for index, part in enumerate(proposal.parts):
        for field in ("what", "facts", "weighing", "statute", "alternative"):
            yield f"parts-{index}-{field}", getattr(part, field)


def _store(session: Session, work: Work, request: Request, regulation: Regulation, proposal: ProposalInput) -> Proposal:
    previous = newest_proposal(session, request.id)
    revision = previous.revision + 1 if previous is not None else 1
    stored = Proposal(
        request_id=request.id,
        organisation_id=request.organisation_id,
        revision=revision,
        author_id=work.user_id(),
        outcome=proposal.outcome,
        answer=proposal.answer,
        appointment=proposal.appointment,
        details=proposal.details.to_json(),
        sha256=content_hash(request.id, revision, proposal),
        created_at=work.moment,
    )
    stored.parts = [_part(index, part, regulation, request) for index, part in enumerate(proposal.parts, 1)]
    session.add(stored)
    session.flush()
    return stored


def _part(position: int, part: PartInput, regulation: Regulation, request: Request) -> ProposalPart:
    articles = {ground.code: ground.article for ground in regulation.grounds_for(request.right)}
    return ProposalPart(
        position=position,
        what=part.what,
        outcome=part.outcome,
        ground=part.ground,
        regulation_article=articles.get(part.ground, ""),
        law=LEGAL_GROUNDS[part.ground].law if part.ground else "",
        facts=part.facts,
        weighing=part.weighing,
        statute=part.statute,
        keep_until=part.keep_until,
        alternative=part.alternative,
        file_note=part.file_note,
    )
