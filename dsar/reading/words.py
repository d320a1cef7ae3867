"""Cuts a text into sentences and words, with exact offsets; abbreviations, dates and lists do not break it."""

import re
from dataclasses import dataclass

from dsar.reading.data_files import listed

# Never the end of a sentence: something always follows.
_GO_ON = listed("abbreviations", "go_on")
# May end a sentence: a capital after it says so.
_MAY_END = listed("abbreviations", "may_end")
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.)*[A-ZÀ-Þ]")
_TAG = re.compile(r"</?[a-zA-Z!][^<>\n]{0,300}>")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|:(?=\s+[\"'“‘„«(]*[A-ZÀ-Þ])")
_WORD = re.compile(r"[^\W_]+(?:[’'.,:/@&_+-]+[^\W_]+)*")
_OPENING = "\"'“‘„«([•*–—- \t\u00a0"


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, and in small letters with a plain apostrophe; with its place in the text."""

    text: str
    lower: str
    start: int
    end: int
    first: bool  # of its sentence


@dataclass(frozen=True, slots=True)
class Span:
    """A sentence with its words; `text[start:end]` is the sentence."""

    start: int
    end: int
    words: tuple[Word, ...]


def spans(text: str) -> tuple[Span, ...]:
    """Give the sentences of a text; every line break ends one, so that the lines of a list stand by themselves.

    Markup counts as white space. What holds no word (a rule of dashes) is no sentence.
    """
    readable = _TAG.sub(lambda tag: " " * len(tag[0]), text)
    found = (_span(readable, start, end) for line in _lines(readable) for start, end in _cut(readable, *line))
    return tuple(span for span in found if span is not None)


def _lines(text: str) -> list[tuple[int, int]]:
    ends = [match.start() for match in re.finditer(r"[\n\r\v\f\u0085\u2028\u2029]", text)]
    return list(zip([0, *(end + 1 for end in ends)], [*ends, len(text)], strict=True))


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one line into sentences."""
    cut: list[tuple[int, int]] = []
    for stop in _STOP.finditer(text, start, end):
        if _ends(text, start, stop, end):
            cut.append((start, stop.end()))
            start = stop.end()
    return [*cut, (start, end)]


def _ends(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Tell whether a sentence ends at this mark: not after an abbreviation, initials or the number of an item."""
    after = text[stop.end() : min(end, stop.end() + 40)].lstrip(_OPENING)
    if stop[0][0] != "." or not after:
        return True
    before = text[max(start, stop.start() - 30) : stop.start()].split()
    written = before[-1].lstrip(_OPENING) if before else ""
    token = written.lower()
    if token in _MAY_END:
        return not after[0].islower()
    if token in _GO_ON or _INITIALS.fullmatch(written) or (token.isdigit() and len(before) == 1):
        return False
    return len(token) > 3 or not after[0].islower()


def _span(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or not text[start].isprintable()):
        start += 1
    while end > start and (text[end - 1].isspace() or not text[end - 1].isprintable()):
        end -= 1
    words: list[Word] = []
    for match in _WORD.finditer(text, start, end):
        words.append(Word(match[0], match[0].lower().replace("’", "'"), match.start(), match.end(), not words))
    return Span(start, end, tuple(words)) if words else None
