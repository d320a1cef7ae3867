"""What became of a message is told apart: taken, refused for now or for good, not reached, unknown (safety 4, 20)."""

import dataclasses
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dsar.mail import Line, MailServer, Message, Reply, Result
from dsar.mail.message import to_bytes
from tests.support.smtp import BODY, CONNECT, Inbox, mail_inbox

TLS = Path(__file__).parents[1] / "data" / "tls"
SHORT = 0.3  # seconds
MESSAGE = Message(
    "noor@example.com",
    "Eén melding",
    "Een zaak wacht.\n.\nEinde\n",
    datetime(2026, 11, 30, 8, tzinfo=UTC),
    "<p>Een zaak wacht: é.</p>",
    "<digest.1@verzoeken.example.nl>",
    "nl",
)


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with mail_inbox() as found:
        yield found


def server(inbox: Inbox) -> MailServer:
    return MailServer("127.0.0.1", inbox.port, "verzoeken@example.com")


def handed(inbox: Inbox, *messages: Message) -> list[Reply]:
    with Line(server(inbox), SHORT, SHORT) as line:
        return [line.offer(message) or line.hand_over() for message in messages or (MESSAGE,)]


def test_text_and_html_arrive_as_written_under_the_id_that_was_given(inbox: Inbox) -> None:
    assert handed(inbox) == [Reply(Result.TAKEN)]
    (got,) = inbox.messages
    assert got["Message-ID"] == MESSAGE.message_id
    assert (got["Auto-Submitted"], got["Content-Language"], got["Subject"]) == ("auto-generated", "nl", "Eén melding")
    text, html = (got.get_body([kind]) for kind in ("plain", "html"))
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert html is not None
    assert html.get_content().strip() == MESSAGE.html


def test_a_batch_goes_over_one_connection(inbox: Inbox) -> None:
    replies = handed(inbox, *[MESSAGE] * 50)
    assert {reply.result for reply in replies} == {Result.TAKEN}
    assert (len(inbox.messages), inbox.connections) == (50, 1)


def test_nothing_of_a_message_goes_over_the_line_before_it_is_handed_over(inbox: Inbox) -> None:
    with Line(server(inbox)) as line:
        assert line.offer(MESSAGE) is None
        assert "DATA" not in inbox.said
        other = dataclasses.replace(MESSAGE, to="ander@example.com", message_id="<2@example.com>")
        assert line.offer(other) is None, "one that was not handed over is taken back"
        assert line.hand_over() == Reply(Result.TAKEN)
    assert inbox.ids() == ["<2@example.com>"]


@pytest.mark.parametrize(
    ("where", "code", "reply"),
    [
        ("RCPT", 451, Reply(Result.LATER, "451")),
        ("RCPT", 550, Reply(Result.NEVER, "550")),
        ("DATA", 452, Reply(Result.LATER, "452")),
        ("DATA", 554, Reply(Result.NEVER, "554")),
        (BODY, 451, Reply(Result.LATER, "451")),
        (BODY, 550, Reply(Result.NEVER, "550")),
        (BODY, 399, Reply(Result.UNKNOWN, "399")),
        # What a server says of itself is no judgement of a message: all others would be lost with it.
        (CONNECT, 554, Reply(Result.NOT_REACHED, "554")),
        ("MAIL", 550, Reply(Result.NOT_REACHED, "550")),
        ("RCPT", 530, Reply(Result.NOT_REACHED, "530")),
        ("RCPT", 421, Reply(Result.NOT_REACHED, "421")),
        (BODY, 421, Reply(Result.NOT_REACHED, "421")),
    ],
)
def test_what_a_server_refuses_is_for_now_for_good_or_about_itself(
    inbox: Inbox, where: str, code: int, reply: Reply
) -> None:
    inbox.refuse, inbox.code = where, code
    assert handed(inbox) == [reply]
    assert inbox.messages == []


@pytest.mark.parametrize("how", ["drop", "hang"])
@pytest.mark.parametrize("where", [CONNECT, "EHLO", "MAIL", "RCPT", "DATA"])
def test_a_server_that_goes_away_before_it_has_the_message_was_not_reached(inbox: Inbox, how: str, where: str) -> None:
    setattr(inbox, how, where)
    (reply,) = handed(inbox)
    assert reply.result is Result.NOT_REACHED
    assert reply.said in ({"TimeoutError"} if how == "hang" else {"SMTPServerDisconnected", "ConnectionResetError"})
    assert inbox.messages == []


