"""Tells facts of a case from an empty formula: a ground needs facts before it can be signed off (GDPR 12(4)).

A formula is what fits any case: words of the law, of the ground itself and of its text block. The check is about words,
not truth: whether the facts carry the ground is for the officer and the decider to judge.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LEAST_FACTS = 3  # words of this case that facts must hold
LEAST_WEIGHING = 2
_LEAST_TO_REPEAT = 8  # words from which repetition can be told
_LEAST_DIFFERENT = 0.4  # share of different words, under which the same is said over and over

_WORD = re.compile(r"[^\W_]+(?:['’./:-][^\W_]+)*")
_CITATION = re.compile(
    r"\b(?:artikel(?:en)?|articles?|artt?\.?|lid|leden|paragraphs?|onder|sub|AVG|UAVG|GDPR|BW|Jeugdwet)\s*"
    r"[0-9]+[a-z]?(?:[.:][0-9]+[a-z]?)*(?:\s*\([0-9a-z]+\))*",
    re.IGNORECASE,
)
_GAP = re.compile(r"[\[\]]")
_ENDINGS = ("en", "e", "s", "n", "t", "d")
_SHORTEST_STEM = 5


@dataclass(frozen=True, slots=True)
class Formulas:
    """What is no fact of any case, in all languages of letters.

    `texts` holds, by ground and field ("facts", "weighing", "alternative"), the ground's sentence, usual words and
    block; `months` are the names by which a day can be told.
    """

    words: frozenset[str] = frozenset()
    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    months: frozenset[str] = frozenset()

    def of(self, ground: str, name: str, *more: str) -> tuple[str, ...]:
        """Give the texts that belong to a field of a ground, and others such as the regulation's summary."""
        return (*self.texts.get((ground, name), ()), *more)


def problem(text: str, formulas: Formulas, texts: tuple[str, ...], least: int) -> str | None:
    """Give the code of what keeps a text from saying something of this case, or None.

    `texts` are the ground's own; `least` is how many different other words there must be. A number or a month is worth
    two: it belongs to a case.
    """
    if has_gap(text):
        return "gap_left"
    said = _words(text)
    if len(said) >= _LEAST_TO_REPEAT and len(set(said)) < _LEAST_DIFFERENT * len(said):
        return "says_the_same"
    own = own_words(text, formulas.words, texts)
    worth = len(own) + sum(word.isdigit() or word in formulas.months for word in own)
    if worth < least or any(said == _words(_without_gaps(block)) for block in texts):
        return "only_formula"
    return None


def has_gap(text: str) -> bool:
    """Tell whether a gap of a text block, or half of one, is still there."""
    return _GAP.search(text) is not None


def own_words(text: str, words: frozenset[str], texts: tuple[str, ...]) -> frozenset[str]:
    """Give the different words of a text that are neither empty, nor the law's, nor those of the ground's own texts."""
    formula = {_stem(word) for source in (*words, *map(_without_gaps, texts)) for word in _words(source)}
    said = {_stem(word) for word in _words(_CITATION.sub(" ", text))}
    return frozenset(word for word in said - formula if len(word) > 1 or word.isdigit())


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _stem(word: str) -> str:
    """Cut one ending, so that forms of a word count as that word."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _without_gaps(block: str) -> str:
    return re.sub(r"\[[^\]]*\]", " ", block)
