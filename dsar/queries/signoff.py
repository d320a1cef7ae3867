"""The officer's queue: what waits for advice across all organisations that they serve, shortest date first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.advice_terms import AdviceTerm, Stage
from dsar.core.vocabulary import Outcome, Right
from dsar.core.workflow import Status
from dsar.models import Case, Request
from dsar.queries.advice_terms import Desk, term_of_proposal
from dsar.queries.deceased import deceased_cases
from dsar.queries.drafts import WaitingDraft, waiting_drafts
from dsar.queries.lookups import newest_proposal

MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """One request that waits for advice; `own` when its newest revision is the actor's."""

    right: Right
    outcome: Outcome
    revision: int
    author: str
    own: bool
    term: AdviceTerm


@dataclass(frozen=True, slots=True)
class Row:
    """A case with at least one request that waits for advice."""

    case_id: int
    reference: str
    organisation: str
    name_parts: tuple[str, str, str]  # initials, prefix, last name
    due: date
    waiting: tuple[Waiting, ...]

    @property
    def first_term(self) -> AdviceTerm:
        """The term of the advice that must be given first."""
        return min((one.term for one in self.waiting), key=lambda term: term.last_day)


@dataclass(frozen=True, slots=True)
class Queue:
    """The first cases and composed letters of the queue, and how many there are in all of each."""

    rows: tuple[Row, ...]
    total: int
    drafts: tuple[WaitingDraft, ...]
    drafts_total: int


def queue(session: Session, actor: Actor, today: date) -> Queue:
    """Give the cases of the actor's organisations in which a request waits for advice, and the letters that do.

    A deputy sees what is theirs: that of which the officer's own term has passed.
    """
    desk = Desk.of(actor)
    waits = select(Request.id).where(Request.case_id == Case.id, Request.status == Status.AWAITING_ADVICE).exists()
    lives = Case.id.not_in(deceased_cases())  # no advice is asked on a right of somebody who died
    officers = select(Case).where(Case.organisation_id.in_(desk.officer_in), waits, lives)
    total = session.execute(officers.with_only_columns(func.count())).scalar_one()
    in_order = officers.order_by(Case.next_due_on, Case.id).limit(MOST)
    rows = [_row(session, actor, case, today) for case in session.scalars(in_order)]
    for case in session.scalars(select(Case).where(Case.organisation_id.in_(desk.deputy_in), waits, lives)):
        row = _row(session, actor, case, today, deputy=True)
        if row.waiting:
            rows.append(row)
            total += 1
    rows.sort(key=lambda row: (row.due, row.case_id))
    drafts = waiting_drafts(session, desk, actor.user_id, today)
    return Queue(tuple(rows[:MOST]), total, drafts[:MOST], len(drafts))


def _row(session: Session, actor: Actor, case: Case, today: date, *, deputy: bool = False) -> Row:
    subject = case.parties[0]
    waiting = _waiting(session, actor, case, today)
    return Row(
        case_id=case.id,
        reference=case.reference,
        organisation=case.organisation.name,
        name_parts=(subject.initials, subject.name_prefix, subject.last_name),
        due=case.next_due_on,
        waiting=tuple(one for one in waiting if not deputy or one.term.stage(today) is not Stage.OFFICER),
    )


def _waiting(session: Session, actor: Actor, case: Case, today: date) -> list[Waiting]:
    found = []
    for request in case.requests:
        proposal = newest_proposal(session, request.id)
        term = term_of_proposal(session, case.organisation, request, proposal, today)
        if term is not None and proposal is not None:
            found.append(
                Waiting(
                    request.right,
                    proposal.outcome,
                    proposal.revision,
                    proposal.author.name,
                    proposal.author_id == actor.user_id,
                    term,
                )
            )
    return found
