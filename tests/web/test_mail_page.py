"""What an administrator sees of mail that has not left, and does about it: never what stands in it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update

from dsar.core.vocabulary import Role
from dsar.database import unit_of_work
from dsar.extensions import db
from dsar.mail import Line, MailServer
from dsar.models import AuditEvent, Hold, Outbox
from dsar.models.scheduled import MailKind, MailState
from dsar.services.outbox import send_waiting, write_message
from dsar.wording.mail_layout import Written
from tests.support.app import World, address, make_world, name_of
from tests.support.judging import at_desk
from tests.support.pages import Browser, text_of
from tests.support.smtp import Inbox, mail_inbox

HERE, THERE = "westendorp-pr", "aanzien"
PATH = "/beheer/mail"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_inbox() as found:
        yield found


@pytest.fixture
def world(database_url: str, inbox: Inbox) -> Iterator[World]:
    made = make_world(
        database_url, DSAR_MAIL_SERVER=f"smtp://127.0.0.1:{inbox.port}", DSAR_MAIL_FROM="verzoeken@example.com"
    )
    yield made
    made.close()


def write(world: World, slug: str = HERE, **values: object) -> int:
    """Put a message to an organisation's colleague in the outbox and let it stand as `values` say."""
    with world.app.app_context(), unit_of_work(db.engine) as session:
        written = Written("Onderwerp van het bericht", "Tekst van het bericht", "<p>Tekst van het bericht</p>")
        user_id = world.users[address(slug, Role.COLLEAGUE)]
        row = write_message(session, world.work(), user_id, MailKind.TASK, f"task-{slug}-{len(values)}", written)
        assert row is not None
        session.flush()
        if values:
            session.execute(update(Outbox).where(Outbox.id == row.id).values(**values))
        return row.id


def stored(world: World, message_id: int) -> Outbox:
    with world.app.app_context(), unit_of_work(db.engine) as session:
        return session.get_one(Outbox, message_id)


def told(world: World, tag: str) -> int:
    with world.app.app_context(), unit_of_work(db.engine) as session:
        return len(session.scalars(select(AuditEvent).where(AuditEvent.tag == tag)).all())


def send(world: World, inbox: Inbox) -> int:
    server = MailServer("127.0.0.1", inbox.port, "verzoeken@example.com")
    with world.app.app_context(), Line(server) as line:
        return send_waiting(world.work(), line)


@pytest.fixture
def admin(world: World) -> Browser:
    return at_desk(world, Role.ADMINISTRATOR, HERE)


def test_the_list_says_who_waits_for_what_and_why_and_not_what_stands_in_it(world: World, admin: Browser) -> None:
    write(world, state=MailState.WAITING, tries=2, problem="451")
    write(world, state=MailState.GIVEN_UP, tries=1, problem="550", not_before=world.clock.moment)
    write(world, THERE)
    page = admin.get("/organisaties")
    page = admin.get(page.link("E-mail die nog niet weg is"))
    assert page.text.count(name_of(HERE, Role.COLLEAGUE)) >= 2
    for word in (
        "Vraag aan een collega",
        "2 pogingen. De mailserver nam het nog niet aan (451).",
        "De mailserver weigerde het bericht (550).",
        "Opgegeven",
    ):
        assert word in page.text
    for secret in ("Onderwerp van", "Tekst van", name_of(THERE, Role.COLLEAGUE), "@"):
        assert secret not in text_of(page.one("main"))


def test_what_left_is_not_on_the_list(world: World, admin: Browser, inbox: Inbox) -> None:
    write(world)
    assert send(world, inbox) == 1
    assert "Er wacht geen e-mail. Alles is verstuurd." in admin.get(PATH).text


def test_one_that_is_unknown_goes_again_under_the_same_id_after_a_warning(
    world: World, admin: Browser, inbox: Inbox
) -> None:
    message_id = write(world, state=MailState.UNKNOWN, tries=1, problem="TimeoutError")
    assert send(world, inbox) == 0, "never by itself"
    page = admin.get(admin.get(PATH).link("Nu opnieuw proberen"))
    assert "dan komt het misschien twee keer aan" in page.text
    page = admin.send()
    assert (page.path, stored(world, message_id).state) == (PATH, MailState.WAITING)
    assert "Het bericht wordt opnieuw aangeboden." in page.text
    assert told(world, "mail.again") == 1
    assert send(world, inbox) == 1
    assert inbox.ids() == [stored(world, message_id).message_id]


def test_one_that_must_not_leave_does_not(world: World, admin: Browser, inbox: Inbox) -> None:
    message_id = write(world)
    admin.get(admin.get(PATH).link("Niet meer versturen"))
    assert "Het bericht wordt niet meer verstuurd." in admin.send().text
    assert (stored(world, message_id).state, told(world, "mail.dropped")) == (MailState.CANCELLED, 1)
    assert send(world, inbox) == 0


@pytest.mark.parametrize("what", ["opnieuw", "stoppen"])
def test_one_that_left_meanwhile_is_left_alone(world: World, admin: Browser, inbox: Inbox, what: str) -> None:
    message_id = write(world)
    admin.get(f"{PATH}/{message_id}/{what}")
    send(world, inbox)
    page = admin.send(status=409)
    assert "Dit bericht is intussen verstuurd" in page.summary
    assert stored(world, message_id).state is MailState.SENT
    assert told(world, "mail.again") + told(world, "mail.dropped") == 0


def test_mail_that_stands_still_goes_when_somebody_releases_it(world: World, admin: Browser, inbox: Inbox) -> None:
    write(world)
    with world.app.app_context(), unit_of_work(db.engine) as session:
        session.add(Hold(name="mail", since=world.clock.moment, reason="restored"))
    page = admin.get(PATH)
    assert "De e-mail staat stil sinds" in page.text
    assert "Dit register is teruggezet uit een reservekopie." in page.text
    admin.get(page.link("Vrijgeven"))
    assert send(world, inbox) == 0, "looking at it releases nothing"
    assert "De e-mail is vrijgegeven." in admin.send().text
    assert told(world, "mail.released") == 1
    assert send(world, inbox) == 1
    assert not admin.get(f"{PATH}/vrijgeven").forms(), "there is nothing to release"


def test_without_a_mail_server_the_page_says_so(fresh_world: World) -> None:
    page = at_desk(fresh_world, Role.ADMINISTRATOR, HERE).get(PATH)
    assert "Deze installatie verstuurt geen e-mail." in page.text


def test_an_administrator_elsewhere_finds_nothing_and_changes_nothing(world: World) -> None:
    message_id = write(world)
    stranger = at_desk(world, Role.ADMINISTRATOR, THERE)
    assert name_of(HERE, Role.COLLEAGUE) not in stranger.get(PATH).text
    for what in ("opnieuw", "stoppen"):
        stranger.get(f"{PATH}/{message_id}/{what}", status=404)
    assert stored(world, message_id).state is MailState.WAITING


@pytest.mark.parametrize("role", [Role.CONTACT_PERSON, Role.FG, Role.COLLEAGUE, Role.AUDITOR])
def test_nobody_else_gets_in(world: World, role: Role) -> None:
    at_desk(world, role, HERE).get(PATH, status=403)
