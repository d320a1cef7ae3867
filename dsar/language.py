"""In which language the screens speak: Dutch, as it stands in the source, or a translation of that.

Text comes in a language when it is shown, never when it is stored. Letters have languages of their own: what they say
stands in `templates/letters` and does not come through here (docs/decisions/0023).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, replace
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar, cast

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import LazyProxy

SOURCE = "nl"
LANGUAGES: Mapping[str, str] = MappingProxyType({SOURCE: "Nederlands", "en": "English"})  # each in its own language
CATALOGUES = Path(__file__).parent / "translations"
_spoken: ContextVar[str] = ContextVar("spoken", default=SOURCE)
K = TypeVar("K")
V = TypeVar("V")


def speak(language: str) -> None:
    """Let what is shown from here on come in a language; one that there is not gives Dutch."""
    _spoken.set(language if language in LANGUAGES else SOURCE)


def spoken() -> str:
    """Give the code of the language in which texts come now."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language for a while, for what goes to somebody else than whoever looks at the screen."""
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def gettext(text: str, **details: object) -> str:
    """Give a Dutch text in the language of the screen, with its details filled in."""
    said = _translations(spoken()).gettext(text)
    return said % details if details else said


def ngettext(one: str, more: str, count: int, **details: object) -> str:
    """Give the text for one or for more, in the language of the screen; `%(num)s` is the count."""
    return unfilled(one, more, count) % {"num": count, **details}


def unfilled(one: str, more: str, count: int) -> str:
    """Give the text for one or for more as it stands in the catalogue, for templates, which fill it in themselves."""
    return _translations(spoken()).ngettext(one, more, count)


def lazy(say: Callable[..., str], *args: object, **details: object) -> str:
    """Give a text that is only said when it is shown: for labels, which are made before anybody looks."""
    return cast("str", LazyProxy(say, *args, enable_cache=False, **details))  # labels are typed as text


def lazy_gettext(text: str, **details: object) -> str:
    """Give a Dutch text that comes in a language when it is shown."""
    return lazy(gettext, text, **details)


def day_in_words(day: date, pattern: str) -> str:
    """Write a day by a pattern of Unicode TR35, with the names of the language of the screen."""
    return format_date(day, pattern, locale=spoken())


def language_name(code: str) -> str:
    """Name a language in the language of the screen."""
    return Locale.parse(code).get_language_name(spoken()) or code


def number(value: float, pattern: str) -> str:
    """Write a number by a pattern of Unicode TR35 as the language of the screen does: 4,5 or 4.5."""
    return format_decimal(value, format=pattern, locale=spoken())


class Words(Mapping[K, V]):
    """Words for codes, written in Dutch: what is looked up comes in the language of the screen.

    A value is a text, or a dataclass of which every field is one.
    """

    def __init__(self, dutch: Mapping[K, V]) -> None:
        self.dutch = MappingProxyType(dict(dutch))
        self._said: dict[tuple[NullTranslations, K], V] = {}  # by the catalogue: neither side ever changes

    def __getitem__(self, code: K) -> V:
        at = _translations(spoken()), code
        if at not in self._said:
            self._said[at] = _said(self.dutch[code])
        return self._said[at]

    def __iter__(self) -> Iterator[K]:
        return iter(self.dutch)

    def __len__(self) -> int:
        return len(self.dutch)


def _said(words: V) -> V:
    if isinstance(words, str):
        return cast("V", gettext(words) if words else words)
    dutch: Any = words
    return cast("V", replace(dutch, **{name: _said(text) for name, text in texts_in(words).items()}))


def texts_in(words: object) -> dict[str, str]:
    """Give the texts of a value of `Words` by the name of their field; a bare text has no name."""
    if isinstance(words, str):
        return {"": words}
    dutch: Any = words
    return {field.name: getattr(words, field.name) for field in fields(dutch)}


@cache
def _translations(language: str) -> NullTranslations:
    """Read a catalogue, once; there is no compiled file beside it that could be older."""
    if language == SOURCE:
        return NullTranslations()
    with (CATALOGUES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
