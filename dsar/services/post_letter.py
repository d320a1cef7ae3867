"""Records that a letter left the house; an answer that has left answers its request (GDPR 12(3))."""

from dataclasses import dataclass
from datetime import date

from dsar.core.audit import Tag
from dsar.core.errors import Conflict, InvalidInput
from dsar.core.letters import ANSWERS
from dsar.core.permissions import Permission
from dsar.core.vocabulary import DispatchWay, LetterKind
from dsar.core.workflow import Action, Status
from dsar.models import Dispatch, Letter
from dsar.models.letter import LetterStatus
from dsar.services.audit import record_for
from dsar.services.issue_letter import visible_letter
from dsar.services.transition import move, settle
from dsar.services.work import Work, lock_case, regulation_for, transaction

# The client's six weeks are printed from the letter's own date: it must leave on that day (domain 7.8).
_COUNTS_FROM_ITS_DATE = frozenset({LetterKind.REFUSAL, LetterKind.PARTIAL})


@dataclass(frozen=True, slots=True)
class PostInput:
    """How and on which day the letter left."""

    way: DispatchWay
    posted_on: date


def post_letter(work: Work, letter_id: int, version: int, posted: PostInput) -> None:
    """Record the dispatch and move the answered requests on.

    Raises InvalidInput for a day in the future, before the letter's own date, after it where the client's term is
    counted from it, or a way the regulation does not allow;
    NotAllowed while the letter is not final, Conflict when it was already posted, NotFound as `lock_case`.
    """
    with transaction(work) as session:
        letter = visible_letter(session, work, letter_id)
        case = lock_case(session, work, letter.case_id, version, Permission.CASE_HANDLE)
        session.refresh(letter)
        if letter.dispatch is not None:
            raise Conflict("letter_posted", case_id=case.id)
        _check(work, letter, posted)
        if posted.way not in regulation_for(session, case).letter_ways:
            raise InvalidInput("way", "way_not_allowed")
        session.add(
            Dispatch(
                letter_id=letter.id,
                organisation_id=letter.organisation_id,
                way=posted.way,
                posted_on=posted.posted_on,
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        session.flush()
        moved = [request for request in case.requests if _answers(letter, request.id)]
        rows = [
            move(session, work, case, request, Action.POST_LETTER, answered_on=posted.posted_on) for request in moved
        ]
        payload: dict[str, object] = {
            "letter": letter.id,
            "number": letter.number,
            "way": posted.way.value,
            "posted_on": posted.posted_on.isoformat(),
        }
        if rows:
            payload |= {"from": Status.DECIDED.value, "to": rows[0].target.value}
        record_for(session, work, case, Tag.LETTER_POSTED, payload, request_id=moved[0].id if len(moved) == 1 else None)
        settle(session, work, case, work.today)


def _answers(letter: Letter, request_id: int) -> bool:
    return letter.kind in ANSWERS and any(link.request_id == request_id for link in letter.links)


def _check(work: Work, letter: Letter, posted: PostInput) -> None:
    if letter.status is not LetterStatus.FINAL:
        raise InvalidInput("posted_on", "letter_not_final")
    if posted.posted_on > work.today:
        raise InvalidInput("posted_on", "day_in_future", today=work.today)
    if posted.posted_on < letter.dated:
        raise InvalidInput("posted_on", "posted_before_date", dated=letter.dated)
    if posted.posted_on > letter.dated and letter.kind in _COUNTS_FROM_ITS_DATE:
        raise InvalidInput("posted_on", "posted_after_date", dated=letter.dated)
