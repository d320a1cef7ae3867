"""Dutch words for the grounds of a refusal: a short name for the screens, one B1 sentence for the letter.

The codes are those of `core.grounds`. The sentence explains the ground; the facts of the case always follow it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dsar.core.grounds import LEGAL_GROUNDS


@dataclass(frozen=True, slots=True)
class GroundWords:
    """One ground in words."""

    name: str  # for the screens
    sentence: str  # for the letter: at most fifteen words, no article


_OTHERS = GroundWords(
    "Rechten en vrijheden van anderen", "Wij moeten ook de privacy en de rechten van anderen beschermen."
)

_INTEREST = "Voor iemand anders is het heel belangrijk dat wij deze gegevens bewaren."

GROUNDS: Mapping[str, GroundWords] = MappingProxyType(
    {
        "rights_of_others": _OTHERS,
        "rights_of_others_portability": _OTHERS,
        "rights_of_others_general": _OTHERS,
        "protection_of_person": GroundWords(
            "Bescherming van de persoon zelf", "Wij willen voorkomen dat dit u zelf schade doet."
        ),
        "crime": GroundWords(
            "Voorkomen, opsporen en vervolgen van strafbare feiten",
            "Wij mogen een onderzoek naar strafbare feiten niet verstoren.",
        ),
        "unfounded_or_excessive": GroundWords(
            "Duidelijk ongegrond of buitensporig",
            "Uw verzoek heeft duidelijk geen reden, of het gaat duidelijk te ver.",
        ),
        "accurate": GroundWords(
            "De gegevens kloppen", "Wij hebben deze gegevens gecontroleerd. Volgens ons kloppen ze."
        ),
        "opinion": GroundWords("Een indruk, mening of conclusie", "Dit is een indruk of mening, en geen feit."),
        "no_case_for_restriction": GroundWords(
            "Geen geval waarin afschermen moet", "Gegevens afschermen moet in een paar gevallen. Die zijn er nu niet."
        ),
        "no_case_for_erasure": GroundWords(
            "Geen geval waarin verwijderen moet", "Gegevens verwijderen moet in een paar gevallen. Die zijn er nu niet."
        ),
        "law_requires_keeping": GroundWords(
            "Een wet verplicht tot bewaren", "Een wet verplicht ons om deze gegevens te bewaren."
        ),
        "expression": GroundWords(
            "Vrijheid van meningsuiting en informatie",
            "Mensen moeten vrij hun mening kunnen geven en informatie kunnen krijgen.",
        ),
        "public_health": GroundWords(
            "Volksgezondheid", "Deze gegevens zijn nodig om de gezondheid van iedereen te beschermen."
        ),
        "archive": GroundWords(
            "Archief, onderzoek of statistiek", "Deze gegevens zijn nodig voor een archief of voor onderzoek."
        ),
        "legal_claims": GroundWords("Een juridische zaak", "Deze gegevens zijn nodig voor een juridische zaak."),
        "interest_of_other_care": GroundWords("Aanmerkelijk belang van een ander (zorgdossier)", _INTEREST),
        "interest_of_other_youth": GroundWords("Aanmerkelijk belang van een ander (jeugdhulp)", _INTEREST),
        "interest_of_other": GroundWords("Aanmerkelijk belang van een ander", _INTEREST),
        "compelling_grounds": GroundWords(
            "Dwingende redenen", "Wij hebben heel belangrijke redenen om uw gegevens te gebruiken."
        ),
        "not_portable": GroundWords(
            "Niet door toestemming of overeenkomst, of niet digitaal",
            "Het recht om gegevens mee te nemen geldt niet voor deze gegevens.",
        ),
        "cannot_identify": GroundWords(
            "Niet vast te stellen wie het is", "Wij kunnen niet zien welke gegevens van u zijn."
        ),
    }
)


def ground_name(code: str) -> str:
    """Give a ground's short name; raises KeyError for an unknown code."""
    return GROUNDS[code].name


if GROUNDS.keys() != LEGAL_GROUNDS.keys():  # a ground without words must not get as far as a letter
    raise RuntimeError(sorted(GROUNDS.keys() ^ LEGAL_GROUNDS.keys()))
