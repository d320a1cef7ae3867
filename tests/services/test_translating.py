"""What a letter prints from a regulation is in the letter's language, or is known to have no translation."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import update

from dsar.core.errors import InvalidInput
from dsar.core.vocabulary import Right, Role
from dsar.models import Party
from dsar.regulations import load_catalogue
from dsar.services.letter_choice import LetterInput
from dsar.services.preview import preview_letter
from dsar.services.translating import Translator
from tests.factories.world import SUBJECT, World
from tests.support.canned import can_letters

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


@pytest.fixture
def canned(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time of rendering: nobody looks at the pages here."""
    can_letters(monkeypatch)


@pytest.mark.usefixtures("canned")
@pytest.mark.parametrize(
    ("slug", "lacks"),
    [
        ("zaz-welzijn", ()),
        (
            "woonhof-de-linde",
            (
                "bewoner",
                "huismeester",
                "functionaris voor gegevensbescherming (FG)",
                "artikel 3",
                "artikel 3.2",
                "artikel 4.3",
            ),
        ),
    ],
    ids=["translated", "not translated"],
)
def test_an_english_letter_says_which_translations_it_still_needs(
    make_world: Callable[..., World], slug: str, lacks: tuple[str, ...]
) -> None:
    world = make_world(slug)
    case_id = world.receive(slug, Right.INSPECTION)
    with world.engine.begin() as connection:  # as when a newer regulation came without its translations
        connection.execute(update(Party).where(Party.case_id == case_id).values(language="en"))
    missing = preview_letter(world.work(slug, Role.CONTACT_PERSON), case_id, LetterInput(world.today)).lacking
    assert {gap.text for gap in missing} == {f"De vertaling (Engels) van: {text}" for text in lacks}


def test_a_case_is_not_registered_in_a_language_that_its_letters_cannot_speak(
    make_world: Callable[..., World],
) -> None:
    world = make_world("woonhof-de-linde")
    with pytest.raises(InvalidInput, match="language_untranslated") as refused:
        world.receive("woonhof-de-linde", Right.INSPECTION, subject=replace(SUBJECT, language="en"))
    assert refused.value.field == "language"


@pytest.mark.usefixtures("canned")
def test_an_untranslated_organisation_still_writes_in_dutch(make_world: Callable[..., World]) -> None:
    world = make_world("woonhof-de-linde")
    case_id = world.receive("woonhof-de-linde", Right.INSPECTION)
    work = world.work("woonhof-de-linde", Role.CONTACT_PERSON)
    assert preview_letter(work, case_id, LetterInput(world.today)).lacking == ()
