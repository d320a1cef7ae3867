"""Handing a message to a server: taken, refused, dropped or not there; nothing that is sent can become a header."""

import dataclasses
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dsar.mail import MailServer, Message, NoMailServer, NotSent, answers, mail_server, send
from tests.support.smtp import Inbox, mail_inbox

MESSAGE = Message(
    "noor@example.com", "Kies een nieuw wachtwoord", "Één regel.\n", datetime(2026, 11, 23, 9, tzinfo=UTC)
)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_inbox() as found:
        yield found


def server(inbox: Inbox) -> MailServer:
    return MailServer("127.0.0.1", inbox.port, "verzoeken@example.com")


def test_a_message_arrives_as_it_was_written(inbox: Inbox) -> None:
    send(server(inbox), MESSAGE)
    (got,) = inbox.messages
    assert (inbox.receivers, got["To"], got["From"]) == (
        ["noor@example.com"],
        "noor@example.com",
        "verzoeken@example.com",
    )
    assert got["Subject"] == MESSAGE.subject
    assert got["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert got["Auto-Submitted"] == "auto-generated"
    assert got["Message-ID"].endswith("@example.com>")
    assert got.get_content().replace("\r\n", "\n") == MESSAGE.text


@pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("how", ["refuse", "drop"])
def test_what_a_server_refuses_or_drops_was_not_sent(inbox: Inbox, command: str, how: str) -> None:
    setattr(inbox, how, command)
    with pytest.raises(NotSent):
        send(server(inbox), MESSAGE)
    assert inbox.messages == []


def test_whether_a_server_answers_is_asked_without_a_message(inbox: Inbox) -> None:
    answers(server(inbox))
    assert inbox.said == ["EHLO", "NOOP", "QUIT"]
    with pytest.raises(NotSent):
        answers(dataclasses.replace(server(inbox), port=1))


def test_without_a_server_nothing_was_sent(inbox: Inbox) -> None:
    with pytest.raises(NotSent):
        send(dataclasses.replace(server(inbox), port=1), MESSAGE)


def test_a_password_never_goes_over_a_connection_that_anybody_can_read(inbox: Inbox) -> None:
    with pytest.raises(NotSent):
        send(dataclasses.replace(server(inbox), user="ik", password="geheim"), MESSAGE)
    assert "geheim" not in repr(dataclasses.replace(server(inbox), password="geheim"))


@pytest.mark.parametrize(
    "to", ["noor@example.com\r\nBcc: x@example.com", "noor@example.com, x@example.com", "", "noor"]
)
def test_an_address_is_one_address_and_no_header(inbox: Inbox, to: str) -> None:
    with pytest.raises(NotSent):
        send(server(inbox), dataclasses.replace(MESSAGE, to=to))
    assert inbox.receivers == []


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("", None),
        ("smtp://post.example.com", MailServer("post.example.com", 587, "a@example.com")),
        ("smtp://post.example.com:25", MailServer("post.example.com", 25, "a@example.com")),
        (
            "smtps://ik:ge%40heim@post.example.com",
            MailServer("post.example.com", 465, "a@example.com", True, "ik", "ge@heim"),
        ),
    ],
)
def test_the_setting_is_read(url: str, read: MailServer | None) -> None:
    assert mail_server(url, "a@example.com") == read


@pytest.mark.parametrize(
    ("url", "sender"),
    [("http://post.example.com", "a@example.com"), ("smtp://post.example.com", ""), ("smtp://a:x", "a@example.com")],
)
def test_a_wrong_setting_stops_the_start(url: str, sender: str) -> None:
    with pytest.raises(NoMailServer, match="DSAR_MAIL_SERVER: verwacht"):
        mail_server(url, sender)
