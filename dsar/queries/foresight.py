"""What the next irreversible step of a case will do, from the facts as they are now; nothing is changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from dsar.core.carrying_out import Asked, CarryOutInput, check_carried_out
from dsar.core.deadlines import remedy_until
from dsar.core.done_facts import Kept
from dsar.core.errors import Conflict, InvalidInput, NotAllowed
from dsar.core.foresight import NOTHING, Foreseen, action_of_letter, foresee
from dsar.core.posting import MOVES_CLOCK, Lateness, bound_to_its_date, check_posted_on, check_track_code, lateness
from dsar.core.undone import TAKEN_BY_SUBJECT
from dsar.core.vocabulary import STOP_AT_ONCE, DispatchWay, LetterKind, Outcome, Right
from dsar.core.workflow import ENDS, WITHOUT_DECISION, Action, Status
from dsar.models import Duty, Letter, LetterDraft, Proposal, Request
from dsar.models.letter import LetterStatus
from dsar.queries.case_view import CaseView, RequestView
from dsar.queries.follow_ups import dates_to_act
from dsar.queries.letter_dates import due_of
from dsar.queries.recipients import open_recipients, recipients_of


@dataclass(frozen=True, slots=True)
class PostingForeseen:
    """What recording that a letter left will store and do; `term_until` is the last day of the term that it prints."""

    track_code: str
    lateness: Lateness
    term_until: date | None
    requests: Foreseen
    moves_clock: LetterKind | None = None  # the letter asks the client something, or extends the term
    about: frozenset[int] = frozenset()  # its requests, by their id


def foresee_posting(
    view: CaseView, letter: Letter, way: DispatchWay, posted_on: date, track_code: str, today: date
) -> PostingForeseen:
    """Foresee the posting of a letter of the case.

    Raises what recording it would: InvalidInput for the day or the code, Conflict for a letter that was posted or given
    up meanwhile, NotAllowed when a request moved.
    """
    if letter.dispatch is not None:
        raise Conflict("letter_posted", case_id=letter.case_id)
    if letter.status is not LetterStatus.FINAL:
        raise InvalidInput("posted_on", "letter_void" if letter.status is LetterStatus.VOID else "letter_not_final")
    check_posted_on(letter.kind, letter.dated, posted_on, today)
    code = check_track_code(way, track_code)
    return PostingForeseen(
        track_code=code,
        lateness=lateness(due_of(letter, view.case, view.regulation, way), posted_on),
        term_until=remedy_until(letter.dated) if bound_to_its_date(letter.kind) else None,
        requests=_on_leaving(view, letter),
        moves_clock=letter.kind if letter.kind in MOVES_CLOCK and letter.replaces_id is None else None,
        about=frozenset(link.request_id for link in letter.links),
    )


@dataclass(frozen=True, slots=True)
class TogetherForeseen:
    """What it will do that letters of one case leave at once: what each does, and whether the case closes."""

    view: CaseView
    letters: Mapping[int, PostingForeseen]  # by the letter's id
    closes: bool


def foresee_together(
    view: CaseView, letters: Sequence[Letter], way: DispatchWay, posted_on: date, today: date
) -> TogetherForeseen:
    """Foresee that several letters of the case leave at once; raises as `foresee_posting` for one that cannot."""
    found = {letter.id: foresee_posting(view, letter, way, posted_on, "", today) for letter in letters}
    moves = {one: status for each in found.values() for one, status in each.requests.moves.items()}
    stands = (moves.get(row.request.id, row.request.status) for row in view.requests)
    ends = bool(moves) and all(status in ENDS for status in stands) and not any(dates_to_act(view.case))
    return TogetherForeseen(view, found, closes=ends)


def _on_leaving(view: CaseView, letter: Letter) -> Foreseen:
    """Foresee what a letter does to its requests; one that cannot be ended any more goes on as it is."""
    action = action_of_letter(letter.kind, corrects=letter.replaces_id is not None)
    if action is None:
        return NOTHING
    about = {link.request_id for link in letter.links}
    if action in WITHOUT_DECISION:
        about &= {row.request.id for row in view.requests if action in row.actions}
    return _in_case(view, foresee(action, {row.request.id: row.facts for row in view.requests}, about, view.roles))


def _in_case(view: CaseView, foreseen: Foreseen) -> Foreseen:
    """Let a case stay open while something is open beside its requests (decision 27)."""
    return replace(foreseen, closes=foreseen.closes and not any(dates_to_act(view.case)))


def foresee_voiding(session: Session, letter: Letter) -> bool:
    """Tell whether a draft can be used again when this letter is given up.

    Raises what giving it up would: NotAllowed for a letter that was posted or given up before.
    """
    if letter.status is LetterStatus.VOID or letter.dispatch is not None:
        raise NotAllowed("letter_moved")
    return bool(session.scalar(select(exists().where(LetterDraft.letter_id == letter.id))))


def foresee_carrying_out(view: CaseView, row: RequestView, done: CarryOutInput, today: date) -> Foreseen:
    """Foresee the carrying out of a request of the case.

    Raises what recording it would: NotAllowed where it cannot be now, InvalidInput as `check_carried_out`.
    """
    facts = {one.request.id: one.facts for one in view.requests}
    foreseen = _in_case(view, foresee(Action.CARRY_OUT, facts, {row.request.id}, view.roles))
    check_carried_out(done, asked_of(row.request, view.case.received_on, row.duties, row.proposal), today)
    return foreseen


def foresee_leaving_undone(view: CaseView, row: RequestView) -> Foreseen:
    """Foresee that a request closes without what was granted; raises NotAllowed where it cannot be now."""
    facts = {one.request.id: one.facts for one in view.requests}
    return _in_case(view, foresee(Action.LEAVE_UNDONE, facts, {row.request.id}, view.roles))


def asked_of(request: Request, received_on: date, duties: Iterable[Duty], proposal: Proposal | None) -> Asked:
    """Give what a request is carried out against; `proposal` is the revision that was decided on."""
    texts = {duty.code: (duty.text, duty.article) for duty in duties}
    return Asked(
        request.right,
        received_on,
        texts,
        not_before=reconsider_until(request),
        recipients=len(recipients_of(request)),
        untold=tuple(one.name for one in open_recipients(request)),
        time_offered=time_offered(request),
        outcome=proposal.outcome if proposal is not None else Outcome.GRANT,
        waiting=access_waiting(request),
        kept=kept_by(proposal),
        decided_on=_decided_on(request, proposal),
    )


def _decided_on(request: Request, proposal: Proposal | None) -> date | None:
    """Give the day before which nothing granted was carried out; none for use that had to stop at once."""
    if proposal is None or proposal.decision is None or request.purpose in STOP_AT_ONCE:
        return None
    return proposal.decision.decided_on


def kept_by(proposal: Proposal | None) -> tuple[Kept, ...]:
    """Give the parts that a partial grant leaves where they are, each with the law or the article of its ground."""
    if proposal is None or proposal.outcome is not Outcome.PARTIAL:
        return ()
    refused = [part for part in proposal.parts if part.outcome is Outcome.REFUSE]
    return tuple(Kept(part.what, part.statute or part.law, part.keep_until) for part in refused)


def time_offered(request: Request) -> bool:
    """Tell whether it was recorded that the client could reconsider, or needed no time; only an erasure asks for it."""
    return request.right is not Right.ERASURE or bool(request.reconsiderations)


def access_waiting(request: Request) -> tuple[Right, ...]:
    """Give what the client asked in the same case and still is to see or get, of data that are erased here."""
    if request.right is not Right.ERASURE:
        return ()
    others = (one for one in request.case.requests if one.right in TAKEN_BY_SUBJECT)
    return tuple(one.right for one in others if one.status is not Status.CLOSED)


def reconsider_until(request: Request) -> date | None:
    """Give until when the client can reconsider an erasure; None when it was not offered, or not needed."""
    if request.right is not Right.ERASURE or not request.reconsiderations:
        return None
    return request.reconsiderations[-1].until
