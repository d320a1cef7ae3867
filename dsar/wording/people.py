"""How a person is written to, by Dutch custom: prefix in the middle of a line small, after a title capitalised."""

_TITLES = {"mrs": "Mevrouw", "mr": "De heer"}
_SALUTATIONS = {"mrs": "Geachte mevrouw", "mr": "Geachte heer"}


def full_name(initials: str, name_prefix: str, last_name: str) -> str:
    """Give "A.B. van der Meer"."""
    return " ".join(part for part in (initials, name_prefix, last_name) if part)


def address_name(salutation: str, initials: str, name_prefix: str, last_name: str) -> str:
    """Give the window's first line: "Mevrouw A.B. van der Meer", without a title where it is unknown."""
    name = full_name(initials, name_prefix, last_name)
    title = _TITLES.get(salutation)
    return f"{title} {name}" if title else name[:1].upper() + name[1:]


def window_lines(name: str, most: int) -> tuple[str, ...]:
    """Break a name that is longer than `most` characters at the last space that fits."""
    if len(name) <= most or " " not in name[:most]:
        return (name,)
    at = name.rindex(" ", 0, most + 1)
    return name[:at], name[at + 1 :]


def salutation_line(salutation: str, name_prefix: str, last_name: str) -> str:
    """Give "Geachte mevrouw Van der Meer", or "Geachte heer/mevrouw Van der Meer" where the title is unknown."""
    name = " ".join(part for part in (name_prefix, last_name) if part)
    return f"{_SALUTATIONS.get(salutation, 'Geachte heer/mevrouw')} {name[:1].upper()}{name[1:]}"


def place_line(postcode: str, city: str) -> str:
    """Give postcode and place as the post wants them, two spaces apart."""
    return f"{postcode}  {city}".strip()
