"""What waits for somebody comes in one message a day, at the hour they chose, each notice once, and names no client."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dsar.core.reminders import Reminder
from dsar.core.tasks import TaskInput
from dsar.core.vocabulary import PlaceKind, Right, Role, TaskKind
from dsar.database import unit_of_work
from dsar.language import speaking
from dsar.models import Case, Membership, Notice, Outbox, User
from dsar.models.scheduled import MailKind
from dsar.services.ask_colleague import ask_colleague
from dsar.services.digest import make_digests
from dsar.services.weekly import make_weekly
from dsar.wording.mails import MOST_LINES
from dsar.wording.rights import RIGHTS
from tests.factories.world import SUBJECT, World
from tests.services.desk import WPR, Desk
from tests.services.test_concurrency import at_once

MONDAY = date(2026, 11, 23)
BIRD = replace(SUBJECT, initials="K.", name_prefix="", last_name="Kwartelkoning", street="Kwartelpad 7", city="Kwartel")
QUESTION = "Wat schreef de heer Kwartelkoning op het Kwartelpad?"


def notice(world: World, role: Role, case_id: int | None = None, **values: object) -> None:
    given = {
        "kind": Reminder.DUE,
        "about": f"case:{case_id}",
        "due_on": MONDAY + timedelta(days=7),
        "mark": 7,
        "created_at": world.moment,
        **values,
    }
    with unit_of_work(world.engine) as session:
        place = world.organisation_id(WPR)
        session.add(Notice(user_id=world.users[WPR, role], organisation_id=place, case_id=case_id, **given))


def messages(world: World, kind: MailKind | None = None) -> list[Outbox]:
    with Session(world.engine, expire_on_commit=False) as session:
        query = select(Outbox).order_by(Outbox.id)
        return list(session.scalars(query if kind is None else query.where(Outbox.kind == kind)))


def set_user(world: World, role: Role, **values: object) -> None:
    with unit_of_work(world.engine) as session:
        session.execute(update(User).where(User.id == world.users[WPR, role]).values(**values))


def days_later(world: World, days: int) -> None:
    world.moment += timedelta(days=days)


@pytest.fixture
def case_id(world: World) -> int:
    return world.receive(WPR, Right.ERASURE)


def test_what_waits_comes_in_one_message_at_the_hour_somebody_chose(world: World, case_id: int) -> None:
    notice(world, Role.CONTACT_PERSON, case_id)
    notice(world, Role.CONTACT_PERSON, case_id, kind=Reminder.NOT_POSTED, about="letter:1", due_on=MONDAY)
    assert make_digests(world.system(), 7) == 0, "eight is what nobody changed"
    assert make_digests(world.system(), 8) == 1
    (message,) = messages(world)
    assert (message.subject, message.occasion) == ("Er wachten 2 meldingen op u", "2026-11-23")
    assert "Zaak WPR-2026-0001: Over 5 werkdagen: uiterste datum 30 november 2026." in message.text
    assert "Zaak WPR-2026-0001: Een brief is gemaakt en nog niet verzonden." in message.text
    assert f"https://verzoeken.example.nl/zaken/{case_id}\n" in message.text
    assert f'href="https://verzoeken.example.nl/zaken/{case_id}"' in message.html


def test_a_notice_is_told_once_and_a_day_has_one_message(world: World, case_id: int) -> None:
    notice(world, Role.CONTACT_PERSON, case_id)
    assert (make_digests(world.system(), 8), make_digests(world.system(), 8)) == (1, 0)
    notice(world, Role.CONTACT_PERSON, case_id, mark=3)
    assert make_digests(world.system(), 9) == 0, "today has its message"
    days_later(world, 1)
    assert make_digests(world.system(), 8) == 1
    assert [message.subject for message in messages(world)] == ["Er wacht 1 melding op u"] * 2
    with Session(world.engine) as session:
        told = session.scalars(select(Notice.outbox_id).order_by(Notice.id)).all()
    assert told == [message.id for message in messages(world)]
    days_later(world, 1)
    assert make_digests(world.system(), 8) == 0, "nothing new waits"


def test_an_hour_that_was_missed_is_made_up_for_the_same_day_and_none_at_the_weekend(
    world: World, case_id: int
) -> None:
    notice(world, Role.CONTACT_PERSON, case_id)
    days_later(world, 5)
    assert make_digests(world.system(), 20) == 0, "a Saturday"
    days_later(world, 2)
    assert make_digests(world.system(), 11) == 1


def test_nobody_is_told_who_is_away_for_good_or_wants_no_message(world: World, case_id: int) -> None:
    for role in (Role.CONTACT_PERSON, Role.FG, Role.DECIDER, Role.AUDITOR):
        notice(world, role, case_id)
    notice(world, Role.DEPUTY_FG, case_id, settled_at=world.moment)
    set_user(world, Role.CONTACT_PERSON, active=False)
    set_user(world, Role.FG, digest_hour=None)
    with unit_of_work(world.engine) as session:
        left = update(Membership).where(Membership.user_id == world.users[WPR, Role.AUDITOR])
        session.execute(left.values(until=world.moment))
    assert make_digests(world.system(), 20) == 1
    assert [message.user_id for message in messages(world)] == [world.users[WPR, Role.DECIDER]]


def test_a_message_comes_in_the_language_of_its_reader(world: World, case_id: int) -> None:
    notice(world, Role.CONTACT_PERSON, case_id)
    set_user(world, Role.CONTACT_PERSON, language="en")
    make_digests(world.system(), 8)
    (message,) = messages(world)
    assert message.subject == "1 notice waits for you"
    assert "30 November 2026" in message.text
    assert '<html lang="en">' in message.html


def test_a_long_list_ends_with_how_many_more_there_are(world: World, case_id: int) -> None:
    for mark in range(MOST_LINES + 2):
        notice(world, Role.CONTACT_PERSON, case_id, mark=mark)
    make_digests(world.system(), 8)
    (message,) = messages(world)
    assert message.text.count("Zaak WPR-2026-0001") == MOST_LINES
    assert "Er zijn nog 2 meldingen. Die staan bij Meldingen." in message.text


def test_two_processes_at_once_write_one_message(world: World, case_id: int) -> None:
    notice(world, Role.CONTACT_PERSON, case_id)
    gave = at_once(*(lambda: make_digests(world.system(), 8) for _ in range(3)))
    assert sorted(gave) == [0, 0, 1]
    assert len(messages(world)) == 1


def test_a_digest_leads_a_colleague_to_their_task_and_names_no_case(world: World) -> None:
    desk = Desk(world, Right.ERASURE, subject=BIRD)
    task_id = ask(desk)
    notice(world, Role.COLLEAGUE, desk.case_id, kind=Reminder.COLLEAGUE_WAITS, about=f"task:{task_id}")
    make_digests(world.system(), 8)
    (message,) = messages(world, MailKind.DIGEST)
    assert f"https://verzoeken.example.nl/taken/{task_id}" in message.text
    assert "WPR-" not in message.text


def test_an_installation_without_mail_writes_nothing_and_the_notices_stay_untold(world: World, case_id: int) -> None:
    notice(world, Role.CONTACT_PERSON, case_id)
    silent = replace(world, address="")
    assert (make_digests(silent.system(), 8), make_weekly(silent.system(), 8)) == (0, 0)
    ask(Desk(silent, Right.COPY))
    assert messages(world) == []
    assert make_digests(world.system(), 8) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_message_names_a_client_a_right_or_what_somebody_typed(world: World, language: str) -> None:
    desk = Desk(world, *list(Right)[:3], subject=BIRD)
    with unit_of_work(world.engine) as session:
        session.execute(update(User).values(language=language))
    task_id = ask(desk)
    for number, kind in enumerate(Reminder):
        about = f"task:{task_id}" if kind is Reminder.COLLEAGUE_WAITS else f"thing:{number}"
        notice(world, Role.CONTACT_PERSON, desk.case_id, kind=kind, about=about)
        notice(world, Role.FG, desk.case_id, kind=kind, about=about)
    assert make_digests(world.system(), 20) == 2
    assert make_weekly(world.system(), 20) == 2
    assert len(messages(world)) == 5
    words = ["kwartel", SUBJECT.postcode.lower(), *rights(language)]
    for message in messages(world):
        for part in (message.subject, message.text, message.html):
            assert [word for word in words if word in part.lower()] == [], message.kind


def rights(language: str) -> Iterator[str]:
    with speaking(language):
        yield from (RIGHTS[right].name.lower() for right in Right)


def ask(desk: Desk, **changed: object) -> int:
    with Session(desk.world.engine) as session:
        ids = (session.get_one(Case, desk.case_id).requests[0].id,)
    colleague = desk.world.users[WPR, Role.COLLEAGUE]
    asked = TaskInput(TaskKind.SEARCH, ids, colleague, QUESTION, desk.world.today, PlaceKind.CABINET, "Kwartelkast")
    return ask_colleague(desk.work(), desk.case_id, replace(asked, **changed))
