"""Rare words and words of law and office are found; everyday words, names, numbers and compounds are not."""

import tomllib
from pathlib import Path

import pytest

from dsar.reading import MarkKind, read

DATA = Path("dsar/reading/data")


def marked(text: str, kind: MarkKind, language: str = "nl") -> list[str]:
    return [text[mark.start : mark.end] for mark in read(text, language).of(kind)]


@pytest.mark.parametrize(
    "word",
    ["redelijkheid", "onevenredig", "autorisatie", "subsidiariteit", "proportionaliteit", "adstrueren", "mentorschap"],
)
def test_a_rare_word_is_marked(word: str) -> None:
    text = f"Dit gaat over {word} in uw dossier."
    assert word in marked(text, MarkKind.RARE) + marked(text, MarkKind.JARGON)


@pytest.mark.parametrize(
    "text",
    [
        "Wij bewaren uw urenstaten bij de salarisadministratie.",
        "Uw werkbegeleider en uw jobcoach hielpen u bij het sollicitatiegesprek.",
        "Het klachtenformulier ligt bij de huisartsenpost.",
        "Wij lakken de namen weg. Daarna krijgt u een kopietje.",
        "Zijn moeder brengt hem met de auto naar de dagbesteding.",
        "De contactpersonen van de gemeente belden u over de proefplaatsing.",
        "Stuur uw loonstrookje en uw bankafschrift mee.",
        "Op maandagochtend en donderdagmiddag is er een spreekuur.",
        "De gezinsvoogd en de schuldhulpverlener praatten met u.",
        "Neem uw identiteitskaart of rijbewijs mee.",
        "Wij wisten de foto's, video's en geluidsopnames.",
        "Bij de intake vroegen wij naar uw burgerlijke staat.",
        "U had een arbeidsovereenkomst voor twee jaar.",
        "Dit zijn de beoordelingen van uw leerwerkplek.",
        "De bedrijfsarts en de uitkeringsinstantie kregen niets.",
        "In het telefoongesprek noemde u uw woonplaats.",
    ],
)
def test_everyday_words_and_compounds_of_them_are_not_marked(text: str) -> None:
    assert marked(text, MarkKind.RARE) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bel naar Anouschka Ternieden of naar Xanthippe Quispel.",
        "Ternieden belt u morgen.",
        "Wij mailden naar info@voorbeeldlaan.example.com over WPR-2026-0012.",
        "Kijk op autoriteitpersoonsgegevens.nl of op www.juridischloket.nl.",
        "U woont in 's-Hertogenbosch, en werkte bij Zwollerkerspel B.V. in Oudewater.",
        "Het bedrag is 12.345,67 euro, zie NL91ABNA0417164300.",
        "De UAVG en het PTSS-team.",
    ],
)
def test_names_addresses_and_numbers_are_not_marked(text: str) -> None:
    assert marked(text, MarkKind.RARE) == []


def test_a_rare_word_with_a_capital_at_the_beginning_is_still_marked() -> None:
    assert marked("Onevenredigheid is hier geen reden.", MarkKind.RARE) == ["Onevenredigheid"]


def test_a_rare_word_has_the_suggestion_of_the_list_or_asks_for_an_explanation() -> None:
    known, unknown = read("Dit gaat om afscherming. Dat is een onderzoeksmethodologie.").of(MarkKind.RARE)
    assert known.suggestion == "Schrijf liever: dat maar weinig mensen de gegevens kunnen zien."
    assert unknown.suggestion == "Leg dit woord uit, of kies een gewoner woord."


