"""The catalogues hold every text of the screens, each with a translation that says as much as the Dutch."""

import ast
import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from dsar.language import LANGUAGES, SOURCE
from tests.translations.make_messages import KEYWORDS, ROOT, catalogue_of, extracted, path_of, untranslated, updated

LANGUAGE = ROOT / "dsar" / "language.py"  # hands on what it is given
OTHERS = sorted(set(LANGUAGES) - {SOURCE})
AGAIN = "run `make messages`, write the translations that are empty in {path}, and commit it"
_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")


def pairs(message: Message) -> Iterator[tuple[str, str]]:
    """Give each Dutch form of a text with its translation."""
    if isinstance(message.id, str):
        yield message.id, str(message.string)
    else:
        yield from zip(message.id, message.string, strict=True)


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_holds_the_texts_of_the_screens_and_no_others(language: str) -> None:
    kept, wanted = ({message.id for message in found if message.id} for found in (catalogue_of(language), extracted()))
    assert wanted, "no text was found at all"
    assert (wanted - kept, kept - wanted) == (set(), set()), AGAIN.format(path=path_of(language))


@pytest.mark.parametrize("language", OTHERS)
def test_a_catalogue_is_as_it_is_written_by_its_maker(language: str) -> None:
    assert path_of(language).read_bytes() == updated(language), AGAIN.format(path=path_of(language))


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated_and_none_by_guessing(language: str) -> None:
    assert untranslated(catalogue_of(language)) == [], AGAIN.format(path=path_of(language))


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_fills_in_the_same_things_and_keeps_its_spaces(language: str) -> None:
    differ = []
    for message in catalogue_of(language):
        for dutch, said in pairs(message) if message.id else ():
            same = set(_PLACEHOLDER.findall(dutch)) == set(_PLACEHOLDER.findall(said))
            spaces = (dutch[:1].isspace(), dutch[-1:].isspace()) == (said[:1].isspace(), said[-1:].isspace())
            if said and not (same and spaces):
                differ.append((dutch, said))
    assert differ == []


@pytest.mark.parametrize("language", OTHERS)
def test_what_is_filled_in_at_the_end_ends_alike(language: str) -> None:
    """A full stop that is there in one language only shows where sentences are put together."""
    differ = [
        (dutch, said)
        for message in catalogue_of(language)
        if message.id
        for dutch, said in pairs(message)
        if said and dutch[-1] in ".:?" and said[-1] not in ".:?"
    ]
    assert differ == []


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Give the calls that ask for a translation."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
            yield node


def is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_text_stands_where_it_can_be_found() -> None:
    """Nothing finds a text inside an f-string, or one that is put together."""
    hidden = []
    for path in sorted((ROOT / "dsar").rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        inside = {call for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for call in calls(node)}
        for call in calls(tree) if path != LANGUAGE else ():
            texts = call.args[:2] if getattr(call.func, "id", "") == "ngettext" else call.args[:1]
            if call in inside or not all(map(is_text, texts)):
                hidden.append(f"{path.relative_to(ROOT)}:{call.lineno}")
    assert hidden == []
