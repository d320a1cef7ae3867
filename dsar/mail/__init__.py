"""Transport of e-mail only: one message to one address; what stands in it is for whoever asks."""

from dsar.mail.line import SECONDS, Line, Reply, Result
from dsar.mail.message import Message
from dsar.mail.server import MailServer, NoMailServer, mail_server


class NotSent(Exception):
    """The message did not leave, or nobody knows whether it did."""


def answers(server: MailServer) -> None:
    """Sign in at the server and leave again, without a message; raises NotSent when that does not work."""
    with Line(server, last_seconds=SECONDS) as line:
        reply = line.open()
    if reply is not None:
        raise NotSent(reply.said)


def send(server: MailServer, message: Message) -> None:
    """Hand a message over while somebody waits; raises NotSent when the server did not say that it took it."""
    with Line(server, last_seconds=SECONDS) as line:
        reply = line.offer(message) or line.hand_over()
    if reply.result is not Result.TAKEN:
        raise NotSent(reply.said)


__all__ = [
    "Line",
    "MailServer",
    "Message",
    "NoMailServer",
    "NotSent",
    "Reply",
    "Result",
    "answers",
    "mail_server",
    "send",
]
