"""What somebody asked, told back: each text once, whatever rights it invokes; and the name to call on one line."""

import re
from dataclasses import replace

import pytest

from dsar.core.letters import OtherRequest
from dsar.core.vocabulary import LetterKind, Right
from dsar.letters import to_html, words
from tests.letters.pdf import text
from tests.letters.samples import ACKNOWLEDGEMENT, request
from tests.letters.sampleset import LANGUAGES, samples

ALSO = {"nl": "U wilt ook", "en": "You also want"}
ANOTHER = {"nl": "Daarover krijgt u een andere brief.", "en": "You will get another letter about that."}
SAID = "Ik wil alles zien en daarna moet het weg."


def asking(language: str, *said: str) -> str:
    rights = (Right.INSPECTION, Right.ERASURE, Right.COPY)
    requests = tuple(request(right, None, words=own) for right, own in zip(rights, said, strict=False))
    return to_html(replace(ACKNOWLEDGEMENT, language=language, requests=requests))


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_that_invokes_several_rights_is_quoted_once(language: str) -> None:
    html = asking(language, SAID, SAID)
    assert html.count(SAID) == 1
    for right in (Right.INSPECTION, Right.ERASURE):
        assert f"<li>{words(language).rights[right].wish}</li>" in html


def test_every_text_stands_with_what_was_asked_in_it() -> None:
    context = replace(
        ACKNOWLEDGEMENT,
        requests=(
            request(Right.INSPECTION, None, words=SAID),
            request(Right.COPY, None, words="Een kopie graag."),
            request(Right.ERASURE, None, words=SAID),
        ),
    )
    printed = text(context)
    together = "U wilt: uw gegevens bekijken dat wij uw gegevens verwijderen In uw eigen woorden: " + SAID
    assert together in printed
    assert "U wilt een kopie van uw gegevens krijgen. In uw eigen woorden: Een kopie graag." in printed
    assert printed.count(SAID) == 1


@pytest.mark.parametrize("kind", [LetterKind.GRANT_INSPECTION, LetterKind.PARTIAL, LetterKind.REFUSAL])
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_says_of_what_it_does_not_answer_that_another_letter_does(kind: LetterKind, language: str) -> None:
    sample = samples()[f"zaz-welzijn/{kind.value}/{language}"]
    wishes = words(language).rights
    first, second = OtherRequest(Right.ERASURE, None), OtherRequest(Right.PORTABILITY, None)
    assert ANOTHER[language] not in to_html(sample)
    one = to_html(replace(sample, others=(first, first)))
    assert f"{ALSO[language]} {wishes[Right.ERASURE].wish}. {ANOTHER[language]}" in one
    two = to_html(replace(sample, others=(first, second)))
    assert f"<li>{wishes[Right.PORTABILITY].wish}</li>" in two
    assert ANOTHER[language] in two


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_announced_where_nothing_was_said(language: str) -> None:
    html = asking(language, "", "")
    assert "quote" not in html
    assert {"nl": "eigen woorden", "en": "own words"}[language] not in html


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_to_call_never_breaks_over_two_lines(kind: LetterKind, language: str) -> None:
    context = replace(samples()[f"zaz-welzijn/{kind.value}/{language}"], contact_name="Anna van der Linden")
    body = to_html(context).partition("<h1>")[2].partition('class="signature"')[0]
    bare = re.sub(r'<span class="number">Anna van der Linden</span>', "", body)
    assert len(bare) < len(body), "the letter says whom to call"
    assert "Anna van der Linden" not in bare
