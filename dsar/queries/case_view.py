"""Everything a case page, the sign-off screen and the decision screen show, computed from facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.actor import Actor
from dsar.core.advice_terms import AdviceTerm
from dsar.core.deadlines import Deadlines, carry_out_target
from dsar.core.errors import NotAllowed, NotFound
from dsar.core.fields import Fields
from dsar.core.follow_ups import earliest
from dsar.core.permissions import Permission, organisations_with
from dsar.core.progress import Position, Step, due_on, in_order, next_step, open_date
from dsar.core.proposals import appointment_past_term
from dsar.core.regulation import LawWarning, Regulation
from dsar.core.vocabulary import MarkKind, Outcome, Right, Role, TaskKind
from dsar.core.workflow import BEFORE_DECISION, Action, Facts, allowed_actions
from dsar.models import (
    AuthorityCheck,
    CarryingOut,
    Decision,
    Hearing,
    Party,
    Proposal,
    Question,
    Representative,
    SetTerm,
    UseStop,
)
from dsar.models import Case as Case
from dsar.models import Duty as Duty
from dsar.models import Letter as Letter
from dsar.models import Request as Request
from dsar.queries.advice_terms import stage_of, term_of_proposal
from dsar.queries.audit import Event, events_of_case
from dsar.queries.clocks import deadlines_of, open_questions, stop_of
from dsar.queries.deceased import Deceased, deceased_of, promised_on
from dsar.queries.facts import facts_of, heard_about
from dsar.queries.follow_ups import dates_to_act, terms_of, with_terms
from dsar.queries.intake_marks import open_mark
from dsar.queries.lookups import acknowledgement, answer_letter
from dsar.queries.regulations import regulation_of
from dsar.queries.representation import authority_of, representative_of
from dsar.queries.tasks import Task, not_searched, tasks_of_case
from dsar.queries.third_parties import ThirdParty, third_parties_of_case


@dataclass(frozen=True, slots=True)
class RequestView:
    """One request with its clocks, its judgement and what the actor may do to it now."""

    request: Request
    deadlines: Deadlines
    due: date | None  # the earliest date not met yet
    facts: Facts
    actions: frozenset[Action]
    step: Step
    proposals: tuple[Proposal, ...]  # newest first
    decision: Decision | None
    letter: Letter | None  # the answer
    duties: tuple[Duty, ...]
    carrying_out: CarryingOut | None
    hearings: tuple[Hearing, ...]
    warnings: tuple[LawWarning, ...]
    advice_term: AdviceTerm | None = None  # while advice is asked
    due_without_pause: date | None = None  # what `due` would be if nothing had paused
    refused_late: date | None = None  # until when a refusal could leave, once that day has passed (AVG 12(4))
    questions: tuple[Question, ...] = ()  # to the client, about this request, without an answer
    set_terms: tuple[SetTerm, ...] = ()  # further clocks that others set on it
    appointment_late: date | None = None  # the day of the proposed appointment, when it is past the term
    target: date | None = None  # for carrying out, by the organisation's own choice: no legal deadline
    use_stop: UseStop | None = None  # the stop that holds, also when another round recorded it

    @property
    def proposal(self) -> Proposal | None:
        """The newest revision."""
        return self.proposals[0] if self.proposals else None


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as its readers see it."""

    case: Case
    subject: Party
    regulation: Regulation
    roles: frozenset[Role]  # of the actor in this organisation
    requests: tuple[RequestView, ...]
    letters: tuple[Letter, ...]
    acknowledgement: Letter | None
    timeline: tuple[Event, ...]
    step: Step
    due: date | None
    tasks: Sequence[Task] = ()  # what colleagues were asked, oldest first
    third_parties: Sequence[ThirdParty] = ()  # oldest first
    representative: Representative | None = None  # who acts for the data subject now
    authority: AuthorityCheck | None = None  # the check of that which counts
    deceased: Deceased | None = None  # the case is about somebody who died
    open_mark: MarkKind | None = None  # said at registering of who asks, and not recorded
    unsearched: tuple[str, ...] = ()  # places of the organisation's list; see `not_searched`

    @property
    def rights(self) -> dict[int, Right]:
        """What each of the case's requests asks, by the id of the request."""
        return {view.request.id: view.request.right for view in self.requests}

    @property
    def undecided(self) -> bool:
        """Whether a decision is still to fall on one of the requests."""
        return any(view.request.status in BEFORE_DECISION for view in self.requests)

    def opinions_on(self, request_id: int) -> list[Task]:
        """Give what colleagues were asked about harm to others, as far as it still counts."""
        asked = (task for task in self.tasks if task.kind is TaskKind.HARM and task.withdrawal is None)
        return [task for task in asked if any(link.request_id == request_id for link in task.links)]

    def third_parties_on(self, request_id: int) -> list[ThirdParty]:
        """Give the third parties who were asked for a view on a request."""
        return [row for row in self.third_parties if any(link.request_id == request_id for link in row.links)]

    def request(self, request_id: int) -> RequestView:
        """Give one of the case's requests; raises NotFound."""
        for view in self.requests:
            if view.request.id == request_id:
                return view
        raise NotFound


