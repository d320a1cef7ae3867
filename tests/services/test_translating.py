"""What a letter prints from a regulation is in the letter's language, or is known to have no translation."""

from dsar.regulations import load_catalogue
from dsar.services.translating import Translator

CATALOGUE = load_catalogue(())
SECTION = "onderdeel ‘Recht op inzage en afschrift’"


def test_a_text_with_a_translation_is_given_in_the_language() -> None:
    translate = Translator(CATALOGUE, "werk-op-maat", "en")
    assert translate("deelnemer") == "participant"
    assert translate(SECTION).startswith("section ‘Recht op inzage en afschrift’")
    assert translate.untranslated == ()


def test_a_text_without_a_translation_stays_dutch_and_is_told_once() -> None:
    translate = Translator(CATALOGUE, "werk-op-maat", "en")
    assert [translate("iets nieuws"), translate("iets nieuws"), translate("")] == ["iets nieuws", "iets nieuws", ""]
    assert translate.untranslated == ("iets nieuws",)


def test_a_dutch_letter_needs_no_translation() -> None:
    translate = Translator(CATALOGUE, "werk-op-maat", "nl")
    assert translate("iets nieuws") == "iets nieuws"
    assert translate.untranslated == ()