@pytest.mark.parametrize("how", ["drop", "hang"])
def test_nobody_knows_of_a_message_after_which_the_server_said_nothing(inbox: Inbox, how: str) -> None:
    setattr(inbox, how, BODY)
    (reply,) = handed(inbox)
    assert reply.result is Result.UNKNOWN
    assert len(inbox.messages) == 1, "this one did arrive"


def test_without_a_server_nothing_was_reached(inbox: Inbox) -> None:
    with Line(dataclasses.replace(server(inbox), port=1)) as line:
        assert line.offer(MESSAGE) == Reply(Result.NOT_REACHED, "ConnectionRefusedError")


def test_one_refusal_does_not_spoil_the_next_message(inbox: Inbox) -> None:
    inbox.greylist = True
    results = [reply.result for reply in handed(inbox, MESSAGE, MESSAGE)]
    assert results == [Result.LATER, Result.TAKEN]
    assert inbox.connections == 1


def test_a_connection_that_the_server_ended_meanwhile_is_made_again(inbox: Inbox) -> None:
    with Line(server(inbox), SHORT, SHORT) as line:
        assert (line.offer(MESSAGE) or line.hand_over()).result is Result.TAKEN
        inbox.drop = "MAIL"
        assert line.offer(MESSAGE) is not None
        inbox.drop = ""
        assert (line.offer(MESSAGE) or line.hand_over()).result is Result.TAKEN
    assert len(inbox.messages) == 2


@pytest.fixture
def encrypting(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> Inbox:
    """Let the server offer STARTTLS with a certificate that this machine trusts."""
    inbox.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    inbox.tls.load_cert_chain(TLS / "certificate.pem", TLS / "key.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(TLS / "certificate.pem"))
    return inbox


def test_a_password_goes_over_starttls_only(encrypting: Inbox) -> None:
    with_password = dataclasses.replace(server(encrypting), user="ik", password="geheim")
    with Line(with_password) as line:
        assert line.offer(MESSAGE) == Reply(Result.NOT_REACHED, "SMTPNotSupportedError"), "it has no AUTH"
    assert encrypting.said[:3] == ["EHLO", "STARTTLS", "EHLO"]
    encrypting.said.clear()
    encrypting.tls = None
    with Line(with_password) as line:
        assert line.offer(MESSAGE) == Reply(Result.NOT_REACHED, "SMTPNotSupportedError")
    assert encrypting.said == ["EHLO"], "not even the name"


def test_another_machine_gets_nothing_over_an_open_line(monkeypatch: pytest.MonkeyPatch, encrypting: Inbox) -> None:
    monkeypatch.setattr("dsar.mail.server._is_here", lambda _host: False)
    assert handed(encrypting) == [Reply(Result.TAKEN)]
    assert encrypting.encrypted == 1
    encrypting.tls = None
    assert handed(encrypting) == [Reply(Result.NOT_REACHED, "SMTPNotSupportedError")]
    assert len(encrypting.messages) == 1


def test_a_certificate_that_nobody_vouches_for_gets_nothing(encrypting: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dsar.mail.server._is_here", lambda _host: False)
    monkeypatch.delenv("SSL_CERT_FILE")
    assert handed(encrypting) == [Reply(Result.NOT_REACHED, "SSLCertVerificationError")]
    assert encrypting.messages == []


@pytest.mark.parametrize(
    "subject",
    [
        "Zaak\r\nBcc: x@example.com",
        "=?utf-8?q?Zaak=0D=0ABcc:_x@example.com?=",
        "=?utf-8?b?WmFhaw0KQmNjOiB4QGV4YW1wbGUuY29t?=",
        "Zaak\x00\x0bBcc: x@example.com",
    ],
)
def test_no_subject_becomes_a_header_also_when_it_is_decoded(inbox: Inbox, subject: str) -> None:
    assert handed(inbox, dataclasses.replace(MESSAGE, subject=subject)) == [Reply(Result.TAKEN)]
    (got,) = inbox.messages
    assert got["Bcc"] is None
    assert inbox.receivers == [MESSAGE.to]


def test_a_message_with_a_header_of_its_own_is_not_written() -> None:
    with pytest.raises(ValueError, match="header"):
        to_bytes(dataclasses.replace(MESSAGE, message_id="=?utf-8?q?<1@a>=0D=0ABcc:_x@example.com?="), "a@example.com")


@pytest.mark.parametrize("to", ["ünal@example.com", "noor@bücher.example.com", "noor", ""])
def test_what_is_no_plain_address_is_refused_for_good_and_stops_no_other(inbox: Inbox, to: str) -> None:
    first, second = handed(inbox, dataclasses.replace(MESSAGE, to=to), MESSAGE)
    assert (first.result, second.result) == (Result.NEVER, Result.TAKEN)
    assert inbox.receivers == [MESSAGE.to]
