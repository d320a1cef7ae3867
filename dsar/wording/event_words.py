"""Words and days as they stand in the sentence of an entry of the trail."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from dsar.language import Words
from dsar.wording.deadlines import date_in_words
from dsar.wording.words import word

Payload = Mapping[str, Any]
E = TypeVar("E", bound=StrEnum)

FIELDS = Words(  # of an organisation, as an administrator changes them
    {
        "name": "naam",
        "address": "adres",
        "return_address": "retouradres",
        "telephone": "telefoon",
        "email": "e-mail",
        "website": "website",
        "legal_nature": "bestuursorgaan of niet",
        "posting_days": "werkdagen voor de post",
        "carry_out_days": "werkdagen voor de uitvoering",
        "advice_days": "werkdagen voor advies",
        "decision_days": "werkdagen voor het besluit",
        "reminder_days": "herinneringen voor een uiterste datum",
        "password_months": "maanden dat een wachtwoord geldig is",
        "window_side": "kant van het venster",
        "accent": "kleur",
        "logo": "logo",
        "search_places": "plekken om te zoeken",
    }
)


def word_of(words: type[E], value: str) -> str:
    """Give the word of a closed list as it stands within a sentence."""
    return small(word(words(value)))


def small(text: str) -> str:
    """Take the capital off, unless the text begins with an abbreviation such as FG."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def day_of(value: str) -> str:
    """Give "22 november 2026" for a day as an entry keeps it."""
    return date_in_words(date.fromisoformat(value), weekday=False)
