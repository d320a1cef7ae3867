"""Finds sentences over fifteen words, and where each can be cut in two."""

from collections.abc import Iterator

from dsar.language import gettext as _
from dsar.reading.data_files import listed
from dsar.reading.result import Mark, MarkKind
from dsar.reading.words import Span

MOST_WORDS = 15  # screens.md: active sentences of at most fifteen words, one idea each

_JOINTS = {
    "nl": listed("function_words", "joints_nl"),
    "en": listed("function_words", "joints_en"),
}
_LEAST = 3  # words on either side of a cut


def long_sentence(text: str, span: Span, language: str) -> Iterator[Mark]:
    """Give a mark over the whole sentence when it has too many words."""
    count = len(span.words)
    if count <= MOST_WORDS:
        return
    explanation = _(
        "Lange zin: %(count)s woorden. Houd het bij %(most)s woorden of minder.", count=count, most=MOST_WORDS
    )
    yield Mark(span.start, span.end, MarkKind.LONG, explanation, _suggestion(text, span, language))


def _suggestion(text: str, span: Span, language: str) -> str:
    cut = best_cut(text, span, language)
    if cut is None:
        return _("Maak er twee zinnen van, met in elke zin één boodschap.")
    left, right = span.words[cut - 1].text, span.words[cut].text
    return _(
        "Maak er twee zinnen van. Zet een punt na ‘%(left)s’ en begin opnieuw bij ‘%(right)s’.", left=left, right=right
    )


def best_cut(text: str, span: Span, language: str) -> int | None:
    """Give the number of the word that can begin the second sentence: at a joint or after a comma, near the middle."""
    words = span.words
    places = range(_LEAST, len(words) - _LEAST + 1)
    joints = [place for place in places if words[place].lower in _JOINTS[language]]
    commas = [place for place in places if _has_comma(text, words[place - 1].end, words[place].start)]
    both = [place for place in joints if place in commas]
    for choice in (both, commas, joints):
        if choice:
            return min(choice, key=lambda place: abs(place - len(words) / 2))
    return None


def _has_comma(text: str, start: int, end: int) -> bool:
    return any(mark in text[start:end] for mark in ",;:–—")
