"""Keeps a composed letter while it is written; every edit is a next revision, without advice."""

import hashlib
import json
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.draft_facts import incomplete
from dsar.core.drafts import PREFIX, About, DraftInput, Moment, draft_mistakes, normalised, proof_mistakes
from dsar.core.errors import Conflict, InvalidInput, NotFound
from dsar.core.fields import Fields
from dsar.core.filling import texts_of
from dsar.core.permissions import Permission, organisations_with
from dsar.core.sent_on import forwarding_mistakes
from dsar.core.vocabulary import LetterKind
from dsar.core.workflow import Status
from dsar.models import Case, DraftRequestLink, LetterDraft, Request
from dsar.models.letter import DraftStatus
from dsar.queries.clocks import act_by, must_stop, not_shown_on, pauses_of
from dsar.queries.deceased import deceased_of
from dsar.queries.drafts import ENDED, extended_requests
from dsar.queries.facts import asker_known
from dsar.queries.follow_ups import sent_on
from dsar.queries.intake_marks import open_mark
from dsar.services.audit import record_for
from dsar.services.correct import check_replaceable
from dsar.services.printable import check_printable
from dsar.services.text_blocks import formulas
from dsar.services.work import AlreadyDone, Work, lock_case, regulation_for, set_result, transaction

_ANSWERED = frozenset({Status.ANSWERED, Status.CLOSED})


def write_draft(work: Work, case_id: int, version: int, draft: DraftInput, draft_id: int | None = None) -> int:
    """Keep a new draft, or the next revision of one, and give its id; what is still incomplete is kept too.

    Raises InvalidInput for the first thing that cannot be (`core.drafts.draft_mistakes` gives all), Conflict when the
    draft was used or dropped or the form led to no draft before, NotFound for another's, and as `lock_case`.
    """
    try:
        return _write(work, case_id, version, draft, draft_id)
    except AlreadyDone as done:
        if done.result:
            raise
        raise Conflict("already_done", case_id=case_id) from done


def _write(work: Work, case_id: int, version: int, draft: DraftInput, draft_id: int | None) -> int:
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        stored = locked_draft(session, case, draft_id) if draft_id is not None else None
        if stored is not None and stored.kind is not draft.kind:
            raise InvalidInput("kind", "kind_fixed")
        check_draft(session, work, case, draft, Moment(case.received_on, work.today, work.today), draft_id)
        kept = normalised(draft)
        stored = _store(session, work, case, stored, kept)
        payload = {
            "draft": stored.id,
            "kind": stored.kind.value,
            "revision": stored.revision,
            "requests": list(kept.request_ids),
            "sha256": stored.sha256,
        }
        record_for(session, work, case, Tag.DRAFT_WRITTEN, payload)
        set_result(session, work, str(stored.id))
        return stored.id


def drop_draft(work: Work, draft_id: int, version: int) -> None:
    """Throw a draft away; raises Conflict when it was used or dropped, else as `lock_case`."""
    with transaction(work) as session:
        case = lock_case(session, work, case_of(session, work, draft_id), version, Permission.CASE_HANDLE)
        draft = locked_draft(session, case, draft_id)
        draft.status, draft.updated_at = DraftStatus.DROPPED, work.moment
        record_for(session, work, case, Tag.DRAFT_DROPPED, {"draft": draft.id, "kind": draft.kind.value})


def check_draft(
    session: Session, work: Work, case: Case, draft: DraftInput, moment: Moment, draft_id: int | None = None
) -> tuple[Request, ...]:
    """Check a draft against its case and give the requests that it is about; raises InvalidInput."""
    requests = chosen(case, draft.request_ids)
    extended = extended_requests(session, case.id, draft_id) if draft.kind is LetterKind.EXTENSION_NOTICE else ()
    about = [
        About(
            request.right,
            request.purpose,
            request.status in _ANSWERED,
            request.id in extended,
            asker_known(case),
            pauses_of(case, request, moment.letter_day),
            deceased_of(case) is not None,
            act_by(case, request, regulation_for(session, case), moment.letter_day),
            must_stop=must_stop(case, request),
            later_round=request.reopening is not None,
            open_mark=open_mark(case),
        )
        for request in requests
    ]
    for mistake in draft_mistakes(regulation_for(session, case), draft, about, moment):
        raise mistake
    kept = normalised(draft)
    check_printable((f"{PREFIX}-{name}", text) for name, text in texts_of(kept.fields))
    check_printable([("correction_reason", kept.correction_reason)])
    if draft.replaces_id is not None:
        check_replaceable(session, case, draft.replaces_id, draft.kind, requests)
    return requests


