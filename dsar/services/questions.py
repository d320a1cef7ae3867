"""Questions to the client: posting the letter starts the pause, the answer ends it (domain 7.5)."""

import json
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import Permission
from dsar.core.regulation import PauseReason
from dsar.core.vocabulary import LetterKind, QuestionOutcome, ReminderWay
from dsar.models import Case, Letter, Question, QuestionEnd, QuestionReminder, QuestionRequest
from dsar.queries.facts import asker_known
from dsar.queries.representation import representative_of
from dsar.services.audit import record_for
from dsar.services.issue_letter import visible_letter
from dsar.services.printable import check_printable
from dsar.services.transition import settle
from dsar.services.work import Work, lock_case, transaction

ASKS = MappingProxyType(
    {
        LetterKind.IDENTITY_REQUEST: PauseReason.IDENTITY,
        LetterKind.CLARIFICATION_REQUEST: PauseReason.CLARIFICATION,
    }
)
LONGEST_NOTE = 1000  # characters
IDENTITY, AUTHORITY = "identity", "authority"  # as the letter that asks names them


@dataclass(frozen=True, slots=True)
class EndInput:
    """How and when the waiting ended; `note` says in a few words what the client answered, and may be empty."""

    outcome: QuestionOutcome
    ended_on: date
    note: str = ""


def ask(session: Session, work: Work, case: Case, letter: Letter, posted_on: date) -> None:
    """Record the question that a posted letter asks, in the caller's transaction; a correction asks nothing new.

    What became clear since the letter was made needs no answer, so that pauses nothing.
    """
    kind = ASKS.get(letter.kind)
    if kind is None or letter.replaces_id is not None:
        return
    linked = {link.request_id for link in letter.links}
    about = [request for request in case.requests if request.answered_on is None and request.id in linked]
    if not about or (kind is PauseReason.IDENTITY and asker_known(case)):
        return
    question = Question(
        letter_id=letter.id,
        case_id=case.id,
        kind=kind,
        asked_on=posted_on,
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    if kind is PauseReason.CLARIFICATION:
        question.links = [QuestionRequest(request_id=request.id, case_id=case.id) for request in about]
    case.questions.append(question)
    session.flush()
    payload = {
        "letter": letter.id,
        "kind": kind.value,
        "asked_on": posted_on.isoformat(),
        "requests": [link.request_id for link in question.links],
    }
    record_for(session, work, case, Tag.QUESTION_ASKED, payload)


def end_question(work: Work, letter_id: int, version: int, given: EndInput) -> None:
    """Record that the client answered, or that the organisation needs no answer any more; the pause ends that day.

    Raises InvalidInput for a day in the future or before the question, a note that is too long, or an answer to who
    asks (`check_identity` records that); NotAllowed when the waiting ended before; Conflict, NotFound as `lock_case`.
    """
    with transaction(work) as session:
        letter = visible_letter(session, work, letter_id)
        case = lock_case(session, work, letter.case_id, version, Permission.CASE_HANDLE)
        question = next((one for one in case.questions if one.letter_id == letter_id), None)
        if question is None:
            raise NotFound
        if question.end is not None:
            raise NotAllowed("question_ended")
        _check(work, question, given)
        _end(session, work, case, question, given)
        settle(session, work, case, work.today)


def remind(work: Work, letter_id: int, version: int, way: ReminderWay, reminded_on: date) -> None:
    """Record that the client was reminded of a question without an answer; no date of the case moves.

    Raises InvalidInput for a day in the future or before the question, NotAllowed when nobody waits for the answer any
    more; Conflict and NotFound as `lock_case`.
    """
    with transaction(work) as session:
        letter = visible_letter(session, work, letter_id)
        case = lock_case(session, work, letter.case_id, version, Permission.CASE_HANDLE)
        question = next((one for one in case.questions if one.letter_id == letter_id), None)
        if question is None:
            raise NotFound
        if question.end is not None or all(request.answered_on is not None for request in case.requests):
            raise NotAllowed("question_ended")
        _check_after(question, "reminded_on", reminded_on, work.today)
        question.reminders.append(
            QuestionReminder(
                letter_id=letter_id,
                case_id=case.id,
                way=way,
                reminded_on=reminded_on,
                recorded_by_id=work.user_id(),
                recorded_at=work.moment,
            )
        )
        session.flush()
        payload = {
            "letter": letter_id,
            "kind": question.kind.value,
            "way": way.value,
            "reminded_on": reminded_on.isoformat(),
        }
        record_for(session, work, case, Tag.QUESTION_REMINDED, payload)


def doubt_ended(session: Session, work: Work, case: Case, checked_on: date, about: str) -> None:
    """End the questions to which an established check is the answer, in the caller's transaction.

    `about` is what was checked, "identity" or "authority"; where nobody acts for the data subject the first answers
    both.
    """
    both = about == IDENTITY and representative_of(case) is None
    for question in case.questions:
        if question.kind is not PauseReason.IDENTITY or question.end is not None:
            continue
        if both or _asked_about(session, question) == about:
            given = EndInput(QuestionOutcome.ANSWERED, max(checked_on, question.asked_on))
            _end(session, work, case, question, given)


def _asked_about(session: Session, question: Question) -> str:
    """Give what the letter asked: "identity", or "authority" of somebody who acts for another."""
    frozen = json.loads(session.get_one(Letter, question.letter_id).context)
    return str(frozen["letter"]["fields"].get("about", IDENTITY))


def _check(work: Work, question: Question, given: EndInput) -> None:
    if question.kind is PauseReason.IDENTITY and given.outcome is QuestionOutcome.ANSWERED:
        raise InvalidInput("outcome", "identity_by_check")
    _check_after(question, "ended_on", given.ended_on, work.today)
    if len(given.note) > LONGEST_NOTE:
        raise InvalidInput("note", "detail_too_long", most=LONGEST_NOTE)
    check_printable([("note", given.note)])


def _check_after(question: Question, field: str, day: date, today: date) -> None:
    """Raise InvalidInput for a day in the future, or before the question was sent."""
    if day > today:
        raise InvalidInput(field, "day_in_future", today=today)
    if day < question.asked_on:
        raise InvalidInput(field, "answer_before_question", asked_on=question.asked_on)


def _end(session: Session, work: Work, case: Case, question: Question, given: EndInput) -> None:
    question.end = QuestionEnd(
        letter_id=question.letter_id,
        case_id=case.id,
        outcome=given.outcome,
        ended_on=given.ended_on,
        note=given.note.strip(),
        recorded_by_id=work.user_id(),
        recorded_at=work.moment,
    )
    session.flush()
    payload = {
        "letter": question.letter_id,
        "kind": question.kind.value,
        "outcome": given.outcome.value,
        "ended_on": given.ended_on.isoformat(),
    }
    record_for(session, work, case, Tag.QUESTION_ENDED, payload)
