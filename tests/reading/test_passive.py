"""Passive sentences are found in every order, and what only looks like one is left alone."""

import pytest

from dsar.reading import MarkKind, read
from dsar.reading.participles import participle

PASSIVE = (
    ("De brief wordt morgen verstuurd.", "wordt morgen verstuurd", "versturen"),
    ("Uw verzoek is toegewezen.", "is toegewezen", "wijzen … toe"),
    ("Uw verzoek werd op 3 maart 2026 ontvangen.", "werd op 3 maart 2026 ontvangen", "ontvangen"),
    ("Worden mijn gegevens bewaard?", "Worden mijn gegevens bewaard", "bewaren"),
    ("U wordt door Anna Jansen gebeld.", "wordt door Anna Jansen gebeld", "bellen"),
    ("Omdat uw gegevens niet bewaard worden, kunnen wij ze niet geven.", "bewaard worden", "bewaren"),
    ("Wij vinden dat uw gegevens moeten worden opgeslagen.", "worden opgeslagen", "slaan … op"),
    ("Daarom kan het verslag niet verwijderd worden.", "verwijderd worden", "verwijderen"),
    ("Het verslag dat in maart gemaakt is, ligt klaar.", "gemaakt is", "maken"),
    ("De facturen zijn naar de gemeente gestuurd.", "zijn naar de gemeente gestuurd", "sturen"),
    ("Zodra uw dossier gevonden is, bellen wij u.", "gevonden is", "vinden"),
    ("Het dossier zal worden vernietigd.", "worden vernietigd", "vernietigen"),
    ("Er werd niet naar u geluisterd.", "werd niet naar u geluisterd", "luisteren"),
    ("De envelop wordt aan u meegegeven.", "wordt aan u meegegeven", "geven … mee"),
    ("De brief wordt in een gesloten envelop verstuurd.", "wordt in een gesloten envelop verstuurd", "versturen"),
    ("De gegevens die u hebt gekregen, worden gewist.", "worden gewist", "wissen"),
    ("Wordt die brief nog verstuurd?", "Wordt die brief nog verstuurd", "versturen"),
    ("Het verslag was door de jobcoach geschreven.", "was door de jobcoach geschreven", "schrijven"),
    ("Uw naam en adres worden in het dossier genoteerd.", "worden in het dossier genoteerd", "noteren"),
    ("Uw telefoonnummer is gewijzigd.", "is gewijzigd", "wijzigen"),
    ("In het gesprek werden afspraken gemaakt over de proefplaatsing.", "werden afspraken gemaakt", "maken"),
    ("Dat de klacht afgehandeld werd, wist u niet.", "afgehandeld werd", "handelen … af"),
    ("Uw verzoek is geweigerd.", "is geweigerd", "weigeren"),
    ("De foto's zijn onleesbaar gemaakt.", "zijn onleesbaar gemaakt", "maken"),
    ("U bent uitgenodigd voor een gesprek.", "bent uitgenodigd", "nodigen … uit"),
    ("Het rapport is besproken met uw begeleider.", "is besproken", "bespreken"),
    ("De gegevens moeten zeven jaar bewaard blijven en worden dan gewist.", "worden dan gewist", "wissen"),
    ("Er wordt een verklaring toegevoegd aan uw dossier.", "wordt een verklaring toegevoegd", "voegen … toe"),
    ("Het besluit is door de directeur genomen.", "is door de directeur genomen", "nemen"),
    ("Uw post wordt doorgestuurd.", "wordt doorgestuurd", "sturen … door"),
    ("De kopie werd u gisteren overhandigd.", "werd u gisteren overhandigd", "overhandigen"),
)