@pytest.mark.parametrize(
    ("text", "found", "plainer"),
    [
        ("Derhalve bellen wij.", "Derhalve", "daarom"),
        ("U krijgt dit middels een brief.", "middels", "met"),
        ("Het verzoek betreffende uw dossier.", "betreffende", "over"),
        ("Wij verstrekken u een kopie.", "verstrekken", "geven"),
        ("Wij verstrekten u een kopie.", "verstrekten", "geven"),
        ("De kopie die is verstrekt.", "verstrekt", "geven"),
        ("U krijgt twee afschriften.", "afschriften", "kopie"),
        ("Na de rectificatie belt u.", "rectificatie", "verbetering"),
        ("Wij rectificeren dit.", "rectificeren", "verbeteren"),
        ("Zij is de verwerkingsverantwoordelijke.", "verwerkingsverantwoordelijke", "de organisatie"),
        ("Stuur een bezwaarschrift.", "bezwaarschrift", "brief"),
        ("Een brief inzake uw klacht.", "inzake", "over"),
        ("Wij weten dienaangaande niets.", "dienaangaande", "daarover"),
        ("Wij doen dit teneinde u te helpen.", "teneinde", "om"),
        ("Conform het reglement.", "Conform", "volgens"),
        ("Ten aanzien van uw verzoek.", "Ten aanzien van", "over"),
        ("U dient te bellen.", "dient te", "moet"),
        ("U dient dit formulier eerst te ondertekenen.", "dient", "moet"),
        ("De stukken dienen bij de brief te zitten.", "dienen", "moeten"),
        ("Dat is een zwaarwegende reden.", "zwaarwegende", "heel belangrijk"),
        ("De grondslagen staan erbij.", "grondslagen", "reden die in de wet staat"),
        ("Zij motiveert haar besluit.", "motiveert", "uitleggen waarom"),
        ("Dat is geverifieerd.", "geverifieerd", "controleren"),
        ("U krijgt de stukken op basis van de wet.", "op basis van", "door, met"),
        ("Het is kosteloos.", "kosteloos", "gratis"),
    ],
)
def test_jargon_in_any_form_has_plainer_words(text: str, found: str, plainer: str) -> None:
    marks = read(text).of(MarkKind.JARGON)
    assert found in [text[mark.start : mark.end] for mark in marks]
    assert any(plainer in mark.suggestion for mark in marks)


@pytest.mark.parametrize(
    "text",
    [
        "De Autoriteit Persoonsgegevens let erop dat iedereen zich aan de regels houdt.",
        "Welke gegevens wilt u zien?",
        "Wij zijn er nog mee bezig.",
        "Acht weken later belde u. Na een minuut hing u op.",
        "Uw wraak is geen reden. De rest krijgt u wel.",
        "U mag dat niet onthouden hebben.",
        "Wij stuurden de brief aangetekend.",
        "Er staan twee berichten in de portal.",
        "U maakte goede vorderingen.",
        "Dien een klacht in bij ons.",
        "Hij dient een klacht in om gelijk te krijgen.",
        "Zij dienen een verzoek in, en hopen te winnen.",
        "Inmiddels hebt u de brief gekregen.",
        "De toets was in mei. Wij overleggen met u.",
    ],
)
def test_everyday_words_are_no_jargon(text: str) -> None:
    assert marked(text, MarkKind.JARGON) == []


def test_a_word_is_marked_as_jargon_or_as_rare_and_never_as_both() -> None:
    reading = read("De proportionaliteit en de afschermingen zijn dienaangaande een discrepantie.")
    places = [mark.start for mark in reading.marks if mark.kind in {MarkKind.RARE, MarkKind.JARGON}]
    assert len(places) == len(set(places))


def test_the_reviewed_list_is_long_and_says_who_reviewed_it_and_when() -> None:
    data = tomllib.loads((DATA / "jargon.nl.toml").read_text())
    assert sum(len(data[section]) for section in ("verbs", "nouns", "adjectives", "phrases")) >= 150
    assert data["reviewed_by"]
    assert data["reviewed_on"]


def test_no_plainer_word_of_the_list_is_itself_hard() -> None:
    data = tomllib.loads((DATA / "jargon.nl.toml").read_text())
    plainer = {word for section in ("verbs", "nouns", "adjectives", "phrases") for word in data[section].values()}
    for words in sorted(plainer):
        hard = [mark for mark in read(f"{words}.").marks if mark.kind in {MarkKind.RARE, MarkKind.JARGON}]
        assert hard == [], words


def test_english_marks_rare_words_and_long_sentences_only() -> None:
    text = "The brief was sent by us heretofore in accordance with the aforementioned perspicuity."
    assert {mark.kind for mark in read(text, "en").marks} == {MarkKind.RARE}
    assert "perspicuity" in marked(text, MarkKind.RARE, "en")
    assert marked("We sent your letters yesterday and you replied.", MarkKind.RARE, "en") == []
    assert "alleen" in read(text, "en").note
