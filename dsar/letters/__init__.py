"""From a frozen context to HTML, and in worker processes to PDF and pictures; knows no Flask and no database."""

from dsar.letters.compose import to_html
from dsar.letters.errors import RenderCode, RenderError
from dsar.letters.freeze import from_json, to_json
from dsar.letters.missing import Gap, gaps, missing
from dsar.letters.plain import Block, to_blocks
from dsar.letters.pool import use_workers
from dsar.letters.recent import render_again
from dsar.letters.render import Rendering, page_count, picture, render, render_document
from dsar.letters.text import unprintable
from dsar.letters.words import LetterWords, languages, words

__all__ = [
    "Block",
    "Gap",
    "LetterWords",
    "RenderCode",
    "RenderError",
    "Rendering",
    "from_json",
    "gaps",
    "languages",
    "missing",
    "page_count",
    "picture",
    "render",
    "render_again",
    "render_document",
    "to_blocks",
    "to_html",
    "to_json",
    "unprintable",
    "use_workers",
    "words",
]
