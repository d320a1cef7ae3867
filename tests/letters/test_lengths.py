"""Whatever the length of a letter: no page with a lonely line, no heading at the foot, no signature alone.

The text of every kind grows from one line to sixty, so that its end comes to stand at every height of a page.
"""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from dsar.core.fields import Fields
from dsar.core.letters import ANSWERS, LetterContext
from dsar.core.placeholders import COMPOSED, Shape
from dsar.core.vocabulary import LetterKind, Outcome
from dsar.letters import render
from tests.letters.sampleset import samples
from tests.letters.sheet import Piece, body_lines, outside, overlaps, pieces

FEWEST = 3  # lines on a page
EVERY_LENGTH = frozenset({LetterKind.REFUSAL, LetterKind.GRANT_INSPECTION, LetterKind.RECIPIENT_NOTICE})
LINE = "Dit is een regel."


def lengths(kind: LetterKind, size: str) -> range:
    """Give the lengths to try: all of them for a letter with remedies, with an annex and for a short one."""
    return range(1, 61, 1 if kind in EVERY_LENGTH and not size else 7)


def of_length(context: LetterContext, lines: int) -> LetterContext:
    """Give the letter with so many lines in a text that somebody typed."""
    text = "\n".join([LINE] * lines)
    if context.kind in COMPOSED:
        name = next(
            each.name for each in COMPOSED[context.kind] if each.shape is Shape.TEXT and each.applies(context.fields)
        )
        return replace(context, fields=Fields.of({**dict(context.fields.entries), name: text}))
    first = context.requests[0]
    if context.kind in ANSWERS and first.outcome is not Outcome.GRANT:
        changed = replace(first, parts=tuple(replace(part, facts=part.facts and text) for part in first.parts))
    else:
        changed = replace(first, client_words=text)
    return replace(context, requests=(changed, *context.requests[1:]))


def mistakes(sheets: list[list[Piece]], signatory: str) -> Iterator[str]:
    """Give what is wrong with the sheets of a letter."""
    for number, sheet in enumerate(sheets):
        lines = body_lines(sheet, number)
        here = f"page {number + 1} of {len(sheets)}"
        if len(lines) < FEWEST:
            yield f"{here} has {len(lines)} lines"
        if lines and number + 1 < len(sheets) and all(piece.bold for piece in lines[-1]):
            yield f"{here} ends in a heading: {lines[-1][0].text}"
        if overlaps(sheet) or outside(sheet):
            yield f"{here}: {overlaps(sheet)} {outside(sheet)}"
    signed = [[piece.text for piece in sheet] for sheet in sheets if any(piece.text == signatory for piece in sheet)]
    if not any("Met vriendelijke groet," in texts for texts in signed):
        yield "the signature has lost its greeting"


@pytest.mark.parametrize("size", ["", "-large"])
@pytest.mark.parametrize("kind", LetterKind)
def test_every_length_of_every_kind_ends_well(kind: LetterKind, size: str) -> None:
    letter = samples()[f"werkkrachtcentrale/{kind.value}/nl{size}"]
    found = {}
    for lines in lengths(kind, size):
        sheets = pieces(render(of_length(letter, lines), timeout_seconds=120))
        assert sum(piece.text.endswith(LINE) for sheet in sheets for piece in sheet) >= lines
        found[lines] = list(mistakes(sheets, letter.signatory_name))
    assert {lines: wrong for lines, wrong in found.items() if wrong} == {}
