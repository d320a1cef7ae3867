"""A colleague answers what they were asked; the answer to who is heard is the hearing itself (Westendorp 9.2)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dsar.core.audit import Tag
from dsar.core.errors import NotAllowed, NotFound
from dsar.core.permissions import Permission, organisations_with
from dsar.core.tasks import AnswerInput, TaskInput, check_answer, check_place
from dsar.core.vocabulary import TaskKind
from dsar.core.workflow import BEFORE_DECISION, Action
from dsar.models import Case, Hearing, Task, TaskAnswer, User
from dsar.services.ask_colleague import chosen_requests, lock_open_case, store_task
from dsar.services.audit import record_for
from dsar.services.hear import HearingInput, store_hearing
from dsar.services.transition import move
from dsar.services.work import Work, set_result, transaction


def answer_task(work: Work, task_id: int, answer: AnswerInput) -> None:
    """Answer a task of one's own; a further answer corrects or completes an earlier one, which stays.

    Raises NotFound for a task of somebody else, NotAllowed for one that was withdrawn or whose case is closed, and
    InvalidInput for an answer that lacks something.
    """
    with transaction(work) as session:
        task, case = _lock_own(session, work, task_id)
        if task.withdrawal is not None:
            raise NotAllowed("task_withdrawn")
        if case.closed_on is not None:
            raise NotAllowed("task_case_closed")
        check_answer(task.kind, answer, work.today, case.received_on)
        hearing = _hear(session, work, task, case, answer) if task.kind is TaskKind.HEAR else None
        _store(session, work, task, case, answer, hearing)


def record_search(work: Work, case_id: int, searched: TaskInput, answer: AnswerInput) -> int:
    """Record what came of a search by whoever handles the case; give the id of the task.

    `searched` names the place and the requests. Raises as `ask_colleague` and `answer_task`.
    """
    with transaction(work) as session:
        case = lock_open_case(session, work, case_id)
        chosen_requests(case, searched.request_ids)
        check_place(searched.place_kind, searched.place)
        check_answer(TaskKind.SEARCH, answer, work.today, case.received_on)
        task = store_task(session, work, case, searched)
        _store(session, work, task, case, answer, None)
        set_result(session, work, str(task.id))
        return task.id


def _lock_own(session: Session, work: Work, task_id: int) -> tuple[Task, Case]:
    """Lock the case of a task that is the actor's own; nothing else of the case is theirs to see."""
    here = organisations_with(work.actor, Permission.TASK_ANSWER)
    task = session.get(Task, task_id)
    if task is None or task.assignee_id != work.actor.user_id or task.organisation_id not in here:
        raise NotFound
    case = session.execute(select(Case).where(Case.id == task.case_id).with_for_update()).scalar_one()
    session.refresh(task)
    return task, case


def _hear(session: Session, work: Work, task: Task, case: Case, answer: AnswerInput) -> Hearing | None:
    """Record the hearing for the requests on which no decision fell yet; whoever has the case open gets to know."""
    asked = {link.request_id for link in task.links}
    waiting = [one for one in case.requests if one.id in asked and one.status in BEFORE_DECISION]
    if not waiting or answer.capacity is None:
        return None
    for request in waiting:
        move(session, work, case, request, Action.ANSWER_HEARING)
    case.version += 1
    person = session.get_one(User, work.user_id()).name
    ids = tuple(request.id for request in waiting)
    return store_hearing(
        session, work, case, HearingInput(ids, person, answer.capacity, answer.answered_on, answer.body)
    )


def _store(session: Session, work: Work, task: Task, case: Case, answer: AnswerInput, hearing: Hearing | None) -> None:
    further = bool(task.answers)
    kept = TaskAnswer(
        task_id=task.id,
        case_id=case.id,
        result=answer.result if task.kind is TaskKind.SEARCH else None,
        capacity=answer.capacity if task.kind is TaskKind.HEAR else None,
        hearing_id=hearing.id if hearing is not None else None,
        body=answer.body.strip(),
        answered_on=answer.answered_on,
        answered_by_id=work.user_id(),
        answered_at=work.moment,
    )
    session.add(kept)
    session.flush()
    payload = {
        "task": task.id,
        "kind": task.kind.value,
        "answer": kept.id,
        "result": kept.result.value if kept.result is not None else None,
        "answered_on": kept.answered_on.isoformat(),
        "further": further,
    }
    record_for(session, work, case, Tag.TASK_ANSWERED, payload)
