"""A letter's running text without its layout, for reading it on a screen."""

from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser

from dsar.core.letters import LetterContext
from dsar.letters.compose import to_html
from dsar.letters.text import WORD_JOINER


class BlockKind(StrEnum):
    """What a piece of a letter is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"  # of a list


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, or an item of a list."""

    kind: BlockKind
    text: str


_KINDS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4"), BlockKind.HEADING),
    **dict.fromkeys(("p", "div", "dt", "dd", "th", "td", "blockquote", "address"), BlockKind.TEXT),
    "li": BlockKind.ITEM,
}


class _Reader(HTMLParser):
    """Collects the text of what stands inside <main>, block by block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._kind = BlockKind.TEXT
        self._text = ""
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._inside = True
        if tag == "br":
            self._text += " "
        if tag in _KINDS:
            self._end()
            self._kind = _KINDS[tag]

    def handle_endtag(self, tag: str) -> None:
        if tag in _KINDS or tag == "main":
            self._end()
        if tag == "main":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._text += data.replace(WORD_JOINER, "")

    def _end(self) -> None:
        text = " ".join(self._text.split())
        if text:
            self.blocks.append(Block(self._kind, text))
        self._kind, self._text = BlockKind.TEXT, ""


def to_blocks(context: LetterContext) -> tuple[Block, ...]:
    """Give the letter's text from the salutation to the last line, in the order in which it is read."""
    reader = _Reader()
    reader.feed(to_html(context))
    reader.close()
    return tuple(reader.blocks)
