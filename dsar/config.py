"""Settings from the environment: this is the one list of them.

| variable | meaning | default |
|---|---|---|
| DATABASE_URL | SQLAlchemy address; `postgresql://` is read as `postgresql+psycopg://` | SQLite file in `instance/` |
| SECRET_KEY | signs cookies; at least 32 characters | made once and kept in `instance/secret_key` |
| DSAR_REGULATIONS | folders with further regulation files, separated as in PATH | none |
| DSAR_TRUSTED_HOSTS | host names this installation answers to, separated by commas | localhost, 127.0.0.1, [::1] |
| DSAR_PROXIES | number of own proxies in front: their X-Forwarded headers are believed | 0 |
| DSAR_HTTPS | `1` behind TLS: secure cookies and HSTS | `0` |
| DSAR_SESSION_MINUTES | a session ends after so many minutes without use | 60 |
| DSAR_RENDER_SECONDS | time limit of making one letter | 20 |
| DSAR_MAIL_SERVER | `smtp://[user:password@]host[:port]` or `smtps://…`, to send e-mail | none: nothing is sent |
| DSAR_MAIL_FROM | the address that e-mail comes from | none |
| DSAR_SCHEDULER | `web`: scheduled work inside the web process; else `flask --app wsgi scheduler` does it | none |
| DSAR_ADDRESS | where links in e-mail begin: `https://verzoeken.example.nl` | the first of DSAR_TRUSTED_HOSTS |
| DSAR_RENDER_WORKERS | processes that make letters, per process of the server; 1 to 32 | 2 |
| DSAR_LOG | `json` or `text`: the form of the lines on stderr | json |
| DSAR_METRICS_TOKEN | what Prometheus shows to get /metrics; at least 16 characters | none: no such page |
| DSAR_BACKUPS | the folder in which backups are made, for `doctor` to see how old the newest is | none |
"""

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
MIGRATIONS = ROOT / "migrations"
VERSION = "0.1.dev"  # of the product, in a backup's manifest; counts up with a release in CHANGELOG.md


NAMES = frozenset(re.findall(r"^\| ([A-Z_]+) \|", __doc__ or "", re.MULTILINE))
SECRET_FILE = INSTANCE / "secret_key"
SHORTEST_SECRET = 32  # characters
_SHORTEST_TOKEN = 16
_LOGS = ("json", "text")
_LONGEST_HOST = 70  # characters: it stands in every Message-ID
_DATABASES = ("sqlite", "postgresql")


class WrongSetting(ValueError):
    """A setting has a value that cannot be; its text says in Dutch which one, and what is expected."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings after reading; see the module's list."""

    database_url: str
    secret_key: str
    regulation_folders: tuple[Path, ...]
    trusted_hosts: tuple[str, ...]
    proxies: int
    https: bool
    session_minutes: int
    render_seconds: float
    render_workers: int
    mail_server: str = field(default="", repr=False)
    mail_from: str = ""
    backups: Path | None = None
    scheduler: str = ""
    log: str = "json"
    metrics_token: str = field(default="", repr=False)
    address: str = ""


