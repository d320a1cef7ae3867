"""What is filled in for a grant of each right, complete, as values and as a form on the screen sends it."""

from datetime import date

from dsar.core.fields import Fields
from dsar.core.placeholders import GRANTED
from dsar.core.vocabulary import Right

ANNEX = {
    "purposes": "Wij begeleiden u naar werk en leggen vast wat wij afspreken.",
    "categories": ("Naam en adres", "Verslagen van gesprekken"),
    "recipients": (("Gemeente Enschede", "om uw traject te betalen"),),
    "retention": "Wij bewaren uw dossier tot twee jaar na het laatste gesprek.",
    "source": "Van u zelf en van de gemeente.",
    "automated": "no",
    "outside_eu": "no",
}
ACCESS = {
    "understood": "U wilt weten wat er over u in het dossier staat.",
    "searched": (("Cliëntsysteem", "uw dossier"), ("Map met papieren verslagen", "niets gevonden")),
}
TOLD = {"told": (("Gemeente Enschede", "op 20 november 2026 per brief"),)}

DETAILS: dict[Right, Fields] = {
    Right.INSPECTION: Fields.of(
        {
            **ACCESS,
            **ANNEX,
            "form": "appointment",
            "day": date(2026, 12, 3),
            "time": "10.00 uur",
            "place": "Voorbeeldweg 1, kamer 2",
            "present": "J. de Vries, uw begeleider",
        }
    ),
    Right.COPY: Fields.of({**ACCESS, **ANNEX, "delivery": "paper", "enclosures": ("Uw plan", "Drie verslagen")}),
    Right.CORRECTION: Fields.of(
        {**TOLD, "changes": (("Het plan", "Geboren op 3 mei 1980", "Geboren op 5 maart 1980", "19 november 2026"),)}
    ),
    Right.SUPPLEMENT: Fields.of(
        {
            **TOLD,
            "statement": "Ik was die dag ziek. Daarom kwam ik niet.",
            "where": "bij het verslag van 3 maart 2026",
            "since": date(2026, 11, 20),
        }
    ),
    Right.ERASURE: Fields.of(
        {
            **TOLD,
            "erased": (("De verslagen van 2021", "19 november 2026"),),
            "backups_until": date(2026, 12, 31),
            "irreversible": "Wat de gemeente al kreeg, kunnen wij niet terughalen.",
        }
    ),
    Right.RESTRICTION: Fields.of({**TOLD, "shielded": ("Het verslag van 3 maart 2026",), "since": date(2026, 11, 20)}),
    Right.OBJECTION: Fields.of({"stops": "Wij sturen u geen nieuwsbrief meer.", "since": date(2026, 11, 20)}),
    Right.PORTABILITY: Fields.of({"format": "een CSV-bestand", "how": "U krijgt het op een USB-stick."}),
}


def typed_details(right: Right, prefix: str = "details") -> dict[str, str]:
    """Give a right's details as its form sends them."""
    return dict(pair for placeholder in GRANTED[right] for pair in _typed(f"{prefix}-{placeholder.name}", right))


def _typed(field: str, right: Right) -> list[tuple[str, str]]:
    name = field.rsplit("-", maxsplit=1)[-1]
    value = DETAILS[right][name]
    if isinstance(value, str):
        return [(field, value)] if value else []
    if isinstance(value, date):
        return [(field, f"{value.day}-{value.month}-{value.year}")]
    if all(isinstance(item, str) for item in value):
        return [(field, "\n".join(value))]
    columns = next(item.columns for item in GRANTED[right] if item.name == name)
    return [
        (f"{field}-{number}-{column}", cell)
        for number, row in enumerate(value)
        for column, cell in zip(columns, row, strict=True)
    ]
