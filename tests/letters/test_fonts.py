"""The vendored font prints European names; what it cannot print is said before the letter is final."""

from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont

from dsar.letters import render_document
from dsar.letters.text import FONTS, unprintable
from tests.letters.pdf import rendering, text
from tests.letters.samples import REFUSAL

NAMES = (
    "Łukasz Wąsik-Żółć",
    "Gülşah Çağlar-İnönü, Ayşe Işık",
    "Đorđe Šćepanović Čeč",
    "Ștefan Țepeș Ăâî",
    "Ðóra Þórðardóttir Æ",
    "Růžena Dvořáková Ľubomír Ŕ",
    "Őry Űrhajós Gyöngyvér",
    "Māris Bērziņš Ķīlis Ģ",
    "Ėglė Žukauskaitė Ųų",
    "Søren Åkesson Œuvrard",
    "Seán Ó Súilleabháin Ÿ",
    "Għarb Ħamrun Ċetta Żejtun",
    "Ŵyn Ŷnys",
    "Nguyễn Thị Phượng",
    "Ελένη Παπαδοπούλου",
    "Иван Щербаков",
    "Zoë d’Ançon–Müller ß ẞ",
    "Səbinə Əliyeva",
)


def test_no_name_has_a_letter_without_a_picture() -> None:
    context = replace(REFUSAL, contact_name=" / ".join(NAMES), salutation="Geachte " + " / ".join(NAMES))
    assert rendering(context).warnings == ""
    for name in NAMES:
        assert name in text(context), name


def test_a_letter_without_a_picture_gives_the_warning_that_the_test_above_looks_for() -> None:
    assert "notdef" in render_document(replace(REFUSAL, salutation="Geachte 王")).warnings


@pytest.mark.parametrize("name", NAMES)
def test_these_names_can_be_final(name: str) -> None:
    assert unprintable(name) == ""


def test_what_cannot_be_printed_is_named_once() -> None:
    assert unprintable("王 en 王 en 李\n") == "王李"


def test_the_list_of_printable_characters_is_that_of_the_fonts() -> None:
    both = set(TTFont(FONTS / "SourceSans3-Regular.ttf").getBestCmap())
    both &= set(TTFont(FONTS / "SourceSans3-Bold.ttf").getBestCmap())
    assert {code for code in range(0x30000) if unprintable(chr(code)) == ""} >= {
        code for code in both if unprintable(chr(code)) == ""
    }
    listed = (FONTS / "coverage.txt").read_text(encoding="ascii").split()
    bounds = [[int(end, 16) for end in item.split("-")] for item in listed]
    assert {code for first, last in bounds for code in range(first, last + 1)} == both


def test_no_font_is_variable() -> None:
    assert [font.name for font in sorted(FONTS.glob("*.ttf"))] == ["SourceSans3-Bold.ttf", "SourceSans3-Regular.ttf"]
    assert not any("fvar" in TTFont(font) for font in FONTS.glob("*.ttf"))


def test_the_font_has_its_licence_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENSE-SourceSans3.txt").read_text(encoding="utf-8")
