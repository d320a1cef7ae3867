"""A letter to whoever asks about somebody who died: no date and no remedy of a law that ended with them."""

from dataclasses import replace

import pytest

from dsar.core.letters import LetterContext
from dsar.letters import missing, words
from dsar.letters.legal import legal_rows
from dsar.reading import read
from tests.letters.pdf import pages
from tests.letters.sampleset import samples
from tests.letters.test_reading_level import body, problems

KINDS = ("acknowledgement", "complaint_outcome")
DIED = {"nl": "Deze persoon is overleden.", "en": "This person has died."}
WHY = {
    "nl": "De privacywet AVG geldt alleen voor mensen die leven.",
    "en": "The privacy law GDPR is only for people who live.",
}
REMEDIES = {
    "nl": ("Autoriteit Persoonsgegevens", "Ga naar de rechter", "controleert of wij"),
    "en": ("Autoriteit Persoonsgegevens", "Go to court"),
}


def about_the_dead(name: str, language: str) -> LetterContext:
    """Give a sample as it goes to whoever asks about somebody who died."""
    sample = samples()[f"werkkrachtcentrale/{name}/{language}"]
    return replace(sample, subject_name="A.B. van der Meer", died=True, remedies=None, officer="")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_it_says_who_died_and_that_the_avg_ended_and_names_no_remedy_of_it(name: str, language: str) -> None:
    context = about_the_dead(name, language)
    assert missing(context) == ()
    said = " ".join(pages(context))
    assert DIED[language] in said
    assert WHY[language] in said
    assert not [remedy for remedy in REMEDIES[language] if remedy in said]
    assert len(legal_rows(context, words(language))) == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_day_of_the_answer_is_called_a_promise(language: str) -> None:
    said = " ".join(pages(about_the_dead("acknowledgement", language)))
    promise = {"nl": "De dag hierboven beloven wij u zelf.", "en": "We promise you the day above ourselves."}
    assert promise[language] in said


@pytest.mark.parametrize("name", KINDS)
def test_its_own_sentences_are_b1(name: str) -> None:
    assert problems(read(body(about_the_dead(name, "nl")))) == []
