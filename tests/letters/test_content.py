"""Each item that section 8 of the domain asks of a letter, by name, looked for in the text of the PDF."""

from dataclasses import replace
from datetime import date

import pytest

from dsar.core.letters import LetterContext
from dsar.core.vocabulary import ObjectionPurpose, Outcome, Right
from dsar.letters import words
from tests.letters.pdf import pages, text
from tests.letters.samples import (
    ACKNOWLEDGEMENT,
    CORRECTION,
    GRANT,
    LONGEST,
    MIXED,
    PARTIAL,
    REFUSAL,
    SAMPLES,
    administrative,
    request,
)

EVERY_LETTER = {
    "organisation": "WestendorpPR",
    "its address": "Voorbeeldlaan 12 7511 AB Enschede",
    "date": "25 november 2026",
    "reference": "WPR-2026-0012",
    "number": "WPR-B2026-0031",
    "name of the person": "De heer P. van den Berg",
    "address of the person": "Dorpsstraat 7",
    "salutation": "Geachte heer Van den Berg,",
    "who to call": "Bel Anna Jansen: 053 123 45 68.",
    "offer to read it together": "Wij lezen deze brief graag samen met u.",
    "offer to explain in person": "U kunt ook bij ons langskomen.",
    "received on": "17 november 2026",
    "greeting": "Met vriendelijke groet,",
    "the regulation": "Privacyreglement WestendorpPR",
    "the organisation's word for the person": "‘cliënt’",
}
EVERY_REFUSAL = {
    "talk to the contact person": "Praat met ons",
    "complaint with the organisation": "U kunt een klacht indienen bij de verantwoordelijke van WestendorpPR.",
    "article of the complaint route": "artikel 12.1",
    "complaint with the AP": "Dien een klacht in bij de Autoriteit Persoonsgegevens",
    "no term for the AP": "er is geen uiterste datum",
    "address of the AP": "Postbus 93374 2509 AJ Den Haag",
    "site of the AP": "autoriteitpersoonsgegevens.nl",
    "article of that complaint": "artikel 77 AVG",
    "mediation": "om te bemiddelen",
    "article of mediation": "artikel 36 UAVG",
    "what mediation is": "de Autoriteit helpt u en ons om het eens te worden",
    "free help: Juridisch Loket": "Juridisch Loket",
    "free help: sociaal raadslieden": "sociaal raadslieden helpen u gratis",
    "asking again": "Vraag het aan Anna Jansen, of aan een medewerker die u kent.",
    "reasons are a duty": "artikel 12 lid 4 AVG",
}
PRIVATE = {
    "mediation within six weeks": "Vraag dit binnen zes weken: uiterlijk op 6 januari 2027.",
    "the court waits for the AP": "Vanaf dat bericht hebt u nog zes weken voor de rechter.",
    "petition to the court of one's own district": "de rechtbank van het gebied waar u woont",
    "what it is called": "verzoekschrift",
    "within six weeks": "U hebt daarvoor zes weken.",
    "the date": "uiterlijk op 6 januari 2027 bij de rechtbank",
    "no lawyer": "U hebt geen advocaat nodig.",
    "court fee": "U betaalt wel griffierecht.",
    "article of the court": "artikel 35 UAVG",
}
ADMINISTRATIVE = {
    "objection": "Dat heet bezwaar maken.",
    "within six weeks": "U hebt daarvoor zes weken.",
    "the date": "uiterlijk op 6 januari 2027 bij ons",
    "where to": "Stuur uw brief aan: WestendorpPR Voorbeeldlaan 12 7511 AB Enschede",
    "what it must hold": "waarom u het niet eens bent met dit besluit",
    "afterwards": "bestuursrechter",
    "articles": "artikel 34 UAVG; artikel 6:7 en artikel 6:8 Awb",
}
ERASURE_REFUSED = {
    "the wish": "U wilt dat wij uw gegevens verwijderen.",
    "the client's words": "Ik wil dat jullie alles van mij weggooien.",
    "the decision": "Wij verwijderen uw gegevens niet.",
    "which data": "uw urenstaten en facturen",
    "the ground in plain words": "Een wet verplicht ons om deze gegevens te bewaren.",
    "the facts": "De gemeente betaalde uw begeleiding in 2024.",
    "article of the regulation": "artikel 9.4",
    "article of the AVG": "artikel 17 lid 3 onder b AVG",
    "the law that requires keeping": "artikel 52 lid 4 Algemene wet inzake rijksbelastingen",
    "until when": "bewaren tot en met 31 december 2031",
    "what is still possible": "U mag uw urenstaten wel bekijken.",
}
OTHERS_REFUSED = {
    "which data": "de e-mail van 8 mei 2025",
    "the ground in plain words": "Wij moeten ook de privacy en de rechten van anderen beschermen.",
    "the facts": "Wij kunnen die informatie niet onleesbaar maken.",
    "the weighing": "Wij vinden dat hier belangrijker.",
    "article of the regulation": "artikel 8.3",
    "articles of the law": "artikel 15 lid 4 AVG; artikel 41 lid 1 onder i en lid 2 UAVG",
    "what is still possible": "Wij vertellen u graag wat er over u in staat.",
}
OPINION_REFUSED = {
    "the ground in plain words": "U wilt een indruk of mening veranderen, en geen feit.",
    "the facts": "Dat is haar eigen indruk.",
    "the offer of a statement": "U mag ons een eigen verklaring geven.",
    "article of the law": "artikel 16 AVG",
}
INSPECTION_GRANTED = {
    "what is granted": "U mag uw hele dossier bekijken.",
    "date": "Dag: dinsdag 8 december 2026",
    "time": "Tijd: 10.00 uur",
    "a further word on the appointment": "Dit is op een dinsdag.",
    "place": "Plaats: Voorbeeldlaan 12 in Enschede, kamer 4",
    "who is there": "Wie is erbij: Anna Jansen, uw contactpersoon",
    "what to bring": "Neem deze brief mee.",
    "what else to bring": "Uw vragen op papier",
    "nothing is kept": "Wij maken daarvan geen kopie en bewaren er niets van.",
    "free of charge": "Uw gegevens bekijken kost u niets.",
    "what was understood": "U wilt weten wat wij over u hebben opgeschreven.",
    "what falls outside": "Wat hoort niet bij dit recht? U vroeg ook naar uw uitkering.",
    "purposes (15(1)(a))": "Waarvoor gebruiken wij uw gegevens? Wij begeleiden u naar werk.",
    "categories (b)": "Welke soorten gegevens zijn het?",
    "recipients by name (c)": "Wie Waarvoor Gemeente Enschede zij betaalt uw begeleiding",
    "retention (d)": "Hoe lang bewaren wij uw gegevens? Wij bewaren uw dossier twee jaar",
    "other rights (e)": "fouten in uw gegevens te verbeteren; uw gegevens te verwijderen;",
    "complaint (f)": "Waar kunt u een klacht indienen? U kunt altijd een klacht indienen bij de Autoriteit",
    "sources (g)": "Van wie kregen wij uw gegevens? Wij kregen de gegevens van u en van de gemeente.",
    "automated decisions (h)": "Neemt een computer besluiten over u? Nee.",
    "outside the EU (15(2))": "Gaan uw gegevens naar een land buiten Europa? Ja. Zo beschermen wij uw gegevens daar:",
    "safeguards (15(2))": "Een bedrijf in Canada bewaart reservekopieën.",
    "searched": "het dossiersysteem uw dossier vanaf 2023",
    "searched, nothing found": "de kast in kamer 2 niets gevonden",
}
REFUSED = EVERY_REFUSAL | PRIVATE
WANTED: list[tuple[str, LetterContext, dict[str, str]]] = [
    *((name, context, EVERY_LETTER) for name, context in SAMPLES.items()),
    *((f"{name}, remedies", SAMPLES[name], REFUSED) for name in ("refusal", "partial", "mixed", "longest")),
    ("refusal, administrative body", administrative(REFUSAL), EVERY_LETTER | EVERY_REFUSAL | ADMINISTRATIVE),
    ("partial, administrative body", administrative(PARTIAL), EVERY_LETTER | EVERY_REFUSAL | ADMINISTRATIVE),
    ("refusal", REFUSAL, ERASURE_REFUSED),
    ("mixed", MIXED, ERASURE_REFUSED | INSPECTION_GRANTED),
    ("mixed, correction", MIXED, OPINION_REFUSED),
    ("longest", LONGEST, ERASURE_REFUSED),
    ("longest, correction", LONGEST, OPINION_REFUSED),
    ("longest, inspection", LONGEST, OTHERS_REFUSED),
    ("partial", PARTIAL, OTHERS_REFUSED | INSPECTION_GRANTED),
    ("partial, what is granted", PARTIAL, {"heading": "Wat krijgt u wel?", "the part": "uw dossier vanaf 2023"}),
    ("grant", GRANT, INSPECTION_GRANTED),
    (
        "acknowledgement",
        ACKNOWLEDGEMENT,
        {
            "received on": "Wij kregen uw verzoek op 17 november 2026.",
            "which rights": "U wilt dat wij uw gegevens verwijderen.",
            "and the other": "U wilt uw gegevens bekijken.",
            "the client's words": "Ik wil dat jullie alles van mij weggooien.",
            "answer at the latest on": "15 december 2026",
            "and for the other": "17 december 2026",
            "nothing to do now": "U hoeft nu niets te doen.",
            "costs nothing": "Uw verzoek kost u niets.",
            "the officer": "Manouk van der Aa, functionaris voor gegevensbescherming, nummer 007011",
        },
    ),
]
REPEALED = (
    "WBP",
    "Wet bescherming persoonsgegevens",
    "Wet persoonsregistraties",
    "College bescherming",
    "twee maanden",
)


