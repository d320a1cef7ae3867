"""Gives the screens the text blocks of grounds and of the annex, and what of a proposal would be an empty formula."""

from collections.abc import Mapping

from dsar.core.facts import Formulas
from dsar.letters import blocks
from dsar.letters.blocks import AnnexBlock, TextBlock


def text_block(language: str, ground: str) -> TextBlock:
    """Give the beginnings for a ground, with gaps between square brackets; raises KeyError for an unknown one."""
    return blocks.block(language, ground)


def annex_starters(language: str) -> Mapping[str, AnnexBlock]:
    """Give the beginnings of the annex of an inspection or a copy, by basis of use, in the order of GDPR 6(1)."""
    return blocks.annex_blocks(language)


def formulas() -> Formulas:
    """Give what is no fact of any case, for `core.proposals.mistakes`."""
    return blocks.formulas()
