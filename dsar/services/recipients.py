"""Keeps the list of who got the data of a request, and how each came to know what changed (GDPR 19)."""

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.permissions import Permission
from dsar.core.recipients import TOLD_FOR, RecipientInput, ToldInput, recipient_mistakes, told_mistakes
from dsar.core.vocabulary import ToldWay
from dsar.core.workflow import Status
from dsar.models import Case, Recipient, RecipientRemoval, RecipientTold, Request
from dsar.queries.recipients import notices_of, recipient_found
from dsar.services.audit import record_for
from dsar.services.work import Work, lock_request, transaction


def add_recipient(work: Work, request_id: int, version: int, given: RecipientInput) -> None:
    """Put somebody on the list.

    Raises InvalidInput as `recipient_mistakes`; NotAllowed for a right of which nobody is told, or a request that has
    ended; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        _check(request, given, work)
        _add(session, work, case, request, given)


def change_recipient(work: Work, recipient_id: int, version: int, given: RecipientInput) -> None:
    """Say of somebody on the list what is right; raises as `add_recipient`, NotAllowed for who was told already."""
    with transaction(work) as session:
        case, request, found = _found(session, work, recipient_id, version)
        _check(request, given, work)
        if (given.name.strip(), given.what.strip(), given.given_on) == (found.name, found.what, found.given_on):
            raise InvalidInput("form", "nothing_changed")
        _add(session, work, case, request, given, found)


def remove_recipient(work: Work, recipient_id: int, version: int) -> None:
    """Take somebody off the list who did not get the data; raises as `change_recipient`."""
    with transaction(work) as session:
        case, request, found = _found(session, work, recipient_id, version)
        session.add(RecipientRemoval(recipient_id=found.id, removed_by_id=work.user_id(), removed_at=work.moment))
        record_for(session, work, case, Tag.RECIPIENT_REMOVED, {"recipient": found.id}, request_id=request.id)


def tell_recipient(work: Work, recipient_id: int, version: int, told: ToldInput) -> None:
    """Record by which letter or how else somebody was told, or why not.

    Raises InvalidInput as `told_mistakes`, or for a letter that is no notice about this request; else as
    `change_recipient`.
    """
    with transaction(work) as session:
        case, request, found = _found(session, work, recipient_id, version)
        for mistake in told_mistakes(told, case.received_on, work.today):
            raise mistake
        by_letter = told.way is ToldWay.LETTER
        if by_letter and told.letter_id not in {one.id for one in notices_of(session, request.id)}:
            raise InvalidInput("letter_id", "recipient_letter_missing")
        session.add(
            RecipientTold(
                recipient_id=found.id,
                case_id=case.id,
                way=told.way,
                letter_id=told.letter_id if by_letter else None,
                told_on=told.told_on if told.way is ToldWay.OTHERWISE else None,
                text="" if by_letter else told.text.strip(),
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        payload = {"recipient": found.id, "way": told.way.value, "letter": told.letter_id if by_letter else None}
        record_for(session, work, case, Tag.RECIPIENT_TOLD, payload, request_id=request.id)


def _found(session: Session, work: Work, recipient_id: int, version: int) -> tuple[Case, Request, Recipient]:
    found = recipient_found(session, recipient_id)
    case, request = lock_request(session, work, found.request_id, version, Permission.CASE_HANDLE)
    if request.status is Status.CLOSED:
        raise NotAllowed("recipients_closed")
    if found.told is not None:
        raise NotAllowed("recipient_told")
    return case, request, found


def _check(request: Request, given: RecipientInput, work: Work) -> None:
    if request.right not in TOLD_FOR:
        raise NotAllowed("no_recipients")
    if request.status is Status.CLOSED:
        raise NotAllowed("recipients_closed")
    for mistake in recipient_mistakes(given, work.today):
        raise mistake


def _add(
    session: Session, work: Work, case: Case, request: Request, given: RecipientInput, before: Recipient | None = None
) -> None:
    row = Recipient(
        request_id=request.id,
        case_id=case.id,
        organisation_id=case.organisation_id,
        replaces_id=before.id if before is not None else None,
        name=given.name.strip(),
        what=given.what.strip(),
        given_on=given.given_on,
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    session.add(row)
    session.flush()
    payload = {"recipient": row.id, "replaces": row.replaces_id}
    record_for(session, work, case, Tag.RECIPIENT_LISTED, payload, request_id=request.id)
