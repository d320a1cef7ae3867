"""Text blocks: one for every ground and language, in plain words, with gaps and a source; or refused at load."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.letters.blocks import BASES, annex_blocks, block, block_languages, blocks
from dsar.letters.words import TEMPLATES, languages
from dsar.reading import MarkKind, read
from dsar.services.text_blocks import annex_starters, text_block

CODES = list(LEGAL_GROUNDS)
GAP = re.compile(r"\[[^\]]+\]")
TODAY = date(2026, 11, 24)


def texts(language: str, code: str) -> list[str]:
    given = block(language, code)
    return [text for text in (given.facts, given.weighing, given.alternative) if text]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", CODES)
def test_every_ground_has_a_block_with_gaps_a_source_and_a_review(language: str, code: str) -> None:
    given = block(language, code)
    assert bool(given.weighing) == LEGAL_GROUNDS[code].needs_weighing
    for text in texts(language, code):
        assert GAP.search(text)
    assert any(law in given.review.source for law in ("AVG", "BW", "Jeugdwet"))
    assert given.review.reviewed_by
    assert given.review.reviewed_on <= TODAY


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", CODES)
def test_the_facts_of_a_block_ask_for_at_least_two_things_of_the_case(language: str, code: str) -> None:
    assert len(GAP.findall(block(language, code).facts)) >= 2


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", CODES)
def test_a_block_is_plain_language(language: str, code: str) -> None:
    for text in texts(language, code):
        filled = GAP.sub("iets", text)
        marks = [(filled[mark.start : mark.end], mark.kind) for mark in read(filled, language).marks]
        assert [mark for mark in marks if mark[1] is not MarkKind.RARE or mark[0] != "iets"] == []
        assert not re.search(r"\b(artikel|art\.|lid|AVG|UAVG|article|GDPR)\b", text)


@pytest.mark.parametrize("language", languages())
def test_interest_of_another_names_whose_why_and_when_it_is_looked_at_again(language: str) -> None:
    asked = {"nl": ("wie", "waarom", "opnieuw op [datum]"), "en": ("whom", "why", "again on [date]")}[language]
    for code in ("interest_of_other", "interest_of_other_care", "interest_of_other_youth"):
        assert all(words in block(language, code).facts for words in asked)


@pytest.mark.parametrize(("language", "blacked"), [("nl", "zwart"), ("en", "black out")])
def test_rights_of_others_ask_for_blacking_out_first(language: str, blacked: str) -> None:
    assert blacked in block(language, "rights_of_others").facts


@pytest.mark.parametrize(("language", "statement"), [("nl", "eigen verklaring"), ("en", "own statement")])
def test_an_opinion_offers_the_statement(language: str, statement: str) -> None:
    assert statement in block(language, "opinion").alternative


@pytest.mark.parametrize(
    ("language", "law", "day"), [("nl", "De wet eist", "[datum]"), ("en", "The law asks", "[date]")]
)
def test_keeping_by_law_asks_for_the_law_and_the_day_it_ends(language: str, law: str, day: str) -> None:
    facts = block(language, "law_requires_keeping").facts
    assert law in facts
    assert facts.count(day) == 2


@pytest.mark.parametrize("language", languages())
def test_no_case_for_erasure_goes_through_every_case_of_the_law(language: str) -> None:
    assert len(block(language, "no_case_for_erasure").facts.splitlines()) == len("abcdef")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("basis", BASES)
def test_the_annex_has_beginnings_for_each_basis_of_use(language: str, basis: str) -> None:
    given = annex_blocks(language)[basis]
    for text in (given.purposes, given.categories, given.retention, given.source):
        assert GAP.search(text)
        assert read(GAP.sub("iets", text), language).of(MarkKind.LONG) == ()


def changed(folder: Path, name: str, old: str, new: str) -> Path:
    shutil.copytree(TEMPLATES, folder / "letters")
    file = folder / "letters" / "nl" / "blocks" / f"{name}.toml"
    written = file.read_text()
    assert old in written
    file.write_text(written.replace(old, new))
    return folder / "letters"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("facts =", "fact =", "facts"),
        ("[welk stuk, van welke dag]", "[welk stuk", "facts with gaps"),
        ("reviewed_on = 2026-11-24", 'reviewed_on = "gisteren"', "reviewed_on"),
        ("source =", 'formula = "x"\nsource =', "formula"),
        ("weighing =", "weging =", "weighing"),
    ],
)
def test_a_block_that_is_not_whole_is_refused_by_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    folder = changed(tmp_path, "rights_of_others", old, new)
    with pytest.raises(ValueError, match=said):
        blocks("nl", folder)


def test_a_finished_formula_is_refused(tmp_path: Path) -> None:
    folder = changed(tmp_path, "opinion", block("nl", "opinion").alternative, "U mag een verklaring geven.")
    with pytest.raises(ValueError, match="alternative with gaps"):
        blocks("nl", folder)


def test_a_ground_without_a_block_is_named(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES, tmp_path / "letters")
    (tmp_path / "letters" / "en" / "blocks" / "crime.toml").unlink()
    with pytest.raises(ValueError, match="crime"):
        blocks("en", tmp_path / "letters")


def test_a_language_without_blocks_is_no_mistake_and_gets_the_dutch_ones(tmp_path: Path) -> None:
    shutil.copytree(TEMPLATES / "en", tmp_path / "de", ignore=shutil.ignore_patterns("blocks"))
    shutil.copytree(TEMPLATES / "nl", tmp_path / "nl")
    assert block_languages(tmp_path) == ("nl",)
    assert block_languages() == languages()
    assert text_block("de", "crime") == text_block("nl", "crime") != text_block("en", "crime")
    assert annex_starters("de") == annex_starters("nl") != annex_starters("en")
