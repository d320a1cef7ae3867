"""The languages that letters can be written in, as people choose one for a client."""

from dsar.core.errors import InvalidInput
from dsar.core.regulation import Regulation
from dsar.letters import languages, words
from dsar.regulations import Catalogue
from dsar.regulations.translations import untranslated

HOUSE_LANGUAGE = "nl"  # of the organisations themselves, and of letters to others than clients


def letter_languages() -> tuple[tuple[str, str], ...]:
    """Give code and name of every language, each name in its own language, the house language first."""
    codes = sorted(languages(), key=lambda code: (code != HOUSE_LANGUAGE, code))
    return tuple((code, words(code).name) for code in codes)


def languages_of(catalogue: Catalogue, slug: str) -> tuple[tuple[str, str], ...]:
    """Give code and name of the languages in which an organisation can write every letter."""
    return tuple(entry for entry in letter_languages() if has_language(catalogue, catalogue.newest(slug), entry[0]))


def has_language(catalogue: Catalogue, regulation: Regulation, language: str) -> bool:
    """Tell whether everything that letters print of a regulation can be said in a language."""
    texts = catalogue.translations(regulation.organisation, language)
    return language == HOUSE_LANGUAGE or not untranslated(regulation, texts)


def check_language(language: str) -> None:
    """Raise InvalidInput for a language in which there are no letters."""
    if language not in languages():
        raise InvalidInput("language", "choose_one")
