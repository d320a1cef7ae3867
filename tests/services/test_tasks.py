"""One colleague is asked one thing: who may ask and answer, what an answer must say, and what a hearing allows."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from dsar.core.errors import InvalidInput, NotAllowed, NotFound
from dsar.core.intake import NewCase, NewRequest
from dsar.core.tasks import AnswerInput, TaskInput, default_due
from dsar.core.vocabulary import (
    AdviceKind,
    Channel,
    HearingCapacity,
    ObjectionPurpose,
    PlaceKind,
    Right,
    Role,
    SearchResult,
    TaskKind,
)
from dsar.core.workflow import Status
from dsar.database import unit_of_work
from dsar.models import AuditEvent, Hearing, Task, TaskAnswer
from dsar.queries.audit import verify
from dsar.queries.beside import Beside, beside
from dsar.queries.tasks import (
    TaskState,
    own_task,
    own_tasks,
    search_list,
    search_places,
    state_of,
    tasks_of_case,
)
from dsar.services.advise import AdviceInput, advise
from dsar.services.answer_task import answer_task, record_search
from dsar.services.ask_colleague import ask_colleague, withdraw_task
from dsar.services.decide import decide
from dsar.services.propose import propose
from dsar.services.receive_case import receive_case
from dsar.services.search_places import save_search_places
from dsar.services.work import AlreadyDone
from tests.factories.world import REFUSE_ERASURE, SUBJECT, World
from tests.services.desk import WPR, Desk

QUESTION = "Klopt wat er staat over het ontslag in mei?"
SAID = "Ik schreef dat zelf op, het klopt."


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Right.ERASURE)


def question(desk: Desk, kind: TaskKind = TaskKind.HARM) -> TaskInput:
    place = (PlaceKind.CABINET, "Kast bij de balie") if kind is TaskKind.SEARCH else (None, "")
    ids = (desk.request_id(Right.ERASURE),)
    return TaskInput(kind, ids, desk.world.users[WPR, Role.COLLEAGUE], QUESTION, desk.world.today, *place)


def ask(desk: Desk, kind: TaskKind = TaskKind.HARM) -> int:
    return ask_colleague(desk.work(), desk.case_id, question(desk, kind))


def said(desk: Desk, kind: TaskKind = TaskKind.HARM) -> AnswerInput:
    return AnswerInput(
        SAID,
        desk.world.today,
        SearchResult.FOUND if kind is TaskKind.SEARCH else None,
        HearingCapacity.COLLECTOR if kind is TaskKind.HEAR else None,
    )


def trail(desk: Desk) -> list[AuditEvent]:
    with Session(desk.world.engine) as session:
        query = select(AuditEvent).where(AuditEvent.case_id == desk.case_id).order_by(AuditEvent.seq)
        return list(session.scalars(query))


@pytest.mark.parametrize("kind", list(TaskKind))
def test_a_colleague_gets_the_question_and_answers_it_themself(desk: Desk, kind: TaskKind) -> None:
    task_id, work = ask(desk, kind), desk.work(Role.COLLEAGUE)
    with Session(desk.world.engine) as session:
        assert [task.id for task in own_tasks(session, work.actor)] == [task_id]
        assert beside(session, work.actor, "", work.moment) == Beside(put_away=0, tasks=1)
    answer_task(work, task_id, said(desk, kind))
    with Session(desk.world.engine) as session:
        assert beside(session, work.actor, "", work.moment) == Beside(put_away=0, tasks=0)
        task = session.get_one(Task, task_id)
        assert (task.question, task.answers[0].body, task.answers[0].answered_by_id) == (
            QUESTION,
            SAID,
            work.actor.user_id,
        )
        assert state_of(task, desk.world.today) is TaskState.ANSWERED


def advised(desk: Desk) -> tuple[int, int]:
    """Bring the request before the decider; give its id and that of the proposal."""
    request_id = desk.request_id(Right.ERASURE)
    desk.world.identify(WPR, desk.case_id)
    propose(desk.work(), request_id, desk.version, REFUSE_ERASURE)
    proposal_id = desk.world.proposal(request_id).id
    advise(desk.work(Role.FG), request_id, desk.version, AdviceInput(proposal_id, AdviceKind.AGREE))
    return request_id, proposal_id


def test_answering_a_hearing_makes_the_decision_possible_and_without_it_none_is(desk: Desk) -> None:
    request_id, proposal_id = advised(desk)
    task_id = ask(desk, TaskKind.HEAR)
    with pytest.raises(NotAllowed, match="hearing_missing") as refused:
        decide(desk.work(Role.DECIDER), request_id, desk.version, proposal_id)
    assert refused.value.details["article"] == "artikel 9.2"
    answer_task(desk.work(Role.COLLEAGUE), task_id, said(desk, TaskKind.HEAR))
    with Session(desk.world.engine) as session:
        hearing = session.scalars(select(Hearing)).one()
        assert (hearing.capacity, hearing.statement) == (HearingCapacity.COLLECTOR, SAID)
        assert session.scalars(select(TaskAnswer)).one().hearing_id == hearing.id
    decide(desk.work(Role.DECIDER), request_id, desk.version, proposal_id)
    assert desk.status(Right.ERASURE) is Status.DECIDED


def test_who_answers_a_hearing_says_in_which_capacity(desk: Desk) -> None:
    task_id = ask(desk, TaskKind.HEAR)
    with pytest.raises(InvalidInput, match="choose_one"):
        answer_task(desk.work(Role.COLLEAGUE), task_id, replace(said(desk, TaskKind.HEAR), capacity=None))


def test_nobody_is_asked_to_be_heard_after_the_decision(desk: Desk) -> None:
    desk.decide(Right.ERASURE, REFUSE_ERASURE)
    with pytest.raises(InvalidInput, match="task_decided"):
        ask(desk, TaskKind.HEAR)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.COLLEAGUE])
def test_a_task_of_somebody_else_does_not_exist(desk: Desk, role: Role) -> None:
    task_id = ask(desk)
    with pytest.raises(NotFound):
        answer_task(desk.work(role), task_id, said(desk))
    with Session(desk.world.engine) as session, pytest.raises(NotFound):
        own_task(session, desk.work(role).actor, task_id)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.CONTACT_PERSON])
def test_only_a_contact_person_asks_and_takes_back(desk: Desk, role: Role) -> None:
    task_id = ask(desk)
    for act in (
        lambda: ask_colleague(desk.work(role), desk.case_id, question(desk)),
        lambda: withdraw_task(desk.work(role), task_id, "Niet meer nodig."),
    ):
        with pytest.raises((NotAllowed, NotFound)):
            act()


def test_somebody_of_another_organisation_is_not_asked(make_world) -> None:
    world = make_world(WPR, "aanzien")
    desk = Desk(world, Right.ERASURE)
    for user in (world.users["aanzien", Role.COLLEAGUE], world.users[WPR, Role.AUDITOR], 10_000):
        with pytest.raises(InvalidInput, match="task_nobody"):
            ask_colleague(desk.work(), desk.case_id, replace(question(desk), assignee_id=user))
    with pytest.raises(NotFound):
        ask_colleague(world.work("aanzien", Role.CONTACT_PERSON), desk.case_id, question(desk))


def test_an_answer_is_due_at_the_latest_on_the_governing_date(desk: Desk) -> None:
    last = desk.world.case(desk.case_id).next_due_on
    for day, code in (
        (desk.world.today - timedelta(days=1), "task_due_past"),
        (last + timedelta(days=1), "task_due_late"),
    ):
        with pytest.raises(InvalidInput, match=code):
            ask_colleague(desk.work(), desk.case_id, replace(question(desk), due_on=day))
    ask_colleague(desk.work(), desk.case_id, replace(question(desk), due_on=last))


def test_the_day_that_is_offered_lies_some_working_days_ahead_and_never_after_the_governing_date() -> None:
    monday = date(2026, 11, 23)
    assert default_due(monday, date(2026, 12, 20)) == date(2026, 11, 30)
    assert default_due(monday, date(2026, 11, 25)) == date(2026, 11, 25)
    assert default_due(monday, date(2026, 11, 1)) == date(2026, 11, 30), "too late already, and still to be answered"


def test_a_use_that_must_stop_at_once_leaves_time_for_questions_about_the_other_requests(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    asked = (
        NewRequest(Right.ERASURE, "Haal mijn dossier weg."),
        NewRequest(Right.OBJECTION, "En geen reclame meer.", ObjectionPurpose.COMMERCIAL),
    )
    new = NewCase(world.organisation_id(WPR), world.today, Channel.POST, SUBJECT, asked)
    desk.case_id = receive_case(desk.work(), new)
    assert world.case(desk.case_id).next_due_on <= world.today, "red from the first minute"
    chosen, later = (world.request(desk.case_id, Right.ERASURE).id,), world.today + timedelta(days=10)
    ask_colleague(desk.work(), desk.case_id, replace(question(desk), request_ids=chosen, due_on=later))
    late = replace(question(desk), request_ids=chosen, due_on=later + timedelta(days=99))
    with pytest.raises(InvalidInput, match="task_due_late"):
        ask_colleague(desk.work(), desk.case_id, late)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"question": " . "}, "required"),
        ({"request_ids": ()}, "no_request_chosen"),
        ({"request_ids": (10_000,)}, "no_request_chosen"),
        ({"place_kind": None}, "choose_one"),
        ({"place": " "}, "required"),
    ],
)
def test_a_question_says_what_is_asked_about_what(desk: Desk, change: dict[str, object], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        ask_colleague(desk.work(), desk.case_id, replace(question(desk, TaskKind.SEARCH), **change))


@pytest.mark.parametrize("result", [SearchResult.FOUND, SearchResult.NOT_SEARCHED])
def test_only_nothing_found_needs_no_words(desk: Desk, result: SearchResult) -> None:
    task_id, work = ask(desk, TaskKind.SEARCH), desk.work(Role.COLLEAGUE)
    with pytest.raises(InvalidInput, match="required"):
        answer_task(work, task_id, AnswerInput("", desk.world.today, result))
    answer_task(work, task_id, AnswerInput("", desk.world.today, SearchResult.NOTHING))


def test_a_correction_is_a_further_answer_and_the_first_stays(desk: Desk) -> None:
    task_id = ask(desk)
    answer_task(desk.work(Role.COLLEAGUE), task_id, said(desk))
    answer_task(desk.work(Role.COLLEAGUE), task_id, replace(said(desk), body="Het was in juni."))
    with Session(desk.world.engine) as session:
        assert [one.body for one in session.get_one(Task, task_id).answers] == [SAID, "Het was in juni."]


def test_a_question_is_taken_back_with_a_reason_and_not_after_the_answer(desk: Desk) -> None:
    task_id = ask(desk)
    with pytest.raises(InvalidInput, match="required"):
        withdraw_task(desk.work(), task_id, " ")
    withdraw_task(desk.work(), task_id, "Het is al bekend.")
    with pytest.raises(NotAllowed, match="task_withdrawn"):
        answer_task(desk.work(Role.COLLEAGUE), task_id, said(desk))
    with pytest.raises(NotAllowed, match="task_withdrawn"):
        withdraw_task(desk.work(), task_id, "Nog eens.")
    answered = ask(desk)
    answer_task(desk.work(Role.COLLEAGUE), answered, said(desk))
    with pytest.raises(NotAllowed, match="task_answered"):
        withdraw_task(desk.work(), answered, "Te laat.")


def test_the_trail_tells_of_tasks_without_their_words(desk: Desk) -> None:
    answer_task(desk.work(Role.COLLEAGUE), ask(desk), said(desk))
    withdraw_task(desk.work(), ask(desk), "Het is al bekend.")
    entries = trail(desk)
    assert [one.tag for one in entries][-4:] == ["task.asked", "task.answered", "task.asked", "task.withdrawn"]
    told = " ".join(one.canonical for one in entries)
    assert not [word for word in ("ontslag", "zelf op", "bekend") if word in told]
    with Session(desk.world.engine) as session:
        assert verify(session, entries[0].stream) is None


def test_a_question_disturbs_no_open_form_and_a_hearing_does(desk: Desk) -> None:
    version = desk.version
    answer_task(desk.work(Role.COLLEAGUE), ask(desk), said(desk))
    assert desk.version == version
    answer_task(desk.work(Role.COLLEAGUE), ask(desk, TaskKind.HEAR), said(desk, TaskKind.HEAR))
    assert desk.version == version + 1


def test_a_task_that_is_sent_twice_is_asked_once(desk: Desk) -> None:
    work = desk.world.work(WPR, Role.CONTACT_PERSON, form_key="een-keer")
    task_id = ask_colleague(work, desk.case_id, question(desk))
    with pytest.raises(AlreadyDone) as done:
        ask_colleague(work, desk.case_id, question(desk))
    assert done.value.result == str(task_id)


def test_a_new_organisation_has_a_list_to_start_from_with_every_kind_of_place(desk: Desk) -> None:
    with Session(desk.world.engine) as session:
        rows = search_list(
            search_places(session, desk.world.organisation_id(WPR)), tasks_of_case(session, desk.case_id)
        )
    assert {row.kind for row in rows} == set(PlaceKind)
    assert not any(row.tasks for row in rows)


def test_the_search_list_shows_every_place_of_the_organisation_and_what_came_of_it(desk: Desk) -> None:
    listed = {PlaceKind.CABINET: ("Kast bij de balie", " "), PlaceKind.INHERITED: ("Dossiers  van Voorganger",)}
    save_search_places(desk.work(Role.ADMINISTRATOR), desk.world.organisation_id(WPR), 1, listed)
    answer_task(desk.work(Role.COLLEAGUE), ask(desk, TaskKind.SEARCH), said(desk, TaskKind.SEARCH))
    other = replace(question(desk, TaskKind.SEARCH), place="Kelder", assignee_id=desk.work().user_id())
    record_search(desk.work(), desk.case_id, other, AnswerInput("", desk.world.today, SearchResult.NOTHING))
    with Session(desk.world.engine) as session:
        rows = search_list(
            search_places(session, desk.world.organisation_id(WPR)), tasks_of_case(session, desk.case_id)
        )
        found = [(row.kind, row.name, [task.answers[-1].result for task in row.tasks]) for row in rows]
    assert found == [
        (PlaceKind.CABINET, "Kast bij de balie", [SearchResult.FOUND]),
        (PlaceKind.INHERITED, "Dossiers van Voorganger", []),
        (PlaceKind.CABINET, "Kelder", [SearchResult.NOTHING]),
    ]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_keeps_the_places(desk: Desk, role: Role) -> None:
    with pytest.raises(NotFound):
        save_search_places(desk.work(role), desk.world.organisation_id(WPR), 1, {})


@pytest.mark.parametrize("table", ["task", "task_request", "task_answer", "task_withdrawal"])
def test_the_database_refuses_to_change_what_was_asked_or_answered(desk: Desk, table: str) -> None:
    answer_task(desk.work(Role.COLLEAGUE), ask(desk), said(desk))
    withdraw_task(desk.work(), ask(desk), "Het is al bekend.")
    column = "place" if table == "task" else "task_id"
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET {column} = {column}"):
        with pytest.raises(DBAPIError, match="written once"), unit_of_work(desk.world.engine) as session:
            session.execute(text(statement))
