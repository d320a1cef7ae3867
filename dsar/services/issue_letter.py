"""Makes a letter in two steps (decision 7): number and frozen context, then the bytes; a retry keeps the number."""

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.letters import LetterContext
from dsar.core.permissions import Permission, organisations_with
from dsar.core.placeholders import ADVISED
from dsar.files import seal
from dsar.letters import RenderError, from_json, missing, render_document, to_json
from dsar.models import Case, Letter, LetterDraft, LetterRequestLink, StoredFile
from dsar.models.letter import DraftStatus, LetterStatus
from dsar.services.audit import record_for
from dsar.services.letter_choice import Choice, LetterInput, choose
from dsar.services.letter_context import letter_context
from dsar.services.numbering import next_number
from dsar.services.transition import settle
from dsar.services.work import AlreadyDone, Work, lock_case, require, set_result, transaction

_MOST_DAYS_AHEAD = 14  # a letter is dated on the day it leaves, which is near


def issue_letter(work: Work, case_id: int, version: int, wanted: LetterInput, *, render_seconds: float) -> int:
    """Number, freeze, render and store a letter; give its id.

    Raises InvalidInput for a date that cannot be or when something is still missing (`details["missing"]`), RenderError
    when the page could not be made: the number is kept then, and `finish_letter` tries again, as does the same form
    sent again. NotAllowed, Conflict and NotFound as `letter_choice.choose` and `lock_case`.
    """
    try:
        letter_id = _give_number(work, case_id, version, wanted)
    except AlreadyDone as done:  # perhaps it ended between the number and the pages
        with suppress(Conflict):
            finish_letter(work, int(done.result), render_seconds=render_seconds)
        raise
    finish_letter(work, letter_id, render_seconds=render_seconds)
    return letter_id


def _give_number(work: Work, case_id: int, version: int, wanted: LetterInput) -> int:
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        mistake = date_mistake(wanted.dated, case.received_on, work.today)
        if mistake is not None:
            raise mistake
        letter = _number(session, work, case, choose(session, work, case, wanted))
        set_result(session, work, str(letter.id))
        return letter.id


def finish_letter(work: Work, letter_id: int, *, render_seconds: float) -> None:
    """Make the bytes of a numbered letter and store them, if nothing moved meanwhile.

    Raises RenderError (number kept), Conflict when it was finished or voided by somebody else, NotAllowed when an older
    version of the product froze it, NotFound.
    """
    context = _frozen(work, letter_id)
    rendering = render_document(context, timeout_seconds=render_seconds)
    sealed = seal(rendering.pdf)
    with transaction(_without_key(work)) as session:
        found = session.get_one(Letter, letter_id)
        case = session.execute(select(Case).where(Case.id == found.case_id).with_for_update()).scalar_one()
        # Read again behind the lock: somebody else may have made the pages while these were made.
        letter = session.get_one(Letter, letter_id, with_for_update=True, populate_existing=True)
        if letter.status is not LetterStatus.NUMBERED:
            raise Conflict("letter_moved", case_id=letter.case_id)
        file = StoredFile(
            organisation_id=letter.organisation_id,
            media_type="application/pdf",
            size=sealed.size,
            sha256=sealed.sha256,
            cipher=sealed.cipher,
            body=sealed.body,
            stored_at=work.moment,
        )
        session.add(file)
        session.flush()
        letter.file_id, letter.sha256, letter.finalised_at = file.id, sealed.sha256, work.moment
        letter.pages = rendering.pages
        letter.status = LetterStatus.FINAL
        case.version += 1
        payload = {
            "letter": letter.id,
            "number": letter.number,
            "sha256": sealed.sha256,
            "size": sealed.size,
            "pages": rendering.pages,
        }
        record_for(session, work, case, Tag.LETTER_FINAL, payload)


def void_letter(work: Work, letter_id: int, version: int, reason: str) -> None:
    """Give up a letter that cannot be made, or was not posted on its date; its number stays, with the reason.

    A draft that it was made from can be used again.

    Raises InvalidInput without a reason, NotAllowed for a letter that was posted, Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        letter = visible_letter(session, work, letter_id)
        case = lock_case(session, work, letter.case_id, version, Permission.CASE_HANDLE)
        if not reason.strip():
            raise InvalidInput("reason", "required")
        session.refresh(letter)
        if letter.status is LetterStatus.VOID or letter.dispatch is not None:
            raise NotAllowed("letter_moved")
        letter.void_reason, letter.status = reason.strip(), LetterStatus.VOID
        _free_draft(session, work, letter)
        payload = {"letter": letter.id, "number": letter.number, "reason": "void"}
        record_for(session, work, case, Tag.LETTER_VOIDED, payload)
        settle(session, work, case, work.today)


def visible_letter(session: Session, work: Work, letter_id: int) -> Letter:
    """Give a letter of one of the actor's organisations; raises NotFound, and NotAllowed without the role."""
    letter = session.get(Letter, letter_id)
    if letter is None or letter.organisation_id not in organisations_with(work.actor, Permission.CASE_READ):
        raise NotFound
    require(work, Permission.CASE_HANDLE, letter.organisation_id)
    return letter


