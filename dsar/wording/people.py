"""How a name and a place are written on a line, by Dutch custom; titles and salutations are words of a letter."""

import re

from dsar.language import gettext as _


def anybody() -> str:
    """Give the word for who asks, where one sentence serves every organisation."""
    return _("aanvrager")


def in_own_words(text: str, client: str) -> str:
    """Call who asks as an organisation does: cliënt, deelnemer, geregistreerde; `text` may be lazy."""
    return re.sub(rf"\b{anybody()}\b", client, str(text))


def full_name(initials: str, name_prefix: str, last_name: str) -> str:
    """Give "A.B. van der Meer"."""
    return " ".join(part for part in (initials, name_prefix, last_name) if part)


def window_lines(name: str, most: int) -> tuple[str, ...]:
    """Break a name that is longer than `most` characters at the last space that fits."""
    if len(name) <= most or " " not in name[:most]:
        return (name,)
    at = name.rindex(" ", 0, most + 1)
    return name[:at], name[at + 1 :]


def place_line(postcode: str, city: str) -> str:
    """Give postcode and place as the post wants them, two spaces apart."""
    return f"{postcode}  {city}".strip()
