"""Makes a page as letters are made, to see whether this machine can: the worker process, its libraries, its fonts."""

import io
from typing import cast

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from dsar.letters import RenderError
from dsar.letters.render import render_html

FONT = "Source-Sans-3"
_PAGE = '<!doctype html><html lang="nl"><head><title>Proef</title></head><body><p>Proef Łódź</p></body></html>'


def fonts_of_a_letter(render_seconds: float) -> frozenset[str]:
    """Make a page and name the fonts in it, without the letters before the plus sign; raises RenderError."""
    made = render_html(_PAGE, timeout_seconds=render_seconds)
    found: set[str] = set()
    for page in PdfReader(io.BytesIO(made.pdf)).pages:
        resources = cast("DictionaryObject", page["/Resources"])
        for font in cast("DictionaryObject", resources["/Font"]).values():
            name = str(cast("DictionaryObject", font.get_object())["/BaseFont"])
            found.add(name.rpartition("+")[2].rstrip(","))
    return frozenset(found)


__all__ = ["FONT", "RenderError", "fonts_of_a_letter"]