def case_view(
    session: Session,
    actor: Actor,
    case_id: int,
    permission: Permission = Permission.CASE_READ,
    today: date | None = None,
) -> CaseView:
    """Give a case of one of the organisations in which the actor has the permission; raises NotFound.

    Without `today` nothing is told of the term for an advice, and nobody can go on without one; a question without an
    answer then pauses nothing.

    Raises NotAllowed when the actor sees the case but does not have the permission there.
    """
    case = visible_case(session, actor, case_id, permission)
    regulation = regulation_of(session, case.regulation_version_id)
    roles = actor.roles_in(case.organisation_id)
    requests = tuple(
        _request_view(session, case, request, regulation, actor, roles, today) for request in case.requests
    )
    letters = tuple(session.scalars(select(Letter).where(Letter.case_id == case.id).order_by(Letter.id)))
    representative = representative_of(case)
    steps = in_order((view.step, view.due) for view in requests)
    tasks = tasks_of_case(session, case.id)
    return CaseView(
        case=case,
        subject=case.parties[0],
        regulation=regulation,
        roles=roles,
        requests=requests,
        letters=letters,
        acknowledgement=acknowledgement(session, case.id),
        timeline=events_of_case(session, case),
        step=next((step for step in steps if step is not Step.NONE), Step.NONE),
        tasks=tasks,
        unsearched=not_searched(session, case.organisation_id, tasks),
        third_parties=third_parties_of_case(session, case.id),
        due=earliest(*(view.due for view in requests), *dates_to_act(case)),
        representative=representative,
        deceased=deceased_of(case),
        open_mark=open_mark(case),
        authority=authority_of(representative) if representative is not None else None,
    )


def visible_case(session: Session, actor: Actor, case_id: int, permission: Permission) -> Case:
    """Give the case row; raises as `case_view`."""
    case = session.get(Case, case_id)
    if case is None or case.organisation_id not in organisations_with(actor, Permission.CASE_READ):
        raise NotFound
    if case.organisation_id not in organisations_with(actor, permission):
        raise NotAllowed("role", permission=permission)
    return case


def case_id_of_request(session: Session, request_id: int) -> int:
    """Give the case to which a request belongs; raises NotFound."""
    case_id = session.execute(select(Request.case_id).where(Request.id == request_id)).scalar_one_or_none()
    if case_id is None:
        raise NotFound
    return case_id


def case_id_of_letter(session: Session, letter_id: int) -> int:
    """Give the case to which a letter belongs; raises NotFound."""
    case_id = session.execute(select(Letter.case_id).where(Letter.id == letter_id)).scalar_one_or_none()
    if case_id is None:
        raise NotFound
    return case_id


def _request_view(
    session: Session,
    case: Case,
    request: Request,
    regulation: Regulation,
    actor: Actor,
    roles: frozenset[Role],
    today: date | None,
) -> RequestView:
    proposals = tuple(
        session.scalars(select(Proposal).where(Proposal.request_id == request.id).order_by(Proposal.revision.desc()))
    )
    newest = proposals[0] if proposals else None
    letter = answer_letter(session, request.id)
    term = term_of_proposal(session, case.organisation, request, newest, today) if today is not None else None
    stage = stage_of(term, today) if today is not None else None
    facts = facts_of(case, request, regulation, actor.user_id, newest, letter, stage)
    deadlines = deadlines_of(case, request, regulation, today)
    without = deadlines_of(case, request, regulation, paused=False)
    outcome = newest.outcome if newest is not None else None
    terms = terms_of(case, request)
    first_open = partial(open_date, use_stopped=facts.use_stopped, promised=promised_on(case))
    return RequestView(
        request=request,
        deadlines=deadlines,
        due=with_terms(first_open(deadlines, request.status, outcome), terms),
        due_without_pause=with_terms(first_open(without, request.status, outcome), terms),
        set_terms=terms,
        use_stop=stop_of(case, request),
        questions=open_questions(case, request),
        refused_late=_refused_late(deadlines, request, today),
        facts=facts,
        actions=allowed_actions(facts, roles),
        step=next_step(position_of(facts)),
        proposals=proposals,
        decision=newest.decision if newest is not None else None,
        letter=letter,
        duties=tuple(session.scalars(select(Duty).where(Duty.request_id == request.id).order_by(Duty.id))),
        carrying_out=session.execute(
            select(CarryingOut).where(CarryingOut.request_id == request.id)
        ).scalar_one_or_none(),
        hearings=tuple(hearing for hearing in case.hearings if heard_about(hearing, request.id)),
        warnings=regulation.warnings_for(request.right),
        advice_term=term,
        target=_target(case, newest, deadlines),
        appointment_late=_appointment_late(request, newest, deadlines),
    )


def _appointment_late(request: Request, newest: Proposal | None, deadlines: Deadlines) -> date | None:
    if newest is None:
        return None
    return appointment_past_term(request.right, Fields.from_json(newest.details), deadlines.fulfil.governing)


def _target(case: Case, newest: Proposal | None, deadlines: Deadlines) -> date | None:
    """Give the target for carrying out what was granted, also where no duty names one (AanZien 14, 15)."""
    if newest is None or newest.decision is None or newest.outcome is Outcome.REFUSE:
        return None
    last = due_on(deadlines.fulfil, deadlines)
    return carry_out_target(newest.decision.decided_on, case.organisation.carry_out_days, last)


def position_of(facts: Facts) -> Position:
    """Reduce the facts to what the next step depends on."""
    return Position(
        status=facts.status,
        asker_known=facts.asker_known and facts.explicit_request_article is None,
        hearing_missing=facts.hearing_article is not None and not facts.heard,
        letter_final=facts.letter_final,
        asked=facts.asked,
        must_stop=facts.must_stop and not facts.use_stopped,
        deceased=facts.deceased,
        open_mark=facts.open_mark,
    )


def _refused_late(deadlines: Deadlines, request: Request, today: date | None) -> date | None:
    """Give the last day for a refusal of an extended request, when it has passed and there is no answer."""
    last = deadlines.refuse_by
    return last if last is not None and today is not None and last < today and request.answered_on is None else None
