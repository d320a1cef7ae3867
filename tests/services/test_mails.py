"""One message a week about how the requests stand, one at once about a question: never about a client."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

import dsar
from dsar.core.errors import InvalidInput
from dsar.core.tasks import TaskInput
from dsar.core.vocabulary import PlaceKind, Right, Role, TaskKind
from dsar.database import unit_of_work
from dsar.language import speaking
from dsar.models import Case, Outbox, User
from dsar.models.scheduled import MailKind
from dsar.services.ask_colleague import ask_colleague
from dsar.services.weekly import is_first_working_day, make_weekly
from dsar.wording.rights import RIGHTS
from tests.factories.world import SUBJECT, World
from tests.services.desk import WPR, Desk

BIRD = replace(SUBJECT, initials="K.", name_prefix="", last_name="Kwartelkoning", street="Kwartelpad 7", city="Kwartel")
QUESTION = "Wat schreef de heer Kwartelkoning op het Kwartelpad?"


def messages(world: World, kind: MailKind | None = None) -> list[Outbox]:
    with Session(world.engine, expire_on_commit=False) as session:
        query = select(Outbox).order_by(Outbox.id)
        return list(session.scalars(query if kind is None else query.where(Outbox.kind == kind)))


def days_later(world: World, days: int) -> None:
    world.moment += timedelta(days=days)


def test_a_colleague_hears_at_once_that_something_was_asked_and_reads_it_on_the_screen(world: World) -> None:
    desk = Desk(world, Right.ERASURE, subject=BIRD)
    task_id = ask(desk)
    (message,) = messages(world, MailKind.TASK)
    assert (message.user_id, message.occasion) == (world.users[WPR, Role.COLLEAGUE], f"task-{task_id}")
    assert message.subject == "Er is u iets gevraagd in zaak WPR-2026-0001"
    assert f"https://verzoeken.example.nl/taken/{task_id}" in message.text
    assert "Mijn account" not in message.text, "no hour chosen changes this one"


def test_a_question_that_is_refused_and_one_to_oneself_write_no_message(world: World) -> None:
    desk = Desk(world, Right.ERASURE)
    with pytest.raises(InvalidInput):
        ask(desk, due_on=world.today - timedelta(days=1))
    ask(desk, assignee_id=world.users[WPR, Role.CONTACT_PERSON])
    assert messages(world) == []


def test_the_officer_and_the_deputy_read_once_a_week_how_the_requests_stand(world: World) -> None:
    world.receive(WPR, Right.COPY, days_ago=40)
    world.receive(WPR, Right.ERASURE)
    assert make_weekly(world.system(), 7) == 0
    assert (make_weekly(world.system(), 8), make_weekly(world.system(), 9)) == (2, 0)
    assert {message.user_id for message in messages(world)} == {
        world.users[WPR, Role.FG],
        world.users[WPR, Role.DEPUTY_FG],
    }
    message = messages(world)[0]
    assert (message.occasion, message.subject) == ("week-2026-48", "Weekoverzicht van de verzoeken")
    assert "WestendorpPR: 2 zaken zijn open, 1 is te laat, 0 wachten op advies." in message.text
    days_later(world, 1)
    assert make_weekly(world.system(), 8) == 0


@pytest.mark.parametrize(
    ("day", "first"),
    [
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 7), True),
        (date(2026, 4, 8), False),
        (date(2027, 1, 1), False),
        (date(2026, 11, 22), False),
        (date(2026, 12, 28), True),
    ],
)
def test_the_first_working_day_of_a_week_is_not_always_monday(day: date, first: bool) -> None:
    assert is_first_working_day(day) is first


def test_an_installation_without_mail_writes_nothing(world: World) -> None:
    silent = replace(world, address="")
    assert make_weekly(silent.system(), 8) == 0
    ask(Desk(silent, Right.COPY))
    assert messages(world) == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_message_names_a_client_a_right_or_what_somebody_typed(world: World, language: str) -> None:
    desk = Desk(world, *list(Right)[:3], subject=BIRD)
    with unit_of_work(world.engine) as session:
        session.execute(update(User).values(language=language))
    ask(desk)
    assert make_weekly(world.system(), 20) == 2
    assert len(messages(world)) == 3
    words = ["kwartel", SUBJECT.postcode.lower(), *rights(language)]
    for message in messages(world):
        for part in (message.subject, message.text, message.html):
            assert [word for word in words if word in part.lower()] == [], message.kind


def rights(language: str) -> Iterator[str]:
    with speaking(language):
        yield from (RIGHTS[right].name.lower() for right in Right)


def test_nothing_but_these_places_can_send_and_what_they_write_to_is_a_user() -> None:
    """A client has no account, so nothing that is addressed by account can reach one (Werk op Maat's regulation)."""
    root = Path(dsar.__file__).parent
    senders = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Message"
    }
    assert senders == {"services/outbox.py", "web/admin/users.py"}
    users = {key.column.table.name for key in Outbox.__table__.foreign_keys}
    assert users == {"user_account"}
    assert {column.name for column in Outbox.__table__.columns} & {"to", "email", "address", "receiver"} == set()


def ask(desk: Desk, **changed: object) -> int:
    with Session(desk.world.engine) as session:
        ids = (session.get_one(Case, desk.case_id).requests[0].id,)
    colleague = desk.world.users[WPR, Role.COLLEAGUE]
    asked = TaskInput(TaskKind.SEARCH, ids, colleague, QUESTION, desk.world.today, PlaceKind.CABINET, "Kwartelkast")
    return ask_colleague(desk.work(), desk.case_id, replace(asked, **changed))
