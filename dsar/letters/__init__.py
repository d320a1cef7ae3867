"""From a frozen context to HTML, and in a process of its own to PDF; knows no Flask and no database."""

from dsar.letters.compose import missing, to_html
from dsar.letters.freeze import from_json, to_json
from dsar.letters.plain import Block, to_blocks
from dsar.letters.render import RenderCode, RenderError, render
from dsar.letters.text import unprintable
from dsar.letters.words import LetterWords, languages, words

__all__ = [
    "Block",
    "LetterWords",
    "RenderCode",
    "RenderError",
    "from_json",
    "languages",
    "missing",
    "render",
    "to_blocks",
    "to_html",
    "to_json",
    "unprintable",
    "words",
]
