"""Tells facts of a case from an empty formula: a ground needs facts before it can be signed off (GDPR 12(4)).

A formula is what fits any case: words of the law, of the ground itself and of its text block. The check is about words,
not truth: whether the facts carry the ground is for the officer and the decider to judge.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import combining, normalize

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
_LATIN = re.compile(r"[a-z]")
_VOWEL = re.compile(r"[aeiouy0-9]")
_LEAST_STRUCK = 3  # letters from which a word without a vowel is told
_SAME_LETTER = re.compile(r"([a-z])\1{2}")
_ROWS = ("asdfghjkl", "lkjhgfdsa", "zxcvbnm", "mnbvcxz", "qwer", "rewq")  # of a keyboard, as no word has them
_KEYS = re.compile("|".join(row[start : start + 4] for row in _ROWS for start in range(len(row) - 3)))
_FILLERS = frozenset({"bla", "blabla", "blah", "test", "tests", "tekst", "foo", "tbd", "todo", "abc", "xyz"})
_DUMMY = frozenset({"lorem", "ipsum"})
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

    Words that are none (`is_word`) do not count.
    `texts` are the ground's own; `least` is how many different other words there must be. A number or a month is worth
    two: it belongs to a case.
    """
    if has_gap(text):
        return "gap_left"
    said = _words(text)
    if len(said) >= _LEAST_TO_REPEAT and len(set(said)) < _LEAST_DIFFERENT * len(said):
        return "says_the_same"
    own = own_words(text, formulas.words, texts)
    if _worth(own, formulas.months) < least or any(said == _words(_without_gaps(block)) for block in texts):
        return "only_formula"
    lettered = {word for word in said if is_word(word) and not word.isdigit()}
    real = frozenset(filter(is_word, own))
    if least and (_worth(real, formulas.months) < least or len(lettered) <= least or set(said) >= _DUMMY):
        return "no_words"
    return None


def has_gap(text: str) -> bool:
    """Tell whether a gap of a text block, or half of one, is still there."""
    return _GAP.search(text) is not None


def own_words(text: str, words: frozenset[str], texts: tuple[str, ...]) -> frozenset[str]:
    """Give the different words of a text that are neither empty, nor the law's, nor those of the ground's own texts."""
    formula = {_stem(word) for source in (*words, *map(_without_gaps, texts)) for word in _words(source)}
    said = {_stem(word) for word in _words(_CITATION.sub(" ", text))}
    return frozenset(word for word in said - formula if len(word) > 1 or word.isdigit())


def is_word(word: str) -> bool:
    """Tell a word or number from keys struck at random: no vowel, one letter over and over, neighbours on the keyboard.

    `word` is in small letters. What has no vowel may be an abbreviation: it only does not count as a fact.
    """
    plain = "".join(letter for letter in normalize("NFD", word) if not combining(letter))
    if not _LATIN.search(plain):
        return True
    struck = len(plain) >= _LEAST_STRUCK and (not _VOWEL.search(plain) or _KEYS.search(plain) is not None)
    return not struck and word not in _FILLERS and _SAME_LETTER.search(plain) is None


def _worth(own: frozenset[str], months: frozenset[str]) -> int:
    return len(own) + sum(word.isdigit() or word in months for word in own)


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
