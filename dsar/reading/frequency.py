"""How common a word is in Dutch or English, and which common word it comes from.

Source: wordfreq (Robyn Speer), which counts subtitles, news, books, the web and more. Zipf 3 is once in a million.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

import wordfreq

from dsar.language import gettext as _

RARE_BELOW = 3.0  # zipf; under once in a million words most readers have to think
FREQUENT_FROM = 4.5  # zipf; about the three thousand words that make up most of everyday Dutch

_ENDINGS = {
    "nl": (
        "",
        "e",
        "s",
        "'s",
        "en",
        "n",
        "t",
        "d",
        "de",
        "den",
        "te",
        "ten",
        "je",
        "jes",
        "tje",
        "tjes",
        "r",
        "er",
        "st",
        "end",
        "ende",
    ),
    "en": ("", "s", "'s", "es", "ed", "d", "ing", "ly", "er", "ers", "ies"),
}
_ADDED = {"nl": ("", "en", "n", "e"), "en": ("", "e", "y")}
_SHORTEST = 3  # letters of a stem


def source() -> str:
    """Name where the frequencies come from."""
    return _("wordfreq 3.1.1 (R. Speer): ondertitels, nieuws, boeken en websites")


@cache
def _zipfs(language: str) -> dict[str, float]:
    """Load the frequencies once per process; about a tenth of a second."""
    bins = wordfreq.get_frequency_list(language, "large")
    return {word: 9 - place / 100 for place, words in enumerate(bins) for word in words}


def zipf(word: str, language: str) -> float:
    """Give how common a word is exactly as written, in small letters; 0 for an unknown one."""
    return _zipfs(language).get(word, 0.0)


@lru_cache(maxsize=20_000)
def commonness(word: str, language: str) -> float:
    """Give how common a word is; when it is rare, how common the word of which it can be a form ("kopietje": kopie)."""
    known = zipf(word, language)
    return known if known >= RARE_BELOW else max([known, *(zipf(stem, language) for stem in stems(word, language))])


def stems(word: str, language: str) -> Iterator[str]:
    """Give the words of which this can be a form, by the rules of spelling; some of them do not exist."""
    for ending in _ENDINGS[language]:
        stem = word.removesuffix(ending)
        if not word.endswith(ending) or len(stem) < _SHORTEST:
            continue
        for base in respelled(stem):
            for added in _ADDED[language]:
                yield base + added


def respelled(stem: str) -> tuple[str, ...]:
    """Give a stem with the other spellings it takes before an ending: bel, bell; maak, mak; lev, leef; reiz, reis."""
    found = [stem]
    last = stem[-1]
    if last not in "aeiou":
        found.append(stem + last)
        if stem[-2] in "aeou" and stem[-3] == stem[-2]:
            found.append(stem[:-2] + last)
        elif stem[-2] in "aeou":
            found.append(stem[:-1] + stem[-2:])
        if stem[-2] == last:
            found.append(stem[:-1])
    voiced = {"f": "v", "s": "z", "v": "f", "z": "s"}.get(last)
    return (*found, *(spelling[:-1] + voiced for spelling in found if voiced and spelling[-1] == last))
