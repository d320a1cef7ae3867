"""What is wrong with a regulation file, in words for whoever maintains it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake; `key` is dotted (`term[2].period`), `line` is None where it is not known."""

    file: str
    key: str
    message: str
    line: int | None = None

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return f"{place}: {self.key}: {self.message}" if self.key else f"{place}: {self.message}"


class RegulationErrors(Exception):
    """One or more regulation files cannot be used; `mistakes` holds everything that was found."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


class Report:
    """Collects mistakes by key while a document is read, so that all of them can be told at once."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def add(self, key: str, message: str) -> None:
        """Note one mistake, once."""
        if (key, message) not in self.found:
            self.found.append((key, message))
