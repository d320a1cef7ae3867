"""Where messages are handed over, as the setting says it."""

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

_EXPECTED = "DSAR_MAIL_SERVER: verwacht smtp://server:poort of smtps://server:poort, en in DSAR_MAIL_FROM een adres"
_SUBMISSION, _SMTPS = 587, 465


class NoMailServer(ValueError):
    """What was given is no address of a mail server, or there is no sender with it."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where messages are handed over; `encrypted` from the first byte, otherwise by STARTTLS."""

    host: str
    port: int
    sender: str
    encrypted: bool = False
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def open_line(self) -> bool:
        """Tell whether nothing has to be encrypted: on this machine nobody listens in, unless there is a password."""
        return not self.user and not self.encrypted and _is_here(self.host)


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


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
