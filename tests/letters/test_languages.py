"""A language is a folder: complete or refused, and a new one needs nothing but its folder."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dsar.core.vocabulary import LetterKind, ObjectionPurpose, Right
from dsar.letters import languages, to_html, words
from dsar.letters.words import FILE, TEMPLATES
from tests.letters.sampleset import samples


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the templates that a test may spoil."""
    return Path(shutil.copytree(TEMPLATES, tmp_path / "letters"))


def without(folder: Path, line: str) -> None:
    """Take one whole line out of the Dutch words."""
    file = folder / "nl" / FILE
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines.count(line) == 1
    lines.remove(line)
    file.write_text("\n".join(lines), encoding="utf-8")


def test_dutch_and_english_are_there() -> None:
    assert languages() == ("en", "nl")
    assert [words(language).name for language in languages()] == ["English", "Nederlands"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ('wish = "dat wij uw gegevens verwijderen"', "rights.erasure.wish"),
        ('partial = "U krijgt een kopie van een deel van uw gegevens."', "rights.copy.partial"),
        ('opinion = "U wilt een indruk of mening veranderen, en geen feit."', "grounds.opinion"),
        ('late_answer = "Ons antwoord komt te laat"', "headings.late_answer"),
        ('  "juli", "augustus", "september", "oktober", "november", "december",', "dates.months"),
        ('court = "De rechter"', "legal.topics.court"),
        ('page = "Pagina"', "labels.page"),
        ('mr = "Geachte heer {name}"', "people.salutations.mr"),
        ('paragraph = " lid {number}"', "citations.paragraph"),
        ("capital_prefix = true", "people.capital_prefix"),
    ],
)
def test_a_language_that_lacks_a_word_is_refused_by_name(folder: Path, line: str, names: str) -> None:
    without(folder, line)
    with pytest.raises(ValueError, match=rf"nl/words\.toml lacks {names}$|lacks {names} with"):
        words("nl", folder)


def test_everything_that_lacks_is_named_at_once(folder: Path) -> None:
    without(folder, 'court = "De rechter"')
    without(folder, 'page = "Pagina"')
    with pytest.raises(ValueError, match=r"legal\.topics\.court, labels\.page"):
        words("nl", folder)


def test_a_language_without_one_of_the_templates_is_refused_by_name(folder: Path) -> None:
    (folder / "en" / "late_answer.html").unlink()
    with pytest.raises(ValueError, match=r"en lacks late_answer\.html"):
        words("en", folder)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_new_language_needs_nothing_but_its_folder(folder: Path, kind: LetterKind) -> None:
    shutil.copytree(folder / "nl", folder / "fy")
    file = folder / "fy" / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("Ons kenmerk", "Us skaaimerk"), encoding="utf-8")
    dutch = samples()[f"westendorp-pr/{kind.value}/nl"]
    frisian = to_html(replace(dutch, language="fy"), folder)
    assert languages(folder) == ("en", "fy", "nl")
    assert '<html lang="fy"' in frisian
    assert "Us skaaimerk" in frisian
    assert "Us skaaimerk" not in to_html(dutch, folder)
    with pytest.raises(ValueError, match="no letters in 'fy'"):
        to_html(replace(dutch, language="fy"))


def test_a_pattern_with_another_name_is_refused(folder: Path) -> None:
    file = folder / "nl" / FILE
    file.write_text(file.read_text(encoding="utf-8").replace("{day} {month} {year}", "{day} {maand} {year}"))
    with pytest.raises(ValueError, match=r"dates\.pattern with \{day\}, \{month\}, \{year\}"):
        words("nl", folder)


@pytest.mark.parametrize("language", ["", "fr", "..", "shared", "nl/../nl"])
def test_a_language_without_a_folder_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="no letters in"):
        words(language)


def test_the_words_of_a_language_are_read_once() -> None:
    assert words("nl") is words("nl")


@pytest.mark.parametrize(
    ("language", "salutation", "prefix", "name", "line"),
    [
        ("nl", "mrs", "de", "Vries", "Geachte mevrouw De Vries"),
        ("nl", "mr", "van den", "Berg", "Geachte heer Van den Berg"),
        ("nl", "", "de", "Vries", "Geachte heer/mevrouw De Vries"),
        ("en", "mrs", "de", "Vries", "Dear Ms De Vries"),
        ("en", "mr", "", "Öztürk", "Dear Mr Öztürk"),
        ("en", "", "de", "Vries", "Dear Sir or Madam"),
    ],
)
def test_the_salutation_has_title_and_last_name(
    language: str, salutation: str, prefix: str, name: str, line: str
) -> None:
    assert words(language).salutation(salutation, prefix, name) == line


@pytest.mark.parametrize(
    ("language", "salutation", "line"),
    [
        ("nl", "mrs", "Mevrouw A.B. de Vries"),
        ("nl", "", "A.B. de Vries"),
        ("en", "mrs", "Ms A.B. de Vries"),
        ("en", "mr", "Mr A.B. de Vries"),
    ],
)
def test_the_window_names_the_person(language: str, salutation: str, line: str) -> None:
    assert words(language).address_name(salutation, "A.B.", "de", "Vries") == line


def test_dates_and_officer_are_written_in_the_language() -> None:
    day = date(2026, 11, 22)
    assert words("nl").long_date(day) == "22\u00a0november\u00a02026"
    assert words("en").long_date(day) == "22\u00a0November\u00a02026"
    assert words("nl").officer("Manouk van der Aa", "FG", "007011") == "Manouk van der Aa, FG, nummer 007011"
    assert words("en").officer("Manouk van der Aa", "DPO", "") == "Manouk van der Aa, DPO"


@pytest.mark.parametrize("language", languages())
def test_an_objection_names_a_closed_purpose(language: str) -> None:
    own = words(language)
    commercial = own.wish(Right.OBJECTION, ObjectionPurpose.COMMERCIAL)
    assert commercial != own.wish(Right.OBJECTION, ObjectionPurpose.OTHER)
    assert own.wish(Right.ERASURE, None) == own.rights[Right.ERASURE].wish
    assert own.headings.keys() == set(LetterKind)
