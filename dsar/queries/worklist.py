"""The worklist: open cases of the actor's organisations, the earliest governing date first, in keyset pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, false, func, not_, or_, select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.permissions import Permission, organisations_with
from dsar.core.progress import ROLE_FOR, Step, first_step, next_step
from dsar.core.vocabulary import Right, Role
from dsar.core.workflow import Status
from dsar.models import Case, HearingRequest, LetterDraft, RegulationVersion, Request
from dsar.models.letter import DraftStatus
from dsar.queries.case_view import position_of
from dsar.queries.facts import facts_of
from dsar.queries.lookups import answer_letter, newest_proposal
from dsar.queries.regulations import regulation_of

PAGE = 50


class Tab(StrEnum):
    """Which cases: those that wait for the actor, all open ones, or those that have ended."""

    MINE = "mine"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the worklist."""

    case_id: int
    reference: str
    organisation: str
    name_parts: tuple[str, str, str]  # initials, prefix, last name
    rights: tuple[Right, ...]
    due: date | None
    step: Step
    waiting_for: Role | None
    waiting_for_name: str  # what the organisation calls that role; empty when nothing is left to do
    owner: str
    closed_on: date | None
    drafts: int  # composed letters that wait for the actor


@dataclass(frozen=True, slots=True)
class Page:
    """A page of rows and the key of the last one when there are more."""

    rows: tuple[Row, ...]
    after: tuple[date, int] | None


def worklist(session: Session, actor: Actor, tab: Tab, after: tuple[date, int] | None = None) -> Page:
    """Give a page of the worklist, starting behind the (date, id) of an earlier page's last row."""
    query = _select(session, actor, tab)
    key = (Case.closed_on, Case.id) if tab is Tab.CLOSED else (Case.next_due_on, Case.id)
    if after is not None:
        day, last_id = after
        earlier = key[0] < day if tab is Tab.CLOSED else key[0] > day
        behind = Case.id < last_id if tab is Tab.CLOSED else Case.id > last_id
        query = query.where(or_(earlier, and_(key[0] == day, behind)))
    order = (key[0].desc(), key[1].desc()) if tab is Tab.CLOSED else (key[0], key[1])
    cases = list(session.scalars(query.order_by(*order).limit(PAGE + 1)))
    more = len(cases) > PAGE
    rows = tuple(_row(session, actor, case) for case in cases[:PAGE])
    last = cases[PAGE - 1] if more else None
    after = (last.closed_on or last.next_due_on, last.id) if last is not None else None
    return Page(rows, after)


def counts(session: Session, actor: Actor) -> Mapping[Tab, int]:
    """Count the cases per tab."""
    return {
        tab: session.execute(_select(session, actor, tab).with_only_columns(func.count()).order_by(None)).scalar_one()
        for tab in Tab
    }


def _select(session: Session, actor: Actor, tab: Tab) -> Select[Case]:
    organisations = organisations_with(actor, Permission.CASE_LIST)
    query = select(Case).where(Case.organisation_id.in_(organisations))
    if tab is Tab.CLOSED:
        return query.where(Case.closed_on.is_not(None))
    query = query.where(Case.closed_on.is_(None))
    return query.where(_waits_for(session, actor)) if tab is Tab.MINE else query


_STATUSES = {
    Role.CONTACT_PERSON: (Status.REGISTERED, Status.RETURNED, Status.DECIDED, Status.ANSWERED),
    Role.FG: (Status.AWAITING_ADVICE,),
    Role.DECIDER: (Status.AWAITING_DECISION,),
}


_DRAFT_STATUSES = {
    Role.CONTACT_PERSON: (DraftStatus.WRITING, DraftStatus.RETURNED, DraftStatus.ADVISED),
    Role.FG: (DraftStatus.AWAITING_ADVICE,),
}


def _waits_for(session: Session, actor: Actor) -> ColumnElement[bool]:
    unheard = _unheard(session, actor)
    waiting: dict[Role, ColumnElement[bool]] = {
        role: Request.status.in_(statuses) for role, statuses in _STATUSES.items()
    }
    waiting[Role.CONTACT_PERSON] = or_(waiting[Role.CONTACT_PERSON], unheard)
    waiting[Role.DECIDER] = and_(waiting[Role.DECIDER], not_(unheard))
    parts = [
        and_(
            Case.organisation_id.in_(actor.organisations_as([role])),
            or_(select(Request.id).where(Request.case_id == Case.id, which).exists(), _draft_waits_for(role)),
        )
        for role, which in waiting.items()
        if actor.organisations_as([role])
    ]
    return or_(*parts) if parts else false()


def _draft_waits_for(role: Role) -> ColumnElement[bool]:
    waiting = LetterDraft.status.in_(_DRAFT_STATUSES.get(role, ()))
    return select(LetterDraft.id).where(LetterDraft.case_id == Case.id, waiting).exists()


def _unheard(session: Session, actor: Actor) -> ColumnElement[bool]:
    """Select requests that wait for a decision while somebody must still be heard: the decider cannot go on yet."""
    organisations = organisations_with(actor, Permission.CASE_LIST)
    versions = session.scalars(select(RegulationVersion.id).where(RegulationVersion.organisation_id.in_(organisations)))
    rules = [(version, regulation_of(session, version).hearing) for version in versions]
    asked = [
        and_(Case.regulation_version_id == version, Request.right.in_(rule.rights)) for version, rule in rules if rule
    ]
    heard = select(HearingRequest.request_id).where(HearingRequest.request_id == Request.id).exists()
    return and_(Request.status == Status.AWAITING_DECISION, or_(false(), *asked), not_(heard))


def _row(session: Session, actor: Actor, case: Case) -> Row:
    regulation = regulation_of(session, case.regulation_version_id)
    steps = []
    for request in case.requests:
        proposal, letter = newest_proposal(session, request.id), answer_letter(session, request.id)
        steps.append(next_step(position_of(facts_of(case, request, regulation, None, proposal, letter))))
    left = [step for step in steps if step is not Step.NONE]
    roles = actor.roles_in(case.organisation_id)
    step = first_step([step for step in left if ROLE_FOR[step] in roles] or left)  # one's own step before another's
    subject, role = case.parties[0], ROLE_FOR[step]
    return Row(
        case_id=case.id,
        reference=case.reference,
        organisation=case.organisation.name,
        name_parts=(subject.initials, subject.name_prefix, subject.last_name),
        rights=tuple(request.right for request in case.requests),
        due=case.next_due_on if case.closed_on is None else None,
        step=step,
        waiting_for=role,
        waiting_for_name=regulation.roles_named.get(role, "") if role is not None else "",
        owner=case.owner.name,
        closed_on=case.closed_on,
        drafts=_drafts(session, case, roles),
    )


def _drafts(session: Session, case: Case, roles: frozenset[Role]) -> int:
    """Count the composed letters of a case that wait for somebody with these roles."""
    statuses = [status for role in roles for status in _DRAFT_STATUSES.get(role, ())]
    query = select(func.count()).select_from(LetterDraft)
    return session.execute(query.where(LetterDraft.case_id == case.id, LetterDraft.status.in_(statuses))).scalar_one()
