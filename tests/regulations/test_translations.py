"""What a letter prints from a regulation file has a translation beside it, which is no part of the regulation."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dsar.cli.regulation import regulation as command
from dsar.core.regulation import Regulation
from dsar.regulations import RegulationErrors, canonical_json, load_catalogue, load_file, sha256
from dsar.regulations.translations import languages, printed_texts, untranslated
from tests.regulations.support import SIXTH, mistakes_of, sixth_text

CATALOGUE = load_catalogue(())
ENGLISH = '\n[translation.en]\n"bewoner" = "resident"\n'


@pytest.mark.parametrize("slug", CATALOGUE.organisations)
@pytest.mark.parametrize("language", sorted(languages()))
def test_every_text_that_letters_print_has_a_translation(slug: str, language: str) -> None:
    translation = CATALOGUE.translations(slug, language)
    assert untranslated(CATALOGUE.newest(slug), translation) == ()


def test_english_is_a_language_of_letters_and_dutch_needs_no_translation() -> None:
    assert "en" in languages()
    assert "nl" not in languages()


@pytest.mark.parametrize("regulation", CATALOGUE.all(), ids=lambda regulation: regulation.organisation)
def test_what_letters_print_includes_words_signature_roles_routes_duties_and_places(regulation: Regulation) -> None:
    printed = printed_texts(regulation)
    assert regulation.words.data_subject in printed
    assert regulation.words.decides_as in printed
    assert regulation.words.adviser in printed
    assert set(regulation.roles_named.values()) <= set(printed)
    assert {route.text for route in regulation.complaint_routes} <= set(printed)
    assert {duty.letter_text for duty in regulation.duties if duty.letter_text} <= set(printed)
    assert {place for place in regulation.articles.values() if place} <= set(printed)
    assert {ground.article for ground in regulation.grounds} <= set(printed)


@pytest.mark.parametrize("slug", CATALOGUE.organisations)
def test_no_translation_is_left_in_dutch(slug: str) -> None:
    translation = CATALOGUE.translations(slug, "en")
    assert [text for text, english in translation.items() if text == english] == []


@pytest.mark.parametrize("slug", CATALOGUE.organisations)
def test_sentences_of_a_translation_have_at_most_fifteen_words(slug: str) -> None:
    sentences = [part for text in CATALOGUE.translations(slug, "en").values() for part in text.split(". ")]
    assert [sentence for sentence in sentences if len(sentence.split()) > 15] == []


def test_an_organisation_or_language_without_translations_has_none() -> None:
    assert CATALOGUE.translations("westendorp-pr", "fr") == {}
    assert CATALOGUE.translations("nobody", "en") == {}


def test_a_version_in_use_may_gain_a_translation(tmp_path: Path) -> None:
    path = tmp_path / "more.toml"
    path.write_text(sixth_text() + ENGLISH, encoding="utf-8")
    assert sha256(load_file(path)) == sha256(load_file(SIXTH))
    assert "resident" not in canonical_json(load_file(path))
    assert load_catalogue((tmp_path,)).translations("woonhof-de-linde", "en") == {"bewoner": "resident"}


def test_the_newest_version_gives_the_translation(tmp_path: Path) -> None:
    (tmp_path / "first.toml").write_text(sixth_text() + ENGLISH + '"huismeester" = "caretaker"\n', encoding="utf-8")
    later = sixth_text().replace("2018-05-25", "2026-01-01") + ENGLISH.replace("resident", "tenant")
    (tmp_path / "a-later.toml").write_text(later, encoding="utf-8")
    found = load_catalogue((tmp_path,)).translations("woonhof-de-linde", "en")
    assert found == {"bewoner": "tenant", "huismeester": "caretaker"}


MISTAKES = [  # the table, the key, words of the message
    ("[translation.em]\n", "translation.em", "onbekende taal 'em'; mogelijk: en"),
    ("[translation.nl]\n", "translation.nl", "Nederlands is de taal van het bestand zelf"),
    ("[translation]\nen = 3\n", "translation.en", "een tabel: [translation.en]"),
    ('[translation.en]\n"bewonr" = "resident"\n', "translation.en.bewonr", "bedoelde u 'bewoner'?"),
    ('[translation.en]\n"Vraag. Of bel." = "Ask."\n', "translation.en.Vraag. Of bel.", "staat niet in dit bestand"),
    ('[translation.en]\n"bewoner" = ""\n', "translation.en.bewoner", "gevonden een lege tekst"),
    ('[translation.en]\n"bewoner" = 3\n', "translation.en.bewoner", "gevonden het getal 3"),
    ("[[translation]]\n", "translation", "een tabel: [translation]"),
]


@pytest.mark.parametrize(("table", "key", "words"), MISTAKES, ids=[key for _, key, _ in MISTAKES])
def test_a_mistake_names_its_line_and_key(tmp_path: Path, table: str, key: str, words: str) -> None:
    text = f"{sixth_text()}\n{table}"
    found = mistakes_of(tmp_path, text)
    lines = text.splitlines()
    last = max(number for number, line in enumerate(lines, start=1) if line)
    assert len(found) == 1
    assert found[0].startswith(f"{last}: {key}: ")
    assert words in found[0]


def test_every_mistake_is_told_together_with_those_of_the_regulation(tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(sixth_text().replace('"10d"', '"x"') + "[translation.xx]\n", encoding="utf-8")
    with pytest.raises(RegulationErrors) as caught:
        load_file(path)
    assert [mistake.key for mistake in caught.value.mistakes] == ["term[1].period", "translation.xx"]


def test_the_check_tells_what_is_not_translated_yet(tmp_path: Path) -> None:
    path = tmp_path / "partly.toml"
    path.write_text(sixth_text() + ENGLISH, encoding="utf-8")
    result = CliRunner().invoke(command, ["check", str(path)])
    assert result.exit_code == 0
    assert f"{path}: translation.en: nog niet vertaald: huismeester" in result.output.splitlines()
    assert f"{path}: translation.en: nog niet vertaald: bewoner" not in result.output