def read_settings(environment: Mapping[str, str], overrides: Mapping[str, object] | None = None) -> Settings:
    """Read the settings; `overrides` (names as in the module's list) win. Raises WrongSetting."""
    values = {**environment, **{key: str(value) for key, value in (overrides or {}).items()}}
    folders = values.get("DSAR_REGULATIONS", "")
    hosts = values.get("DSAR_TRUSTED_HOSTS", "localhost,127.0.0.1,[::1]")
    https = _whole(values, "DSAR_HTTPS", 0, range(2)) == 1
    return Settings(
        database_url=_database_url(values.get("DATABASE_URL", "")),
        secret_key=_secret_key(values.get("SECRET_KEY", "")),
        regulation_folders=tuple(Path(part) for part in folders.split(os.pathsep) if part),
        trusted_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        proxies=_whole(values, "DSAR_PROXIES", 0, range(11)),
        https=https,
        session_minutes=_whole(values, "DSAR_SESSION_MINUTES", 60, range(1, 1441)),
        render_seconds=_seconds(values, "DSAR_RENDER_SECONDS", 20),
        render_workers=_whole(values, "DSAR_RENDER_WORKERS", 2, range(1, 33)),
        mail_server=values.get("DSAR_MAIL_SERVER", ""),
        mail_from=values.get("DSAR_MAIL_FROM", ""),
        log=_log(values.get("DSAR_LOG", "json")),
        metrics_token=_token(values.get("DSAR_METRICS_TOKEN", "")),
        backups=Path(values["DSAR_BACKUPS"]) if values.get("DSAR_BACKUPS") else None,
        scheduler=_scheduler(values.get("DSAR_SCHEDULER", "")),
        address=_address(values["DSAR_ADDRESS"]) if values.get("DSAR_ADDRESS") else _first_host(hosts, https=https),
    )


def _database_url(url: str) -> str:
    if not url:
        INSTANCE.mkdir(exist_ok=True)
        return f"sqlite:///{INSTANCE / 'dsar.sqlite3'}"
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            url = "postgresql+psycopg://" + url.removeprefix(plain)
    try:
        known = make_url(url).get_backend_name() in _DATABASES
    except (ArgumentError, ValueError):
        known = False
    if not known:  # the address itself is not repeated: it can hold a password
        raise WrongSetting("DATABASE_URL: verwacht sqlite:////map/bestand of postgresql://gebruiker@server/database")
    return url


def _whole(values: Mapping[str, str], name: str, default: int, within: range) -> int:
    given = values.get(name, str(default))
    if not (given.isascii() and given.isdigit() and int(given) in within):
        raise WrongSetting(f"{name}: verwacht een geheel getal van {within[0]} tot en met {within[-1]}")
    return int(given)


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    try:
        given = float(values.get(name, default))
    except ValueError:
        given = 0.0
    if not 0 < given <= 600:
        raise WrongSetting(f"{name}: verwacht een aantal seconden, meer dan 0 en hoogstens 600")
    return given


def _scheduler(given: str) -> str:
    if given not in {"", "web"}:
        raise WrongSetting("DSAR_SCHEDULER: verwacht web, of niets")
    return given


def _log(given: str) -> str:
    if given not in _LOGS:
        raise WrongSetting(f"DSAR_LOG: verwacht {' of '.join(_LOGS)}")
    return given


def _token(given: str) -> str:
    if 0 < len(given) < _SHORTEST_TOKEN:
        raise WrongSetting(f"DSAR_METRICS_TOKEN: verwacht ten minste {_SHORTEST_TOKEN} tekens")
    return given


def _first_host(hosts: str, *, https: bool) -> str:
    return f"{'https' if https else 'http'}://{hosts.partition(',')[0].strip().removeprefix('.')}"


def _address(given: str) -> str:
    try:
        parts = urlsplit(given)
    except ValueError:  # brackets
        parts = urlsplit("")
    beside = parts.query or parts.fragment or parts.username is not None
    host = parts.hostname or ""
    fits = 0 < len(host) <= _LONGEST_HOST and given.isascii()
    if parts.scheme not in {"http", "https"} or not fits or beside:
        raise WrongSetting("DSAR_ADDRESS: verwacht https://server, zonder iets erachter")
    return given.rstrip("/")


def _secret_key(key: str) -> str:
    if key:
        if len(key) < SHORTEST_SECRET:
            raise WrongSetting(f"SECRET_KEY: verwacht ten minste {SHORTEST_SECRET} tekens")
        return key
    INSTANCE.mkdir(exist_ok=True)
    with suppress(FileExistsError):
        descriptor = os.open(SECRET_FILE, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return SECRET_FILE.read_text(encoding="ascii")
