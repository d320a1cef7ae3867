"""Gives what a letter prints from a regulation in the letter's language, and remembers what has no translation yet."""

from collections.abc import Mapping

from dsar.regulations import Catalogue
from dsar.services.languages import HOUSE_LANGUAGE


class Translator:
    """Turns the Dutch texts of one organisation's regulation into one language."""

    def __init__(self, catalogue: Catalogue, organisation: str, language: str) -> None:
        self._texts: Mapping[str, str] = catalogue.translations(organisation, language)
        self._is_dutch = language == HOUSE_LANGUAGE
        self._lost: dict[str, None] = {}

    def __call__(self, text: str) -> str:
        """Give the translation; without one the Dutch text itself, which `untranslated` then lists."""
        if text and not self._is_dutch and text not in self._texts:
            self._lost[text] = None
        return self._texts.get(text, text)

    @property
    def untranslated(self) -> tuple[str, ...]:
        """Give every text that was asked for so far and has no translation, each once, in order."""
        return tuple(self._lost)
