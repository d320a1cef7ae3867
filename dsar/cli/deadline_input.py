"""Reads what the command `deadline` is asked: options and rows of a file, with what is expected where it fails."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from dsar.core.deadlines import Deadlines, Pause, derive
from dsar.core.regulation import Calendar, PauseReason, Period, Regulation
from dsar.core.vocabulary import ObjectionPurpose, Right

E = TypeVar("E", bound=StrEnum)

RIGHTS = ", ".join(Right)
PURPOSES = ", ".join(ObjectionPurpose)
CALENDARS = ", ".join(Calendar)
ORGANISATION = "De korte naam van de organisatie, zoals werk-op-maat."


class Unusable(ValueError):
    """What was given cannot be read; the message is in Dutch and says what was expected."""


class Catalogue(Protocol):
    """Where regulations are found."""

    @property
    def organisations(self) -> tuple[str, ...]:
        """Give the short names of all organisations."""
        ...

    def for_day(self, slug: str, day: date) -> Regulation:
        """Give the version for a day; raises InvalidInput where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """One request, read."""

    regulation: Regulation
    right: Right
    received: date
    purpose: ObjectionPurpose | None
    pauses: tuple[Pause, ...]
    extended: bool

    def derive(self) -> Deadlines:
        """Compute its dates; raises InvalidInput."""
        return derive(
            self.regulation,
            self.right,
            self.received,
            purpose=self.purpose,
            pauses=self.pauses,
            extended=self.extended,
        )


def read_question(
    catalogue: Catalogue, asked: Mapping[str, str | None], pauses: Iterable[str], extended: bool, label: str
) -> Question:
    """Read organisation, right, received and purpose; `label` makes the name of a field: "--{}" for an option.

    Raises Unusable, and InvalidInput where the organisation has no regulation for the day.
    """
    slug = asked.get("organisation") or ""
    if slug not in catalogue.organisations:
        known = ", ".join(catalogue.organisations)
        raise Unusable(f"{label.format('organisation')}: onbekende organisatie '{slug}'; kies uit: {known}.")
    right = _choice(Right, asked.get("right") or "", label.format("right"))
    received = read_date(asked.get("received") or "", label.format("received"))
    purpose = asked.get("purpose")
    return Question(
        regulation=catalogue.for_day(slug, received),
        right=right,
        received=received,
        purpose=_choice(ObjectionPurpose, purpose, label.format("purpose")) if purpose is not None else None,
        pauses=tuple(read_pause(pause, label.format("pause")) for pause in pauses),
        extended=extended,
    )


def read_date(text: str, label: str) -> date:
    """Read JJJJ-MM-DD."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Unusable(f"{label}: '{text}' is geen dag die bestaat; verwacht JJJJ-MM-DD.") from None
    raise Unusable(f"{label}: '{text}' is geen datum; verwacht JJJJ-MM-DD, zoals 2026-01-15.")


def read_pause(text: str, label: str) -> Pause:
    """Read VAN:TOT, with :identity or :clarification behind it; without either it is a pause for identity."""
    parts = text.split(":")
    if len(parts) not in (2, 3):
        expected = "verwacht VAN:TOT of VAN:TOT:clarification, zoals 2026-06-03:2026-06-10"
        raise Unusable(f"{label}: '{text}' is geen pauze; {expected}.")
    reason = _choice(PauseReason, parts[2], label) if len(parts) == 3 else PauseReason.IDENTITY
    return Pause(read_date(parts[0], label), read_date(parts[1], label), reason)


def read_period(text: str, label: str) -> Period:
    """Read 4w."""
    try:
        return Period.parse(text)
    except ValueError:
        expected = "verwacht een getal van 1 tot en met 999 met d, w of m erachter, zoals 4w"
        raise Unusable(f"{label}: '{text}' is geen termijn; {expected}.") from None


def read_calendar(text: str, label: str) -> Calendar:
    """Read the name of a calendar."""
    return _choice(Calendar, text, label)


def read_yes_or_no(text: str, label: str) -> bool:
    """Read yes or no; nothing means no."""
    if text not in ("", "yes", "no"):
        raise Unusable(f"{label}: '{text}' kan niet; kies uit: yes, no.")
    return text == "yes"


def split_pauses(text: str) -> Sequence[str]:
    """Split VAN:TOT;VAN:TOT; nothing means no pause."""
    return [part.strip() for part in text.split(";") if part.strip()]


def _choice(words: type[E], text: str, label: str) -> E:
    try:
        return words(text)
    except ValueError:
        raise Unusable(f"{label}: '{text}' kan niet; kies uit: {', '.join(words)}.") from None