ACTIVE = (
    "Wij sturen u morgen een brief.",
    "U bent verhuisd naar Enschede.",
    "Het wordt beter.",
    "Het wordt steeds drukker op kantoor.",
    "Mijn zoon wordt volgend jaar achttien.",
    "Het is bekend dat u belde.",
    "Hij is jobcoach geworden.",
    "De afspraak is duidelijk geworden.",
    "Uw traject is in maart begonnen.",
    "Het gesprek is niet doorgegaan.",
    "U bent twee keer niet gekomen.",
    "Er is niets veranderd.",
    "Hij heeft zijn brief verstuurd.",
    "Wij hebben uw gegevens gewist.",
    "De gemeente heeft ons gevraagd wat er is gebeurd.",
    "De ander verwacht dat wij zijn gegevens geheim houden.",
    "Dit zijn gesloten vragen.",
    "Dit is een goed geschreven verslag.",
    "Dit is een gegeven.",
    "Ons kantoor is gesloten op maandag.",
    "De zaak is nog niet afgelopen.",
    "Wij zijn verplicht om dit te bewaren.",
    "Wij zijn verantwoordelijk voor uw gegevens.",
    "Het wordt tijd om te vertrekken.",
    "Zij wordt gezond.",
    "Uw verzoek is ingewikkeld en het wordt steeds ingewikkelder.",
    "Hij is gespannen en verward. Zij wordt bezorgd.",
    "Zijn gedrag is niet veranderd.",
    "Dit is het gebied waar u woont.",
    "Hij is de persoon die uw gegevens verwerkt.",
    "Hij wordt de collega die uw dossier beheert en uw vragen beantwoordt.",
    "Wij vinden dat uw gegevens kloppen.",
    "Uw verzoek is niet duidelijk.",
    "Wat betreft de facturen: die zijn van de gemeente.",
    "In 2024 was u ziek en hebt u thuis gewerkt.",
    "Het is fijn dat u ons hebt gebeld.",
    "U was in maart gestopt met het traject.",
    "Deze persoon is overleden.",
    "De termijn is verstreken.",
    "Uw jobcoach wordt mevrouw Bekend.",
    "De brief die wij hebben verstuurd, is van u.",
    "Het gewicht van de doos is bekend.",
    "De kans is groot dat het lukt.",
    "Ik word moe van het verdriet.",
    "Het verzoek is een bericht aan ons.",
    "Hij werd vader en zij heeft hem gebeld.",
    "Wie is de beheerder van het gebouw?",
    "Het spreekuur is elke dag geopend.",
    "U bent gewend om te bellen.",
    "Volgens zijn verslag klopt het adres.",
    "Het dossier van zijn moeder blijft bij ons.",
    "De verslagen zijn van vorig jaar.",
    "Deze bedragen zijn hoger dan wij dachten.",
    "In die gevallen worden wij boos.",
    "De overdracht is volgende week.",
    "De ontvangst is goed in dit gebouw.",
    "Uw overeenkomst is nog geldig.",
    "Het misverstand is vervelend.",
    "Zij is iemand die veel om u geeft.",
    "Hij wordt boos als u hem niet gelooft.",
    "Zulke aanvallen zijn naar.",
    "Wat hij belooft, is niet waar.",
)


@pytest.mark.parametrize(("text", "marked", "verb"), PASSIVE)
def test_a_passive_is_marked_with_its_words_and_verb(text: str, marked: str, verb: str) -> None:
    marks = read(text).of(MarkKind.PASSIVE)
    assert [text[mark.start : mark.end] for mark in marks] == [marked]
    assert f"{verb}’" in marks[0].suggestion


@pytest.mark.parametrize("text", ACTIVE)
def test_what_only_looks_passive_is_not_marked(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in read(text).of(MarkKind.PASSIVE)] == []


def test_two_passives_in_a_sentence_are_two_marks() -> None:
    text = "De brief wordt verstuurd en het dossier wordt gesloten."
    assert [text[mark.start : mark.end] for mark in read(text).of(MarkKind.PASSIVE)] == [
        "wordt verstuurd",
        "wordt gesloten",
    ]


@pytest.mark.parametrize(
    ("word", "infinitive"),
    [
        ("gemaakt", "maken"),
        ("geleefd", "leven"),
        ("gelezen", "lezen"),
        ("gereisd", "reizen"),
        ("beschreven", "beschrijven"),
        ("verwacht", "verwachten"),
        ("opgeschreven", "opschrijven"),
        ("weggelakt", "weglakken"),
        ("geïnformeerd", "informeren"),
        ("geanonimiseerd", "anonimiseren"),
        ("gekopieerd", "kopiëren"),
        ("geleerd", "leren"),
        ("onderzocht", "onderzoeken"),
        ("aangevraagd", "aanvragen"),
    ],
)
def test_a_participle_has_its_infinitive(word: str, infinitive: str) -> None:
    found = participle(word)
    assert found is not None
    assert found.infinitive == infinitive


@pytest.mark.parametrize("word", ["gezond", "geld", "gebied", "bepaalt", "ontvangt", "gegevens", "bekend", "gemeente"])
def test_other_words_are_no_participles(word: str) -> None:
    assert participle(word) is None
