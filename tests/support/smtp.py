"""A mail server on loopback that keeps what it is given, and fails on demand."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

BODY = "BODY"  # the message itself, after DATA
CONNECT = "CONNECT"


@dataclass
class Inbox:
    """What came in, and where the server fails: at a command, at CONNECT, or at BODY, when it has the whole message.

    `refuse` says no with `code`, `drop` hangs up, `hang` says nothing until `release` is called. `greylist` says 451
    to the first try for a receiver. What is dropped or hangs at BODY was kept: the server took it and did not say so.
    """

    port: int = 0
    refuse: str = ""
    code: int = 451
    drop: str = ""
    hang: str = ""
    answer_late: bool = False  # go on after hanging as if nothing was wrong
    greylist: bool = False
    messages: list[EmailMessage] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # every command as it came
    connections: int = 0
    tls: ssl.SSLContext | None = None  # STARTTLS is offered with it
    encrypted: int = 0  # messages that came over an encrypted connection
    hangs: threading.Event = field(default_factory=threading.Event)  # set when the server keeps somebody waiting
    _go_on: threading.Event = field(default_factory=threading.Event)

    def release(self) -> None:
        """Let whoever hangs go on."""
        self._go_on.set()

    def wait(self) -> None:
        """Say nothing, until `release` or for as long as no test may take."""
        self.hangs.set()
        self._go_on.wait(60)

    def ids(self) -> list[str]:
        """Give the Message-IDs of what came in."""
        return [str(one["Message-ID"]) for one in self.messages]


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        inbox: Inbox = self.server.inbox  # type: ignore[attr-defined]
        inbox.connections += 1
        if inbox.refuse == CONNECT:
            self._say(f"{inbox.code} no")
        elif not self._fails(inbox, CONNECT):
            self._say("220 test")
            with suppress(ConnectionError):  # whoever called was killed
                while (line := self.rfile.readline()) and self._answered(inbox, line):
                    pass

    def _answered(self, inbox: Inbox, line: bytes) -> bool:
        command = line.split(b":")[0].strip().split(b" ")[0].upper().decode()
        inbox.said.append(command)
        if inbox.refuse == command:
            self._say(f"{inbox.code} no")
        elif self._fails(inbox, command):
            return False
        elif command == "DATA":
            return self._took(inbox)
        elif command == "QUIT":
            self._say("221 bye")
            return False
        elif command == "EHLO" and inbox.tls is not None:
            self._say("250-test")
            self._say("250 STARTTLS")
        elif command == "STARTTLS" and inbox.tls is not None:
            return self._encrypt(inbox.tls)
        elif command == "RCPT" and self._unknown(inbox, line):
            self._say("451 try again")
        else:
            self._say("250 good")
        return True

    def _unknown(self, inbox: Inbox, line: bytes) -> bool:
        receiver = line.decode().partition("<")[2].partition(">")[0]
        first = receiver not in inbox.tried
        inbox.tried.append(receiver)
        if inbox.greylist and first:
            return True
        inbox.receivers.append(receiver)
        return False

    def _took(self, inbox: Inbox) -> bool:
        self._say("354 go on")
        message = self._message()
        if message is None:
            return False
        if inbox.refuse == BODY:
            self._say(f"{inbox.code} no")
            return True
        inbox.messages.append(message)
        inbox.encrypted += isinstance(self.connection, ssl.SSLSocket)
        if self._fails(inbox, BODY):
            return False
        self._say("250 taken")
        return True

    def _fails(self, inbox: Inbox, command: str) -> bool:
        if inbox.hang == command:
            inbox.wait()
        return inbox.drop == command or (inbox.hang == command and not inbox.answer_late)

    def _encrypt(self, context: ssl.SSLContext) -> bool:
        self._say("220 go on")
        try:
            self.connection = context.wrap_socket(self.connection, server_side=True)
        except (ssl.SSLError, OSError):  # whoever called does not trust the certificate
            return False
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", buffering=0)
        return True

    def finish(self) -> None:
        super().finish()
        self.connection.close()

    def _message(self) -> EmailMessage | None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return None
            lines.append(line.removeprefix(b"."))
        return cast("EmailMessage", message_from_bytes(b"".join(lines), policy=policy.default))

    def _say(self, text: str) -> None:
        try:
            self.wfile.write(text.encode() + b"\r\n")
        except OSError:  # whoever called has gone
            return


@contextmanager
def mail_inbox() -> Iterator[Inbox]:
    """Run the server as long as it is needed."""
    inbox = Inbox()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.inbox = inbox  # type: ignore[attr-defined]
        inbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield inbox
        inbox.release()
        server.shutdown()
        thread.join()
