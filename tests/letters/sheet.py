"""What stands where on the sheets of a PDF: its lines of text in millimetres, and its text in the order of its tags."""

from collections.abc import Iterator
from ctypes import create_string_buffer
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.generic import IndirectObject
from pypdfium2 import raw

from tests.letters.pdf import MM_PER_POINT, Box

TOUCHING = 0.3  # mm that the boxes of two letters may share: an italic or a hanging letter does
BODY_TOP, BODY_BOTTOM = 27.0, 274.0  # mm: between the lines that every page repeats
FIRST_BODY_TOP = 97.0  # mm: below the letterhead and the window


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in one font on one line."""

    text: str
    bold: bool
    box: Box


def pieces(pdf: bytes) -> list[list[Piece]]:
    """Give the pieces of text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [list(_pieces_of(page)) for page in document]
    finally:
        document.close()


def _pieces_of(page: pypdfium2.PdfPage) -> Iterator[Piece]:
    height = page.get_height()
    text_page = page.get_textpage()
    for number in range(text_page.count_rects()):
        left, bottom, right, top = text_page.get_rect(number)
        text = " ".join(text_page.get_text_bounded(left, bottom, right, top).split())
        if text:
            middle = ((left + right) / 2, (top + bottom) / 2)
            edges = (left, height - top, right, height - bottom)
            yield Piece(text, _is_bold(text_page, *middle), Box(*(value * MM_PER_POINT for value in edges)))


def _is_bold(text_page: pypdfium2.PdfTextPage, x: float, y: float) -> bool:
    index = raw.FPDFText_GetCharIndexAtPos(text_page.raw, x, y, 8, 8)
    if index < 0:
        return False
    font = raw.FPDFTextObj_GetFont(raw.FPDFText_GetTextObject(text_page.raw, index))
    size = raw.FPDFFont_GetBaseFontName(font, None, 0)
    buffer = create_string_buffer(size)
    raw.FPDFFont_GetBaseFontName(font, buffer, size)
    return b"Bold" in buffer.raw


def overlaps(found: list[Piece]) -> list[tuple[str, str]]:
    """Give the pairs of pieces of one page that stand over each other."""
    return [(one.text, other.text) for one, other in combinations(found, 2) if _overlap(one.box, other.box)]


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > TOUCHING and down > TOUCHING


def outside(found: list[Piece]) -> list[str]:
    """Give the pieces that leave the sheet's margins."""
    edges = ((piece.text, piece.box) for piece in found)
    return [text for text, box in edges if box.left < 24 or box.right > 186 or box.top < 5 or box.bottom > 291]


def body_lines(found: list[Piece], page: int) -> list[list[Piece]]:
    """Give the lines of text between what every page repeats, from the top; page counts from 0."""
    top = BODY_TOP if page else FIRST_BODY_TOP
    inside = sorted(
        (piece for piece in found if top < piece.box.top and piece.box.bottom < BODY_BOTTOM),
        key=lambda piece: piece.box.middle,
    )
    lines: list[list[Piece]] = []
    for piece in inside:
        if lines and piece.box.middle - lines[-1][-1].box.middle < 2:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return lines


@dataclass(frozen=True, slots=True)
class Aloud:
    """How a letter is read to somebody: its text in the order of its tags without spaces, and the tags of headings."""

    text: str
    headings: tuple[str, ...]
    title: str
    language: str


def aloud(pdf: bytes) -> Aloud:
    """Read a letter in the order in which its tags put it."""
    by_mark = _text_by_mark(pdf)
    reader = PdfReader(BytesIO(pdf))
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}
    catalogue = reader.trailer["/Root"]
    marks: list[tuple[int, int]] = []
    tags: list[str] = []
    for found in _marks_and_headings(catalogue["/StructTreeRoot"], pages, -1):
        if isinstance(found, str):
            tags.append(found)
        else:
            marks.append(found)
    text = "".join(by_mark.get(mark, "") for mark in marks)
    return Aloud(text, tuple(tags), str(reader.metadata and reader.metadata.title), str(catalogue["/Lang"]))


def _text_by_mark(pdf: bytes) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            text_page = page.get_textpage()
            for index in range(text_page.count_chars()):
                character = chr(raw.FPDFText_GetUnicode(text_page.raw, index))
                thing = raw.FPDFText_GetTextObject(text_page.raw, index)
                if character.isspace() or not thing:
                    continue
                mark = (number, raw.FPDFPageObj_GetMarkedContentID(thing))
                found[mark] = found.get(mark, "") + character
    finally:
        document.close()
    return found


def _marks_and_headings(node: Any, pages: dict[int, int], page: int) -> Iterator[tuple[int, int] | str]:
    """Give what stands in the tree below: a piece of text as its page and mark, a heading as its tag: H1, H2 ..."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for item in node:
            yield from _marks_and_headings(item, pages, page)
    elif isinstance(node, int):
        yield page, int(node)
    elif hasattr(node, "get"):
        tag = str(node.get("/S", ""))[1:]
        if len(tag) == 2 and tag[0] == "H" and tag[1].isdigit():
            yield tag
        own = node.raw_get("/Pg") if "/Pg" in node else None
        here = pages[own.idnum] if own is not None else page
        if "/MCID" in node:
            yield here, int(node["/MCID"])
        elif "/K" in node:
            yield from _marks_and_headings(node["/K"], pages, here)
