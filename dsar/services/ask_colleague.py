"""Asks one colleague something in a case, or takes the question back; the trail tells of it without its words."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.permissions import TASK_HOLDERS, Permission, organisations_with
from dsar.core.tasks import MOST_TEXT, TaskInput, check_task
from dsar.core.texts import written
from dsar.core.vocabulary import TaskKind
from dsar.core.workflow import BEFORE_DECISION
from dsar.models import Case, Request, Task, TaskRequest, TaskWithdrawal
from dsar.queries.due import answer_date
from dsar.queries.people import can_be_asked
from dsar.services.audit import record_for
from dsar.services.mail_task import mail_task
from dsar.services.work import Work, regulation_for, require, set_result, transaction


def ask_colleague(work: Work, case_id: int, asked: TaskInput) -> int:
    """Give a colleague a task and give its id.

    A question changes nothing that somebody else may be looking at, so it needs no version and disturbs no open form.
    Raises InvalidInput for what cannot be asked, of whom or by when; NotAllowed for a case that is closed; NotFound
    and NotAllowed for another's case.
    """
    with transaction(work) as session:
        case = lock_open_case(session, work, case_id)
        check_task(asked, work.today, answer_date(session, case, regulation_for(session, case), asked.request_ids))
        _check_requests(chosen_requests(case, asked.request_ids), asked.kind)
        people = can_be_asked(session, case.organisation_id, TASK_HOLDERS, work.moment)
        if asked.assignee_id not in {user.id for user in people}:
            raise InvalidInput("assignee_id", "task_nobody")
        task = store_task(session, work, case, asked)
        mail_task(session, work, case, task)
        set_result(session, work, str(task.id))
        return task.id


def withdraw_task(work: Work, task_id: int, reason: str) -> None:
    """Take a question back, with the reason; what was asked stays readable.

    Raises InvalidInput without a reason, NotAllowed for a task that was answered or withdrawn already, and NotFound
    and NotAllowed for another's case.
    """
    if not written(reason):
        raise InvalidInput("reason", "required")
    if len(reason) > MOST_TEXT:
        raise InvalidInput("reason", "detail_too_long", most=MOST_TEXT)
    with transaction(work) as session:
        task = session.get(Task, task_id)
        if task is None:
            raise NotFound
        case = _lock(session, work, task.case_id)
        session.refresh(task)
        if task.withdrawal is not None:
            raise NotAllowed("task_withdrawn")
        if task.answers:
            raise NotAllowed("task_answered")
        withdrawal = TaskWithdrawal(
            task_id=task.id, reason=reason.strip(), withdrawn_by_id=work.user_id(), withdrawn_at=work.moment
        )
        session.add(withdrawal)
        session.flush()
        record_for(session, work, case, Tag.TASK_WITHDRAWN, {"task": task.id, "kind": task.kind.value})


def lock_open_case(session: Session, work: Work, case_id: int) -> Case:
    """Lock a case that is not closed, without counting its version up; raises as `ask_colleague`."""
    case = _lock(session, work, case_id)
    if case.closed_on is not None:
        raise NotAllowed("task_case_closed")
    return case


def chosen_requests(case: Case, request_ids: tuple[int, ...]) -> list[Request]:
    """Give the requests of the case that were chosen; raises InvalidInput for none, or another case's."""
    requests = [request for request in case.requests if request.id in request_ids]
    if not requests or len(requests) != len(set(request_ids)):
        raise InvalidInput("request_ids", "no_request_chosen")
    return requests


def store_task(session: Session, work: Work, case: Case, asked: TaskInput) -> Task:
    """Write a task that is in order, with its entry in the trail."""
    searching = asked.kind is TaskKind.SEARCH
    task = Task(
        case_id=case.id,
        organisation_id=case.organisation_id,
        kind=asked.kind,
        place_kind=asked.place_kind if searching else None,
        place=" ".join(asked.place.split()) if searching else "",
        assignee_id=asked.assignee_id,
        question=asked.question.strip(),
        due_on=asked.due_on,
        asked_by_id=work.user_id(),
        asked_at=work.moment,
    )
    session.add(task)
    session.flush()
    task.links.extend(TaskRequest(request_id=one, case_id=case.id) for one in sorted(set(asked.request_ids)))
    session.flush()
    payload = {
        "task": task.id,
        "kind": task.kind.value,
        "assignee": task.assignee_id,
        "requests": [link.request_id for link in task.links],
        "due_on": task.due_on.isoformat(),
    }
    record_for(session, work, case, Tag.TASK_ASKED, payload)
    return task


def _check_requests(requests: list[Request], kind: TaskKind) -> None:
    if kind is TaskKind.HEAR and any(request.status not in BEFORE_DECISION for request in requests):
        raise InvalidInput("request_ids", "task_decided")


def _lock(session: Session, work: Work, case_id: int) -> Case:
    visible = organisations_with(work.actor, Permission.CASE_READ)
    query = select(Case).where(Case.id == case_id, Case.organisation_id.in_(visible)).with_for_update()
    case = session.execute(query).scalar_one_or_none()
    if case is None:
        raise NotFound
    require(work, Permission.CASE_HANDLE, case.organisation_id)
    return case
