"""Text blocks: how a contact person can begin facts, weighing and alternative of a ground, with gaps to fill in.

Reviewed files in `templates/letters/<language>/blocks`, one for each ground of `core.grounds`. A block is never a
finished formula: every text has a gap between square brackets, and a text with a gap left cannot be submitted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dsar.core.draft_facts import REASONS
from dsar.core.facts import Formulas
from dsar.core.grounds import LEGAL_GROUNDS, LegalGround
from dsar.letters.words import TEMPLATES, languages, words
from dsar.letters.words_file import Table, opened

BASES = ("consent", "contract", "legal_obligation", "vital_interest", "public_task", "legitimate_interest")  # art. 6(1)
_GAP = re.compile(r"\[[^\[\]\n]+\]")
_ANNEX, _EMPTY = "annex", "empty_words"


@dataclass(frozen=True, slots=True)
class Review:
    """What a block rests on, and who looked at it last (a role, no name)."""

    source: str
    reviewed_on: date
    reviewed_by: str


@dataclass(frozen=True, slots=True)
class TextBlock:
    """The beginnings for one ground; `weighing` is empty where the ground needs none."""

    facts: str
    weighing: str
    alternative: str
    review: Review


@dataclass(frozen=True, slots=True)
class AnnexBlock:
    """The beginnings of what goes with access (GDPR 15(1)(a), (b), (d), (g)), for one basis of use (GDPR 6(1))."""

    purposes: str
    categories: str  # one a line
    retention: str
    source: str
    review: Review


def block_languages(folder: Path = TEMPLATES) -> tuple[str, ...]:
    """Give the languages of letters that have text blocks; a language can do without."""
    return tuple(each for each in languages(folder) if (folder / each / "blocks").is_dir())


def block(language: str, ground: str) -> TextBlock:
    """Give the block of a ground; raises KeyError for an unknown ground, ValueError as `blocks`."""
    return blocks(language)[ground]


@cache
def blocks(language: str, folder: Path = TEMPLATES) -> Mapping[str, TextBlock]:
    """Read all blocks of a language once; raises ValueError naming everything that is missing or wrong."""
    _check_files(language, folder)
    return MappingProxyType({code: _block(_file(language, code, folder), ground) for code, ground in _GROUNDS})


@cache
def annex_blocks(language: str, folder: Path = TEMPLATES) -> Mapping[str, AnnexBlock]:
    """Read the beginnings of the annex, by basis of use; raises ValueError naming everything that is wrong."""
    table = _file(language, _ANNEX, folder)
    review = _review(table)
    found = {basis: _annex_block(table.table(basis), review) for basis in BASES}
    _check(table, f"{language}/{_ANNEX}", {"source", "reviewed_on", "reviewed_by", *BASES})
    return MappingProxyType(found)


@cache
def formulas() -> Formulas:
    """Give everything that is no fact of a case: the words and blocks of all languages together."""
    known = block_languages()
    return Formulas(
        frozenset(word for each in known for word in _empty_words(each)),
        MappingProxyType(
            {
                (code, name): tuple(text for each in known for text in _texts(each, code, name))
                for code in LEGAL_GROUNDS
                for name in ("facts", "weighing", "alternative")
            }
            | {
                (kind.value, name): tuple(_empty(each).table("letters").text(kind.value) for each in known)
                for kind, reasons in REASONS.items()
                for name in reasons
            }
        ),
        frozenset(month.lower() for each in known for month in words(each).months),
    )


_GROUNDS = tuple(LEGAL_GROUNDS.items())


def _empty_words(language: str) -> Iterator[str]:
    for text in _empty(language).chosen(("everyday", "law", "office")).values():
        yield from text.split()


def _texts(language: str, ground: str, name: str) -> tuple[str, ...]:
    block_text = str(getattr(block(language, ground), name))
    return words(language).grounds[ground], _empty(language).table("grounds").text(ground), block_text


@cache
def _empty(language: str, folder: Path = TEMPLATES) -> Table:
    """Read the empty words of a language; raises ValueError naming what is missing."""
    table = _file(language, _EMPTY, folder)
    table.chosen(("everyday", "law", "office"))
    table.table("grounds").chosen(tuple(LEGAL_GROUNDS))
    table.table("letters").chosen(tuple(kind.value for kind in REASONS))
    _check(table, f"{language}/{_EMPTY}", {"everyday", "law", "office", "grounds", "letters"})
    return table


def _check_files(language: str, folder: Path) -> None:
    there = {file.stem for file in (folder / language / "blocks").glob("*.toml")}
    wanted = {*LEGAL_GROUNDS, _ANNEX, _EMPTY}
    if there != wanted:
        raise ValueError(f"{language}/blocks: missing {sorted(wanted - there)}, unknown {sorted(there - wanted)}")


def _file(language: str, name: str, folder: Path) -> Table:
    return opened(folder / language / "blocks" / f"{name}.toml")


def _block(table: Table, ground: LegalGround) -> TextBlock:
    weighing = _gapped(table, "weighing") if ground.needs_weighing else ""
    found = TextBlock(_gapped(table, "facts"), weighing, _gapped(table, "alternative"), _review(table))
    asked = {"source", "reviewed_on", "reviewed_by", "facts", "alternative"}
    _check(table, ground.code, asked | ({"weighing"} if ground.needs_weighing else set()))
    return found


def _annex_block(table: Table, review: Review) -> AnnexBlock:
    return AnnexBlock(
        purposes=_gapped(table, "purposes"),
        categories=_gapped(table, "categories"),
        retention=_gapped(table, "retention"),
        source=_gapped(table, "source"),
        review=review,
    )


def _gapped(table: Table, key: str) -> str:
    """Give a text in which something is left to fill in, with nothing between other brackets."""
    text = table.text(key).strip()
    if not _GAP.search(text) or any(bracket in _GAP.sub("", text) for bracket in "[]"):
        table.lacks.append(f"{table.place}{key} with gaps between [ ]")
    return text


def _review(table: Table) -> Review:
    day = table.values.get("reviewed_on")
    if not isinstance(day, date):
        table.lacks.append("reviewed_on")
    return Review(table.text("source"), day if isinstance(day, date) else date.min, table.text("reviewed_by"))


def _check(table: Table, name: str, asked: set[str]) -> None:
    unknown = sorted(table.values.keys() - asked)
    if table.lacks or unknown:
        raise ValueError(f"text block {name} lacks {table.lacks}, does not know {unknown}")
