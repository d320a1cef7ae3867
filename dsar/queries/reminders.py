"""What is due or waits on a day, in every organisation, and who is told: read from the facts, for the job that tells.

Each function here gives the items of one kind, whether or not anybody is told of them today (`core.reminders` says
when): so that what is no item any more can be settled.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, joinedload, selectinload

from dsar.core.advice_terms import AdviceTerm, advice_term, day_of, start_of
from dsar.core.calendars import add_working_days
from dsar.core.pauses import remind_on
from dsar.core.reminders import LARGEST_BEFORE, Reminder
from dsar.core.vocabulary import Role
from dsar.core.workflow import Status
from dsar.models import (
    Case,
    Duty,
    Letter,
    LetterDraft,
    Membership,
    Organisation,
    Proposal,
    Question,
    Request,
    Task,
    ThirdParty,
    User,
)
from dsar.models.letter import DraftStatus, LetterStatus
from dsar.queries.advice_terms import Advisers, advisers_of
from dsar.queries.clocks import concerns
from dsar.queries.deceased import deceased_cases
from dsar.queries.deputies import deputies_on

Which = ColumnElement[bool]
HORIZON = timedelta(days=LARGEST_BEFORE * 2)  # calendar days in which the most working days of a reminder fit


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is due or waits; `about` is what it is about, such as `case:12`."""

    kind: Reminder
    organisation_id: int
    case_id: int | None
    about: str
    due_on: date
    users: frozenset[int]


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works where on a day: by (organisation, role), and who stands in for whom."""

    today: date
    days: Mapping[int, tuple[int, int]]  # of an organisation, in working days: for an advice, for a decision
    holders: Mapping[tuple[int, Role], frozenset[int]]
    away: Mapping[tuple[int, int], int]
    advisers: Mapping[int, Advisers] = field(default_factory=dict)

    def handlers(self, organisation_id: int, owner_id: int) -> frozenset[int]:
        """Give who looks after an owner's cases on the day; every contact person where the owner is none any more."""
        handler = self.away.get((organisation_id, owner_id), owner_id)
        able = self.having(organisation_id, Role.CONTACT_PERSON)
        return frozenset({handler}) if handler in able else able

    def having(self, organisation_id: int, *roles: Role) -> frozenset[int]:
        """Give who has one of the roles."""
        return frozenset().union(*(self.holders.get((organisation_id, role), frozenset()) for role in roles))


def items(session: Session, today: date) -> Iterator[Item]:
    """Give everything that is due or waits on a day."""
    staff = staff_on(session, today)
    for found in _OF_CASES:
        yield from found(session, staff, true())
    yield from _deputies(session, staff)


def items_of(session: Session, today: date, case_ids: Collection[int]) -> Iterator[Item]:
    """Give what is due or waits on a day in some cases."""
    staff = staff_on(session, today)
    for found in _OF_CASES:
        yield from found(session, staff, Case.id.in_(case_ids))


def before_of(session: Session) -> dict[int, tuple[int, ...]]:
    """Give how many working days before a date each organisation reminds."""
    rows = session.execute(select(Organisation.id, Organisation.reminder_days))
    return {place: tuple(int(days) for days in text.split(",") if days) for place, text in rows}


def staff_on(session: Session, today: date) -> Staff:
    """Read who works where on a day."""
    days = {
        row.id: (row.advice_days, row.decision_days)
        for row in session.execute(select(Organisation.id, Organisation.advice_days, Organisation.decision_days))
    }
    tomorrow = start_of(date.fromordinal(today.toordinal() + 1))
    held = (
        select(Membership.organisation_id, Membership.role, Membership.user_id)
        .join(User, User.id == Membership.user_id)
        .where(
            User.active.is_(True),
            Membership.since < tomorrow,
            Membership.until.is_(None) | (Membership.until > start_of(today)),
        )
    )
    holders: dict[tuple[int, Role], set[int]] = {}
    for place, role, user_id in session.execute(held):
        holders.setdefault((place, role), set()).add(user_id)
    away = {key: row.deputy_id for key, row in deputies_on(session, days, today).items()}
    known = {key: frozenset(ids) for key, ids in holders.items()}
    return Staff(today, days, known, away, advisers_of(session, days, today))


def _item(
    kind: Reminder, staff: Staff, case: Any, about: str, due_on: date, others: Collection[int] = frozenset()
) -> Item:
    """Make an item about a case, of which whoever handles it is told, and others."""
    handlers = staff.handlers(case.organisation_id, case.owner_id)
    return Item(kind, case.organisation_id, case.id, about, due_on, handlers | frozenset(others))