@pytest.mark.parametrize(("context", "items"), [wanted[1:] for wanted in WANTED], ids=[wanted[0] for wanted in WANTED])
def test_the_letter_says_every_item(context: LetterContext, items: dict[str, str]) -> None:
    said = text(context)
    assert [item for item, words in items.items() if words not in said] == []


@pytest.mark.parametrize("name", SAMPLES)
def test_no_repealed_remedy(name: str) -> None:
    assert not [word for word in REPEALED if word.lower() in text(SAMPLES[name]).lower()]


def test_an_administrative_body_names_no_petition_to_the_court() -> None:
    said = text(administrative(REFUSAL))
    assert "verzoekschrift" not in said
    assert "35 UAVG" not in said
    assert "griffierecht" not in said


def test_a_private_body_names_no_objection() -> None:
    said = text(REFUSAL)
    assert "bezwaar" not in said
    assert "Awb" not in said


@pytest.mark.parametrize("name", ["acknowledgement", "grant"])
def test_what_grants_or_acknowledges_names_no_court(name: str) -> None:
    assert "rechtbank" not in text(SAMPLES[name])


def test_one_answer_date_stands_in_the_first_lines() -> None:
    alone = replace(ACKNOWLEDGEMENT, requests=ACKNOWLEDGEMENT.requests[:1], officer="")
    assert "Wij kregen uw verzoek op 17 november 2026. U krijgt uiterlijk op 15 december 2026 ons antwoord." in text(
        alone
    )
    assert "functionaris" not in text(alone)
    assert len(pages(alone)) <= 2


