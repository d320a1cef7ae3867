"""A message for one address, and the bytes that go over the line."""

import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to one address; `message_id` stays the same however often it is tried, empty: a new one."""

    to: str
    subject: str
    text: str
    moment: datetime
    html: str = ""
    message_id: str = ""
    language: str = ""


def to_bytes(message: Message, sender: str) -> bytes:
    """Write a message as it goes after DATA, ending in a line end, without the last dot.

    Raises ValueError or IndexError for what is not one address in plain letters, the only kind that every server knows,
    and for anything that would become a header of its own.
    """
    if not message.to.isascii():
        raise ValueError("an address with letters that few servers know")
    built = EmailMessage()
    headers = {
        "From": Address(addr_spec=sender),
        "To": Address(addr_spec=message.to),
        "Subject": _plain(message.subject),
        "Date": format_datetime(message.moment),
        "Message-ID": message.message_id or make_msgid(domain=sender.rpartition("@")[2]),
        "Auto-Submitted": "auto-generated",  # so that no absence message answers it (RFC 3834)
    }
    for name, value in headers.items():
        built[name] = value
    built.set_content(message.text, cte="quoted-printable")
    if message.html:
        built.add_alternative(message.html, subtype="html", cte="quoted-printable")
    if message.language:  # after the content, which takes headers of its own kind away
        headers["Content-Language"] = built["Content-Language"] = message.language
    raw = built.as_bytes(policy=policy.SMTP)
    _check_headers(raw, {name.lower() for name in headers})
    return _DOT.sub(b"..", raw if raw.endswith(b"\r\n") else raw + b"\r\n")


def _plain(text: str) -> str:
    """Leave out what is no character, and break what would be decoded: Python 3.11.7 writes a decoded line end."""
    return "".join(char for char in text if char.isprintable()).replace("=?", "= ?")


def _check_headers(raw: bytes, given: set[str]) -> None:
    head = raw.partition(b"\r\n\r\n")[0].decode("utf-8")
    names = [line.partition(":")[0].lower() for line in head.split("\r\n") if line[:1] not in {" ", "\t"}]
    added = {"mime-version", "content-type", "content-transfer-encoding"}
    if len(names) != len(set(names)) or not set(names) <= given | added:
        raise ValueError("a message with a header that nobody gave it")
