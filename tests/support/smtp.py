"""A mail server on loopback that keeps what it is given, and fails on demand."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast


@dataclass
class Inbox:
    """What came in; `refuse` is the command at which the server says no, `drop` at which it hangs up."""

    port: int = 0
    refuse: str = ""
    drop: str = ""
    messages: list[EmailMessage] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        inbox: Inbox = self.server.inbox  # type: ignore[attr-defined]
        self._say("220 test")
        while line := self.rfile.readline():
            command = line.split(b":")[0].strip().split(b" ")[0].upper().decode()
            if command == inbox.drop:
                return
            if command == inbox.refuse:
                self._say("451 later")
            elif command == "DATA":
                self._say("354 go on")
                inbox.messages.append(self._message())
                self._say("250 taken")
            elif command == "QUIT":
                self._say("221 bye")
                return
            else:
                if command == "RCPT":
                    inbox.receivers.append(line.decode().partition("<")[2].partition(">")[0])
                self._say("250 good")

    def _message(self) -> EmailMessage:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        return cast("EmailMessage", message_from_bytes(b"".join(lines), policy=policy.default))

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


@contextmanager
def mail_inbox() -> Iterator[Inbox]:
    """Run the server as long as it is needed."""
    inbox = Inbox()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler) as server:
        server.daemon_threads = True
        server.inbox = inbox  # type: ignore[attr-defined]
        inbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield inbox
        server.shutdown()
        thread.join()
