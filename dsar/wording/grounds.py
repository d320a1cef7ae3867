"""Dutch names of the grounds for a refusal, for the screens; the codes are those of `core.grounds`.

What a letter says of a ground is in `templates/letters`.
"""

from collections.abc import Mapping

from dsar.core.grounds import LEGAL_GROUNDS
from dsar.language import Words

_OTHERS = "Rechten en vrijheden van anderen"

GROUNDS: Mapping[str, str] = Words(
    {
        "rights_of_others": _OTHERS,
        "rights_of_others_portability": _OTHERS,
        "rights_of_others_general": _OTHERS,
        "protection_of_person": "Bescherming van de persoon zelf",
        "crime": "Voorkomen, opsporen en vervolgen van strafbare feiten",
        "unfounded_or_excessive": "Duidelijk ongegrond of buitensporig",
        "accurate": "De gegevens kloppen",
        "opinion": "Een indruk, mening of conclusie",
        "no_case_for_restriction": "Geen geval waarin afschermen moet",
        "no_case_for_erasure": "Geen geval waarin verwijderen moet",
        "law_requires_keeping": "Een wet verplicht tot bewaren",
        "expression": "Vrijheid van meningsuiting en informatie",
        "public_health": "Volksgezondheid",
        "archive": "Archief, onderzoek of statistiek",
        "legal_claims": "Een juridische zaak",
        "interest_of_other_care": "Aanmerkelijk belang van een ander (zorgdossier)",
        "interest_of_other_youth": "Aanmerkelijk belang van een ander (jeugdhulp)",
        "interest_of_other": "Aanmerkelijk belang van een ander",
        "compelling_grounds": "Dwingende redenen",
        "not_portable": "Niet door toestemming of overeenkomst, of niet digitaal",
        "cannot_identify": "Niet vast te stellen wie het is",
    }
)


def ground_name(code: str) -> str:
    """Give a ground's short name; raises KeyError for an unknown code."""
    return GROUNDS[code]


if GROUNDS.keys() != LEGAL_GROUNDS.keys():  # a ground without words must not get as far as a screen
    raise RuntimeError(sorted(GROUNDS.keys() ^ LEGAL_GROUNDS.keys()))
