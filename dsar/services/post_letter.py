"""Records that a letter left the house; an answer that has left answers its requests (GDPR 12(3))."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput
from dsar.core.permissions import Permission
from dsar.core.posting import answers_requests, check_posted_on, check_track_code, ways_for
from dsar.core.sent_on import ResendInput
from dsar.core.vocabulary import DispatchWay
from dsar.core.workflow import Action, Transition
from dsar.models import Case, Dispatch, Letter, Request
from dsar.models.letter import LetterStatus
from dsar.services.audit import record_for
from dsar.services.end_request import end_requests
from dsar.services.extend import extend
from dsar.services.issue_letter import visible_letter
from dsar.services.letter_return import corrected_instead
from dsar.services.questions import ask
from dsar.services.reconsider import offer_time
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_case, regulation_for, transaction


@dataclass(frozen=True, slots=True)
class PostInput:
    """How and on which day the letter left; `track_code` is that of registered post, and may be empty."""

    way: DispatchWay
    posted_on: date
    track_code: str = ""


def post_letter(work: Work, letter_id: int, version: int, posted: PostInput) -> None:
    """Record the dispatch and move every request that the letter answers or ends; a correction moves none.

    With it a question starts its pause, and a notice extends the term.

    Raises InvalidInput for a day in the future, before the letter's own date, after it where the reader's term is
    counted from it, for a way the regulation does not allow, a code that cannot be, or a letter that is not final;
    Conflict when it was already posted; NotAllowed when a request moved; NotFound as `lock_case`.
    """
    with transaction(work) as session:
        letter = visible_letter(session, work, letter_id)
        case = lock_case(session, work, letter.case_id, version, Permission.CASE_HANDLE)
        session.refresh(letter)
        record_posting(session, work, case, letter, posted)
        settle(session, work, case, work.today)


def record_posting(session: Session, work: Work, case: Case, letter: Letter, posted: PostInput) -> None:
    """Record one dispatch in the caller's transaction, in which the case is locked; raises as `post_letter`."""
    if letter.dispatch is not None:
        raise Conflict("letter_posted", case_id=case.id)
    code = _check(session, work, case, letter, posted)
    session.add(
        Dispatch(
            letter_id=letter.id,
            organisation_id=letter.organisation_id,
            way=posted.way,
            posted_on=posted.posted_on,
            track_code=code,
            recorded_by_id=work.user_id(),
            recorded_at=work.moment,
        )
    )
    session.flush()
    moves = _move(session, work, case, letter, posted.posted_on)
    about = [request.id for request, _ in moves]
    payload: dict[str, object] = {
        "letter": letter.id,
        "number": letter.number,
        "way": posted.way.value,
        "posted_on": posted.posted_on.isoformat(),
        "moves": [{"request": request.id, "from": row.source.value, "to": row.target.value} for request, row in moves],
    }
    record_for(session, work, case, Tag.LETTER_POSTED, payload, request_id=about[0] if len(about) == 1 else None)
    end_requests(session, work, case, letter, posted.posted_on)
    ask(session, work, case, letter, posted.posted_on)
    extend(session, work, case, letter, posted.posted_on)
    offer_time(session, work, case, letter)
    corrected_instead(session, work, case, letter, ResendInput(posted.way, posted.posted_on))


def _move(
    session: Session, work: Work, case: Case, letter: Letter, posted_on: date
) -> list[tuple[Request, Transition]]:
    """Move what the letter answers, each request by its own row of the table."""
    if not answers_requests(letter.kind, corrects=letter.replaces_id is not None):
        return []
    answered = {link.request_id for link in letter.links}
    return [
        (request, move(session, work, case, request, Action.POST_LETTER, answered_on=posted_on))
        for request in case.requests
        if request.id in answered
    ]


def _check(session: Session, work: Work, case: Case, letter: Letter, posted: PostInput) -> str:
    """Give the track code as it is stored."""
    if letter.status is not LetterStatus.FINAL:
        void = letter.status is LetterStatus.VOID
        raise InvalidInput("posted_on", "letter_void" if void else "letter_not_final")
    check_posted_on(letter.kind, letter.dated, posted.posted_on, work.today)
    if posted.way not in ways_for(regulation_for(session, case).letter_ways):
        raise InvalidInput("way", "way_not_allowed")
    return check_track_code(posted.way, posted.track_code)