def check_complete(case: Case, draft: DraftInput, requests: tuple[Request, ...], today: date) -> None:
    """Check that a draft lacks nothing, also nothing that comes before it, and that its reasons are this case's own.

    Raises InvalidInput for the first thing that is wrong.
    """
    not_shown = (not_shown_on(case, request) for request in requests)
    before = (*proof_mistakes(draft, not_shown, today), *forwarding_mistakes(draft, sent_on(case)))
    for mistake in (*incomplete(draft, formulas()), *before):
        raise mistake


def chosen(case: Case, request_ids: tuple[int, ...]) -> tuple[Request, ...]:
    """Give the requests of the case with these ids, in its order; raises InvalidInput for one that it does not have."""
    wanted = set(request_ids)
    requests = tuple(request for request in case.requests if request.id in wanted)
    if len(requests) != len(wanted):
        raise InvalidInput("request_ids", "no_request_chosen")
    return requests


def as_input(draft: LetterDraft) -> DraftInput:
    """Give a stored draft as it was written."""
    return DraftInput(
        kind=draft.kind,
        request_ids=tuple(sorted(link.request_id for link in draft.links)),
        fields=Fields.from_json(draft.content),
        replaces_id=draft.replaces_id,
        correction_reason=draft.correction_reason or "",
    )


def case_of(session: Session, work: Work, draft_id: int) -> int:
    """Give the case of a draft in one of the actor's organisations; raises NotFound."""
    draft = session.get(LetterDraft, draft_id)
    if draft is None or draft.organisation_id not in organisations_with(work.actor, Permission.CASE_READ):
        raise NotFound
    return draft.case_id


def locked_draft(session: Session, case: Case, draft_id: int) -> LetterDraft:
    """Lock a draft of the case that is still being written; raises NotFound, Conflict when it was used or dropped."""
    query = select(LetterDraft).where(LetterDraft.id == draft_id, LetterDraft.case_id == case.id)
    draft = session.execute(query.with_for_update().execution_options(populate_existing=True)).scalar_one_or_none()
    if draft is None:
        raise NotFound
    if draft.status in ENDED:
        raise Conflict("draft_moved", case_id=case.id)
    return draft


def draft_hash(case_id: int, revision: int, draft: DraftInput) -> str:
    """Give the SHA-256 (hex) of a revision's content, to which the officer's advice and the letter are pinned."""
    body = {
        "case": case_id,
        "revision": revision,
        "kind": draft.kind.value,
        "requests": list(draft.request_ids),
        "fields": draft.fields.to_plain(),
        "replaces": draft.replaces_id,
        "reason": draft.correction_reason,
    }
    text = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _store(session: Session, work: Work, case: Case, stored: LetterDraft | None, kept: DraftInput) -> LetterDraft:
    if stored is None:
        stored = LetterDraft(
            case_id=case.id,
            organisation_id=case.organisation_id,
            kind=kept.kind,
            revision=0,
            against_advice_reason="",
            created_at=work.moment,
        )
        session.add(stored)
    stored.revision += 1
    stored.status = DraftStatus.WRITING
    stored.content = kept.fields.to_json()
    stored.sha256 = draft_hash(case.id, stored.revision, kept)
    stored.replaces_id = kept.replaces_id
    stored.correction_reason = kept.correction_reason if kept.replaces_id is not None else None
    stored.author_id = work.user_id()
    stored.updated_at = work.moment
    known = {link.request_id: link for link in stored.links}
    stored.links = [
        known.get(request_id) or DraftRequestLink(request_id=request_id, case_id=case.id)
        for request_id in kept.request_ids
    ]
    session.flush()
    return stored


__all__ = ["DraftInput", "drop_draft", "write_draft"]
