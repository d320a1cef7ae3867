"""Records that a restriction ended: only after the client was told, by the letter that says so (GDPR 18(3))."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed
from dsar.core.permissions import Permission
from dsar.core.vocabulary import LetterKind, Right
from dsar.core.workflow import Status
from dsar.letters import from_json
from dsar.models import Dispatch, Letter, LetterRequestLink, Request, RestrictionLift
from dsar.services.audit import record_for
from dsar.services.work import Work, lock_request, transaction


def lift_restriction(work: Work, request_id: int, version: int, lifted_on: date) -> None:
    """Record the day on which the data were no longer restricted.

    Raises NotAllowed before the letter has left, or when it was recorded before; InvalidInput for a day in the future,
    the day on which the letter left or before, or before the day that the letter names; Conflict and NotFound as
    `lock_case`.
    """
    with transaction(work) as session:
        case, request = lock_request(session, work, request_id, version, Permission.CASE_HANDLE)
        if request.right is not Right.RESTRICTION or request.status is not Status.CLOSED:
            raise NotAllowed("nothing_to_lift")
        if session.get(RestrictionLift, request.id) is not None:
            raise NotAllowed("lifted_before")
        letter = _notice(session, request)
        if letter is None or letter.dispatch is None:
            raise NotAllowed("lift_not_told")
        if lifted_on > work.today:
            raise InvalidInput("lifted_on", "day_in_future", today=work.today)
        named = from_json(letter.context).fields.day("lifted_from")
        if lifted_on <= letter.dispatch.posted_on:
            raise InvalidInput("lifted_on", "lift_before_told", posted_on=letter.dispatch.posted_on)
        if named is not None and lifted_on < named:
            raise InvalidInput("lifted_on", "lift_before_named", named=named)
        session.add(
            RestrictionLift(
                request_id=request.id,
                case_id=case.id,
                letter_id=letter.id,
                lifted_on=lifted_on,
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        payload = {"letter": letter.id, "lifted_on": lifted_on.isoformat()}
        record_for(session, work, case, Tag.RESTRICTION_LIFTED, payload, request_id=request.id)


def _notice(session: Session, request: Request) -> Letter | None:
    """Give the newest posted letter that tells of the end of this restriction."""
    query = (
        select(Letter)
        .join(LetterRequestLink, LetterRequestLink.letter_id == Letter.id)
        .join(Dispatch, Dispatch.letter_id == Letter.id)
        .where(LetterRequestLink.request_id == request.id, Letter.kind == LetterKind.RESTRICTION_LIFTED)
        .order_by(Letter.id.desc())
    )
    return session.scalars(query).first()
