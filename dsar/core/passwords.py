"""What a password must not be (safety point 14): short, on the list of what is guessed first, or about its owner."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

from dsar.core.errors import InvalidInput
from dsar.core.terms import add_months

SHORTEST = 12  # characters
LONGEST = 200  # characters: a hash of more costs time for nothing
_LEAST_DIFFERENT = 5  # characters
_LEAST_OF_ITS_OWN = 6  # letters beside the names of its owner
_SHORTEST_NAME = 3  # letters: shorter pieces of a name are in any sentence
_LOOKALIKES = str.maketrans("01345$@!7", "oieassait")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_END = re.compile(r"[\W\d_]+$")


def counts_until(set_on: date, months: int) -> date:
    """Give the last day on which a password counts that may be so many months old."""
    return add_months(set_on, months)


def check_password(password: str, common: Collection[str], owner: Iterable[str], field: str = "password") -> None:
    """Raise InvalidInput for a password that is guessed too soon.

    `common` holds what everybody tries, lower case; `owner` the names and addresses of whose password it becomes.
    """
    if len(password) < SHORTEST:
        raise InvalidInput(field, "password_short", least=SHORTEST)
    if len(password) > LONGEST:
        raise InvalidInput(field, "password_long", most=LONGEST)
    if _is_pattern(password.casefold()):
        raise InvalidInput(field, "password_pattern")
    if _is_common(password.casefold(), common):
        raise InvalidInput(field, "password_common")
    if _is_about(password.casefold(), owner):
        raise InvalidInput(field, "password_own_name")


def _is_pattern(text: str) -> bool:
    """Tell whether a text is a few characters over and over, or a row such as 123456789012."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    if text.isdecimal():
        steps = {step % 10 for step in steps}
    return len(set(text)) < _LEAST_DIFFERENT or len(steps) == 1 or _once(text) != text


def _is_common(text: str, common: Collection[str]) -> bool:
    """Tell whether a text, or the word in it once figures and signs are gone, is what everybody tries."""
    without_end = _END.sub("", text)
    words = {text, _NO_LETTERS.sub("", text), _NO_LETTERS.sub("", without_end.translate(_LOOKALIKES))}
    return any(_once(one) in common for one in words if one)


def _is_about(text: str, owner: Iterable[str]) -> bool:
    """Tell whether little is left once the names of the owner are taken away."""
    names = {name for one in owner for name in _NO_LETTERS.split(one.casefold()) if len(name) >= _SHORTEST_NAME}
    left = text
    for name in sorted(names, key=len, reverse=True):
        left = left.replace(name, "")
    return left != text and len(_NO_LETTERS.sub("", left)) < _LEAST_OF_ITS_OWN


def _once(text: str) -> str:
    """Give the piece of which a text is a repetition, or the text itself."""
    return text[: (text + text).find(text, 1)] if text else text
