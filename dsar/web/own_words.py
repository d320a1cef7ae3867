"""What a regulation calls people, as the screens say it: in Dutch by the regulation, else as it has been translated."""

from dataclasses import asdict

from dsar.core.regulation import Regulation, Words
from dsar.language import spoken
from dsar.web.context import installation


def called(regulation: Regulation) -> Words:
    """Give the words of a regulation in the language of the screen."""
    return Words(**{name: own_word(text) for name, text in asdict(regulation.words).items()})


def own_word(text: str) -> str:
    """Give the translation that any regulation file has of a Dutch word; without one the word itself."""
    catalogue, language = installation().catalogue, spoken()
    slugs = {regulation.organisation for regulation in catalogue.all()}
    found = (catalogue.translations(slug, language).get(text) for slug in sorted(slugs))
    return next((word for word in found if word is not None), text)
