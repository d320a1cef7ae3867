"""Makes a letter in two steps (decision 7): number and frozen context, then the bytes; a retry keeps the number."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.letters import LetterContext, answer_kind
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import LetterKind
from dsar.core.workflow import Action, Status, find_transition
from dsar.files import seal
from dsar.letters import RenderError, from_json, missing, render, to_json
from dsar.models import Case, Letter, LetterRequestLink, Request, StoredFile
from dsar.models.letter import LetterStatus
from dsar.queries.facts import gather
from dsar.queries.lookups import acknowledgement, answer_letter, newest_proposal
from dsar.services.audit import record_for
from dsar.services.letter_context import letter_context
from dsar.services.numbering import next_number
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, regulation_for, require, set_result, transaction

_MOST_DAYS_AHEAD = 14  # a letter is dated on the day it leaves, which is near


@dataclass(frozen=True, slots=True)
class LetterInput:
    """Which letter: an acknowledgement of the whole case (no requests named), or the answer to one request."""

    dated: date
    request_id: int | None = None


def issue_letter(work: Work, case_id: int, version: int, wanted: LetterInput, *, render_seconds: float) -> int:
    """Number, freeze, render and store a letter; give its id.

    Raises InvalidInput for a date that cannot be or when something is still missing (`details["missing"]`), NotAllowed
    before the decision or while the legal nature is unset, RenderError when the page could not be made: the number is
    kept then, and `finish_letter` tries again. Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case = lock_case(session, work, case_id, version, Permission.CASE_HANDLE)
        _check_date(work, case, wanted.dated)
        kind, requests = _what(session, work, case, wanted)
        letter = _number(session, work, case, kind, requests, wanted.dated)
        set_result(session, work, str(letter.id))
        letter_id = letter.id
    finish_letter(work, letter_id, render_seconds=render_seconds)
    return letter_id


def finish_letter(work: Work, letter_id: int, *, render_seconds: float) -> None:
    """Make the bytes of a numbered letter and store them, if nothing moved meanwhile.

    Raises RenderError (number kept), Conflict when it was finished or voided by somebody else, NotFound.
    """
    context = _frozen(work, letter_id)
    content = render(context, timeout_seconds=render_seconds)
    sealed = seal(content)
    with transaction(_without_key(work)) as session:
        found = session.get_one(Letter, letter_id)
        case = session.execute(select(Case).where(Case.id == found.case_id).with_for_update()).scalar_one()
        letter = session.execute(select(Letter).where(Letter.id == letter_id).with_for_update()).scalar_one()
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
        letter.status = LetterStatus.FINAL
        case.version += 1
        payload = {"letter": letter.id, "number": letter.number, "sha256": sealed.sha256, "size": sealed.size}
        record_for(session, work, case, Tag.LETTER_FINAL, payload)


def void_letter(work: Work, letter_id: int, version: int, reason: str) -> None:
    """Give up a letter that cannot be made, or was not posted on its date; its number stays, with the reason.

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


def _check_date(work: Work, case: Case, dated: date) -> None:
    if dated < case.received_on:
        raise InvalidInput("dated", "day_before_receipt", received_on=case.received_on)
    if dated < work.today:
        raise InvalidInput("dated", "letter_date_past", today=work.today)
    if dated > work.today + timedelta(days=_MOST_DAYS_AHEAD):
        raise InvalidInput("dated", "letter_date_far", most=_MOST_DAYS_AHEAD)


def _what(session: Session, work: Work, case: Case, wanted: LetterInput) -> tuple[LetterKind, tuple[Request, ...]]:
    if wanted.request_id is None:
        if all(request.status is Status.CLOSED for request in case.requests):
            raise NotAllowed("status", action=Action.ISSUE_LETTER)
        if acknowledgement(session, case.id) is not None:
            raise Conflict("letter_exists", case_id=case.id)
        return LetterKind.ACKNOWLEDGEMENT, tuple(case.requests)
    request = next((request for request in case.requests if request.id == wanted.request_id), None)
    if request is None:
        raise NotFound
    facts = gather(session, case, request, regulation_for(session, case), work.actor.user_id)
    find_transition(Action.ISSUE_LETTER, facts, work.actor.roles_in(case.organisation_id))
    if answer_letter(session, request.id) is not None:
        raise Conflict("letter_exists", case_id=case.id)
    proposal = newest_proposal(session, request.id)
    if proposal is None:
        raise NotAllowed("status", action=Action.ISSUE_LETTER)
    return answer_kind([(request.right, proposal.outcome)]), (request,)


def _number(
    session: Session, work: Work, case: Case, kind: LetterKind, requests: tuple[Request, ...], dated: date
) -> Letter:
    number = next_number(session, case.organisation_id, "letter", dated.year)
    text = f"{case.organisation.reference_prefix}-B{dated.year}-{number:04d}"
    regulation = regulation_for(session, case)
    context = letter_context(session, case, regulation, kind, requests, dated=dated, number=text)
    lacking = missing(context)
    if lacking:
        raise InvalidInput("letter", "letter_incomplete", missing=lacking)
    frozen = to_json(context)
    letter = Letter(
        case_id=case.id,
        organisation_id=case.organisation_id,
        kind=kind,
        language=context.language,
        number=text,
        dated=dated,
        status=LetterStatus.NUMBERED,
        context=frozen,
        context_sha256=hashlib.sha256(frozen.encode()).hexdigest(),
        created_by_id=work.user_id(),
        created_at=work.moment,
    )
    letter.links = [LetterRequestLink(request_id=request.id, case_id=case.id) for request in requests]
    session.add(letter)
    session.flush()
    payload = {
        "letter": letter.id,
        "number": text,
        "kind": kind.value,
        "requests": [request.id for request in requests],
        "context_sha256": letter.context_sha256,
    }
    record_for(session, work, case, Tag.LETTER_NUMBERED, payload)
    return letter


def _frozen(work: Work, letter_id: int) -> LetterContext:
    with transaction(_without_key(work)) as session:
        letter = visible_letter(session, work, letter_id)
        if letter.status is not LetterStatus.NUMBERED:
            raise Conflict("letter_moved", case_id=letter.case_id)
        return from_json(letter.context)


def _without_key(work: Work) -> Work:
    return Work(work.engine, work.catalogue, work.actor, work.moment, work.today)


__all__ = ["LetterInput", "RenderError", "finish_letter", "issue_letter", "visible_letter", "void_letter"]
