"""Counts syllables by the places where a word may be hyphenated (pyphen, the Dutch patterns of OpenOffice)."""

from functools import cache, lru_cache

import pyphen


@cache
def _patterns() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL", left=1, right=1)


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """Give the number of syllables of a Dutch word; a number counts as one for each digit, as it is read aloud."""
    digits = sum(character.isdigit() for character in word)
    return digits or len(_patterns().positions(word)) + 1
