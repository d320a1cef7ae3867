"""The languages that letters can be written in, as people choose one for a client."""

from dsar.core.errors import InvalidInput
from dsar.letters import languages, words

HOUSE_LANGUAGE = "nl"  # of the organisations themselves, and of letters to others than clients


def letter_languages() -> tuple[tuple[str, str], ...]:
    """Give code and name of every language, each name in its own language, the house language first."""
    codes = sorted(languages(), key=lambda code: (code != HOUSE_LANGUAGE, code))
    return tuple((code, words(code).name) for code in codes)


def check_language(language: str) -> None:
    """Raise InvalidInput for a language in which there are no letters."""
    if language not in languages():
        raise InvalidInput("language", "choose_one")
