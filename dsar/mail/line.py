"""A connection to a mail server: what became of each message is told apart, because each is dealt with differently."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from types import TracebackType
from typing import Self

from dsar.mail.message import Message, to_bytes
from dsar.mail.server import MailServer

SECONDS = 10.0  # that a server may take for each answer
LAST_SECONDS = 60.0  # for the answer to the message itself: some look at what is in it first
_OK, _FORWARDS, _GO_ON, _CLOSING = 250, 251, 354, 421
_WANTS_PASSWORD = 530
_FAILED = (smtplib.SMTPException, OSError, ValueError)


class Result(StrEnum):
    """What became of a message."""

    TAKEN = "taken"
    LATER = "later"  # refused for now: greylisting, a full mailbox
    NEVER = "never"  # refused for good
    NOT_REACHED = "not_reached"  # no server, or one that takes nothing from us
    UNKNOWN = "unknown"  # the connection broke after the message went over it


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a message, and the code or the kind of error; never a server's words: they name the receiver."""

    result: Result
    said: str = ""


class Line:
    """A connection that is made when it is first needed and carries one message after another.

    `offer` and `hand_over` are apart so that the caller can note in between that the message is about to leave.
    """

    def __init__(self, server: MailServer, seconds: float = SECONDS, last_seconds: float = LAST_SECONDS) -> None:
        self._server, self._seconds, self._last_seconds = server, seconds, last_seconds
        self._connection: smtplib.SMTP | None = None
        self._waiting = b""  # the message that the server said it wants
        self._begun = False  # a message was offered and not handed over

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._connection is not None:
            with suppress(*_FAILED):
                self._connection.quit()
        self._hang_up()

    def open(self) -> Reply | None:
        """Connect, sign in and ask whether the server is there, without a message; None when that works."""
        try:
            self._connection = self._connection or self._connect()
            code, _ = self._connection.noop()
        except _FAILED as error:
            return self._lost(error)
        return None if code == _OK else self._refused(code)

    def offer(self, message: Message) -> Reply | None:
        """Name sender and receiver; None when the server wants the message, of which nothing went over the line yet."""
        try:
            self._waiting = to_bytes(message, self._server.sender)
        except (ValueError, IndexError) as error:  # a bad address is either
            return Reply(Result.NEVER, _kind(error))
        again = self._connection is not None
        reply = self._offered(message)
        if again and reply is not None and self._connection is None:  # a server may end a connection that was idle
            reply = self._offered(message)
        return reply

    def hand_over(self) -> Reply:
        """Hand over the message that was offered last; only an answer to all of it says that it was taken."""
        connection, body = self._connection, self._waiting
        if connection is None or not self._begun:
            raise RuntimeError("offer a message first")
        self._begun = False
        try:
            code, _ = connection.docmd("DATA")
        except _FAILED as error:
            return self._lost(error)
        if code != _GO_ON:
            return self._refused(code)
        try:
            if connection.sock is not None:
                connection.sock.settimeout(self._last_seconds)
            connection.send(body + b".\r\n")
            code, _ = connection.getreply()
            if connection.sock is not None:
                connection.sock.settimeout(self._seconds)
        except _FAILED as error:
            self._hang_up()
            return Reply(Result.UNKNOWN, _kind(error))
        if code // 100 in {4, 5}:
            return self._refused(code)
        if code // 100 != 2:  # no answer that SMTP knows
            self._hang_up()
            return Reply(Result.UNKNOWN, str(code))
        return Reply(Result.TAKEN)

    def _offered(self, message: Message) -> Reply | None:
        try:
            connection = self._connection = self._connection or self._connect()
            if self._begun:
                self._begun = False
                connection.rset()
            code, _ = connection.mail(self._server.sender)
            if code != _OK:  # it is about us, not about this message
                self._hang_up()
                return Reply(Result.NOT_REACHED, str(code))
            code, _ = connection.rcpt(message.to)
        except _FAILED as error:
            return self._lost(error)
        if code not in {_OK, _FORWARDS}:
            return self._refused(code)
        self._begun = True
        return None

    def _refused(self, code: int) -> Reply:
        if code in {_CLOSING, _WANTS_PASSWORD}:
            self._hang_up()
            return Reply(Result.NOT_REACHED, str(code))
        if self._connection is not None:
            with suppress(*_FAILED):
                self._connection.rset()
        return Reply(Result.NEVER if code // 100 == 5 else Result.LATER, str(code))

    def _lost(self, error: BaseException) -> Reply:
        self._hang_up()
        return Reply(Result.NOT_REACHED, _kind(error))

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection, self._begun = None, False

    def _connect(self) -> smtplib.SMTP:
        server, context = self._server, ssl.create_default_context()
        if server.encrypted:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=self._seconds, context=context
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self._seconds)
        try:
            connection.ehlo_or_helo_if_needed()
            if not server.encrypted and not server.open_line:
                connection.starttls(context=context)  # raises when it is not offered: nothing goes over an open line
                connection.ehlo()
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _kind(error: BaseException) -> str:
    """Name an error: the code of an answer, or what lies behind a connection that ended."""
    if isinstance(error, smtplib.SMTPResponseException):
        return str(error.smtp_code)
    behind = error.__context__ if isinstance(error, smtplib.SMTPServerDisconnected) else None
    return type(behind or error).__name__