def date_mistake(dated: date, received_on: date, today: date) -> InvalidInput | None:
    """Give why a letter cannot have this date: it is dated on the day it leaves, which is near (domain 7.8)."""
    if dated < received_on:
        return InvalidInput("dated", "day_before_receipt", received_on=received_on)
    if dated < today:
        return InvalidInput("dated", "letter_date_past", today=today)
    if dated > today + timedelta(days=_MOST_DAYS_AHEAD):
        return InvalidInput("dated", "letter_date_far", most=_MOST_DAYS_AHEAD)
    return None


def _number(session: Session, work: Work, case: Case, choice: Choice) -> Letter:
    dated = choice.plan.dated
    number = next_number(session, case.organisation_id, "letter", dated.year)
    plan = replace(choice.plan, number=f"{case.organisation.reference_prefix}-B{dated.year}-{number:04d}")
    context = letter_context(session, work.catalogue, case, plan)
    lacking = missing(context)
    if lacking:
        raise InvalidInput("letter", "letter_incomplete", missing=lacking)
    letter = _store(session, work, case, choice, context)
    payload: dict[str, object] = {
        "letter": letter.id,
        "number": letter.number,
        "kind": letter.kind.value,
        "requests": [request.id for request in plan.requests],
        "context_sha256": letter.context_sha256,
    }
    if choice.old is not None:
        payload["replaces"] = choice.old.number
    if choice.draft is not None:
        payload |= _use_draft(work, letter, choice.draft, choice.against_reason)
    record_for(session, work, case, Tag.LETTER_NUMBERED, payload)
    return letter


def _store(session: Session, work: Work, case: Case, choice: Choice, context: LetterContext) -> Letter:
    frozen = to_json(context)
    letter = Letter(
        case_id=case.id,
        organisation_id=case.organisation_id,
        kind=context.kind,
        language=context.language,
        number=context.number,
        dated=context.date,
        status=LetterStatus.NUMBERED,
        context=frozen,
        context_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
        replaces_id=choice.old.id if choice.old is not None else None,
        correction_reason=choice.correction_reason if choice.old is not None else None,
        created_by_id=work.user_id(),
        created_at=work.moment,
    )
    letter.links = [LetterRequestLink(request_id=request.id, case_id=case.id) for request in choice.plan.requests]
    session.add(letter)
    session.flush()
    return letter


def _use_draft(work: Work, letter: Letter, draft: LetterDraft, against_reason: str) -> dict[str, object]:
    """Mark a draft as used and give what the trail says of it."""
    draft.status, draft.letter_id, draft.updated_at = DraftStatus.USED, letter.id, work.moment
    draft.against_advice_reason = against_reason
    return {"draft": draft.id, "revision": draft.revision, "against_advice": bool(against_reason)}


def _free_draft(session: Session, work: Work, letter: Letter) -> None:
    query = select(LetterDraft).where(LetterDraft.letter_id == letter.id)
    draft = session.execute(query.with_for_update()).scalar_one_or_none()
    if draft is not None:
        draft.status = DraftStatus.ADVISED if draft.kind in ADVISED else DraftStatus.WRITING
        draft.letter_id, draft.against_advice_reason, draft.updated_at = None, "", work.moment


def _frozen(work: Work, letter_id: int) -> LetterContext:
    with transaction(_without_key(work)) as session:
        letter = visible_letter(session, work, letter_id)
        if letter.status is not LetterStatus.NUMBERED:
            raise Conflict("letter_moved", case_id=letter.case_id)
        try:
            return from_json(letter.context)
        except ValueError:
            raise NotAllowed("letter_format_old") from None


def _without_key(work: Work) -> Work:
    return Work(work.engine, work.catalogue, work.actor, work.moment, work.today)


__all__ = [
    "LetterInput",
    "RenderError",
    "date_mistake",
    "finish_letter",
    "issue_letter",
    "visible_letter",
    "void_letter",
]
