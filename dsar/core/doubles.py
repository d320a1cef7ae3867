"""When two requests may come from one person: a question for whoever registers, never an answer."""

from dataclasses import dataclass

from dsar.core.folding import fold


@dataclass(frozen=True, slots=True)
class Person:
    """What a person is recognised by."""

    initials: str
    name_prefix: str
    last_name: str
    postcode: str
    email: str

    @property
    def family_name(self) -> str:
        """The last name with its prefix, folded: "Van der Meer" in one field is "van der" and "Meer" in two."""
        return fold(f"{self.name_prefix} {self.last_name}")


def may_be_same(one: Person, other: Person) -> bool:
    """Tell whether two may be one: the same e-mail address, or the same name with the same postcode or initials.

    Initials that are not known differ from none.
    """
    if one.email.strip() and one.email.strip().lower() == other.email.strip().lower():
        return True
    if one.family_name != other.family_name:
        return False
    if _joined(one.postcode) == _joined(other.postcode) != "":
        return True
    initials = _joined(one.initials), _joined(other.initials)
    return initials[0] == initials[1] or "" in initials


def last_names(person: Person) -> frozenset[str]:
    """Give every folded last name under which the same person may have been written down."""
    words = fold(person.last_name).split()
    return frozenset({fold(person.last_name), person.family_name, *words[-1:]})


def _joined(text: str) -> str:
    return fold(text).replace(" ", "")
