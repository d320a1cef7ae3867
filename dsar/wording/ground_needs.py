"""What must be written down before a ground can be used, for whoever writes the proposal (domain section 4)."""

from collections.abc import Mapping

from dsar.core.grounds import LegalGround
from dsar.language import Words
from dsar.language import gettext as _

_OTHERS = "Gegevens van anderen onleesbaar maken gaat voor weigeren."

_INTEREST = "Schrijf van wie het belang is, waarom, en wanneer u dit opnieuw bekijkt."
_NOTES: Mapping[str, str] = Words(
    {
        "rights_of_others": _OTHERS,
        "rights_of_others_portability": _OTHERS,
        "unfounded_or_excessive": "U moet dit bewijzen. Nog een keer vragen is op zichzelf niet genoeg.",
        "accurate": "Schrijf waaruit blijkt dat de gegevens kloppen.",
        "opinion": "Schrijf waarom dit een mening is en geen feit.",
        "no_case_for_restriction": "Kan niet zolang u nagaat of de gegevens kloppen: wie dat betwist, heeft recht op "
        "afscherming (AVG 18(1)(a)).",
        "no_case_for_erasure": "Loop alle gevallen van AVG 17(1) na, ook ingetrokken toestemming en verzet.",
        "law_requires_keeping": "Een eigen bewaartermijn is geen wet. De bewaartermijn voor een zorgdossier wijkt voor "
        "een verzoek (BW 7:455, Jeugdwet 7.3.9), behalve als een ander een aanmerkelijk belang heeft.",
        "interest_of_other_care": f"{_INTEREST} Alleen waar de WGBO geldt.",
        "interest_of_other_youth": f"{_INTEREST} Alleen waar de Jeugdwet geldt.",
        "interest_of_other": f"{_INTEREST} Noem ook het geval van AVG 17(3) dat past.",
        "cannot_identify": "Schrijf wat u vroeg, en wanneer.",
    }
)


def ground_needs(ground: LegalGround) -> tuple[str, ...]:
    """Give what must be written, then what to mind, as sentences."""
    needs = [_("De feiten van deze zaak.")]
    if ground.needs_weighing:
        needs.append(_("Een afweging van de belangen."))
    if ground.needs_statute:
        needs.append(_("De wet met het artikel, en tot welke dag de gegevens bewaard blijven."))
    if ground.offers_statement:
        needs.append(_("De brief biedt aan om een eigen verklaring toe te voegen."))
    if ground.code in _NOTES:
        needs.append(_NOTES[ground.code])
    return tuple(needs)
