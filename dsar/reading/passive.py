"""Finds passive sentences: "worden" or "zijn" with a past participle, in either order, words between or not.

Without a parser, by the words that can stand around them. What is not sure is not marked: a false alarm costs more
trust than a miss.
"""

from collections.abc import Iterator, Sequence

from dsar.language import gettext as _
from dsar.reading.data_files import listed
from dsar.reading.participles import Participle, participle, takes_zijn
from dsar.reading.result import Mark, MarkKind
from dsar.reading.words import Span, Word

_WORDEN = listed("function_words", "worden")
_ZIJN = listed("function_words", "zijn")
_HEBBEN = listed("function_words", "hebben")
_MODAL = listed("function_words", "modal")
_BREAKS = listed("function_words", "breaks")
_RELATIVE = listed("function_words", "relative")
_SUBJECTS = listed("function_words", "subjects")
_OWNERS = listed("function_words", "owners")
_AFTER = listed("function_words", "after")
_PREPOSITIONS = listed("function_words", "prepositions")
_FURTHEST = 20  # words between the auxiliary and its participle


def passives(text: str, span: Span) -> Iterator[Mark]:
    """Give a mark for each passive construction of a sentence, from its first word to its last."""
    taken: set[int] = set()
    words = span.words
    for place, word in enumerate(words):
        if word.lower not in _WORDEN | _ZIJN:
            continue
        at = None if _owns(words, place) else _partner(text, words, place)
        if at is None or at in taken:
            continue
        taken.add(at)
        found = participle(words[at].lower)
        if found is not None:
            first, last = sorted((place, at))
            yield Mark(
                words[first].start,
                words[last].end,
                MarkKind.PASSIVE,
                _("Passieve zin: er staat niet wie dit doet."),
                _suggestion(found, words, at),
            )


def _owns(words: Sequence[Word], place: int) -> bool:
    """Tell whether "zijn" is "his" here: after a preposition no verb can stand."""
    return words[place].lower == "zijn" and place > 0 and words[place - 1].lower in _PREPOSITIONS


def _suggestion(found: Participle, words: Sequence[Word], at: int) -> str:
    if "door" in {word.lower for word in words[max(0, at - 6) : at + 2]}:
        if found.infinitive:
            return _("Begin met wie het doet: ‘… %(words)s’.", words=found.with_we)
        return _("Begin met wie het doet.")
    if found.infinitive:
        return _("Zeg wie het doet. Bijvoorbeeld: ‘wij %(words)s’.", words=found.with_we)
    return _("Zeg wie het doet. Bijvoorbeeld: ‘wij …’.")


def _partner(text: str, words: Sequence[Word], place: int) -> int | None:
    """Give the place of the participle that goes with the auxiliary, or None."""
    zijn = words[place].lower in _ZIJN
    before = _before(text, words, place)
    if before is not None and _fits(words, before, zijn=zijn):
        return before
    for at in _after(text, words, place, zijn=zijn):
        if _fits(words, at, zijn=zijn) and _stands_alone(text, words, at):
            return at
    return None


def _fits(words: Sequence[Word], at: int, *, zijn: bool) -> bool:
    word = words[at].lower
    if participle(word) is None or (at and words[at - 1].lower in _OWNERS):
        return False
    if words[at].text[0].isupper() and not words[at].first:
        return False
    return not (zijn and takes_zijn(word))


def _before(text: str, words: Sequence[Word], place: int) -> int | None:
    """The participle right before: "verstuurd wordt", "verstuurd moet worden", but not across a comma."""
    at = place - 1
    while at >= 0 and words[at].lower in _MODAL | _WORDEN:
        at -= 1
    if at < 0 or _cut(text, words[at], words[at + 1]):
        return None
    clause = _clause_before(text, words, place)
    if words[place].lower in _ZIJN and clause & _HEBBEN:
        return None
    # "De gegevens die u hebt gekregen worden bewaard": that participle has its auxiliary already.
    return None if clause & _HEBBEN else at


def _clause_before(text: str, words: Sequence[Word], place: int) -> set[str]:
    found: set[str] = set()
    for at in range(place - 1, max(-1, place - _FURTHEST), -1):
        if _cut(text, words[at], words[at + 1]) or words[at].lower in _BREAKS:
            break
        found.add(words[at].lower)
    return found


def _after(text: str, words: Sequence[Word], place: int, *, zijn: bool) -> Iterator[int]:
    """Give the places after the auxiliary within its own clause."""
    if zijn and _clause_before(text, words, place) & _HEBBEN:
        return  # "zij hebben zijn brief verstuurd"
    for at in range(place + 1, min(len(words), place + _FURTHEST)):
        word = words[at].lower
        if _cut(text, words[at - 1], words[at]) or word in _BREAKS | _HEBBEN | _WORDEN | _ZIJN:
            return
        if word in _RELATIVE and at > place + 1:
            return
        if words[at - 1].lower == "en" and (word in _SUBJECTS or word in _MODAL):
            return
        if words[at - 1].lower != "te":
            yield at


def _stands_alone(text: str, words: Sequence[Word], at: int) -> bool:
    """Tell whether no noun follows that the participle would describe: "een gesloten envelop"."""
    if at + 1 == len(words) or _cut(text, words[at], words[at + 1]):
        return True
    following = words[at + 1].lower
    return following in _AFTER | _MODAL | _HEBBEN | _WORDEN | _ZIJN | _RELATIVE


def _cut(text: str, left: Word, right: Word) -> bool:
    """Tell whether a mark that ends a clause stands between two words."""
    return any(mark in text[left.end : right.start] for mark in ",;:–—()")
