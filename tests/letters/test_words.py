"""The product's own sentences: short, and none of the words that make a letter hard."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dsar.core.letters import LetterContext
from dsar.core.vocabulary import LetterKind, Outcome, Right
from dsar.letters import to_html, words
from tests.letters.samples import ERASED, GRANT, REFUSAL, SAMPLES, administrative, request
from tests.letters.sampleset import samples

HARD = (
    "betreffende",
    "derhalve",
    "conform",
    "middels",
    "inzake",
    "dienaangaande",
    "kosteloos",
    "geschieden",
    "teneinde",
)
SENTENCES_END = re.compile(r"(?<=[.?!:])\s+(?=[A-ZÉ])")


class Paragraphs(HTMLParser):
    """Collects the text of headings, paragraphs and list items, without the rules at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open = False
        self._done = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div" and ("class", "rules") in attrs:
            self._done = True
        if tag in {"p", "li", "h1", "h2", "h3", "h4", "h5"} and not self._done:
            self._open = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"p", "li", "h1", "h2", "h3", "h4", "h5"}:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] += data


def sentences(context: LetterContext) -> list[str]:
    parser = Paragraphs()
    parser.feed(to_html(context))
    return [sentence for found in parser.found for sentence in SENTENCES_END.split(" ".join(found.split())) if sentence]


def every_right() -> list[LetterContext]:
    granted = [request(right, Outcome.GRANT, answer="Wij doen dit.") for right in Right]
    refused = [request(right, Outcome.REFUSE, parts=(replace(ERASED, alternative=""),)) for right in Right]
    return [replace(GRANT, requests=tuple(granted)), replace(REFUSAL, requests=tuple(refused))]


CONTEXTS = [*SAMPLES.values(), administrative(REFUSAL), *every_right()]


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_sentence_has_more_than_fifteen_words(context: LetterContext) -> None:
    assert [sentence for sentence in sentences(context) if len(sentence.split()) > 15] == []


@pytest.mark.parametrize("kind", LetterKind)
def test_no_english_sentence_has_more_than_fifteen_words(kind: LetterKind) -> None:
    context = samples()[f"zaz-welzijn/{kind.value}/en"]
    assert [sentence for sentence in sentences(context) if len(sentence.split()) > 15] == []


@pytest.mark.parametrize("context", CONTEXTS)
def test_sentences_have_at_most_ten_words_on_average(context: LetterContext) -> None:
    found = sentences(context)
    assert sum(len(sentence.split()) for sentence in found) / len(found) <= 10


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_hard_words_and_no_passive_voice(context: LetterContext) -> None:
    used = {word for sentence in sentences(context) for word in re.findall(r"\w+", sentence.lower())}
    assert used.isdisjoint(HARD)
    assert used.isdisjoint({"wordt", "werd", "werden", "jij", "jouw", "men"})


def test_words_for_grounds_and_rights_are_short_sentences() -> None:
    dutch = words("nl")
    texts = list(dutch.grounds.values())
    texts += [line for right in dutch.rights.values() for line in (*right.outcomes.values(), *right.notes)]
    for line in texts:
        for sentence in SENTENCES_END.split(line):
            assert sentence.endswith((".", "?"))
            assert len(sentence.split()) <= 15, sentence
