"""What a letter prints from a regulation file, and the tables that give it in other languages.

A translation is no part of the regulation: it is neither in the canonical JSON nor in its hash (docs/decisions/0009).
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from dsar.core.regulation import Regulation
from dsar.core.vocabulary import Right
from dsar.regulations.found import shown, suggestion
from dsar.regulations.table import Table

Translations = Mapping[str, Mapping[str, str]]  # language -> Dutch text -> its translation

SECTION = "translation"
DUTCH = "nl"
_LETTERS = Path(__file__).resolve().parents[2] / "templates" / "letters"


@cache
def languages() -> frozenset[str]:
    """Give the languages other than Dutch that letters can be written in: the folders of their templates."""
    names = {path.name for path in _LETTERS.iterdir() if path.is_dir() and re.fullmatch(r"[a-z]{2}", path.name)}
    return frozenset(names - {DUTCH})


def printed_texts(regulation: Regulation) -> tuple[str, ...]:
    """Give every Dutch text of a regulation that one of its letters may print, each once, in order.

    Names (of the organisation, its officer and the regulation) are not translated.
    """
    duties = [duty for right in Right for duty in regulation.duties_for(right)]  # the law's own are among them
    texts = (
        regulation.words.data_subject,
        regulation.words.decides_as,
        regulation.words.adviser,
        regulation.words.adviser_short,
        *regulation.roles_named.values(),
        *regulation.articles.values(),
        *regulation.reasons_articles.values(),
        *(term.article for term in regulation.terms.values()),
        *(rule.article for rule in regulation.grounds),
        *(duty.letter_text for duty in duties),
        *(duty.article for duty in regulation.duties if duty.letter_text),
        *regulation.stop_articles.values(),
        regulation.unrefusable.get(Right.SUPPLEMENT, ""),
        *(text for route in regulation.complaint_routes for text in (route.text, route.article)),
    )
    return tuple(dict.fromkeys(text for text in texts if text))


def untranslated(regulation: Regulation, translation: Mapping[str, str]) -> tuple[str, ...]:
    """Give the texts that letters print and this translation does not have."""
    return tuple(text for text in printed_texts(regulation) if text not in translation)


def read_translations(root: Table, regulation: Regulation) -> Translations:
    """Read the tables [translation.<language>], noting every mistake."""
    table = root.optional_table(SECTION)
    if table is None:
        return MappingProxyType({})
    known = printed_texts(regulation)
    return MappingProxyType({code: _read(table, code, known) for code in table.names() if _is_language(table, code)})


def _is_language(table: Table, code: str) -> bool:
    if code in languages():
        return True
    reason = "Nederlands is de taal van het bestand zelf" if code == DUTCH else f"onbekende taal {shown(code)}"
    table.mistake(code, f"{reason}; {suggestion(code, languages())}")
    return False


def _read(table: Table, code: str, known: tuple[str, ...]) -> Mapping[str, str]:
    texts = table.table(code)
    for text in texts.names():
        if text not in known:
            texts.mistake(text, f"staat niet in dit bestand als tekst van een brief; {_nearest(text, known)}")
    return MappingProxyType({text: texts.text(text, "de vertaling, als tekst") for text in texts.names()})


def _nearest(text: str, known: tuple[str, ...]) -> str:
    hint = suggestion(text, known)
    return hint if hint.startswith("bedoelde") else "schrijf de Nederlandse tekst precies over"
