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
| DSAR_RENDER_WORKERS | processes that make letters, per process of the server; 1 to 32 | 2 |
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
MIGRATIONS = ROOT / "migrations"
VERSION = "0.1.dev"  # of the product, in a backup's manifest; counts up with a release in CHANGELOG.md


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


def read_settings(environment: Mapping[str, str], overrides: Mapping[str, object] | None = None) -> Settings:
    """Read the settings; `overrides` (names as in the module's list) win. Raises ValueError for a wrong value."""
    values = {**environment, **{key: str(value) for key, value in (overrides or {}).items()}}
    folders = values.get("DSAR_REGULATIONS", "")
    hosts = values.get("DSAR_TRUSTED_HOSTS", "localhost,127.0.0.1,[::1]")
    return Settings(
        database_url=_database_url(values.get("DATABASE_URL", "")),
        secret_key=_secret_key(values.get("SECRET_KEY", "")),
        regulation_folders=tuple(Path(part) for part in folders.split(os.pathsep) if part),
        trusted_hosts=tuple(host.strip() for host in hosts.split(",") if host.strip()),
        proxies=int(values.get("DSAR_PROXIES", "0")),
        https=values.get("DSAR_HTTPS", "0") == "1",
        session_minutes=int(values.get("DSAR_SESSION_MINUTES", "60")),
        render_seconds=float(values.get("DSAR_RENDER_SECONDS", "20")),
        render_workers=_workers(values.get("DSAR_RENDER_WORKERS", "2")),
        mail_server=values.get("DSAR_MAIL_SERVER", ""),
        mail_from=values.get("DSAR_MAIL_FROM", ""),
    )


def _database_url(url: str) -> str:
    if not url:
        INSTANCE.mkdir(exist_ok=True)
        return f"sqlite:///{INSTANCE / 'dsar.sqlite3'}"
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _workers(given: str) -> int:
    if not (given.isascii() and given.isdigit() and 1 <= int(given) <= 32):
        raise ValueError("DSAR_RENDER_WORKERS: a whole number from 1 to 32")
    return int(given)


def _secret_key(key: str) -> str:
    if key:
        if len(key) < 32:
            raise ValueError("SECRET_KEY: at least 32 characters")
        return key
    INSTANCE.mkdir(exist_ok=True)
    path = INSTANCE / "secret_key"
    with suppress(FileExistsError):
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text(encoding="ascii")
