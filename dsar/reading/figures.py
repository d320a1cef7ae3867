"""Measures a text: how easy it reads (Flesch-Douma), how many of its words are frequent, how long its sentences are."""

from collections.abc import Sequence
from typing import Protocol

from dsar.language import Words, ngettext, number
from dsar.language import gettext as _
from dsar.reading.frequency import FREQUENT_FROM, commonness, source
from dsar.reading.result import Figure
from dsar.reading.syllables import syllables
from dsar.reading.words import Span, Word

FEW_WORDS = 100  # Douma's formula counts per hundred words: under that it says little

_DOUMA = Words(  # from this value on, the highest first
    {
        90: "Heel makkelijk.",
        80: "Makkelijk.",
        70: "Vrij makkelijk.",
        60: "Gewoon: de meeste mensen kunnen dit lezen.",
        50: "Vrij moeilijk.",
        30: "Moeilijk.",
    }
)


class Measure(Protocol):
    """Another measure of a text, such as LiNT, which needs more than this product brings: pass it to `read`."""

    def measure(self, text: str, language: str) -> Figure | None:
        """Give the figure of a text, or None where it cannot be measured."""


def figures(spans: Sequence[Span], language: str) -> tuple[Figure, ...]:
    """Give the figures of the sentences; none of a text without words."""
    words = [word for span in spans for word in span.words]
    if not words:
        return ()
    found = [flesch_douma(len(spans), words)] if language == "nl" else []
    return (*found, frequent_share(words, language), mean_length(len(spans), len(words)))


def flesch_douma(sentences: int, words: Sequence[Word]) -> Figure:
    """Give 206.84 - 0.77 x syllables per 100 words - 0.93 x words per sentence: the higher, the easier."""
    per_hundred = 100 * sum(syllables(word.lower) for word in words) / len(words)
    value = round(206.84 - 0.77 * per_hundred - 0.93 * len(words) / sentences, 1)
    meaning = next((_DOUMA[least] for least in _DOUMA if value >= least), _("Heel moeilijk."))
    advice = _("Hoe hoger, hoe makkelijker. Houd het op 60 of meer.")
    return Figure(
        "flesch_douma",
        _("Leesgemak"),
        value,
        _decimal(value),
        f"{meaning} {advice}",
        _("Flesch-Douma: W.H. Douma, De leesbaarheid van landbouwbladen (1960), naar Flesch (1948)"),
    )


def frequent_share(words: Sequence[Word], language: str) -> Figure:
    """Give the share, in per cent, of the words that are frequent; names and numbers are left out."""
    counted = [word.lower for word in words if word.text.isalpha() and (word.first or word.text[0].islower())]
    frequent = sum(commonness(word, language) >= FREQUENT_FROM for word in counted)
    value = round(100 * frequent / len(counted), 1) if counted else 100.0
    meaning = _("%(count)s van de 100 woorden komen vaak voor. Hoe meer, hoe makkelijker.", count=_decimal(value))
    return Figure("frequent_words", _("Gewone woorden"), value, f"{_decimal(value)} %", meaning, source())


def mean_length(sentences: int, words: int) -> Figure:
    """Give the mean number of words of a sentence."""
    value = round(words / sentences, 1)
    meaning = _("Korte zinnen. Goed.") if value <= 10 else _("Houd het gemiddeld op 10 woorden of minder.")
    return Figure("mean_length", _("Woorden per zin"), value, _decimal(value), meaning, _("Geteld in deze tekst"))


def note(words: int, language: str) -> str:
    """Say what the figures do not tell; empty where there is nothing to say."""
    if language != "nl":
        return _("Deze tekst is Engels. Wij kijken alleen naar lange zinnen en weinig gebruikte woorden.")
    if 0 < words < FEW_WORDS:
        return ngettext(
            "Deze tekst heeft %(num)s woord. Onder de %(few)s woorden zegt het leesgemak weinig.",
            "Deze tekst heeft %(num)s woorden. Onder de %(few)s woorden zegt het leesgemak weinig.",
            words,
            few=FEW_WORDS,
        )
    return ""


def _decimal(value: float) -> str:
    return number(value, "0.0")
