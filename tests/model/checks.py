"""What must hold of a case after every step, read from the rows and never from what the services answered."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import day_of
from dsar.core.letters import ANSWERS
from dsar.core.placeholders import ADVISED
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import AdviceKind, Outcome
from dsar.core.workflow import DECIDED, Facts, Status
from dsar.letters import from_json
from dsar.models import (
    AuditEvent,
    CarryingOut,
    Case,
    Decision,
    Duty,
    DutyNotDone,
    Letter,
    LetterDraft,
    Proposal,
    Request,
)
from dsar.models.case import NO_OPEN_DATE
from dsar.queries.audit import verify
from dsar.queries.clocks import deadlines_of
from dsar.queries.drafts import advice_on, without_advice_on
from dsar.queries.facts import gather
from dsar.queries.lookups import newest_proposal
from dsar.services.audit import stream_of
from dsar.services.rebuild_worklist import differences
from tests.model.belief import Belief, Wish

GIVEN = {AdviceKind.AGREE, AdviceKind.AGAINST}


def check_all(session: Session, case: Case, regulation: Regulation, belief: Belief, today: date) -> None:
    """Check one case against what the walk believes of it; raises AssertionError."""
    for wish, request in zip(belief.wishes, case.requests, strict=True):
        facts = gather(session, case, request, regulation, None, today)
        assert facts == believed(belief, wish, facts), wish
        assert (request.right, request.purpose, request.answered_on) == (wish.right, wish.purpose, wish.answered_on)
    check_dates(case, regulation, belief, today)
    assert list(differences(session)) == [], "the worklist is not what follows from the cases"
    assert verify(session, stream_of(case.organisation_id)) is None, "the audit chain is broken"
    assert dict(_replayed(session, case)) == {one.id: one.status for one in case.requests}, "a status without its entry"
    for letter in session.scalars(select(Letter).where(Letter.case_id == case.id)):
        if letter.dispatch is not None:
            check_letter(session, letter)
    check_judging(session, case, regulation)
    for request in case.requests:
        check_duties(session, request, regulation)


def believed(belief: Belief, wish: Wish, facts: Facts) -> Facts:
    """Give the facts as they should be; the term of an advice and a letter's number are not the walk's to know."""
    return replace(
        facts,
        status=wish.status,
        identity_established=belief.identified,
        open_mark=belief.mark,
        heard=wish.heard,
        outcome=wish.outcome,
        author_id=wish.author,
        advice=wish.advice,
        adviser_id=wish.adviser,
        without_advice=wish.without,
        letter_final=wish.letter is not None,
        must_stop=wish.must_stop,
        use_stopped=wish.must_stop and wish.stopped,
        asked=belief.asked(wish),
    )


def check_dates(case: Case, regulation: Regulation, belief: Belief, today: date) -> None:
    """Check that every date follows from the facts of the walk, by the engine (decision 2)."""
    assert case.received_on == belief.received
    assert case.next_due_on == (belief.next_due() or NO_OPEN_DATE)
    assert (case.closed_on is not None) == belief.closed
    for wish, request in zip(belief.wishes, case.requests, strict=True):
        assert deadlines_of(case, request, regulation, today) == belief.clocks(wish, today)


def check_judging(session: Session, case: Case, regulation: Regulation) -> None:
    """Check every advice and decision by the rules themselves, whatever the table of actions says of them."""
    ids = [request.id for request in case.requests]
    for proposal in session.scalars(select(Proposal).where(Proposal.request_id.in_(ids))):
        if proposal.advice is not None:
            assert proposal.advice.officer_id != proposal.author_id, "an advice on one's own proposal"
        if proposal.decision is not None:
            check_decision(case, proposal, proposal.decision, regulation)
    for draft in session.scalars(select(LetterDraft).where(LetterDraft.case_id == case.id)):
        for advice in draft.advices:
            assert draft.revision != advice.revision or advice.officer_id != draft.author_id


def check_decision(case: Case, proposal: Proposal, decision: Decision, regulation: Regulation) -> None:
    """Check that whoever had to be asked or heard was, and that nobody judged their own work."""
    assert any(check.established for check in case.identity_checks), "a decision for somebody unknown"
    heard = {link.request_id for hearing in case.hearings for link in hearing.links}
    assert regulation.hearing_article(proposal.request.right) is None or proposal.request_id in heard
    assert regulation.decider_may_be_author or decision.decider_id != proposal.author_id
    advice, without = proposal.advice, proposal.without_advice
    assert advice is None or advice.officer_id != decision.decider_id, "the officer decided"
    if proposal.outcome is Outcome.GRANT and not regulation.advice_on_grants:
        return
    if without is not None:
        assert without.reason
        assert day_of(without.created_at) > without.asked_until
        return
    assert advice is not None, "the officer was passed by"
    assert advice.kind in GIVEN
    assert advice.kind is AdviceKind.AGREE or decision.against_advice_reason


def check_letter(session: Session, letter: Letter) -> None:
    """Check that what left rests on a decision (see `check_decision`), a ground and a reason (GDPR 12(4), 39)."""
    if letter.kind in ADVISED:
        _check_composed(session, letter)
    if letter.kind not in ANSWERS:
        return
    frozen = from_json(letter.context)
    for link, printed in zip(sorted(letter.links, key=lambda one: one.request_id), frozen.requests, strict=True):
        proposal = newest_proposal(session, link.request_id)
        assert proposal is not None
        assert proposal.decision is not None, "an answer left without a decision"
        assert printed.outcome is proposal.outcome
        if proposal.outcome is Outcome.GRANT:
            continue
        refused = [part for part in printed.parts if part.outcome is Outcome.REFUSE]
        assert refused, "a refusal without a part that is refused"
        assert all(part.ground and part.law and part.facts for part in refused), "a refusal without ground and reason"
        assert frozen.remedies is not None


def _check_composed(session: Session, letter: Letter) -> None:
    draft = session.scalars(select(LetterDraft).where(LetterDraft.letter_id == letter.id)).one()
    advice = advice_on(draft)
    assert without_advice_on(draft) is not None or (advice is not None and advice.kind in GIVEN)
    if advice is not None:
        assert advice.officer_id != draft.author_id
        assert advice.kind is AdviceKind.AGREE or draft.against_advice_reason


def check_duties(session: Session, request: Request, regulation: Regulation) -> None:
    """Check that what was granted has every duty of the regulation, and none was left without a reason."""
    proposal = newest_proposal(session, request.id)
    granted = proposal is not None and proposal.decision is not None and proposal.outcome is not Outcome.REFUSE
    duties = list(session.scalars(select(Duty).where(Duty.request_id == request.id)))
    assert bool(granted) or not duties
    if granted and request.status in DECIDED:
        assert {duty.code for duty in duties} >= {duty.code for duty in regulation.duties_for(request.right)}
    if granted and request.status is Status.CLOSED and request.ending is None:
        done = session.scalar(select(func.count()).where(CarryingOut.request_id == request.id))
        assert bool(done) != (request.undone is not None), "closed, and nobody knows whether it was done"
        left = [duty.id for duty in duties if duty.done_on is None]
        excused = session.scalars(select(DutyNotDone.duty_id).where(DutyNotDone.duty_id.in_(left)))
        assert set(left) == set(excused), "a duty was skipped in silence"


def _replayed(session: Session, case: Case) -> Iterator[tuple[int, Status]]:
    """Walk the trail: give where it leaves each request, checking that every entry starts where the last one ended."""
    standing = dict.fromkeys((request.id for request in case.requests), Status.REGISTERED)
    query = select(AuditEvent).where(AuditEvent.case_id == case.id).order_by(AuditEvent.seq)
    for event in session.scalars(query):
        said = json.loads(event.canonical)["payload"]
        moves = said.get("moves", [])
        if event.request_id is not None and "to" in said:
            moves = [{"request": event.request_id, "from": said["from"], "to": said["to"]}]
        for move in moves:
            assert standing[move["request"]] == move["from"], event.tag
            standing[move["request"]] = Status(move["to"])
    yield from standing.items()
