"""Extends a term, as the notice that says so leaves (GDPR 12(3))."""

from datetime import date

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.deadlines import derive
from dsar.core.errors import InvalidInput
from dsar.core.fields import Fields
from dsar.core.vocabulary import ExtensionReason, LetterKind
from dsar.letters import from_json
from dsar.models import Case, Letter, Request, TermExtension
from dsar.queries.clocks import begins_on, deadlines_of, pauses_of
from dsar.services.audit import record_for
from dsar.services.work import Work, regulation_for


def extend(session: Session, work: Work, case: Case, letter: Letter, posted_on: date) -> None:
    """Extend what a posted notice is about, in the caller's transaction; a correction extends nothing.

    Once for each request, and not one that was answered meanwhile. That the officer was asked and the reason written
    out was checked when the letter was made. Raises InvalidInput (`posted_on`) after the first month with its pauses.
    """
    if letter.kind is not LetterKind.EXTENSION_NOTICE or letter.replaces_id is not None:
        return
    about, fields = {link.request_id for link in letter.links}, from_json(letter.context).fields
    for request in case.requests:
        if request.id in about and request.answered_on is None and request.extension is None:
            _check_first_month(session, case, request, posted_on)
            _extend(session, work, case, request, letter, fields, posted_on)


def _check_first_month(session: Session, case: Case, request: Request, posted_on: date) -> None:
    try:
        derive(
            regulation_for(session, case),
            request.right,
            begins_on(case, request),
            purpose=request.purpose,
            pauses=pauses_of(case, request, posted_on),
            extended=True,
            extended_on=posted_on,
        )
    except InvalidInput as error:
        raise InvalidInput("posted_on", "extension_too_late", last_day=error.details["last_day"]) from error


def _extend(
    session: Session, work: Work, case: Case, request: Request, letter: Letter, fields: Fields, posted_on: date
) -> None:
    request.extension = TermExtension(
        request_id=request.id,
        case_id=case.id,
        letter_id=letter.id,
        extended_on=posted_on,
        reason=ExtensionReason(fields.text("reason")),
        explanation=fields.text("explanation"),
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    session.flush()
    deadlines = deadlines_of(case, request, regulation_for(session, case))
    payload = {
        "letter": letter.id,
        "reason": request.extension.reason.value,
        "extended_on": posted_on.isoformat(),
        "until": deadlines.respond.statutory.isoformat(),
        "refuse_by": deadlines.refuse_by.isoformat() if deadlines.refuse_by is not None else None,
    }
    record_for(session, work, case, Tag.TERM_EXTENDED, payload, request_id=request.id)
