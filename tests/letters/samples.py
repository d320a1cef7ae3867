"""Invented letters for the tests: every kind, every right, short and long."""

from dataclasses import replace
from datetime import date

from dsar.core.fields import NO_FIELDS, Fields
from dsar.core.grounds import LEGAL_GROUNDS
from dsar.core.letters import LetterContext, Letterhead, LetterPart, LetterRequest, Remedies
from dsar.core.rights import RIGHT_ARTICLES
from dsar.core.vocabulary import LegalNature, LetterKind, Outcome, Right

RECEIVED = date(2026, 11, 17)
DATED = date(2026, 11, 25)
UNTIL = date(2027, 1, 6)

LETTERHEAD = Letterhead(
    name="WestendorpPR",
    address=("Voorbeeldlaan 12", "7511 AB Enschede"),
    return_address="WestendorpPR, Voorbeeldlaan 12, 7511 AB Enschede",
    telephone="053 123 45 67",
    email="info@example.com",
    website="www.example.com",
    accent="#0b6e4f",
    window="left",
)

SEEN = Fields.of(
    {
        "understood": "U wilt weten wat wij over u hebben opgeschreven.",
        "outside": "U vroeg ook naar uw uitkering. Daarover beslist de gemeente.",
        "form": "appointment",
        "day": date(2026, 12, 8),
        "time": "10.00 uur",
        "place": "Voorbeeldlaan 12 in Enschede, kamer 4",
        "present": "Anna Jansen, uw contactpersoon",
        "bring": "Uw vragen op papier",
        "searched": (("het dossiersysteem", "uw dossier vanaf 2023"), ("de kast in kamer 2", "niets gevonden")),
        "purposes": "Wij begeleiden u naar werk.",
        "categories": ("uw naam en adres", "verslagen van gesprekken"),
        "recipients": (("Gemeente Enschede", "zij betaalt uw begeleiding"),),
        "retention": "Wij bewaren uw dossier twee jaar na ons laatste gesprek.",
        "source": "Wij kregen de gegevens van u en van de gemeente.",
        "automated": "no",
        "outside_eu": "yes",
        "safeguards": "Een bedrijf in Canada bewaart reservekopieën. De regels daar zijn streng genoeg.",
    }
)

ERASED = LetterPart(
    what="uw urenstaten en facturen",
    outcome=Outcome.REFUSE,
    ground="law_requires_keeping",
    regulation_article="artikel 9.4",
    law=LEGAL_GROUNDS["law_requires_keeping"].law,
    facts="De gemeente betaalde uw begeleiding in 2024.\nDe urenstaten horen bij de facturen aan de gemeente.",
    weighing="",
    statute="artikel 52 lid 4 Algemene wet inzake rijksbelastingen",
    keep_until=date(2031, 12, 31),
    alternative="U mag uw urenstaten wel bekijken. Wij verwijderen ze na die datum.",
    offers_statement=False,
)
OPINION = LetterPart(
    what="het verslag van 3 maart 2025",
    outcome=Outcome.REFUSE,
    ground="opinion",
    regulation_article="artikel 9.2",
    law=LEGAL_GROUNDS["opinion"].law,
    facts="In het verslag schrijft uw jobcoach wat zij van het gesprek vond.\nDat is haar eigen indruk.",
    weighing="",
    statute="",
    keep_until=None,
    alternative="",
    offers_statement=True,
)
OTHERS = LetterPart(
    what="de e-mail van 8 mei 2025",
    outcome=Outcome.REFUSE,
    ground="rights_of_others",
    regulation_article="artikel 8.3",
    law=LEGAL_GROUNDS["rights_of_others"].law,
    facts="In deze e-mail staat informatie over iemand anders.\nWij kunnen die informatie niet onleesbaar maken.",
    weighing="U wilt weten wat wij over u hebben geschreven. De ander verwacht dat wij zijn gegevens "
    "geheim houden.\nWij vinden dat hier belangrijker. De e-mail zegt weinig over u.",
    statute="",
    keep_until=None,
    alternative="Wij vertellen u graag wat er over u in staat.",
    offers_statement=False,
)
SHOWN = LetterPart(
    what="uw dossier vanaf 2023",
    outcome=Outcome.GRANT,
    ground="",
    regulation_article="",
    law="",
    facts="",
    weighing="",
    statute="",
    keep_until=None,
    alternative="",
    offers_statement=False,
)


