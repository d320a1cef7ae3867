"""Writes a letter's HTML from its frozen context; preview and final letter come out of the same templates."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dsar.core.letters import LetterContext
from dsar.letters.citations import bound
from dsar.letters.text import clean, dutch_titles, loosened, paragraphs, tight, unbroken, whole_dates
from dsar.letters.views import LetterView, refused_parts, view
from dsar.letters.words import TEMPLATES, LetterWords, words


def to_html(context: LetterContext, folder: Path = TEMPLATES) -> str:
    """Write the whole document; what is still missing shows as a marked gap, what users typed stays text.

    `folder` holds the languages; raises ValueError for a language that is not in it or not complete.
    """
    own = words(context.language, folder)
    template = _environment(context.language, folder).get_template(f"{context.kind.value}.html")
    return loosened(tight(template.render(letter=context, view=view(context, own))))


@cache
def _environment(language: str, folder: Path) -> Environment:
    """Give the templates of a language: its own folder first, then what all languages share."""
    own = words(language, folder)
    environment = Environment(
        loader=FileSystemLoader([folder / language, folder]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=partial(_finalize, months=own.months),
    )
    environment.globals["words"] = own
    environment.filters.update(_filters(own))
    return environment


def _filters(own: LetterWords) -> dict[str, Callable[..., object]]:
    def gap(value: object, what: str) -> object:
        """Give a value, or where it is empty a mark that says what has to stand there."""
        empty = value is None or value == () or (isinstance(value, str) and not value.strip())
        return Markup('<span class="gap">{}</span>').format(own.gap_pattern.format(what=what)) if empty else value

    def long_date(value: object) -> object:
        """Write a day in full; one that is missing becomes a gap."""
        return own.long_date(value) if isinstance(value, date) else gap(value, own.labels["a_date"])

    def weekday_date(value: object) -> object:
        """Write a day on which the reader has to be somewhere; one that is missing becomes a gap."""
        return own.weekday_date(value) if isinstance(value, date) else long_date(value)

    return {
        "gap": gap,
        "longdate": long_date,
        "weekdate": weekday_date,
        "paragraphs": paragraphs,
        "bound": lambda text: dutch_titles(bound(text, own.citations), marked=own.language != "nl"),
    }


def _finalize(value: object, months: tuple[str, ...]) -> object:
    """Clean every value on its way into the page; what is markup already was cleaned before."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return whole_dates(unbroken(clean(value)), months)


__all__ = ["LetterView", "refused_parts", "to_html"]
