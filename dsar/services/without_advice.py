"""Going on without the officer's advice after its term, and telling the officer (domain section 3)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.advice_terms import Stage
from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.texts import written
from dsar.core.vocabulary import Role
from dsar.core.workflow import Action
from dsar.models import Case, LetterDraft, Proposal, Request, WithoutAdvice, WithoutAdviceSeen
from dsar.models.letter import DraftStatus
from dsar.queries.advice_terms import term_of_draft, term_of_proposal
from dsar.services.audit import record_for
from dsar.services.transition import move
from dsar.services.work import Work, lock_case, require, transaction
from dsar.services.write_draft import case_of, locked_draft

ADVISERS = frozenset({Role.FG, Role.DEPUTY_FG})


def go_without_advice(
    session: Session, work: Work, case: Case, request: Request, proposal: Proposal, reason: str
) -> None:
    """Record that a revision is decided on without advice; part of the decision's own transaction.

    Raises InvalidInput without a written reason, NotAllowed before the term is over and for whoever can advise.
    """
    term = term_of_proposal(session, case.organisation, request, proposal, work.today)
    before = request.status
    row = move(session, work, case, request, Action.GO_WITHOUT_ADVICE)
    _check(work, case, reason)
    if term is None:
        raise RuntimeError("a request that waits for advice has a term for it")
    stored = _store(session, work, case, reason, proposal_id=proposal.id, asked_until=term.last_day)
    session.refresh(proposal, ["without_advice"])
    payload = {
        "without": stored.id,
        "proposal": proposal.id,
        "revision": proposal.revision,
        "sha256": proposal.sha256,
        "asked_until": term.last_day.isoformat(),
        "from": before.value,
        "to": row.target.value,
    }
    record_for(session, work, case, Tag.WITHOUT_ADVICE, payload, request_id=request.id)


def release_draft(work: Work, draft_id: int, version: int, revision: int, reason: str) -> None:
    """Let a composed letter be made without advice, after its term.

    Raises InvalidInput without a written reason, NotAllowed before the term is over and for its author or whoever
    can advise, Conflict when there is a newer revision, else as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_of(session, work, draft_id), version, Permission.DECIDE)
        draft = locked_draft(session, case, draft_id)
        if draft.revision != revision:
            raise Conflict("draft_newer", case_id=case.id)
        term = term_of_draft(session, case.organisation, draft, work.today)
        if term is None:
            raise NotAllowed("draft_not_submitted")
        if term.stage(work.today) is not Stage.OVER:
            raise NotAllowed("draft_term_running")
        if draft.author_id == work.user_id():
            raise NotAllowed("own_draft_released")
        _check(work, case, reason)
        stored = _store(
            session,
            work,
            case,
            reason,
            draft_id=draft.id,
            draft_revision=draft.revision,
            asked_until=term.last_day,
        )
        before, draft.status, draft.updated_at = draft.status, DraftStatus.ADVISED, work.moment
        session.flush()
        record_for(session, work, case, Tag.WITHOUT_ADVICE, _of_draft(draft, stored, before))


def note_seen(work: Work, without_id: int) -> None:
    """Record that an officer has seen that somebody went on without advice; doing it again changes nothing.

    Raises NotFound for one of another organisation, NotAllowed for somebody who is no officer there.
    """
    with transaction(work) as session:
        stored = session.execute(
            select(WithoutAdvice).where(WithoutAdvice.id == without_id).with_for_update()
        ).scalar_one_or_none()
        if stored is None or stored.organisation_id not in organisations_with(work.actor, Permission.CASE_READ):
            raise NotFound
        require(work, Permission.SIGN_OFF, stored.organisation_id)
        if session.get(WithoutAdviceSeen, stored.id) is not None:
            return
        session.add(WithoutAdviceSeen(without_advice_id=stored.id, officer_id=work.user_id(), seen_at=work.moment))
        session.flush()
        record_for(session, work, stored.case, Tag.WITHOUT_ADVICE_SEEN, {"without": stored.id})


def _check(work: Work, case: Case, reason: str) -> None:
    if work.actor.roles_in(case.organisation_id) & ADVISERS:
        raise NotAllowed("officer_goes_without")
    if not written(reason):
        raise InvalidInput("reason", "reason_without_advice_missing")


def _store(session: Session, work: Work, case: Case, reason: str, **about: object) -> WithoutAdvice:
    stored = WithoutAdvice(
        case_id=case.id,
        organisation_id=case.organisation_id,
        decider_id=work.user_id(),
        reason=reason.strip(),
        created_at=work.moment,
        **about,
    )
    session.add(stored)
    session.flush()
    return stored


def _of_draft(draft: LetterDraft, stored: WithoutAdvice, before: DraftStatus) -> dict[str, object]:
    return {
        "without": stored.id,
        "draft": draft.id,
        "kind": draft.kind.value,
        "revision": draft.revision,
        "sha256": draft.sha256,
        "asked_until": stored.asked_until.isoformat(),
        "from": before.value,
        "to": draft.status.value,
    }
