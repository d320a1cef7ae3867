"""A forgotten password of somebody who works at two organisations: the link goes to them and to nobody else."""

import re
from collections.abc import Iterator

import pytest
from sqlalchemy import text

from dsar.core.vocabulary import Role
from dsar.extensions import db
from tests.support.app import World, make_world
from tests.support.judging import at_desk
from tests.support.pages import Browser, form_values
from tests.support.smtp import Inbox, mail_inbox

HERE, THERE = "westendorp-pr", "aanzien"
EMAIL = "gerda.gedeeld@example.com"
GOOD = "drie paarse fietsen"


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_inbox() as found:
        yield found


@pytest.fixture
def world(database_url: str, inbox: Inbox) -> Iterator[World]:
    made = make_world(
        database_url, DSAR_MAIL_SERVER=f"smtp://127.0.0.1:{inbox.port}", DSAR_MAIL_FROM="verzoeken@example.com"
    )
    made.add_user("Gerda Gedeeld", (HERE, Role.FG), (THERE, Role.FG))
    yield made
    made.close()


def ask(world: World, slug: str = HERE) -> Browser:
    """Ask for a link as the administrator of one of the two."""
    admin = at_desk(world, Role.ADMINISTRATOR, slug)
    page = admin.get(f"/organisaties/{world.organisations[slug]}/gebruikers/{world.users[EMAIL]}")
    admin.get(page.link("Link mailen voor een nieuw wachtwoord"))
    return admin


def mailed(inbox: Inbox) -> str:
    """Give the path of the link in the newest message."""
    found = re.search(r"http://localhost(/wachtwoord/\S+)", inbox.messages[-1].get_content())
    assert found is not None
    return found[1]


def told(world: World) -> list[tuple[str, str]]:
    """Give where the trail tells of the link, and what."""
    with world.app.app_context():
        rows = db.session.execute(
            text("SELECT stream, tag FROM audit_event WHERE tag LIKE 'user.password%' ORDER BY at, stream, seq")
        ).all()
        db.session.rollback()
    return [(stream, tag) for stream, tag in rows]


def streams(world: World) -> list[str]:
    return sorted({stream for stream, _ in told(world)})


@pytest.mark.parametrize("slug", [HERE, THERE])
def test_any_administrator_of_theirs_lets_the_link_go_to_their_own_address_and_sees_nothing_of_it(
    world: World, inbox: Inbox, slug: str
) -> None:
    admin = ask(world, slug)
    assert EMAIL in admin.page.text
    page = admin.send()
    assert "De link is gemaild naar het eigen e-mailadres van deze persoon." in page.text
    assert inbox.receivers == [EMAIL]
    token = mailed(inbox).removeprefix("/wachtwoord/")
    assert token not in page.response.get_data(as_text=True)
    user = Browser(world.app)
    user.get(mailed(inbox))
    user.send(password=GOOD, password_again=GOOD)
    assert [tag for _, tag in told(world)].count("user.password_changed") == 2
    again = Browser(world.app)
    assert again.sign_in(EMAIL, GOOD).h1 != "Aanmelden"
    again.get(mailed(inbox), status=404)


def test_the_address_is_in_no_cookie(world: World) -> None:
    admin = ask(world)
    answer = admin.client.post(admin.page.path, data=form_values(admin.page.forms()[0]))
    assert answer.status_code == 303
    with admin.client.session_transaction() as cookie:
        assert cookie["_flashes"]
        assert EMAIL not in str(dict(cookie))


def test_every_organisation_where_they_work_sees_that_it_was_sent(world: World) -> None:
    ask(world).send()
    assert [tag for _, tag in told(world)] == ["user.password_link_mailed"] * 2
    assert len(streams(world)) == 2


def test_a_message_names_no_organisation_and_no_person(world: World, inbox: Inbox) -> None:
    ask(world).send()
    message = inbox.messages[0]
    for word in ("Westendorp", "AanZien", "Gerda", "Administrator"):
        assert word.lower() not in message.get_content().lower()
    assert message["Subject"] == "Kies een nieuw wachtwoord voor de Verzoekenwijzer"


def test_a_message_that_did_not_leave_leaves_no_link_and_can_be_tried_again(world: World, inbox: Inbox) -> None:
    inbox.refuse = "DATA"
    admin = ask(world)
    page = admin.send(status=409)
    assert "De e-mail is niet verzonden." in page.text
    with world.app.app_context():
        open_links = text("SELECT COUNT(*) FROM access_link WHERE withdrawn_at IS NULL AND used_at IS NULL")
        assert db.session.execute(open_links).scalar_one() == 0
        db.session.rollback()
    assert [tag for _, tag in told(world)].count("user.password_link_not_sent") == 2
    inbox.refuse = ""
    assert "De link is gemaild" in admin.send().text
    assert len(inbox.messages) == 1


def test_a_newer_link_replaces_an_older_one(world: World, inbox: Inbox) -> None:
    ask(world).send()
    first = mailed(inbox)
    ask(world, THERE).send()
    visitor = Browser(world.app)
    visitor.get(first, status=404)
    assert visitor.get(mailed(inbox)).forms()


def test_without_a_mail_server_the_page_says_what_to_do(fresh_world: World) -> None:
    fresh_world.add_user("Gerda Gedeeld", (HERE, Role.FG), (THERE, Role.FG))
    admin = ask(fresh_world)
    assert "deze installatie verstuurt nog geen e-mail" in admin.page.text
    assert not admin.page.forms()


def test_an_administrator_elsewhere_sends_nothing(world: World, inbox: Inbox) -> None:
    stranger = at_desk(world, Role.ADMINISTRATOR, "zaz-welzijn")
    for slug in (HERE, "zaz-welzijn"):
        path = f"/organisaties/{world.organisations[slug]}/gebruikers/{world.users[EMAIL]}/wachtwoord"
        stranger.get(path, status=404)
    assert inbox.messages == []
