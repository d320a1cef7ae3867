"""What a reading gives: sentences and marks with their places in the text, and figures."""

from dataclasses import dataclass
from enum import StrEnum

from dsar.reading.segments import segments_of


class MarkKind(StrEnum):
    """Why a piece of text is marked."""

    LONG = "long"
    PASSIVE = "passive"
    RARE = "rare"
    JARGON = "jargon"


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of text that could be plainer; `text[start:end]` is the piece, offsets in characters."""

    start: int
    end: int
    kind: MarkKind
    explanation: str  # what makes it hard, a sentence in the language of the screen
    suggestion: str  # what to write, likewise


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, `text[start:end]`, without the white space around it."""

    start: int
    end: int
    words: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of a text; `meaning` says what the value says, `source` where the measure comes from."""

    code: str
    name: str
    value: float
    shown: str  # the value as the screen writes it, with its unit
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks, the widest mark first; no marks: plain text."""

    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def kind(self) -> str:
        """Give the kind of the narrowest mark, or "" for plain text."""
        return self.marks[-1].kind.value if self.marks else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a reader meets it."""

    text: str
    language: str
    sentences: tuple[Sentence, ...]
    marks: tuple[Mark, ...]  # by place; where one holds another, the holding one first
    figures: tuple[Figure, ...]
    note: str  # what these figures do not say; may be empty

    @property
    def words(self) -> int:
        """Count the words of all sentences."""
        return sum(sentence.words for sentence in self.sentences)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Give the whole text cut where marks begin and end: joined again it is the text itself."""
        cut = segments_of(self.text, [(mark.start, mark.end, mark) for mark in self.marks])
        return tuple(Segment(piece, tuple(marks)) for piece, marks in cut)

    def figure(self, code: str) -> Figure | None:
        """Give a figure by its code, or None where it was not measured."""
        return next((figure for figure in self.figures if figure.code == code), None)

    def of(self, kind: MarkKind) -> tuple[Mark, ...]:
        """Give the marks of one kind."""
        return tuple(mark for mark in self.marks if mark.kind == kind)
