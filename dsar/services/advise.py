"""The officer's advice on one revision of a proposal (domain section 3; GDPR 38, 39)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict
from dsar.core.permissions import Permission
from dsar.core.remarks import NO_REMARKS, Remarks, check_said, proposal_places, said_hash
from dsar.core.vocabulary import AdviceKind
from dsar.core.workflow import Action
from dsar.models import Advice, Proposal, Request
from dsar.queries.lookups import newest_proposal
from dsar.services.audit import record_for
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_request, transaction

_ACTIONS = {
    AdviceKind.AGREE: (Action.AGREE, Tag.ADVICE_AGREED),
    AdviceKind.RETURN: (Action.RETURN, Tag.ADVICE_RETURNED),
    AdviceKind.AGAINST: (Action.ADVISE_AGAINST, Tag.ADVICE_AGAINST),
}


@dataclass(frozen=True, slots=True)
class AdviceInput:
    """What the officer says of the revision that was on the screen."""

    proposal_id: int
    kind: AdviceKind
    remark: str = ""
    remarks: Remarks = NO_REMARKS  # beside its fields


def advise(work: Work, request_id: int, version: int, given: AdviceInput) -> None:
    """Record the advice and move the request on.

    Raises InvalidInput for a return or an advice against without a remark, or a remark beside nothing; NotAllowed on
    one's own proposal and for a deputy within the officer's term; Conflict when there is a newer revision; NotFound as
    `lock_case`.
    """
    action, tag = _ACTIONS[given.kind]
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.SIGN_OFF)
        check_said(given.kind, given.remark, given.remarks)
        proposal = pinned_proposal(session, request, given.proposal_id)
        given.remarks.check(proposal_places(request.right, len(proposal.parts)))
        before = request.status
        row = move(session, work, case, request, action)
        advice = Advice(
            proposal_id=proposal.id,
            officer_id=work.user_id(),
            kind=given.kind,
            remark=given.remark.strip(),
            remarks=given.remarks.to_json(),
            created_at=work.moment,
        )
        session.add(advice)
        session.flush()
        payload = {
            "advice": advice.id,
            "proposal": proposal.id,
            "revision": proposal.revision,
            "sha256": proposal.sha256,
            "said_sha256": said_hash(given.kind, advice.remark, given.remarks),
            "from": before.value,
            "to": row.target.value,
        }
        record_for(session, work, case, tag, payload, request_id=request.id)
        settle(session, work, case, work.today)


def pinned_proposal(session: Session, request: Request, proposal_id: int) -> Proposal:
    """Give the newest revision; raises Conflict when it is not the one that was on the screen."""
    newest = newest_proposal(session, request.id)
    if newest is None or newest.id != proposal_id:
        raise Conflict("newer_revision", case_id=request.case_id)
    return newest
