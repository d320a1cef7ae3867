"""What each letter that people write themselves is for, and when it makes no sense, for the page to choose one."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsar.core.placeholders import COMPOSED
from dsar.core.vocabulary import LetterKind
from dsar.language import Words


@dataclass(frozen=True, slots=True)
class KindWords:
    """One kind: what it is for, and why it cannot be written now when it cannot."""

    purpose: str
    not_now: str


KINDS: Mapping[LetterKind, KindWords] = Words(
    {
        LetterKind.IDENTITY_REQUEST: KindWords(
            "U twijfelt wie dit vraagt, of iemand dit namens een ander mag vragen.",
            "Het staat al vast wie dit vraagt, of elk verzoek is al beantwoord.",
        ),
        LetterKind.CLARIFICATION_REQUEST: KindWords(
            "Het verzoek gaat over heel veel gegevens, en u wilt weten welke.",
            "Dit kan alleen bij inzage of afschrift waarop nog geen antwoord is gegeven.",
        ),
        LetterKind.EXTENSION_NOTICE: KindWords(
            "Het antwoord lukt niet binnen een maand, omdat het ingewikkeld is of omdat er veel verzoeken zijn.",
            "De eerste maand is voorbij, de termijn is al verlengd, of elk verzoek is al beantwoord.",
        ),
        LetterKind.LATE_ANSWER: KindWords(
            "De termijn is voorbij en er is nog geen antwoord.",
            "Er is geen verzoek waarvan de termijn voorbij is.",
        ),
        LetterKind.NOT_HANDLED: KindWords(
            "U vroeg wie dit vraagt, en het staat nog steeds niet vast.",
            "Het staat al vast wie dit vraagt, of elk verzoek is al beantwoord.",
        ),
        LetterKind.FORWARDED: KindWords(
            "Een andere organisatie gaat over deze gegevens, en u stuurde het verzoek door.",
            "Elk verzoek is al beantwoord.",
        ),
        LetterKind.WITHDRAWAL_CONFIRMATION: KindWords(
            "De aanvrager wil niet verder met het verzoek. Dat kan tot het is uitgevoerd.",
            "Elk verzoek is al afgesloten.",
        ),
        LetterKind.RECIPIENT_NOTICE: KindWords(
            "Een ander kreeg de gegevens van u. Die moet weten wat er is verbeterd, verwijderd of afgeschermd.",
            "Er is nog geen verbetering, verwijdering of afscherming toegewezen.",
        ),
        LetterKind.RESTRICTION_LIFTED: KindWords(
            "De afscherming stopt. Dat hoort de aanvrager eerst.",
            "Er zijn geen gegevens afgeschermd.",
        ),
        LetterKind.COMPLAINT_OUTCOME: KindWords(
            "Er kwam een klacht over deze zaak, en u weet de uitkomst.",
            "",
        ),
        LetterKind.RECONSIDER_OFFER: KindWords(
            "U gaat gegevens verwijderen. Dat kan niet terug, dus de aanvrager krijgt tijd om na te denken.",
            "Er is geen verzoek om verwijdering dat nog open is.",
        ),
        LetterKind.DECEASED_ANSWER: KindWords(
            "De zaak gaat over iemand die is overleden. U legt uit wat u doet, aan wie het vraagt.",
            "De zaak gaat niet over iemand die is overleden, of elk verzoek is al afgesloten.",
        ),
    }
)

if KINDS.keys() != COMPOSED.keys():  # a kind without words must not get as far as a screen
    raise RuntimeError(sorted(KINDS.keys() ^ COMPOSED.keys()))

DRAFT_STATES: Mapping[str, str] = Words(  # by the code of `models.letter.DraftStatus`
    {
        "writing": "Wordt geschreven",
        "awaiting_advice": "Wacht op advies",
        "returned": "Terug met opmerkingen",
        "advised": "Advies gegeven, nog te maken",
        "used": "Brief gemaakt",
        "dropped": "Weggegooid",
    }
)
