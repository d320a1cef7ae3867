"""A letter to whoever acts for the client: their address in the window, their salutation, and about whom it is."""

from dataclasses import replace

import pytest

from dsar.core.letters import LetterContext
from dsar.core.vocabulary import LetterKind
from tests.letters.pdf import box, pages
from tests.letters.sampleset import samples

ADDRESS = ("Mevrouw C. Vermeer", "Beukstraat 3", "7521 BC  Enschede")
CLIENT = "A.B. van der Meer"
KINDS = ("acknowledgement", "identity_request.authority", "grant_copy", "refusal", "late_answer")
ABOUT = {
    "nl": f"Deze brief gaat over: {CLIENT}. U vraagt dit namens deze persoon.",
    "en": f"This letter is about: {CLIENT}. You ask this on behalf of this person.",
}
CALLED = {"nl": "Daarin heet deze persoon ‘", "en": "In these rules this person is called ‘"}


def represented(name: str, language: str) -> LetterContext:
    """Give a sample as it goes to a representative."""
    sample = samples()[f"werkkrachtcentrale/{name}/{language}"]
    salutation = {"nl": "Geachte mevrouw Vermeer", "en": "Dear Ms Vermeer"}[language]
    return replace(sample, addressee=ADDRESS, salutation=salutation, subject_name=CLIENT, concept=False)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_it_says_about_whom_it_is_whose_data_are_meant_and_whom_the_rules_name(name: str, language: str) -> None:
    said = " ".join(pages(represented(name, language)))
    assert ABOUT[language] in said
    assert CALLED[language] in said


def test_its_window_holds_the_representative_and_not_the_client() -> None:
    context = represented("acknowledgement", "nl")
    tops = [box(context, line.split("  ")[0]).top for line in ADDRESS]
    assert tops == sorted(tops)
    assert tops[0] > 40
    assert tops[-1] < 95  # millimetres from the top edge, in the window
    assert tops[-1] < box(context, "Geachte mevrouw Vermeer").top < box(context, CLIENT).top


def test_a_letter_to_the_client_says_nothing_of_anybody_else() -> None:
    said = " ".join(pages(samples()["werkkrachtcentrale/acknowledgement/nl"]))
    assert "namens deze persoon" not in said
    assert "Daarin heet u ‘" in said


def test_a_doubt_about_the_authority_names_the_client() -> None:
    said = " ".join(pages(represented(f"{LetterKind.IDENTITY_REQUEST}.authority", "nl")))
    assert f"Wij willen eerst zeker weten dat u dit voor {CLIENT} mag vragen." in said


ACTED = {
    "nl": "Iemand vraagt dit namens u: C. Vermeer. Deze brief krijgt u zelf.",
    "en": "Somebody asks this on your behalf: C. Vermeer. You get this letter yourself.",
}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_a_letter_to_the_client_names_who_acts_for_them(name: str, language: str) -> None:
    sample = samples()[f"werkkrachtcentrale/{name}/{language}"]
    assert ACTED[language] in " ".join(pages(replace(sample, acted_by="C. Vermeer")))
    assert ACTED[language][:20] not in " ".join(pages(sample))
