"""What `doctor` looks at outside the database: settings, the key, the clock, letters, mail and backups."""

import os
from collections.abc import Iterator
from ctypes.util import find_library
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

from dsar.cli.findings import Finding, good, watch, wrong
from dsar.clock import AMSTERDAM
from dsar.config import NAMES, SECRET_FILE, SHORTEST_SECRET
from dsar.installation import Installation
from dsar.mail import NotSent, answers
from dsar.services.backup_manifest import BackupProblem, read_manifest
from dsar.services.trial_letter import FONT, RenderError, fonts_of_a_letter

_OLDEST_BACKUP = timedelta(days=2)
_DIFFERENT = 8  # characters that a key has at least
_SUMMER = datetime(2026, 7, 1, 12, tzinfo=UTC)


def check_settings(installation: Installation) -> Iterator[Finding]:
    """Look for settings that do nothing, and for some that do not go together; wrong values stop the start."""
    unknown = sorted(name for name in os.environ if name.startswith("DSAR_") and name not in NAMES)
    for name in unknown:
        near = get_close_matches(name, NAMES, 1)
        yield wrong(f"{name} is geen instelling." + (f" Bedoelt u {near[0]}?" if near else " Haal hem weg."))
    settings = installation.settings
    if settings.https and not settings.proxies:
        yield watch("DSAR_HTTPS staat aan en DSAR_PROXIES op 0. Staat er een proxy voor, zet dan DSAR_PROXIES=1.")
    if settings.https and set(settings.trusted_hosts) <= {"localhost", "127.0.0.1", "[::1]"}:
        yield wrong("DSAR_TRUSTED_HOSTS noemt alleen deze machine. Zet er de naam in die in de adresbalk staat.")
    if not unknown:
        yield good("De instellingen zijn bekend en hebben een waarde die kan.")


def check_secret(installation: Installation) -> Iterator[Finding]:
    """Look at the key, and at who can read the file it is in."""
    key = installation.settings.secret_key
    from_file = "SECRET_KEY" not in os.environ and SECRET_FILE.exists()
    if len(key) < SHORTEST_SECRET or len(set(key)) < _DIFFERENT:
        yield wrong(
            "SECRET_KEY is te raden. Maak een nieuwe: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    elif from_file and SECRET_FILE.stat().st_mode & 0o077:
        yield wrong(f"Anderen kunnen {SECRET_FILE} lezen. Voer uit: chmod 600 {SECRET_FILE}")
    else:
        yield good("SECRET_KEY is lang genoeg en alleen voor de toepassing.")


def check_clock(installation: Installation) -> Iterator[Finding]:
    """Look at the time zone that every date is in."""
    if _SUMMER.astimezone(AMSTERDAM).utcoffset() != timedelta(hours=2):
        yield wrong("De gegevens van de tijdzone Europe/Amsterdam kloppen niet. Installeer tzdata opnieuw.")
    else:
        local = installation.clock().astimezone(AMSTERDAM)
        yield good(f"Het is hier {local:%d-%m-%Y %H:%M}. Klopt dat niet, zet dan de klok van de machine gelijk.")


def check_letters(installation: Installation) -> Iterator[Finding]:
    """Make a page as letters are made."""
    try:
        fonts = fonts_of_a_letter(installation.settings.render_seconds)
    except RenderError as error:
        yield wrong(
            f"Er kan geen brief worden gemaakt ({error.code}). Voer uit: .ci/system-packages run, en kijk of "
            "DSAR_RENDER_SECONDS niet te klein is."
        )
        return
    if any(not font.startswith(FONT) for font in fonts):
        yield wrong("Een brief krijgt een ander lettertype. Zet de map dsar/letters/fonts terug.")
    elif find_library("harfbuzz-subset") is None:
        yield watch("Brieven maken gaat langzaam. Installeer het pakket libharfbuzz-subset0.")
    else:
        yield good("Er kan een brief worden gemaakt, in het goede lettertype.")


def check_mail(installation: Installation) -> Iterator[Finding]:
    """Sign in at the mail server; no message is sent."""
    if installation.mail is None:
        yield good("E-mail staat uit. Meldingen staan op het scherm.")
        return
    try:
        answers(installation.mail)
    except NotSent as error:
        yield wrong(
            f"De mailserver {installation.mail.host}:{installation.mail.port} neemt ons niet aan ({error}). "
            "Controleer DSAR_MAIL_SERVER, de gebruiker en het wachtwoord."
        )
    else:
        yield good("De mailserver antwoordt. Er is niets verstuurd.")


def check_backups(installation: Installation) -> Iterator[Finding]:
    """See how old the newest backup is, where a setting says where they are."""
    folder = installation.settings.backups
    if folder is None:
        yield watch("Hoe oud de reservekopie is, is niet bekend. Zet in DSAR_BACKUPS de map waarin u ze maakt.")
        return
    newest = max(_made(folder), default=None)
    if newest is None:
        yield wrong(f"In {folder} staat geen reservekopie. Voer uit: flask --app wsgi backup {folder}/MAP")
    elif installation.clock() - newest > _OLDEST_BACKUP:
        yield wrong(f"De nieuwste reservekopie is van {newest.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}. Maak een nieuwe.")
    else:
        yield good(f"De nieuwste reservekopie is van {newest.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}.")


def _made(folder: Path) -> Iterator[datetime]:
    for manifest in folder.glob("*/manifest.json"):
        try:
            yield read_manifest(manifest.parent).made_at
        except BackupProblem:
            continue
