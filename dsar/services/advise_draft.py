"""The officer's advice on a composed letter that may not leave without it (domain section 10; GDPR 39)."""

from sqlalchemy.orm import Session

from dsar.core.advice_terms import Stage
from dsar.core.audit import Tag
from dsar.core.drafts import Moment
from dsar.core.errors import Conflict, NotAllowed
from dsar.core.permissions import Permission
from dsar.core.placeholders import ADVISED
from dsar.core.remarks import NO_REMARKS, Remarks, check_said, draft_places, said_hash
from dsar.core.vocabulary import AdviceKind, Role
from dsar.models import Case, DraftAdvice, LetterDraft
from dsar.models.letter import DraftStatus
from dsar.queries.advice_terms import stage_of, term_of_draft
from dsar.services.audit import record_for
from dsar.services.work import Work, lock_case, transaction
from dsar.services.write_draft import as_input, case_of, check_complete, check_draft, locked_draft


def submit_draft(work: Work, draft_id: int, version: int) -> None:
    """Ask the officer's advice on the newest revision.

    Raises InvalidInput for the first thing it lacks, NotAllowed for a kind that needs no advice or a revision on which
    advice was asked before, Conflict when it was used or dropped, else as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_of(session, work, draft_id), version, Permission.CASE_HANDLE)
        draft = locked_draft(session, case, draft_id)
        if draft.kind not in ADVISED:
            raise NotAllowed("advice_not_required")
        if draft.status is not DraftStatus.WRITING:
            raise NotAllowed("draft_waits")
        content = as_input(draft)
        moment = Moment(case.received_on, work.today, work.today)
        requests = check_draft(session, work, case, content, moment, draft.id)
        check_complete(case, content, requests, work.today)
        if case.organisation.legal_nature is None:
            raise NotAllowed("legal_nature_unknown")
        draft.status, draft.updated_at = DraftStatus.AWAITING_ADVICE, work.moment
        record_for(session, work, case, Tag.DRAFT_SUBMITTED, _pinned(draft))


def advise_on_draft(
    work: Work,
    draft_id: int,
    version: int,
    revision: int,
    kind: AdviceKind,
    remark: str = "",
    *,
    remarks: Remarks = NO_REMARKS,
) -> None:
    """Record the advice on one revision.

    Raises InvalidInput for a return or an advice against without a remark, or a remark beside nothing; NotAllowed on
    one's own draft, one that does not wait, and for a deputy within the officer's term; Conflict when there is a newer
    revision; else as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_of(session, work, draft_id), version, Permission.SIGN_OFF)
        draft = locked_draft(session, case, draft_id)
        if draft.revision != revision:
            raise Conflict("draft_newer", case_id=case.id)
        if draft.status is not DraftStatus.AWAITING_ADVICE:
            raise NotAllowed("draft_not_submitted")
        if draft.author_id == work.user_id():
            raise NotAllowed("own_draft")
        _check_turn(session, work, case, draft)
        check_said(kind, remark, remarks)
        remarks.check(draft_places(draft.kind))
        session.add(
            DraftAdvice(
                draft_id=draft.id,
                revision=draft.revision,
                sha256=draft.sha256,
                content=draft.content,
                officer_id=work.user_id(),
                kind=kind,
                remark=remark.strip(),
                remarks=remarks.to_json(),
                created_at=work.moment,
            )
        )
        draft.status = DraftStatus.RETURNED if kind is AdviceKind.RETURN else DraftStatus.ADVISED
        draft.updated_at = work.moment
        session.flush()
        said = {"advice": kind.value, "said_sha256": said_hash(kind, remark.strip(), remarks)}
        record_for(session, work, case, Tag.DRAFT_ADVISED, _pinned(draft) | said)


def _check_turn(session: Session, work: Work, case: Case, draft: LetterDraft) -> None:
    """Let a deputy wait until the officer's own term has passed."""
    if Role.FG in work.actor.roles_in(case.organisation_id):
        return
    term = term_of_draft(session, case.organisation, draft, work.today)
    if stage_of(term, work.today) in {None, Stage.OFFICER}:
        raise NotAllowed("officer_term_running")


def _pinned(draft: LetterDraft) -> dict[str, object]:
    return {"draft": draft.id, "kind": draft.kind.value, "revision": draft.revision, "sha256": draft.sha256}
