"""Puts letters behind each other in one PDF for the printer, each on a new sheet, shifted as the printer needs it.

The stored letters stay as they are: this copy is for paper only, without tags, and is not kept.
"""

import io
from collections.abc import Iterable
from dataclasses import dataclass

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject

_POINTS_PER_TENTH = 72 / 254  # of a millimetre
_NOT_ON_PAPER = ("/Annots", "/StructParents", "/Tabs")


@dataclass(frozen=True, slots=True)
class Offset:
    """How far a printer's pages move, in tenths of a millimetre: to the right and down."""

    right: int = 0
    down: int = 0


def combine(documents: Iterable[bytes], *, offset: Offset | None = None, duplex: bool = False) -> bytes:
    """Give one PDF of all documents in their order; duplex puts a blank page behind an odd number of pages."""
    writer = PdfWriter()
    started = False
    for content in documents:
        if started and duplex and len(writer.pages) % 2:
            writer.add_blank_page()
        reader = PdfReader(io.BytesIO(content))
        for page in reader.pages:
            added = writer.add_page(page, excluded_keys=_NOT_ON_PAPER)
            if offset is not None and offset != Offset():
                _shift(writer, added, offset)
        writer.reset_translation(reader)  # or every letter stays in memory until the last one, a megabyte each
        reader.resolved_objects.clear()
        started = True
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def pages_in(content: bytes) -> int:
    """Count the pages of a PDF."""
    return len(PdfReader(io.BytesIO(content)).pages)


def _shift(writer: PdfWriter, page: PageObject, offset: Offset) -> None:
    """Move everything on a page: a matrix before its content, without reading or rewriting the content itself."""
    right, down = offset.right * _POINTS_PER_TENTH, offset.down * _POINTS_PER_TENTH
    before, after = DecodedStreamObject(), DecodedStreamObject()
    before.set_data(f"q 1 0 0 1 {right:.4f} {-down:.4f} cm\n".encode())
    after.set_data(b"\nQ")
    contents = page["/Contents"]
    middle = list(contents) if isinstance(contents, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([writer._add_object(before), *middle, writer._add_object(after)])
