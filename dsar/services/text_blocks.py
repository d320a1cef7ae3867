"""Gives the screens the text blocks of grounds and of the annex, and what of a proposal would be an empty formula."""

from collections.abc import Mapping

from dsar.core.facts import Formulas
from dsar.letters import blocks
from dsar.letters.blocks import AnnexBlock, TextBlock

_INSTEAD = "nl"  # for a language of letters without text blocks: the language of whoever writes


def text_block(language: str, ground: str) -> TextBlock:
    """Give the beginnings for a ground, with gaps between square brackets; raises KeyError for an unknown one."""
    return blocks.block(_known(language), ground)


def annex_starters(language: str) -> Mapping[str, AnnexBlock]:
    """Give the beginnings of the annex of an inspection or a copy, by basis of use, in the order of GDPR 6(1)."""
    return blocks.annex_blocks(_known(language))


def formulas() -> Formulas:
    """Give what is no fact of any case, for `core.proposals.mistakes`."""
    return blocks.formulas()


def _known(language: str) -> str:
    return language if language in blocks.block_languages() else _INSTEAD
