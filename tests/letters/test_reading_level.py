"""The product's letters stay at B1: every kind, organisation, ground and outcome is measured, word by word.

Measured is all that a client reads, headings and tables included; not the address, the signature and the block with
articles at the end, which `screens.md` keeps apart for whoever wants the law. What was typed in the samples counts too:
samples are examples of how to write.
"""

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import LetterContext
from dsar.core.vocabulary import Outcome, Right
from dsar.letters import languages, to_html
from dsar.letters.words import words
from dsar.reading import MarkKind, Reading, read
from tests.letters.samples import ERASED, REFUSAL, SAMPLES, administrative, request
from tests.letters.sampleset import samples

# Hard words that have to be there, each with the reason.
ALLOWED = {
    "griffierecht": "the word on the bill of the court; the next sentence says what it is",
    "afscherming": "the name of the right; the letter says what it means: we keep the data and do not use them",
    "klachtenfunctionaris": "the person's function, by which the client asks for them",
    "klachtenreglement": "the title of the document, by which the client asks for it",
}
LEAST_EASE = 60  # Flesch-Douma: from here on Douma calls a text normal, readable for most people
LEAST_EASE_OF_ALL = 75  # on average: "fairly easy" with room to spare
# Per cent of the words that are frequent (zipf 4.5): the regulations' own wordings have about 70; the fifteen that may
# be rarer are those of the matter itself, such as bestand, wachtwoord, verklaring.
LEAST_FREQUENT = 85
LEAST_SENTENCES = 12  # a letter of which less was found was not read

_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "td", "th"}
_APART = {"letterhead", "window", "references", "rules", "signature", "post"}
_VOID = {"meta", "br", "link", "img", "col", "path", "circle", "rect"}


class Body(HTMLParser):
    """Collects what a client reads, block by block."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, set[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        self._open.append((tag, set((dict(attrs).get("class") or "").split())))
        if tag in _BLOCKS:
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        inside = any(tag in _BLOCKS for tag, _ in self._open)
        if self.found and inside and not any(classes & _APART for _, classes in self._open):
            self.found[-1] += data


def body(context: LetterContext) -> str:
    parser = Body()
    parser.feed(to_html(context))
    return "\n".join(text for block in parser.found if (text := " ".join(block.split())))


def by_ground() -> dict[str, LetterContext]:
    """Give a refusal for every right on every ground that fits it, whatever a regulation names."""
    parts = {code: replace(ERASED, ground=code, law=ground.law) for code, ground in LEGAL_GROUNDS.items()}
    return {
        f"{right}/{code}": replace(REFUSAL, requests=(request(right, Outcome.REFUSE, parts=(parts[code],)),))
        for code, ground in LEGAL_GROUNDS.items()
        for right in Right
        if right in ground.rights
    }


def dutch() -> dict[str, LetterContext]:
    found = {name: context for name, context in samples().items() if name.endswith("/nl")}
    return {**found, **SAMPLES, "administrative": administrative(REFUSAL), **by_ground()}


DUTCH = dutch()
ENGLISH = {name: context for name, context in samples().items() if name.endswith("/en")}


def problems(reading: Reading) -> list[str]:
    """Give what is hard in a text, each with the sentence that it stands in."""
    found = []
    for mark in reading.marks:
        words_marked = reading.text[mark.start : mark.end]
        if words_marked.lower() not in ALLOWED:
            within = (s for s in reading.sentences if s.start <= mark.start < s.end)
            found += [f"{mark.kind}: {words_marked!r} in {reading.text[s.start : s.end]!r}" for s in within]
    return found


def ease(reading: Reading) -> float:
    figure = reading.figure("flesch_douma")
    assert figure is not None
    return figure.value


@pytest.mark.parametrize("name", DUTCH)
def test_a_dutch_letter_is_b1(name: str) -> None:
    reading = read(body(DUTCH[name]))
    frequent = reading.figure("frequent_words")
    assert len(reading.sentences) >= LEAST_SENTENCES
    assert problems(reading) == []
    assert ease(reading) >= LEAST_EASE
    assert frequent is not None
    assert frequent.value >= LEAST_FREQUENT


def test_all_letters_together_are_fairly_easy() -> None:
    eases = [ease(read(body(context))) for context in DUTCH.values()]
    assert sum(eases) / len(eases) >= LEAST_EASE_OF_ALL


@pytest.mark.parametrize("name", ENGLISH)
def test_an_english_letter_has_no_sentence_over_fifteen_words(name: str) -> None:
    reading = read(body(ENGLISH[name]), "en")
    assert len(reading.sentences) >= LEAST_SENTENCES
    assert [reading.text[mark.start : mark.end] for mark in reading.of(MarkKind.LONG)] == []


def test_sentences_of_the_word_list_are_b1_too() -> None:
    dutch_words = words("nl")
    texts = [*dutch_words.headings.values(), *dutch_words.grounds.values()]
    for right in dutch_words.rights.values():
        texts += [right.question, *right.outcomes.values(), *right.instead, *right.notes]
    assert [problem for text in texts for problem in problems(read(text))] == []


def test_every_language_is_measured_in_all_it_can_be() -> None:
    assert languages() == ("en", "nl")


def test_every_allowed_word_is_still_used_and_still_hard() -> None:
    hard = {
        reading.text[mark.start : mark.end].lower()
        for reading in (read(body(context)) for context in DUTCH.values())
        for mark in reading.marks
    }
    assert ALLOWED.keys() <= hard


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Dat kost u niets.", "Hieraan zijn voor u geen kosten verbonden conform het beleid.", MarkKind.JARGON),
        ("Wij lezen deze brief graag samen met u.", "Deze brief wordt door ons aan u voorgelezen.", MarkKind.PASSIVE),
        ("Wij lezen deze brief graag samen met u.", "Onze bejegening is conciliant.", MarkKind.RARE),
        ("Wij lezen deze brief graag samen met u.", " ".join(["Wij lezen deze brief graag"] * 4), MarkKind.LONG),
    ],
)
def test_a_hard_sentence_put_into_a_letter_is_found(old: str, new: str, kind: MarkKind) -> None:
    text = body(REFUSAL)
    planted = read(text.replace(old, new) if old in text else f"{text}\n{new}")
    assert [mark.kind for mark in planted.marks if mark.kind is kind] != []


def test_what_stands_apart_is_not_measured() -> None:
    text = body(REFUSAL)
    assert "Welke regels horen bij deze brief?" not in text
    assert "Voorbeeldlaan" not in text
    assert "Waarom doen wij dit niet?" in text
