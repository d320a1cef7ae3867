"""Splits Dutch compounds: a long word made of common words ("werkbegeleider") is not a hard one."""

from functools import lru_cache

from dsar.reading.data_files import listed
from dsar.reading.frequency import RARE_BELOW, zipf

_COMMON_PART = 3.5  # zipf; a part has to be an everyday word, or every string of letters has parts
_LINKS = ("", "s", "e", "en", "n", "er")
# Short words that begin or end compounds; other words of three letters are found inside anything.
_SHORT = listed("function_words", "short_parts")


@lru_cache(maxsize=20_000)
def is_common_compound(word: str) -> bool:
    """Tell whether a word falls apart into common words, with a linking letter or without."""
    return any(_fits(word[:cut], last=False) and _rest_fits(word[cut:]) for cut in range(2, len(word) - 2))


def _rest_fits(rest: str) -> bool:
    for link in _LINKS:
        part = rest.removeprefix(link)
        if rest.startswith(link) and (_fits(part, last=True) or (len(part) > 6 and is_common_compound(part))):
            return True
    return False


def _fits(part: str, *, last: bool) -> bool:
    if len(part) <= 3:
        return part in _SHORT
    if part in listed("plainer.nl", "known") or zipf(part, "nl") >= _COMMON_PART:
        return True
    return last and any(
        zipf(part.removesuffix(end), "nl") >= _COMMON_PART for end in ("s", "en", "je") if len(part) > 5
    )


def has_common_parts(word: str) -> bool:
    """Tell whether all parts of a word with hyphens are common or compounds."""
    return all(zipf(part, "nl") >= RARE_BELOW or is_common_compound(part) for part in word.split("-") if part)
