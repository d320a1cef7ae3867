"""Invented people of the sample letters: per organisation who writes, who signs and who gets the letter."""

from dataclasses import dataclass

from dsar.letters import words


@dataclass(frozen=True, slots=True)
class Cast:
    """The people around one organisation's letters."""

    contact: str
    telephone: str
    decider: str
    title: str  # mr, mrs, or empty where it is unknown
    name: str
    last_name: str  # with its prefix, as it follows a title
    street: str
    place: str


PEOPLE = {
    "zaz-welzijn": Cast(
        "Fatima el Idrissi", "000 000 01 11", "R. de Graaf", "mrs", "A. de Wit", "De Wit", "Kerkpad 3", "1000 AB Dorp"
    ),
    "westendorp-pr": Cast(
        "Anna Jansen",
        "000 000 02 12",
        "K. Westendorp",
        "mr",
        "P. van den Berg",
        "Van den Berg",
        "Dorpsstraat 7",
        "2000 CD Dorp",
    ),
    "aanzien": Cast(
        "Joost Vermeer", "000 000 03 13", "M. Ó Brien", "mrs", "Z. Yılmaz", "Yılmaz", "Lange Weg 112", "3000 EF Dorp"
    ),
    "werk-op-maat": Cast(
        "Sanne Kuipers",
        "000 000 04 14",
        "H. Bakker",
        "mr",
        "J. García Núñez",
        "García Núñez",
        "Plein 1944 9",
        "4000 GH Dorp",
    ),
    "werkkrachtcentrale": Cast(
        "Bart Smit", "000 000 05 15", "L. Łukasiewicz", "", "R. ’t Hart", "’t Hart", "Molenkade 21 b", "5000 JK Dorp"
    ),
}


def addressee(cast: Cast, language: str) -> tuple[str, ...]:
    """Give the lines in the window."""
    return words(language).address_name(cast.title, "", "", cast.name), cast.street, cast.place


def salutation(cast: Cast, language: str) -> str:
    """Give the salutation as the letter prints it, without the comma."""
    return words(language).salutation(cast.title, "", cast.last_name)
