"""What the letters of the demo's grants hold: invented, and complete, as the form asks for it."""

from dataclasses import replace
from datetime import date

from dsar.core.fields import Fields
from dsar.core.proposals import ProposalInput

_PURPOSES = "Wij begeleiden u naar werk. Daarvoor leggen wij vast wat wij met u afspreken."
_CATEGORIES = ("Uw naam, adres en telefoonnummer", "Uw plan", "De verslagen van onze gesprekken", "Brieven")
_RETENTION = "Wij bewaren uw dossier tot twee jaar na ons laatste gesprek."
_SOURCE = "Van u zelf. Uw aanmelding kregen wij van de gemeente."


def _annex(recipient: str) -> dict[str, str | tuple[str, ...] | tuple[tuple[str, ...], ...]]:
    return {
        "purposes": _PURPOSES,
        "categories": _CATEGORIES,
        "recipients": ((recipient, "om uw traject te regelen en te betalen"),),
        "retention": _RETENTION,
        "source": _SOURCE,
        "automated": "no",
        "outside_eu": "no",
    }


def inspection(recipient: str) -> Fields:
    """Give the details of an inspection by appointment; `on_day` adds the day."""
    return Fields.of(
        {
            **_annex(recipient),
            "understood": "U wilt lezen wat er over u in het dossier staat.",
            "form": "appointment",
            "time": "10.00 uur",
            "place": "Ons kantoor, spreekkamer 2",
            "present": "Uw begeleider. Die legt uit wat er staat.",
            "bring": "U mag iemand meenemen die u vertrouwt.",
            "searched": (
                ("Cliëntsysteem", "uw dossier met plan en verslagen"),
                ("Postvak van uw begeleider", "zeven berichten over afspraken"),
                ("Kast met papieren dossiers", "niets gevonden"),
            ),
        }
    )


INSPECTION_HELD = Fields.of(
    {
        "held": "appointment",
        "held_at": "10.00 uur",
        "held_place": "Ons kantoor, spreekkamer 2",
        "sat_in": "De begeleider",
        "shown": "Het hele dossier. De begeleider liep het door en legde uit wat er staat.",
    }
)


def copy_on_paper(recipient: str) -> Fields:
    """Give the details of a copy that goes with the letter."""
    return Fields.of(
        {
            **_annex(recipient),
            "understood": "U wilt een kopie van alles wat wij over u hebben.",
            "delivery": "paper",
            "enclosures": ("Uw plan", "Vier verslagen van gesprekken", "Zes brieven"),
            "searched": (("Cliëntsysteem", "uw dossier"), ("Kast met papieren dossiers", "zes brieven")),
        }
    )


def correction(recipient: str) -> Fields:
    """Give the details of a correction of the last employer."""
    return Fields.of(
        {
            "changes": (("Uw plan, bladzijde 1", "Bakkerij De Korenaar", "Drukkerij De Letter", "vandaag"),),
            "told": ((recipient, "vandaag, met een brief"),),
        }
    )


def on_day(proposal: ProposalInput, day: date) -> ProposalInput:
    """Give a proposal with the day of its appointment."""
    return replace(proposal, details=Fields.of({**dict(proposal.details.entries), "day": day}))
