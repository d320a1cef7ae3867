"""Reads a text as a client does: where it is hard, what would be plainer, and how it measures."""

from collections.abc import Iterator, Mapping, Sequence

from dsar.reading.figures import Measure, figures, note
from dsar.reading.jargon import jargon
from dsar.reading.long_sentences import long_sentence
from dsar.reading.passive import passives
from dsar.reading.rare import rare_words
from dsar.reading.result import Mark, Reading, Sentence
from dsar.reading.words import Span, spans

LANGUAGES = ("nl", "en")


def read(text: str, language: str = "nl", measures: Sequence[Measure] = ()) -> Reading:
    """Read a text of any content; raises ValueError for a language it does not know.

    In English only long sentences and rare words are found; the reading's note says so.
    """
    if language not in LANGUAGES:
        raise ValueError(language)
    found = spans(text)
    marks = (mark for span in found for mark in _marks(text, span, language))
    more = (measure.measure(text, language) for measure in measures)
    return Reading(
        text=text,
        language=language,
        sentences=tuple(Sentence(span.start, span.end, len(span.words)) for span in found),
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))),
        figures=(*figures(found, language), *(figure for figure in more if figure is not None)),
        note=note(sum(len(span.words) for span in found), language),
    )


def read_fields(fields: Mapping[str, str], language: str = "nl") -> Mapping[str, Reading]:
    """Read each field that holds a word, by its name, in the order given."""
    readings = {name: read(text, language) for name, text in fields.items()}
    return {name: reading for name, reading in readings.items() if reading.sentences}


def _marks(text: str, span: Span, language: str) -> Iterator[Mark]:
    yield from long_sentence(text, span, language)
    if language != "nl":
        yield from rare_words(span, language)
        return
    yield from passives(text, span)
    hard = tuple(jargon(span))
    yield from hard
    covered = {place for mark in hard for place in range(mark.start, mark.end)}
    yield from (mark for mark in rare_words(span, language) if mark.start not in covered)
