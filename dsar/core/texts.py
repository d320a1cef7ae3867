"""How much a typed text really says, how much room it takes, and what of it can be read at all."""

import unicodedata

# Of large print, in which every letter must fit: at 18 points a line holds 62 usual characters, or 30 of the widest.
CHARACTERS_ON_A_LINE = 60
_NARROW = frozenset("abcdefghijklnopqrstuvxyz0123456789 \t.,;:!?'\"()/-")
_STEERING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


def readable(text: str) -> str:
    """Leave out control characters and marks that turn the direction of what follows; tabs and line breaks stay."""
    return "".join(character for character in text if not _is_control(character))


def written(text: str) -> int:
    """Count what can be read in a text: letters and digits, no spaces, marks or invisible characters."""
    return sum(character.isalnum() for character in text)


def lines_on_paper(text: str, width: int = CHARACTERS_ON_A_LINE) -> int:
    """Estimate the lines of large print that a text takes, its own line breaks included; `width` in characters."""
    return sum(1 + _widths(line) // width for line in text.splitlines())


def _widths(line: str) -> int:
    """Count the characters of a line, a capital or another broad one twice."""
    return sum(1 if character in _NARROW else 2 for character in line)


def _is_control(character: str) -> bool:
    return character in _STEERING or (character not in "\r\n\t" and unicodedata.category(character) in {"Cc", "Cs"})
