"""Finds words that few readers know: rare in everyday language, no name, no number, no compound of common words."""

from collections.abc import Iterator

from dsar.language import gettext as _
from dsar.reading.compounds import has_common_parts
from dsar.reading.data_files import listed, table
from dsar.reading.frequency import RARE_BELOW, commonness
from dsar.reading.participles import participle
from dsar.reading.result import Mark, MarkKind
from dsar.reading.words import Span, Word

_SHORTEST = 4  # letters; shorter ones are abbreviations and codes
# Endings that names do not have: by these a capital at the beginning of a sentence is only that.
_NO_NAME = (
    "ing", "ingen", "heid", "heden", "tie", "ties", "teit", "lijk", "lijke", "isch", "ische", "end", "ende", "baar",
    "bare", "schap", "ment", "aal", "ale", "eren", "eerd", "matig", "matige", "loos", "loze", "halve", "gaande",
)  # fmt: skip


def rare_words(span: Span, language: str) -> Iterator[Mark]:
    """Give a mark for each rare word of a sentence."""
    for word in span.words:
        if _is_plain(word) and not _is_name(word, language) and is_rare(word.lower, language):
            yield Mark(
                word.start,
                word.end,
                MarkKind.RARE,
                _("Weinig gebruikt woord: veel mensen kennen het niet."),
                _suggestion(word.lower, language),
            )


def is_rare(word: str, language: str) -> bool:
    """Tell whether a word in small letters is rare, its forms and its parts considered."""
    if commonness(word, language) >= RARE_BELOW:
        return False
    if language != "nl":
        return not all(commonness(part, language) >= RARE_BELOW for part in word.split("-") if part)
    if word in listed("plainer.nl", "known"):
        return False
    verb = participle(word)
    if verb is not None and verb.infinitive and commonness(verb.infinitive, language) >= RARE_BELOW:
        return False
    return not has_common_parts(word)


def _is_plain(word: Word) -> bool:
    """Tell whether it is a word in Latin letters: no number, address, code or other script."""
    letters = word.text.replace("-", "").replace("’", "").replace("'", "")
    return len(letters) >= _SHORTEST and letters.isalpha() and all(_is_latin(letter) for letter in letters)


def _is_latin(letter: str) -> bool:
    return letter <= "\u024f" or "\u1e00" <= letter <= "\u1eff"


def _is_name(word: Word, language: str) -> bool:
    """Tell whether a capital says that this is a name; at the beginning of a sentence it may be an ordinary word."""
    if not word.text[0].isupper():
        return any(letter.isupper() for letter in word.text)
    return not word.first or not (language == "nl" and word.lower.endswith(_NO_NAME))


def _suggestion(word: str, language: str) -> str:
    plainer = table("plainer.nl")["plainer"].get(word) if language == "nl" else None
    if plainer:
        return _("Schrijf liever: %(plainer)s.", plainer=plainer)
    return _("Leg dit woord uit, of kies een gewoner woord.")
