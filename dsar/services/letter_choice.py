"""Which letter somebody wants to make, and whether it may be made now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from dsar.core.drafts import Moment, correction_mistakes, death_mistakes
from dsar.core.errors import Conflict, InvalidInput, NotAllowed, NotFound
from dsar.core.fields import Fields
from dsar.core.intake_marks import CODES
from dsar.core.letters import ANSWERS, WITH_REMEDIES, answer_kind
from dsar.core.placeholders import ADVISED, COMPOSED
from dsar.core.texts import written
from dsar.core.vocabulary import AdviceKind, LetterKind
from dsar.core.workflow import Action, Status, find_transition
from dsar.letters import from_json
from dsar.models import Case, Letter, LetterDraft, Request
from dsar.models.letter import DraftStatus
from dsar.queries.deceased import deceased_of
from dsar.queries.drafts import advice_on, without_advice_on
from dsar.queries.facts import gather
from dsar.queries.intake_marks import open_mark
from dsar.queries.lookups import acknowledgement, answer_letter
from dsar.services.correct import replaceable, replaces
from dsar.services.letter_plan import LetterPlan, stored_answers
from dsar.services.printable import check_printable
from dsar.services.work import Work, regulation_for
from dsar.services.write_draft import as_input, check_complete, check_draft, locked_draft


@dataclass(frozen=True, slots=True)
class LetterInput:
    """Which letter: the answer to the requests named, a draft, a correction of a letter, or else an acknowledgement."""

    dated: date
    request_ids: tuple[int, ...] = ()
    draft_id: int | None = None
    replaces_id: int | None = None  # a draft says itself what it corrects
    correction_reason: str = ""
    against_reason: str = ""  # why the letter leaves against the officer's advice


@dataclass(frozen=True, slots=True)
class Choice:
    """A letter that may be made: its plan, and the rows that are marked with it."""

    plan: LetterPlan
    draft: LetterDraft | None = None
    old: Letter | None = None
    correction_reason: str = ""
    against_reason: str = ""


def choose(session: Session, work: Work, case: Case, wanted: LetterInput) -> Choice:
    """Give the letter that is wanted.

    Raises InvalidInput, NotAllowed while who asks is still to be recorded, before the decision, without advice or while
    the legal nature is unset, Conflict when there is such a letter already, NotFound for what is not of this case.
    """
    mark = open_mark(case)
    if mark is not None:
        raise NotAllowed(CODES[mark])
    if wanted.draft_id is not None:
        choice = _from_draft(session, work, case, wanted, wanted.draft_id)
    elif wanted.replaces_id is not None:
        choice = _correction(session, case, wanted, wanted.replaces_id)
    elif wanted.request_ids:
        choice = Choice(_answer(session, work, case, wanted))
    else:
        choice = Choice(_acknowledgement(session, case, wanted))
    died = deceased_of(case) is not None
    if choice.draft is None:
        for mistake in death_mistakes(choice.plan.kind, deceased=died):
            raise NotAllowed(mistake.code)
    if choice.plan.kind in WITH_REMEDIES and not died and case.organisation.legal_nature is None:
        raise NotAllowed("legal_nature_unknown")
    return choice


def requests_of(case: Case, request_ids: Iterable[int]) -> tuple[Request, ...]:
    """Give requests of the case in its order; raises NotFound for one that it does not have."""
    wanted = set(request_ids)
    requests = tuple(request for request in case.requests if request.id in wanted)
    if len(requests) != len(wanted):
        raise NotFound
    return requests


def _acknowledgement(session: Session, case: Case, wanted: LetterInput) -> LetterPlan:
    if all(request.status is Status.CLOSED for request in case.requests):
        raise NotAllowed("status", action=Action.ISSUE_LETTER)
    if acknowledgement(session, case.id) is not None:
        raise Conflict("letter_exists", case_id=case.id)
    asked = tuple(request for request in case.requests if request.reopening is None)
    return LetterPlan(LetterKind.ACKNOWLEDGEMENT, wanted.dated, asked)


def _answer(session: Session, work: Work, case: Case, wanted: LetterInput) -> LetterPlan:
    requests = requests_of(case, wanted.request_ids)
    regulation = regulation_for(session, case)
    for request in requests:
        facts = gather(session, case, request, regulation, work.actor.user_id, work.today)
        find_transition(Action.ISSUE_LETTER, facts, work.actor.roles_in(case.organisation_id))
        if answer_letter(session, request.id) is not None:
            raise Conflict("letter_exists", case_id=case.id)
    answers = stored_answers(session, requests)
    kind = answer_kind([(request.right, answers[request.id].outcome) for request in requests])
    return LetterPlan(kind, wanted.dated, requests, answers)


def _correction(session: Session, case: Case, wanted: LetterInput, replaces_id: int) -> Choice:
    old = replaceable(session, case, replaces_id)
    if old.kind is LetterKind.ACKNOWLEDGEMENT and deceased_of(case) is not None and not from_json(old.context).died:
        raise NotAllowed("subject_deceased")  # it was the client's, and not for whoever asks now
    for mistake in correction_mistakes(old.id, wanted.correction_reason):
        raise mistake
    check_printable([("correction_reason", wanted.correction_reason)])
    requests = requests_of(case, (link.request_id for link in old.links))
    if wanted.request_ids and set(wanted.request_ids) != {request.id for request in requests}:
        raise InvalidInput("replaces_id", "correction_differs")
    plan = LetterPlan(
        old.kind,
        wanted.dated,
        requests,
        stored_answers(session, requests) if old.kind in ANSWERS else {},
        fields_again(old),
        replaces(old, wanted.correction_reason),
    )
    return Choice(plan, old=old, correction_reason=wanted.correction_reason.strip())


def fields_again(old: Letter) -> Fields:
    """Give what was filled in for the letter that is corrected; raises NotAllowed where it has to be written anew."""
    if old.kind in ADVISED:
        raise NotAllowed("draft_needed")
    if old.kind not in COMPOSED:
        return Fields()
    try:
        return from_json(old.context).fields
    except ValueError:
        raise NotAllowed("draft_needed") from None


def _from_draft(session: Session, work: Work, case: Case, wanted: LetterInput, draft_id: int) -> Choice:
    draft = locked_draft(session, case, draft_id)
    content = as_input(draft)
    requests = check_draft(session, work, case, content, Moment(case.received_on, work.today, wanted.dated), draft.id)
    check_complete(case, content, requests, work.today)
    reason = _reason_against(work, draft, wanted.against_reason) if draft.kind in ADVISED else ""
    old = session.get_one(Letter, draft.replaces_id) if draft.replaces_id is not None else None
    plan = LetterPlan(
        draft.kind,
        wanted.dated,
        requests,
        fields=content.fields,
        replaces=replaces(old, content.correction_reason) if old is not None else None,
    )
    return Choice(plan, draft, old, content.correction_reason, reason)


def _reason_against(work: Work, draft: LetterDraft, reason: str) -> str:
    """Give the reason to go against the officer's advice; empty when the officer agreed, or none came in time."""
    advice = advice_on(draft)
    if draft.status is DraftStatus.ADVISED and without_advice_on(draft) is not None:
        return ""
    if draft.status is not DraftStatus.ADVISED or advice is None:
        raise NotAllowed("draft_not_advised")
    if advice.officer_id == work.user_id():
        raise NotAllowed("own_advice")
    if advice.kind is not AdviceKind.AGAINST:
        return ""
    if not written(reason):
        raise InvalidInput("against_reason", "reason_against_advice_missing")
    return reason.strip()