def request(
    right: Right,
    outcome: Outcome | None,
    *,
    parts: tuple[LetterPart, ...] = (),
    answer: str = "",
    appointment: str = "",
    article: str = "artikel 9.2",
    words: str = "",
    duties: tuple[str, ...] = (),
    fields: Fields = NO_FIELDS,
) -> LetterRequest:
    """Give one request, received on RECEIVED."""
    return LetterRequest(
        right=right,
        purpose=None,
        regulation_article=article,
        law=RIGHT_ARTICLES[right],
        reasons_article="artikel 9.3",
        client_words=words,
        respond_by=date(2026, 12, 15) if right is not Right.INSPECTION else date(2026, 12, 17),
        outcome=outcome,
        answer=answer,
        appointment=appointment,
        parts=parts,
        duties=duties,
        fields=fields,
    )


ERASURE = request(
    Right.ERASURE,
    Outcome.REFUSE,
    parts=(ERASED,),
    words="Ik wil dat jullie alles van mij weggooien.\nOok de oude papieren.",
)
INSPECTION = request(
    Right.INSPECTION,
    Outcome.GRANT,
    answer="U mag uw hele dossier bekijken. Wij leggen het voor u klaar.",
    appointment="Dit is op een dinsdag.",
    article="artikel 8.1",
    words="En ik wil weten wat er in mijn dossier staat.",
    fields=SEEN,
)
PARTLY = replace(INSPECTION, outcome=Outcome.PARTIAL, parts=(SHOWN, OTHERS))
CORRECTION = request(Right.CORRECTION, Outcome.REFUSE, parts=(OPINION,), words="Het verslag klopt niet.")

_PRIVATE = Remedies(
    nature=LegalNature.PRIVATE,
    until=UNTIL,
    complaint=(
        "U kunt een klacht indienen bij de verantwoordelijke van WestendorpPR.",
        "Wij behandelen uw klacht volgens ons klachtenreglement.",
    ),
    complaint_articles=("artikel 12.1", "artikel 12.2"),
)

_BASE = LetterContext(
    kind=LetterKind.REFUSAL,
    language="nl",
    large_print=False,
    concept=False,
    letterhead=LETTERHEAD,
    addressee=("De heer P. van den Berg", "Dorpsstraat 7", "7511 CD Enschede"),
    salutation="Geachte heer Van den Berg",
    date=DATED,
    reference="WPR-2026-0012",
    number="WPR-B2026-0031",
    received_on=RECEIVED,
    data_subject_word="cliënt",
    contact_name="Anna Jansen",
    contact_telephone="053 123 45 68",
    signatory_name="K. Westendorp",
    signatory_capacity="namens WestendorpPR, de verantwoordelijke",
    officer="",
    regulation_title="Privacyreglement WestendorpPR",
    requests=(ERASURE,),
    remedies=_PRIVATE,
)

ACKNOWLEDGEMENT = replace(
    _BASE,
    kind=LetterKind.ACKNOWLEDGEMENT,
    requests=(
        replace(ERASURE, outcome=None, parts=()),
        replace(INSPECTION, outcome=None, answer="", appointment="", fields=NO_FIELDS),
    ),
    remedies=None,
    officer="Manouk van der Aa, functionaris voor gegevensbescherming, nummer 007011",
    signatory_name="Anna Jansen",
    signatory_capacity="contactpersoon",
)
GRANT = replace(_BASE, kind=LetterKind.GRANT_INSPECTION, requests=(INSPECTION,), remedies=None)
REFUSAL = _BASE
PARTIAL = replace(_BASE, kind=LetterKind.PARTIAL, requests=(PARTLY,))
MIXED = replace(_BASE, kind=LetterKind.PARTIAL, requests=(INSPECTION, ERASURE, CORRECTION))
LONGEST = replace(
    _BASE,
    requests=(
        ERASURE,
        CORRECTION,
        request(Right.INSPECTION, Outcome.REFUSE, parts=(OTHERS,), article="artikel 8.1", words="Ik wil de mail zien."),
    ),
)
SAMPLES = {
    "acknowledgement": ACKNOWLEDGEMENT,
    "grant": GRANT,
    "refusal": REFUSAL,
    "partial": PARTIAL,
    "mixed": MIXED,
    "longest": LONGEST,
}


def window(context: LetterContext, side: str) -> LetterContext:
    """Give the letter for the other window."""
    return replace(context, letterhead=replace(context.letterhead, window=side))


def administrative(context: LetterContext) -> LetterContext:
    """Give the letter as an administrative body writes it."""
    assert context.remedies is not None
    return replace(context, remedies=replace(context.remedies, nature=LegalNature.ADMINISTRATIVE))
