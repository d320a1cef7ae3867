"""Reads back what a letter's PDF says and where it stands; all processes of a test run share what one of them made."""

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pypdfium2

from dsar.core.letters import LetterContext
from dsar.letters import Rendering, render_document, to_html

MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Box:
    """A piece of text's place in millimetres from the left and top edge of the sheet."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class Shelf:
    """The folder of this test run with letters that were made; see conftest.py."""

    folder: Path | None = None


@cache
def rendering(context: LetterContext) -> Rendering:
    """Make a letter, once per test run; a letter that WeasyPrint warns of, as of a missing glyph, is a mistake."""
    file = pdf_file(context)
    with pypdfium2.PdfDocument(file) as document:
        return Rendering(file.read_bytes(), len(document), warnings="")


def pdf_file(context: LetterContext) -> Path:
    """Give the file of a letter, made by whichever process needs it first and named after what is printed in it."""
    assert Shelf.folder is not None, "letters are made in tests of letters"
    path = Shelf.folder / f"{hashlib.sha256(to_html(context).encode()).hexdigest()}.pdf"
    if not path.exists():
        made = render_document(context, timeout_seconds=120)
        assert made.warnings == ""
        begun = path.with_suffix(f".{os.getpid()}")
        begun.write_bytes(made.pdf)
        begun.replace(path)  # another process may have made the same bytes meanwhile
    return path


@cache
def pages(context: LetterContext) -> tuple[str, ...]:
    """Give the text of every page, with single spaces."""
    with pypdfium2.PdfDocument(rendering(context).pdf) as document:
        return tuple(" ".join(page.get_textpage().get_text_range().split()) for page in document)


def text(context: LetterContext) -> str:
    """Give the text of the whole letter, without the lines that every page repeats."""
    return " ".join(pages(context))


def box(context: LetterContext, wanted: str, page: int = 0) -> Box:
    """Find a text on a page; page counts from 0."""
    document = pypdfium2.PdfDocument(rendering(context).pdf)
    try:
        sheet = document[page]
        textpage = sheet.get_textpage()
        found = textpage.search(wanted, match_case=True).get_next()
        assert found is not None, wanted
        boxes = [textpage.get_charbox(found[0] + place) for place in range(found[1])]
        height = sheet.get_height()
    finally:
        document.close()
    left = min(each[0] for each in boxes)
    right = max(each[2] for each in boxes)
    top = height - max(each[3] for each in boxes)
    bottom = height - min(each[1] for each in boxes)
    return Box(*(value * MM_PER_POINT for value in (left, top, right, bottom)))
