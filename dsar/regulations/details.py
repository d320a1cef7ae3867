"""The organisation's own details as a regulation file starts them; an administrator can change them later."""

from dsar.core.colour import LEAST_CONTRAST, contrast_on_white
from dsar.core.regulation import OrganisationDetails
from dsar.core.vocabulary import LegalNature
from dsar.regulations.table import Table

_WINDOWS = ("left", "right")
_MAIL = r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+"


def read_details(table: Table) -> OrganisationDetails:
    """Read the section [organisation]."""
    details = OrganisationDetails(
        name=table.text("name", longest=100),
        reference_prefix=table.text("reference_prefix", "2 tot 6 hoofdletters, zoals WPR", r"[A-Z]{2,6}"),
        address=table.texts("address", 4),
        return_address=table.text("return_address", longest=120),
        telephone=table.text("telephone", "een telefoonnummer", r"[0-9+() -]{5,40}"),
        email=table.text("email", "een e-mailadres", _MAIL, 254),
        website=table.text("website", "een webadres zonder https://", r"[^\s/:]+\.[^\s:]+", 200),
        legal_nature=_legal_nature(table),
        posting_days=table.number("posting_days", 0, 10),
        carry_out_days=table.number("carry_out_days", 1, 60),
        window=table.text("window", "een van: left, right", "|".join(_WINDOWS)),
        accent=_accent(table),
        password_months=table.number("password_months", 1, 24) if table.has("password_months") else None,
    )
    table.close()
    return details


def _legal_nature(table: Table) -> LegalNature | None:
    return table.choice("legal_nature", LegalNature, LegalNature.PRIVATE) if table.has("legal_nature") else None


def _accent(table: Table) -> str:
    colour = table.text("accent", "een kleur als #1d5c8a", r"#[0-9a-f]{6}")
    contrast = contrast_on_white(colour)
    if contrast is not None and contrast < LEAST_CONTRAST:
        ratio = f"{contrast:.1f}".replace(".", ",")
        table.mistake("accent", f"verwacht een donkerder kleur: contrast met wit minstens 4,5; gevonden {ratio}")
    return colour
