"""Transport of e-mail only: one message to one address, sent now or not; what stands in it is for whoever asks."""

import smtplib
import ssl
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from urllib.parse import SplitResult, unquote, urlsplit

SECONDS = 10.0  # that a server may take for each answer: somebody waits for the page
_SUBMISSION, _SMTPS = 587, 465
_EXPECTED = "DSAR_MAIL_SERVER: verwacht smtp://server:poort of smtps://server:poort, en in DSAR_MAIL_FROM een adres"


class NotSent(Exception):
    """The message did not leave, or nobody knows whether it did."""


class NoMailServer(ValueError):
    """What was given is no address of a mail server, or there is no sender with it."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed over; `encrypted` from the first byte, otherwise as soon as the server offers it."""

    host: str
    port: int
    sender: str
    encrypted: bool = False
    user: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Message:
    """A plain text for one address."""

    to: str
    subject: str
    text: str
    moment: datetime


def mail_server(url: str, sender: str) -> MailServer | None:
    """Read `smtp://[user:password@]host[:port]` or `smtps://…`; None without one. Raises NoMailServer for another."""
    if not url:
        return None
    parts, port = _parts(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or "@" not in sender:
        raise NoMailServer(_EXPECTED)
    encrypted = parts.scheme == "smtps"
    port = port or (_SMTPS if encrypted else _SUBMISSION)
    return MailServer(
        parts.hostname, port, sender, encrypted, unquote(parts.username or ""), unquote(parts.password or "")
    )


def _parts(url: str) -> tuple[SplitResult, int | None]:
    try:
        parts = urlsplit(url)
        return parts, parts.port
    except ValueError as error:  # brackets, or a port that is no number
        raise NoMailServer(_EXPECTED) from error


def answers(server: MailServer) -> None:
    """Sign in at the server and leave again, without a message; raises NotSent when that does not work."""
    try:
        with _connected(server) as connection:
            connection.noop()
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise NotSent(type(error).__name__) from error


def send(server: MailServer, message: Message) -> None:
    """Hand a message over; raises NotSent when the server did not say that it took it."""
    try:
        built = _built(server, message)
        with _connected(server) as connection:
            connection.send_message(built)
    except (smtplib.SMTPException, OSError, ValueError, IndexError) as error:  # a bad address is any of the last two
        raise NotSent(type(error).__name__) from error


def _built(server: MailServer, message: Message) -> EmailMessage:
    built = EmailMessage()
    built["From"] = Address(addr_spec=server.sender)
    built["To"] = Address(addr_spec=message.to)
    built["Subject"] = message.subject
    built["Date"] = format_datetime(message.moment)
    built["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2])
    built["Auto-Submitted"] = "auto-generated"
    built.set_content(message.text)
    return built


def _connected(server: MailServer) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.encrypted:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=SECONDS, context=context)
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
        connection.ehlo()
        if connection.has_extn("starttls"):
            connection.starttls(context=context)
        elif server.user:
            connection.close()
            raise smtplib.SMTPException("no password over a connection that anybody can read")
    if server.user:
        connection.login(server.user, server.password)
    return connection
