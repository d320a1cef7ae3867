"""What `doctor` says: one line for each thing looked at, and what to do when it is not right."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad something is; only WRONG makes the command fail."""

    GOOD = "goed"
    WATCH = "let op"
    WRONG = "FOUT"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line."""

    level: Level
    text: str


def good(text: str) -> Finding:
    """Say that something is right."""
    return Finding(Level.GOOD, text)


def watch(text: str) -> Finding:
    """Say that something may be meant, or will go wrong later."""
    return Finding(Level.WATCH, text)


def wrong(text: str) -> Finding:
    """Say that something has to be repaired."""
    return Finding(Level.WRONG, text)