def test_articles_stand_in_the_block_at_the_end_only() -> None:
    running, rules = text(LONGEST).split("Welke regels horen bij deze brief?")
    assert "AVG" not in running
    assert "artikel" not in running
    assert "AVG" in rules


def test_what_was_refused_without_an_alternative_still_says_what_is_possible() -> None:
    bare = replace(CORRECTION, parts=(replace(CORRECTION.parts[0], offers_statement=False),))
    assert "U mag ons wel een eigen verklaring geven." in text(replace(REFUSAL, requests=(bare,)))


def test_duties_of_the_regulation_are_told() -> None:
    granted = request(
        Right.ERASURE,
        Outcome.GRANT,
        answer="Wij verwijderden uw gegevens op 20 november 2026.",
        duties=("In uw dossier staat nu alleen dat wij gegevens hebben verwijderd.",),
    )
    said = text(replace(GRANT, requests=(granted,)))
    assert "Wat hoort daar nog bij? In uw dossier staat nu alleen dat wij gegevens hebben verwijderd." in said
    assert "Misschien kregen anderen deze gegevens van ons." in said
    assert "artikel 19 AVG" in said


def test_an_objection_to_advertising_says_so() -> None:
    objection = replace(
        request(Right.OBJECTION, Outcome.GRANT, answer="Wij stopten op 17 november 2026."),
        purpose=ObjectionPurpose.COMMERCIAL,
    )
    assert "niet meer gebruiken voor reclame of verkoop" in text(replace(GRANT, requests=(objection,)))


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_right_has_words_for_every_outcome(right: Right, outcome: Outcome) -> None:
    assert words("nl").rights[right].outcomes[outcome].endswith(".")


def test_dates_are_written_in_full() -> None:
    assert "2026-1" not in text(LONGEST).replace("WPR-2026-0012", "")
    assert date(2026, 11, 25).isoformat() not in text(LONGEST)
