"""Brings the catalogues up to date with every text of the screens: `make messages`.

A text that changed is a new one without a translation: nothing is guessed, because a guess is a translation that nobody
read. Entries stand in the order of the alphabet and without places, so that a change shows only what changed.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import dsar
from dsar.language import CATALOGUES, LANGUAGES, SOURCE, Words, texts_in

ROOT = Path(dsar.__file__).parent.parent
METHODS = [
    ("dsar/cli/**", "ignore"),  # whoever runs a command reads Dutch
    ("dsar/**.py", "python"),
    ("templates/letters/**", "ignore"),  # letters have templates per language
    ("templates/**.html", "jinja2"),
    ("templates/emails/**.txt", "jinja2"),
]
KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
}
FOREVER = datetime(2026, 1, 1, tzinfo=UTC)  # in every header: the moment of making would change the file every time


@cache
def extracted() -> Catalog:
    """Give every text of the screens, in Dutch."""
    catalogue = Catalog()
    for folder in ("dsar", "templates"):
        found = extract_from_dir(
            ROOT / folder,
            [(pattern.removeprefix(f"{folder}/"), how) for pattern, how in METHODS if pattern.startswith(folder)],
            {"**": {}},
            dict(KEYWORDS),
        )
        for _file, _line, message, _comments, context in found:
            catalogue.add(message, context=context)
    for text in texts_of_tables():
        catalogue.add(text)
    return catalogue


def texts_of_tables() -> Iterator[str]:
    """Give the texts of every `Words` that a module of the application holds."""
    for found in pkgutil.walk_packages(dsar.__path__, "dsar."):
        for value in vars(importlib.import_module(found.name)).values():
            tables = value.values() if isinstance(value, dict) else [value]
            for table in tables:
                if isinstance(table, Words):
                    yield from (text for words in table.dutch.values() for text in texts_in(words).values() if text)


def path_of(language: str) -> Path:
    """Give where the catalogue of a language stands."""
    return CATALOGUES / language / "LC_MESSAGES" / "messages.po"


def catalogue_of(language: str) -> Catalog:
    """Read the catalogue of a language as it is."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(language: str) -> bytes:
    """Give the catalogue of a language with every text there is now; what is gone is left out."""
    catalogue, found = catalogue_of(language), extracted()
    catalogue.update(found, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = FOREVER
    written = BytesIO()
    write_po(written, catalogue, sort_output=True, no_location=True, width=120, ignore_obsolete=True)
    return written.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Give the Dutch of what has no translation, or one that was guessed."""
    empty = []
    for message in catalogue:
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(said)):
            empty.append(message.id if isinstance(message.id, str) else message.id[0])
    return empty


def main() -> None:
    """Write the catalogues, and name what has to be translated."""
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        path_of(language).write_bytes(updated(language))
        left = untranslated(catalogue_of(language))
        print(f"{path_of(language).relative_to(ROOT)}: {len(left)} texts to translate")
        print("".join(f"  {text}\n" for text in left), end="")


if __name__ == "__main__":
    main()
