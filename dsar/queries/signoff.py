"""The officer's queue: what waits for advice across all organisations that they serve, shortest date first."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.core.vocabulary import Outcome, Right
from dsar.core.workflow import Status
from dsar.models import Case, Request
from dsar.queries.drafts import WaitingDraft, count_waiting, waiting_drafts
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


@dataclass(frozen=True, slots=True)
class Row:
    """A case with at least one request that waits for advice."""

    case_id: int
    reference: str
    organisation: str
    name_parts: tuple[str, str, str]  # initials, prefix, last name
    due: date
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """The first cases and composed letters of the queue, and how many there are in all of each."""

    rows: tuple[Row, ...]
    total: int
    drafts: tuple[WaitingDraft, ...]
    drafts_total: int


def queue(session: Session, actor: Actor) -> Queue:
    """Give the cases of the actor's organisations in which a request waits for advice, and the letters that do."""
    waits = select(Request.id).where(Request.case_id == Case.id, Request.status == Status.AWAITING_ADVICE).exists()
    query = select(Case).where(Case.organisation_id.in_(organisations_with(actor, Permission.SIGN_OFF)), waits)
    total = session.execute(query.with_only_columns(func.count())).scalar_one()
    cases = session.scalars(query.order_by(Case.next_due_on, Case.id).limit(MOST))
    rows = tuple(_row(session, actor, case) for case in cases)
    return Queue(rows, total, waiting_drafts(session, actor), count_waiting(session, actor))


def _row(session: Session, actor: Actor, case: Case) -> Row:
    subject = case.parties[0]
    return Row(
        case_id=case.id,
        reference=case.reference,
        organisation=case.organisation.name,
        name_parts=(subject.initials, subject.name_prefix, subject.last_name),
        due=case.next_due_on,
        waiting=tuple(_waiting(session, actor, case)),
    )


def _waiting(session: Session, actor: Actor, case: Case) -> list[Waiting]:
    found = []
    for request in case.requests:
        proposal = newest_proposal(session, request.id)
        if request.status is Status.AWAITING_ADVICE and proposal is not None:
            found.append(
                Waiting(
                    request.right,
                    proposal.outcome,
                    proposal.revision,
                    proposal.author.name,
                    proposal.author_id == actor.user_id,
                )
            )
    return found
