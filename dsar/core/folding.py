"""Text as a search compares it: without accents, capitals and marks, so that "Łukasz" is found by "lukasz"."""

import unicodedata

SHORT = 3  # a term of fewer characters finds beginnings of last names only

# Letters that Unicode does not take apart into a letter and a mark.
_WHOLE = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "\u0131": "i",
    }  # the last: dotless
)
_DROPPED = frozenset("'\u2018\u2019`\u00b4.")  # O'Brien is found by obrien, A.B. by ab


def fold(text: str) -> str:
    """Give letters, digits and hyphens only, in lower case and without accents, with single spaces between words."""
    apart = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE)
    kept = (_kept(character) for character in apart if not unicodedata.combining(character))
    return " ".join("".join(kept).split())


def terms(typed: str) -> tuple[str, ...]:
    """Give the words that a search looks for, each once; all of them must be found."""
    return tuple(dict.fromkeys(term for term in fold(typed).split() if term.strip("-")))


def _kept(character: str) -> str:
    if character.isalnum() or character == "-":
        return character
    return "" if character in _DROPPED else " "
