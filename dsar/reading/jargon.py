"""Finds words of law and office, and gives what people say instead; the list is data/jargon.nl.toml."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from dsar.language import gettext as _
from dsar.reading.data_files import table
from dsar.reading.frequency import respelled
from dsar.reading.result import Mark, MarkKind
from dsar.reading.words import Span, Word

_FILE = "jargon.nl"
_SPLIT = {"dient": "moet", "dienen": "moeten", "diende": "moest", "dienden": "moesten"}  # with "te" further on
_FURTHEST = 12  # words


def jargon(span: Span) -> Iterator[Mark]:
    """Give a mark for each word or phrase of the list, the longest first; a phrase is found as it stands there."""
    words = span.words
    place = 0
    while place < len(words):
        found = _longest(tuple(word.lower for word in words[place : place + longest_phrase()]))
        if found is None and words[place].lower in _SPLIT and _te_follows(words, place):
            found = 1, _SPLIT[words[place].lower]
        if found is None or _is_name(words[place]):
            place += 1
            continue
        length, plainer = found
        suggestion = _("Schrijf liever: %(plainer)s.", plainer=plainer)
        yield Mark(
            words[place].start,
            words[place + length - 1].end,
            MarkKind.JARGON,
            _("Woord uit wet of kantoor."),
            suggestion,
        )
        place += length


def _longest(words: tuple[str, ...]) -> tuple[int, str] | None:
    for length in range(len(words), 0, -1):
        plainer = phrases().get(words[:length])
        if plainer is not None:
            return length, plainer
    return None


def _te_follows(words: Sequence[Word], place: int) -> bool:
    """Tell whether "te" comes later in the clause: "u dient dit te ondertekenen", not "hij dient een klacht in"."""
    for before, word in pairwise(words[place : place + _FURTHEST]):
        if word.lower == "om" or word.start - before.end > 1:
            return False
        if word.lower == "te":
            return True
    return False


def _is_name(word: Word) -> bool:
    """A capital in the middle of a sentence: "Autoriteit Persoonsgegevens"."""
    return word.text[0].isupper() and not word.first


@cache
def longest_phrase() -> int:
    """Give the number of words of the longest phrase."""
    return max(len(phrase) for phrase in phrases())


@cache
def phrases() -> dict[tuple[str, ...], str]:
    """Give every form of every entry with its plainer words; what is written in the file wins from a derived form."""
    data = table(_FILE)
    found: dict[tuple[str, ...], str] = {}
    for section, forms in (("verbs", verb_forms), ("nouns", noun_forms), ("adjectives", adjective_forms)):
        for word, plainer in data[section].items():
            found.update({(form,): plainer for form in forms(word)})
    for lemma, others in data["forms"].items():
        plainer = next(data[section][lemma] for section in ("verbs", "nouns", "adjectives") if lemma in data[section])
        found.update({(form,): plainer for form in others})
    found.update({tuple(phrase.split()): plainer for phrase, plainer in data["phrases"].items()})
    return found


def noun_forms(noun: str) -> set[str]:
    """Give singular and plural, and the form of possession."""
    plural = {base + "en" for base in respelled(noun) if base[-1] != "e"}
    return {noun, noun + "s", noun + "'s", noun + "n", noun + "ën", *plural}


def adjective_forms(adjective: str) -> set[str]:
    """Give an adjective with and without its -e."""
    return {adjective, *(base + "e" for base in respelled(adjective))}


def verb_forms(verb: str) -> set[str]:
    """Give the forms of a regular verb; those of another stand under [forms]."""
    base = verb.removesuffix("iëren") + "ieer" if verb.endswith("iëren") else verb.removesuffix("en")
    stems = set(respelled(base)) | {base}
    past = {stem + end for stem in stems for end in ("t", "d", "te", "ten", "de", "den")}
    start = ("ver", "be", "ont", "her", "ge", "er")
    perfect = {form if form.startswith(start) else "ge" + form for form in past}
    return {verb, verb + "d", verb + "de", *past, *perfect, *(stem for stem in stems if stem != base or len(base) > 5)}
