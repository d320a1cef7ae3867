"""Text on paper: paragraphs, the window's lines, Dutch titles, and which characters the letter's font can print."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from markupsafe import Markup

from dsar.core.texts import readable

FONTS = Path(__file__).with_name("fonts")
_POSTCODE = re.compile(r"^(\d{4} ?[A-Z]{2}) +(\S.*)$")
_LONE_LETTER = re.compile(r"(?<![^\W_])([^\W\d_])-(?=[^\W\d_])")  # the e- of e-mail
_TEXT = re.compile(r">[^<]+")
_LONG_RUN = re.compile(r"(?:&#?\w+;|[^ \t\n<&]){50}")  # longer than any word, and than most lines
_SPACE_AT_END = re.compile(r"[ \n]+(?=</(?:p|li|td|th|h[1-6])>)")
WORD_JOINER = "\u2060"  # keeps what stands beside it on one line; leaves no trace in the PDF


def clean(text: str) -> str:
    """Leave out control characters and marks that turn the direction of the text; line breaks stay."""
    return readable(text.replace("\r\n", "\n").replace("\r", "\n"))


def paragraphs(text: str) -> list[str]:
    """Split typed text: every line that holds something is a paragraph."""
    return [line.strip() for line in clean(text).split("\n") if line.strip()]


def unbroken(text: str) -> str:
    """Keep a single letter and its hyphen on one line with the rest of the word, as in "e-mail"."""
    return _LONE_LETTER.sub(rf"\1-{WORD_JOINER}", text)


def whole_dates(text: str, months: Iterable[str]) -> str:
    """Keep a day and its month on one line, as in "3 maart"; the year may stand on the next."""
    return re.sub(rf"\b(\d{{1,2}} )(?=(?:{'|'.join(months)})\b)", rf"\1{WORD_JOINER}", text)


def tight(html: str) -> str:
    """Leave out white space at the end of blocks: where a line just fits, WeasyPrint breaks before its last words."""
    return _SPACE_AT_END.sub("", html)


def loosened(html: str) -> str:
    """Let a word without end break anywhere: WeasyPrint reads on to the paragraph's end for each of its lines."""
    before, body, after = html.partition("<body")
    return before + body + _TEXT.sub(lambda text: _LONG_RUN.sub(r"\g<0><wbr>", text[0]), after)


def window_line(line: str) -> str:
    """Write an address line; two spaces stand between a Dutch postcode and the place."""
    return _POSTCODE.sub("\\1  \\2", clean(line).strip())


def dutch_titles(text: str, *, marked: bool) -> Markup:
    """Escape a text; where asked, mark what stands between ‘ and ’ as Dutch, for who has it read aloud."""
    pieces = re.split(r"(‘[^’]*’)", clean(text))
    wrapped = Markup('<span lang="nl">{}</span>') if marked else Markup("{}")
    return Markup("").join(wrapped.format(piece) if piece.startswith("‘") else piece for piece in pieces)


def unprintable(text: str) -> str:
    """Give the characters of a text that the letter's font has no picture for, each once, in order."""
    known = _printable()
    composed = unicodedata.normalize("NFC", clean(text))
    return "".join(dict.fromkeys(character for character in composed if character not in known and character != "\n"))


@cache
def _printable() -> frozenset[str]:
    ranges = (FONTS / "coverage.txt").read_text(encoding="ascii").split()
    bounds = [[int(end, 16) for end in item.split("-")] for item in ranges]
    return frozenset(chr(code) for first, last in bounds for code in range(first, last + 1)) | {"\t"}
