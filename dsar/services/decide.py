"""The decision on a request, by whoever decides in the organisation; it is pinned to one revision."""

from datetime import date

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.deadlines import carry_out_target
from dsar.core.errors import InvalidInput
from dsar.core.permissions import Permission
from dsar.core.progress import due_on
from dsar.core.regulation import Regulation
from dsar.core.texts import written
from dsar.core.vocabulary import AdviceKind, Outcome
from dsar.core.workflow import Action, Status
from dsar.models import Case, Decision, Duty, Proposal, Request, SendBack
from dsar.queries.clocks import deadlines_of
from dsar.services.advise import pinned_proposal
from dsar.services.audit import record_for
from dsar.services.transition import move, settle
from dsar.services.without_advice import go_without_advice
from dsar.services.work import Work, lock_request, regulation_for, transaction


def decide(work: Work, request_id: int, version: int, proposal_id: int, reason: str = "") -> None:
    """Decide as a revision proposes; while advice is still asked that is a decision without it, after its term.

    Raises InvalidInput when no reason is written for going against the officer's advice or without it, NotAllowed
    while somebody must still be heard or asked for advice, Conflict when somebody was first, NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.DECIDE)
        proposal = pinned_proposal(session, request, proposal_id)
        without = request.status is Status.AWAITING_ADVICE
        if without:
            go_without_advice(session, work, case, request, proposal, reason)
        before = request.status
        row = move(session, work, case, request, Action.DECIDE)
        against = proposal.advice is not None and proposal.advice.kind is AdviceKind.AGAINST
        if against and not written(reason):
            raise InvalidInput("reason", "reason_against_advice_missing")
        decision = _store(session, work, request, proposal, reason.strip() if against else "")
        _add_duties(session, case, request, proposal, regulation_for(session, case), work.today)
        payload = {
            "decision": decision.id,
            "proposal": proposal.id,
            "revision": proposal.revision,
            "outcome": proposal.outcome.value,
            "sha256": proposal.sha256,
            "against_advice": against,
            "without_advice": without,
            "from": before.value,
            "to": row.target.value,
        }
        record_for(session, work, case, Tag.DECISION_TAKEN, payload, request_id=request.id)
        settle(session, work, case, work.today)


def send_back(work: Work, request_id: int, version: int, proposal_id: int, remark: str) -> None:
    """Send a revision back to its author; raises InvalidInput without a remark, else as `decide`."""
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.DECIDE)
        if not written(remark):
            raise InvalidInput("remark", "remark_missing")
        proposal = pinned_proposal(session, request, proposal_id)
        before = request.status
        row = move(session, work, case, request, Action.SEND_BACK)
        session.add(
            SendBack(proposal_id=proposal.id, decider_id=work.user_id(), remark=remark.strip(), created_at=work.moment)
        )
        payload = {
            "proposal": proposal.id,
            "revision": proposal.revision,
            "from": before.value,
            "to": row.target.value,
        }
        record_for(session, work, case, Tag.PROPOSAL_SENT_BACK, payload, request_id=request.id)
        settle(session, work, case, work.today)


def _store(session: Session, work: Work, request: Request, proposal: Proposal, reason: str) -> Decision:
    decision = Decision(
        request_id=request.id,
        proposal_id=proposal.id,
        decider_id=work.user_id(),
        against_advice_reason=reason,
        decided_on=work.today,
        created_at=work.moment,
    )
    session.add(decision)
    session.flush()
    return decision


def _add_duties(
    session: Session, case: Case, request: Request, proposal: Proposal, regulation: Regulation, today: date
) -> None:
    if proposal.outcome is Outcome.REFUSE:
        return
    deadlines = deadlines_of(case, request, regulation, today)
    target = carry_out_target(today, case.organisation.carry_out_days, due_on(deadlines.fulfil, deadlines))
    session.add_all(
        Duty(
            request_id=request.id,
            organisation_id=request.organisation_id,
            code=duty.code,
            article=duty.article,
            text=duty.text,
            target_on=target,
        )
        for duty in regulation.duties_for(request.right)
    )