def _dates(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    """Give the open cases by their governing date, as far ahead as anybody is told of it."""
    query = select(Case.id, Case.organisation_id, Case.owner_id, Case.next_due_on).where(
        Case.organisation_id.in_(staff.days), Case.next_due_on <= staff.today + HORIZON, Case.closed_on.is_(None), which
    )
    for case in session.execute(query):
        yield _item(Reminder.DUE, staff, case, f"case:{case.id}", case.next_due_on)


def _newest_proposals(session: Session, status: Status, which: Which) -> Iterator[tuple[Case, Request, Proposal]]:
    """Give the newest proposal of every request in a state, about somebody alive."""
    later = select(Proposal.request_id, Proposal.revision).subquery()
    newer = select(later.c.revision).where(
        later.c.request_id == Proposal.request_id, later.c.revision > Proposal.revision
    )
    query = (
        select(Case, Request, Proposal)
        .join(Request, Request.case_id == Case.id)
        .join(Proposal, Proposal.request_id == Request.id)
        .where(Request.status == status, ~newer.exists(), Case.id.not_in(deceased_cases()), which)
        .options(joinedload(Proposal.advice))
    )
    yield from session.execute(query)


def _advice(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    for case, request, proposal in _newest_proposals(session, Status.AWAITING_ADVICE, which):
        term = _term(staff, case, proposal.author_id, day_of(proposal.created_at))
        yield from _waiting_advice(staff, case, proposal.author_id, f"request:{request.id}", term)


def _draft_advice(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    query = select(Case, LetterDraft).join(LetterDraft, LetterDraft.case_id == Case.id)
    for case, draft in session.execute(query.where(LetterDraft.status == DraftStatus.AWAITING_ADVICE, which)):
        term = _term(staff, case, draft.author_id, day_of(draft.updated_at))
        yield from _waiting_advice(staff, case, draft.author_id, f"draft:{draft.id}", term)


def _term(staff: Staff, case: Case, author_id: int, asked_on: date) -> AdviceTerm:
    advisers = staff.advisers[case.organisation_id]
    return advice_term(asked_on, advisers.working_days, advisers.of(author_id))


def _waiting_advice(staff: Staff, case: Case, author_id: int, about: str, term: AdviceTerm) -> Iterator[Item]:
    """Tell the officer and the deputy when the officer's term has passed, and the decider when nobody is asked more."""
    place = case.organisation_id
    advisers = staff.having(place, Role.FG, Role.DEPUTY_FG) - {author_id}
    days = {day for day in (term.officer_until, term.deputy_until) if day is not None}
    for day in sorted(days):
        deciders = staff.having(place, Role.DECIDER) if day == term.last_day else frozenset()
        yield _item(Reminder.ADVICE_WAITS, staff, case, about, day, advisers | deciders)


def _decisions(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    for case, request, proposal in _newest_proposals(session, Status.AWAITING_DECISION, which):
        since = proposal.advice.created_at if proposal.advice is not None else proposal.created_at
        until = add_working_days(day_of(since), staff.days[case.organisation_id][1])
        deciders = staff.having(case.organisation_id, Role.DECIDER)
        yield _item(Reminder.DECISION_WAITS, staff, case, f"request:{request.id}", until, deciders)


def _tasks(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    query = (
        select(Case, Task)
        .join(Task, Task.case_id == Case.id)
        .where(Case.closed_on.is_(None), ~Task.answers.any(), ~Task.withdrawal.has(), which)
    )
    for case, task in session.execute(query):
        yield _item(Reminder.COLLEAGUE_WAITS, staff, case, f"task:{task.id}", task.due_on, {task.assignee_id})


def _third_parties(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    query = select(Case, ThirdParty).join(ThirdParty, ThirdParty.case_id == Case.id)
    for case, asked in session.execute(query.where(Case.closed_on.is_(None), ~ThirdParty.views.any(), which)):
        yield _item(Reminder.COLLEAGUE_WAITS, staff, case, f"third_party:{asked.id}", asked.due_on)


def _proof(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    """Give the questions to clients without an answer, by the day on which the client is reminded (again)."""
    query = (
        select(Case, Question)
        .join(Question, Question.case_id == Case.id)
        .where(Case.closed_on.is_(None), ~Question.end.has(), which)
        .options(selectinload(Case.requests), selectinload(Question.links), selectinload(Question.reminders))
    )
    for case, question in session.execute(query):
        if any(one.answered_on is None and concerns(question, one.id) for one in case.requests):
            day = remind_on(question.asked_on, [one.reminded_on for one in question.reminders])
            yield _item(Reminder.PROOF_WAITS, staff, case, f"question:{question.letter_id}", day)


def _letters(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    """Give the letters that were made and did not leave, by the day on which they should."""
    query = select(Case, Letter.id, Letter.dated).join(Letter, Letter.case_id == Case.id)
    waiting = query.where(Letter.status == LetterStatus.FINAL, ~Letter.dispatch.has(), which)
    for case, letter_id, dated in session.execute(waiting):
        yield _item(Reminder.NOT_POSTED, staff, case, f"letter:{letter_id}", dated)


def _duties(session: Session, staff: Staff, which: Which) -> Iterator[Item]:
    query = (
        select(Case, Duty)
        .join(Request, Request.case_id == Case.id)
        .join(Duty, Duty.request_id == Request.id)
        .where(Request.status != Status.CLOSED, Duty.done_on.is_(None), ~Duty.not_done.has(), which)
    )
    for case, duty in session.execute(query):
        yield _item(Reminder.NOT_CARRIED_OUT, staff, case, f"duty:{duty.id}", duty.target_on)


_OF_CASES = (_dates, _advice, _draft_advice, _decisions, _tasks, _third_parties, _proof, _letters, _duties)


def _deputies(session: Session, staff: Staff) -> Iterable[Item]:
    for (place, _), row in deputies_on(session, staff.days, staff.today).items():
        users = frozenset({row.deputy_id})
        yield Item(Reminder.DEPUTISING, place, None, f"deputising:{row.id}", row.first_day, users)
